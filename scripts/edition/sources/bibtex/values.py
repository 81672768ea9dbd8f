"""Values of fields: pages with dashes, and what only fills a field."""

from __future__ import annotations

import re

from edition.model.bibtex_fields import LINES_OF_PROGRAMS, REPEATED_TYPES

_RANGE = re.compile(r"(?<=[\divxlcdm])\s*(?:-+|–)\s*(?=[\divxlcdm])", re.IGNORECASE)
SHARED = re.compile(r"(?:^|(?<= and ))xdata\s*=\s*([^\s{}]+?)-([A-Za-z]+)(?:-(\d+))?(?= and |$)")
"""What a value takes of an entry of shared data: its key, a field, and which of several names."""
_MANY_HYPHENS = re.compile(r"\s*(?:--+|–)\s*")
_PAGE_TERM = re.compile(r"^(?:pp?|S|Seiten?)(?:\.\s*|\s+)(?=\d)")
_OF_PROGRAMS = re.compile(rf"\s*(?:{'|'.join(LINES_OF_PROGRAMS)}):|\s*$", re.IGNORECASE)
"""A line of a note that Zotero or Scopus writes for programs."""


def says_nothing(name: str, value: str, lines: list[str]) -> bool:
    """Whether a value, which is written in these lines, only fills its field: n/a, or a type that repeats that of the
    entry, or a note for programs."""
    if name == "note" and value and all(map(_OF_PROGRAMS.match, lines)):
        return True
    if name == "pages" and re.fullmatch(r"\W+", value):  # -- or ??
        return True
    word = value.casefold()
    return (word == "n/a" and name not in ("url", "doi")) or (name == "type" and word in REPEATED_TYPES)


def without_last_sign(name: str, value: str) -> str:
    """A value without the sign by which catalogues of libraries divide title, place and publisher; of a title also
    without its full stop, if it is none of an abbreviation."""
    return re.sub(r"\s*[:;,]$|\s[/=]$" + r"|(?<=[a-zà-ÿ]{4})\.$" * (name in ("title", "subtitle")), "", value)


def pages(words: str) -> str:
    """Pages with en dashes between the ends of ranges, without a term before them."""
    return ", ".join(map(_page_range, _PAGE_TERM.sub("", words).rstrip("-–~\u00a0 ").split(", ")))


def _page_range(words: str) -> str:
    if "--" in words or "–" in words:  # then a single hyphen is part of a number
        return _MANY_HYPHENS.sub("–", words)
    return _RANGE.sub("–", words)
