"""Findings on keys: works, entries, anchors and records of the apparatus share one namespace."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.tables import notes
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import DOCS

ANEW = "If notes begin anew here, “edition anchors --write” gives each an address and keeps its number."


def _keys(edition: Edition) -> Iterator[tuple[str, SourceLocation]]:
    """Every key and where it is given; the name of a section's file is one, since the section has an address too."""
    yield from edition.keys
    yield from {section.slug: section.location for section in reversed(edition.sections)}.items()


def given_twice(edition: Edition) -> Iterator[Finding]:
    """``k-key-twice``, ``a-twice``, ``n-twice``: one key for two things, wherever they stand."""
    first: dict[str, SourceLocation] = {}
    for key, location in _keys(edition):
        earlier = first.setdefault(key, location)
        if earlier is location:
            continue
        both_in_text = earlier.file.startswith(f"{DOCS}/") and location.file.startswith(f"{DOCS}/")
        yield Finding(
            location,
            "k-key-twice" if not both_in_text else ("n-twice" if key in notes(edition) else "a-twice"),
            f"“{key}” is given already at {earlier.file}:{earlier.line}.",
            ANEW if key in notes(edition) and both_in_text else "Take another name for one of them.",
        )


def alike(edition: Edition) -> Iterator[Finding]:
    """``k-case``: keys that differ in capitals only, which are one file on Windows and macOS."""
    first: dict[str, tuple[str, SourceLocation]] = {}
    for key, location in _keys(edition):
        earlier, place = first.setdefault(key.lower(), (key, location))
        if earlier != key:
            message = f"“{key}” differs from “{earlier}” at {place.file}:{place.line} in capitals only."
            yield Finding(location, "k-case", message, "Take another name for one of them.")


WITHIN = (given_twice, alike)
