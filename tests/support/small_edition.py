"""Editions of a few lines, for tests of one module."""

from __future__ import annotations

from collections.abc import Mapping

from edition.model.edition import Edition
from edition.sources.load import Sources, assemble

METADATA = 'title: Small\nauthor: A\neditor: E\nversion: 1.1.0\ndate: 2001-02-03\nlanguage: en\nnocite: "*"\n'
SECTION = "docs/essay/01-first.md"


def sources_of(text: str, files: Mapping[str, str] = {}) -> Sources:
    """The sources of an edition with one section, ``first``, that has this text; further files by their paths."""
    given = {"bibliography/edition.yml": METADATA, SECTION: f"---\ntitle: First\n---\n\n{text}\n"}
    return Sources(given | dict(files))


def edition_of(text: str, files: Mapping[str, str] = {}) -> Edition:
    """The edition that is made of these sources, whatever is found in them."""
    return assemble(sources_of(text, files))
