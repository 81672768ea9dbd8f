"""The fields of BibTeX and biblatex: what each is in a work, which are left aside, and what a part takes of its volume.

After the biblatex manual 3.20 (2.1, 2.2, appendix B) and BibTeXing, with the fields that Zotero with Better BibTeX,
JabRef, Mendeley, Citavi and BibDesk add.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

BIBTEX_FIELDS: Mapping[str, str] = _TABLES["fields"]
"""BibTeX field → attribute of a work, where one corresponds to one."""

OTHER_FIELDS = frozenset(_TABLES["used_otherwise"].split())
"""Fields of which a work is made in some other way. ``timestamp`` and ``shortjournal`` are read to be left aside."""

FURTHER_EDITORS = ("editora", "editorb", "editorc")
"""Fields of names whose roles stand in a field beside each."""

FIELD_ALIASES: dict[str, str] = _TABLES["aliases"]
"""Other names of fields."""

REFERENCES = ("crossref", "xref", "xdata", "entryset", "related")
"""Fields with the keys of other entries."""
VERBATIM_FIELDS = frozenset((*REFERENCES, *"url doi isbn issn eprint ids".split()))
"""BibTeX fields whose value is not LaTeX."""

DATES = {"date": "issued", "urldate": "accessed", "origdate": "original_date", "eventdate": "event_date"}
"""BibTeX field of a date → attribute of a work."""
DATE_FIELDS = frozenset((*DATES, "year"))
"""BibTeX fields whose value is a date."""

LEFT_ASIDE = frozenset(_TABLES["left_aside"].split())
"""Fields that say nothing a citation prints: they are left aside."""
LEFT_ASIDE_PREFIXES = ("bdsk-", "mendeley-", "citeulike-", "jabref", "zotero", "citavi", "user", "x-", "opt", "__")
"""Beginnings of the names of such fields."""

NUMBERED = frozenset(_TABLES["numbered_types"].split())
"""CSL types of works whose number is their own, not that of a series or an issue."""

REPEATED_TYPES = frozenset(_TABLES["repeated_types"])
"""What EndNote and Scopus write for a type that the entry says already."""
LINES_OF_PROGRAMS: Collection[str] = _TABLES["lines_of_programs"]
"""How a line of a note begins, before a colon, that Zotero or Scopus writes for programs."""
STATES_BY_HAND: Collection[str] = _TABLES["states_by_hand"]
"""What is written in place of a date for the state of a publication."""
EDITOR_TYPES: dict[str, str] = _TABLES["editor_types"]
"""Word for the kind of an editor → CSL's role, where that has no word of biblatex."""
TERMS: Mapping[str, tuple[str, str]] = _TABLES["terms"]
"""Attribute with a number → label of the locator term that may be written with it, and a pattern with ``TERM`` in it
for the term and what stands round it."""
INSTITUTIONS = _TABLES["institutions"].split()
"""Nouns that no name of a person has."""
OTHER_PARTS_OF_NAMES = frozenset(_TABLES["other_parts_of_names"].split())
"""Parts of extended names that say nothing a citation prints."""

EDITION_TERMS = tuple(_TABLES["edition_terms"].split())
"""Beginnings of the words for an edition, which stand in a value that is no number."""

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""The months that every BibTeX style defines as strings."""
NAMES_OF_MONTHS: dict[str, int] = _TABLES["months"]
"""Word → number of a month, or in EDTF of a season."""

NOT_PRINTED: Mapping[str, str] = _TABLES["not_printed"]
"""Of what a work is a part (periodical, book, or none: whole) → the fields that mean nothing then."""

TYPE_NAMES: Mapping[str, str] = _TABLES["types"]
"""biblatex's words for a type → what they mean in English."""

COUNTRIES: Mapping[str, str] = _TABLES["countries"]
"""biblatex's words for where a patent holds → what they mean in English."""

STATES_OF_PUBLICATION: Mapping[str, str] = _TABLES["states"]
"""biblatex's words for the state of a publication → what they mean in English."""

WORDS_OF_WORKS = frozenset((*TYPE_NAMES.values(), *STATES_OF_PUBLICATION.values()))
"""Words of works that are messages: they are printed in the language of the edition."""
STRINGS = {**_TABLES["strings"], **TYPE_NAMES, **STATES_OF_PUBLICATION}
"""Strings of biblatex, for ``\\bibstring`` → what they mean in English."""

# --- What an entry takes of another --------------------------------------------------------------------------------

NOT_INHERITED = frozenset(_TABLES["not_inherited"].split())
"""Fields that no entry takes of another."""

_TITLES = ("title", "subtitle", "titleaddon")
_TO_MAIN = dict(zip(("maintitle", "mainsubtitle", "maintitleaddon"), _TITLES, strict=True))
_TO_BOOK = dict(zip(("booktitle", "booksubtitle", "booktitleaddon"), _TITLES, strict=True))
_TO_JOURNAL = dict(zip(("journal", "journalsubtitle", "journaltitleaddon"), _TITLES, strict=True))
_WITH_AUTHOR = {"bookauthor": "author"}
_PARTS = ("inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference", "inproceedings",
          "conference")  # fmt: skip
_VOLUMES = ("book", "collection", "reference", "proceedings")
_SETS = ("mvbook", "mvcollection", "mvreference", "mvproceedings")


def inherited(part: str, whole: str) -> dict[str, str]:
    """Field of a part → field of its whole that becomes it, for entries of these types; all others keep their names."""
    if part in _PARTS:
        return (_TO_MAIN if whole in _SETS else _TO_BOOK) | _WITH_AUTHOR
    if part in _VOLUMES and whole in _SETS:
        return _TO_MAIN
    if part in ("article", "suppperiodical", "review"):
        return _TO_JOURNAL
    return {}
