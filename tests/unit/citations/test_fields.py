"""Every field that is read changes what is printed of a work, whatever its type, or is told of as left aside."""

from __future__ import annotations

import pytest

from edition.citations.chicago import bibliography_entry, full_note, short_note
from edition.model.bibtex_fields import DATE_FIELDS, FIELD_ALIASES, LEFT_ASIDE, OTHER_FIELDS
from edition.model.kinds import CitedPlace
from edition.model.vocabulary import WORK_TYPES
from edition.sources.bibtex import works
from edition.sources.bibtex.entries import KNOWN_FIELDS, NAME_FIELDS

LINKS = frozenset("crossref xref xdata ids entryset related relatedtype".split())
"""What leads to other entries, or is another key of this one; ``test_bibtex.py`` says what comes of it."""
IDENTIFIERS = frozenset("isbn issn library".split())
"""What goes into the formats of other programs, and into no citation; ``test_bibtex.py`` reads it back."""
ROLE = "{0} = {{Reed, Ben}}"
WITH_ANOTHER = {
    "day": "month = {5}", "urldate": "date = {n.d.}", "eprint": "eprinttype = {arxiv}",
    "eprinttype": "eprint = {12.34}", "eprintclass": "eprint = {12.34}", "mainsubtitle": "maintitle = {Whole}",
    "maintitleaddon": "maintitle = {Whole}", "booksubtitle": "booktitle = {Book}",
    "booktitleaddon": "booktitle = {Book}",
    "journalsubtitle": "journal = {Fens}", "journaltitleaddon": "journal = {Fens}",
    "issuesubtitle": "issuetitle = {Pumps}",
} | {f"{name}type": ROLE.format(name) for name in ("editor", "editora", "editorb", "editorc")}  # fmt: skip
"""Field → what must stand with it to mean something."""
VALUES = {
    "url": "https://example.org/x", "doi": "10.1000/x", "eprinttype": "hdl", "month": "5", "day": "5", "pages": "7--9",
    "language": "french", "langid": "french", "number": "77", "volume": "77", "edition": "77",
    "pubstate": "forthcoming", "timestamp": "2001-01-01", "editortype": "compiler", "editoratype": "compiler",
    "editorbtype": "compiler", "editorctype": "compiler",
}  # fmt: skip
FIELDS = sorted(
    name for name in {*KNOWN_FIELDS, *FIELD_ALIASES} if FIELD_ALIASES.get(name, name) not in LINKS | IDENTIFIERS
)
BASE = {"author": "Marsh, Ada", "journal": "Fens", "booktitle": "Book", "date": "1901",
        "url": "https://example.org/a", "publisher": "Fen", "institution": "Ely", "number": "3",
        "type": "Study"}  # fmt: skip


ONLY_A_YEAR = frozenset("book pamphlet chapter paper-conference report thesis".split())
"""Types that are cited with the year alone: months and days go into the formats of other programs."""


def value(field: str) -> str:
    if field in VALUES:
        return VALUES[field]
    if field in NAME_FIELDS or FIELD_ALIASES.get(field) in NAME_FIELDS:
        return "Quill, Zoe"
    return "1877" if {field, FIELD_ALIASES.get(field)} & DATE_FIELDS else "Wordwise"


def printed(source: str) -> tuple[str, ...]:
    """The forms of the only work of a file, and the findings on it."""
    (work,), findings = works(source, "works.bib")
    forms = (full_note(work), full_note(work, (CitedPlace("page", "3"),)), short_note(work), bibliography_entry(work))
    return (*map(repr, forms), *map(str, findings))


@pytest.mark.parametrize("kind", WORK_TYPES)
def test_no_field_is_lost_in_silence(kind: str) -> None:
    type_ = WORK_TYPES[kind]
    entry_type, _, subtype = type_.bibtex[0].partition(":")
    needed = (
        {"title": "The Dykes"}
        | {name: BASE[name] for name in type_.required if name in BASE}
        | ({"entrysubtype": subtype} if subtype else {})
    )
    lost = []
    for field in FIELDS:
        known = FIELD_ALIASES.get(field, field)
        with_ = WITH_ANOTHER.get(known, "")
        fields = [
            f"{name} = {{{words}}}" for name, words in needed.items() if name != known and not with_.startswith(name)
        ]
        fields += [with_] if with_ else []
        without = f"@{entry_type}{{{field}, {', '.join(fields)}}}"
        with_field = f"@{entry_type}{{{field}, {', '.join((*fields, f'{field} = {{{value(field)}}}'))}}}"
        if printed(without) == printed(with_field) and not (known in ("month", "day") and kind in ONLY_A_YEAR):
            lost.append(field)
    assert lost == []


def test_the_lists_do_not_overlap() -> None:
    assert not LEFT_ASIDE & {*KNOWN_FIELDS, *FIELD_ALIASES}
    assert OTHER_FIELDS <= KNOWN_FIELDS
