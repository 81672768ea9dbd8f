"""Findings on files: their names, and what must not be missing."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

from edition.index.addresses import section_uri
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY
from edition.sources.values import key_hint
from edition.sources.yaml_records import suggestion


def bad_names(edition: Edition) -> Iterator[Finding]:
    """``f-bad-name``, ``f-name-twice``: a file that cannot be the address of a page, or is another's."""
    pages = [(section.location, section_uri(section.slug)) for section in edition.sections]
    pages += [(page.location, f"{page.uri}.html") for page in edition.prose]
    first: dict[str, SourceLocation] = {}
    for location, uri in pages:
        parts = (part for part in uri.removesuffix(".html").split("/") if part != "index")
        if hint := next(filter(None, map(key_hint, parts)), ""):
            yield Finding(location, "f-bad-name", f"“{uri}” cannot be the address of a page.", hint)
        earlier = first.setdefault(uri.casefold(), location)
        if earlier is not location:
            message = f"“{uri}” is the page of {earlier.file} already."
            hint = "Rename one. Numbers before names only order the files, and README.md is the same as index.md."
            yield Finding(location, "f-name-twice", message, hint)


def no_metadata(edition: Edition) -> Iterator[Finding]:
    """``f-no-edition``: the file that says what the edition is, is not there."""
    location = edition.metadata.location
    if not location.line and not any(finding.location.file == location.file for finding in edition.findings):
        hint = "Give title, author, editor, version, date."
        yield Finding(location, "f-no-edition", "the file is missing or empty.", hint)


def no_faces(edition: Edition) -> Iterator[Finding]:
    """``p-no-such-face``: a typeface that is named, but not there. ``f-stray``: one that is there, but not named."""
    for name in edition.metadata.faces:
        if name not in edition.faces:
            hint = suggestion(name, edition.faces, "Put it there, or correct its name.")
            message = f"there is no typeface “{name}” in bibliography."
            yield Finding(edition.metadata.location, "p-no-such-face", message, hint)
    for name in edition.faces:
        if name not in edition.metadata.faces:
            location, hint = SourceLocation(f"{BIBLIOGRAPHY}/{name}"), "Name it below “faces” in edition.yml."
            yield Finding(location, "f-stray", "nothing uses this typeface.", hint)


def no_pandoc(edition: Edition) -> Iterator[Finding]:
    """``p-no-pandoc``: a file of Word is asked for, and there is nothing to make it."""
    if edition.metadata.docx and importlib.util.find_spec("pypandoc") is None:
        message, hint = "“docx” asks for a file of Word, and pandoc is not installed.", "Install pypandoc_binary."
        yield Finding(edition.metadata.location, "p-no-pandoc", message, hint)


WITHIN = (bad_names, no_metadata, no_faces, no_pandoc)
