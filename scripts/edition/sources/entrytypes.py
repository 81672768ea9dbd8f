"""The vocabulary of ``works.bib``: which entry types and fields there are, and what they are in CSL's words."""

from __future__ import annotations

_DATED_BOOK = ("title", "date")
_PART = ("title", "booktitle", "date")
TYPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "article": ("article-journal", ("title", "journal", "date")),
    "book": ("book", _DATED_BOOK),
    "collection": ("book", _DATED_BOOK),
    "proceedings": ("book", _DATED_BOOK),
    "booklet": ("pamphlet", _DATED_BOOK),
    "incollection": ("chapter", _PART),
    "inbook": ("chapter", _PART),
    "inproceedings": ("paper-conference", _PART),
    "misc": ("document", ("title",)),
    "online": ("webpage", ("title", "url")),
    "periodical": ("periodical", ("title",)),
    "report": ("report", _DATED_BOOK),
    "techreport": ("report", _DATED_BOOK),
    "thesis": ("thesis", ("title", "author", "publisher", "date")),
    "phdthesis": ("thesis", ("title", "author", "publisher", "date")),
    "unpublished": ("manuscript", ("title",)),
}
"""BibTeX entry type → CSL type, and the fields it cannot do without (own or inherited)."""

SUBTYPES = {
    ("article", "newspaper"): "article-newspaper",
    ("article", "magazine"): "article-magazine",
    ("misc", "letter"): "personal_communication",
}
"""Entry type and ``entrysubtype`` → CSL type, where the subtype makes it another."""

NAMES = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "translator": "translator",
    "introduction": "introduction",
}
"""BibTeX field → role of a creator, in the order in which a work lists them."""

PLAIN = {
    "title": "title", "subtitle": "subtitle", "shorttitle": "short_title", "series": "collection_title",
    "number": "collection_number", "volume": "volume", "volumes": "number_of_volumes", "issue": "issue",
    "edition": "edition", "pages": "page", "publisher": "publisher", "address": "publisher_place", "date": "issued",
    "origdate": "original_date", "url": "url", "doi": "doi", "isbn": "isbn", "language": "language",
    "entrysubtype": "genre", "note": "note", "xref": "part_of",
}  # fmt: skip
"""BibTeX field → attribute of a work, where one answers to one."""

ALIASES = {"location": "address", "journaltitle": "journal", "school": "publisher", "institution": "publisher"}
_UNMAPPED = ("journal", "booktitle", "booksubtitle", "howpublished", "year", "crossref", "keywords")

FIELDS = (*NAMES, *PLAIN, *_UNMAPPED, *ALIASES)
"""Every field that an entry may have."""

VERBATIM = frozenset(("url", "doi", "isbn", "crossref", "xref"))
"""Fields whose value is no LaTeX."""


def container(kind: str) -> tuple[str, str]:
    """The fields that name what a work of this entry type stands in."""
    if TYPES[kind][0] in ("chapter", "paper-conference"):
        return "booktitle", "booksubtitle"
    return ("journal" if kind == "article" else "howpublished"), ""
