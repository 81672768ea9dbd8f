"""What a project consists of: all files in ``bibliography`` and ``docs``, read once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from os.path import isfile
from pathlib import Path

from edition.model.records import BIBLIOGRAPHY, DOCS

Files = Mapping[str, bytes]
"""The content of every file by its path from some root, in order."""


def contents(project: Path) -> Files:
    """The files of the project in this folder. Raises ``OSError`` for what may not be read."""
    return {**below(project, BIBLIOGRAPHY), **below(project, DOCS)}


def below(root: Path, folder: str = "") -> Files:
    """All files in a folder under a root, by their paths from there."""
    places = ((place, Path(place).relative_to(root).parts, names) for place, _, names in os.walk(root / folder))
    found = sorted(((*within, name), f"{place}/{name}") for place, within, names in places for name in names)
    return {"/".join(parts): bytes_of(path) for parts, path in found if isfile(path)}  # noqa: PTH113


def bytes_of(path: str) -> bytes:
    """What is in a file. Raises ``OSError``."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (of the time for a thousand files Path would take half)
        return file.read()


def sources(files: Files) -> Iterator[tuple[str, bytes]]:
    """Those that are read: registers and Markdown."""
    for name, content in files.items():
        if name.endswith((".yml", ".bib", ".txt") if name.startswith(f"{BIBLIOGRAPHY}/") else ".md"):
            yield name, content


def pictures(files: Files) -> Iterator[tuple[str, bytes]]:
    """By its address, what lies in ``docs`` beside the Markdown and stands in the site as it is; not what begins with
    a full stop."""
    for name, content in files.items():
        folder, *parts = name.split("/")
        hidden = parts[0] == "templates" or any(part.startswith(".") for part in parts)
        if folder == DOCS and not name.endswith(".md") and not hidden:
            yield "/".join(parts), content
