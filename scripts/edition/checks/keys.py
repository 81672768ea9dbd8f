"""Findings on keys: works, entries, anchors and records of the apparatus share one namespace."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.tables import notes
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import DOCS


def given_twice(edition: Edition) -> Iterator[Finding]:
    """``k-key-twice``, ``a-twice``, ``n-twice``: one key for two things, wherever they stand."""
    first: dict[str, SourceLocation] = {}
    for key, location in edition.keys:
        earlier = first.setdefault(key, location)
        if earlier is location:
            continue
        both_in_text = earlier.file.startswith(f"{DOCS}/") and location.file.startswith(f"{DOCS}/")
        yield Finding(
            location,
            "k-key-twice" if not both_in_text else ("n-twice" if key in notes(edition) else "a-twice"),
            f"“{key}” is given already at {earlier.file}:{earlier.line}.",
            "Take another name for one of them.",
        )
