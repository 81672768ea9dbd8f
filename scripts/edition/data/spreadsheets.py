"""The registers, uses, citations, quotations and emendations as tables (CSV), for spreadsheets, R and pandas.

``layer`` tells the voices apart: ``text``, ``authorial`` (the author's notes), ``editorial`` (the editors' notes).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO

from edition.citations.plain_words import plain_words
from edition.index.apparatus import in_words
from edition.index.tables import content_by_anchor, notes, positions
from edition.index.uses import Use, occurrences
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.kinds import CitationItem, Cite
from edition.model.records import Dated
from edition.model.registers import WORKS
from edition.model.tree import find_all, words_of

Rows = Iterable[tuple[str | int, ...]]
PARTS = {"date": "", "place": "_place"}
"""Part of a date with a place → the end of the name of its column."""
LAYERS = ("text", "authorial", "editorial")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "entries": (
        *("key", "register", "name", "sort", "category", "summary", "born", "born_place", "died", "died_place", "when"),
        *("when_place", "doubted", "persons", "works", "identifiers", "uses_text", "uses_authorial", "uses_editorial"),
    ),
    "uses": tuple("key register section paragraph position note layer form label locator words within".split()),
    "citations": ("work", "at", "layer", "form", "label", "locator", "prefix", "suffix", "within"),
    "quotations": ("key", "at", "layer", "speaker", "work", "locator", "note", "state", "evidence"),
    "emendations": ("key", "at", "layer", "lemma", "reading", "readings", "reason", "source"),
}
"""Name of a table → its columns."""


def spreadsheet(edition: Edition, name: str) -> str:
    """A table as CSV in UTF-8, with a row of names first."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS[name])
    rows.writerows(ROWS[name](edition))
    return written.getvalue()


def _layer(edition: Edition, note: str) -> str:
    """The layer of a note, by its anchor; of the text for what is no note."""
    known = notes(edition).get(note)
    return known.kind if known else LAYERS[0]


def _entries(edition: Edition) -> Iterator[tuple[str | int, ...]]:
    """The rows of the entries: what is known of each, and how often each layer of the edition names it."""
    for register in edition.registers.values():
        for entry in edition.entries_of(register):
            used = occurrences(edition).get(entry.key, ())
            layers = Counter(_layer(edition, use.note) for use in used if use.form != "mark")
            dated = {name: getattr(entry, name) or Dated() for name in ("born", "died", "when")}
            dates = (part for date in dated.values() for part in (date.date, date.place))
            columns = ((date, part, name + end) for name, date in dated.items() for part, end in PARTS.items())
            doubted = (column for date, part, column in columns if getattr(date, part) and date.doubted(part))
            linked = map(" ".join, (doubted, entry.persons, entry.works))
            known = " ".join(f"{scheme}:{value.replace(' ', '')}" for scheme, value in entry.identifiers.items())
            summary = plain_words(edition, entry.summary)
            about = (entry.key, register.key, entry.name, entry.sort, entry.category, summary)
            yield (*about, *dates, *linked, known, *(layers[layer] for layer in LAYERS))


def _uses(edition: Edition) -> Iterator[tuple[str | int, ...]]:
    place = positions(edition)
    for key, used in occurrences(edition).items():
        register = edition.entries[key].register if key in edition.entries else WORKS if key in edition.works else ""
        for use in used if register else ():
            layer = _layer(edition, use.note)
            where = (key, register, use.section, use.at, place.get(use.at, -1) + 1, use.note)
            yield (*where, layer, use.form, use.label, use.locator, use.words, _within(use))


@derived
def citations_in(edition: Edition, section: Section) -> tuple[tuple[str, ...], ...]:
    """The rows of a section in the table of citations, without their layers."""
    rows = []
    for anchor, content in content_by_anchor(section).items():
        for cite in find_all(content, Cite):
            for item in cite.items:
                affixes = (words_of(item.prefix), words_of(item.suffix))
                rows.append((item.work, anchor, cite.form, item.label, item.locator, *affixes, _within(item)))
    return tuple(rows)


def _within(cited: Use | CitationItem) -> str:
    """The places in which that of a locator is: ``volume 2``."""
    return "; ".join(" ".join(place) for place in cited.within)


def _citations(edition: Edition) -> Iterator[tuple[str | int, ...]]:
    for section in edition.sections:
        for work, anchor, *others in citations_in(edition, section):
            yield work, anchor, _layer(edition, anchor), *others


def _quotations(edition: Edition) -> Iterator[tuple[str | int, ...]]:
    for quotation in edition.quotations:
        where = (quotation.key, quotation.anchor, _layer(edition, quotation.anchor))
        source = (quotation.speaker, quotation.work, quotation.locator, quotation.note)
        yield *where, *source, quotation.state, plain_words(edition, quotation.evidence)


def _emendations(edition: Edition) -> Iterator[tuple[str | int, ...]]:
    for change in edition.emendations:
        words = (plain_words(edition, part) for part in (change.reason, *change.source))
        reason, *sources = words
        named = (change.key, change.anchor, _layer(edition, change.anchor), change.lemma, change.reading)
        yield *named, in_words(edition, change), reason, "; ".join(sources)


_TABLES: tuple[Callable[[Edition], Rows], ...] = (_entries, _uses, _citations, _quotations, _emendations)
ROWS = dict(zip(COLUMNS, _TABLES, strict=True))
