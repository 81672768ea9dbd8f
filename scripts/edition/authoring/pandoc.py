"""Calls of pandoc, which is an optional dependency, and the words of its documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from edition.authoring.input_files import Unreadable
from edition.sources.pandoc import PandocError, run

MISSING = (
    "reading this format needs pandoc, which is not installed. Install it with “pip install pypandoc_binary”, or save"
    " the manuscript as plain text, Markdown or TEI."
)
Ast = dict[str, Any]
"""A document as pandoc's JSON has it."""


def document(path: Path, form: str, media: Path | None = None) -> Ast:
    """The document in a file of one of pandoc's formats; its pictures are written to the folder ``media``. Raises
    ``Unreadable``."""
    options = ["--extract-media", str(media)] if media else ["--sandbox"]
    return dict(json.loads(_run([*options, "--from", form, "--to", "json", str(path)])))


def converted(source: str, form: str, target: str) -> str:
    """A source converted from one of pandoc's formats to another. Raises ``Unreadable``."""
    return _run(["--sandbox", "--from", form, "--to", target, "--standalone", "--wrap=none"], source)


def _run(arguments: list[str], source: str | None = None) -> str:
    try:
        return run(arguments, source)
    except PandocError as error:
        again = f"pandoc cannot read this ({error}). Save it again, or in another format."
        raise Unreadable(MISSING if error.missing else again) from error


def words(node: Any) -> str:
    """The words of a part of a document."""
    if isinstance(node, list):
        return "".join(map(words, node))
    if not isinstance(node, dict):
        return ""
    kind = node.get("t")  # a mapping of the metadata has none
    if kind in ("Str", "MetaString"):
        return str(node["c"])
    if kind in ("Code", "Math"):
        return str(node["c"][1])
    return " " if kind in ("Space", "SoftBreak", "LineBreak") else words(node.get("c"))
