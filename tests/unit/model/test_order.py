"""The order of dates, names and entries, which site, PDF, EPUB and TEI share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest

from edition.books.epub import epub
from edition.books.pdf.back_matter import back_matter
from edition.books.pdf.layout import UNKNOWN
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED
from edition.books.tei.registers import stand_off
from edition.model.findings import SourceLocation
from edition.model.order import by_date, by_name, date_order, heading_order, sort_key
from edition.model.records import Dated, Entry, IsoDate
from edition.model.tree import walk
from edition.site.contents import pages
from edition.sources.load import Sources, assemble
from site_reader import parse

NOWHERE = SourceLocation("")


def test_dates_are_in_the_order_of_time() -> None:
    dates = ["", "-0050", "-0050/-0044", "-0044", "-0044-03-15", "-0044-11", "0014", "1924", "1924/1926", "1924-03-29"]
    assert sorted((dates[8], *dates[:8], *dates[9:]), key=date_order) == dates


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Le Blanc", "leblanc"),
        ("Éluard", "eluard"),
        ("Öhman-Reed, A.", "ohmanreeda"),
        ("Straße 3", "strasse3"),
        ("Йод", "и\u9fffод"),
        ("“…”", ""),
    ],
)
def test_sort_key(words: str, key: str) -> None:
    assert sort_key(words) == key


def test_headings_are_sorted_in_parts_without_accents() -> None:
    ordered = [
        "Eco, U.",
        "Éluard, P.",
        "Le Blanc, P.",
        "Lenin",
        "Marsh",
        "Marsh, Zoe",
        "Marshall, Ann",
        "Öhman",
        "Zeta",
    ]
    shuffled = sorted(ordered, key=len)
    assert sorted(shuffled, key=heading_order) == ordered != shuffled


def test_entries_are_sorted_by_their_sort_form() -> None:
    entries = [Entry("a", "ships", NOWHERE, "The Öre", "Öre, The"), Entry("b", "ships", NOWHERE, "Nore")]
    assert [entry.key for entry in by_name(entries)] == ["b", "a"]


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["1925", "1924", "-0044", "-0050"], [3, 2, 1, 0]),
        (["1924-10", "1924-03-29", "1924-03"], [1, 2, 0]),
        (["1924-01-21", "1924", "1924-03"], [0, 1, 2]),
        (["1924", "1924-01-21", "1924-03"], [0, 1, 2]),
        (["1924-03", "1924", "1924-01"], [2, 0, 1]),
        (["1924-03", "1924/1926", "1925", "1924-05"], [0, 1, 3, 2]),
        (["1925", "", "1924", ""], [2, 0, 1, 3]),
        (["1924", "1924"], [0, 1]),
        ([], []),
    ],
)
def test_dated_entries_stand_as_given_where_dates_do_not_decide(dates: list[str], order: list[int]) -> None:
    entries = [Entry(str(i), "events", NOWHERE, "", when=Dated(IsoDate(date))) for i, date in enumerate(dates)]
    assert [int(entry.key) for entry in by_date(entries)] == order


EVENTS = """\
death: {name: Death, when: {date: 1924-01-21, doubt: d}, at: p1}
note: {name: A note, when: {date: "1924", doubt: d}, at: p1}
birth: {name: Birth, when: {date: 1870-04, doubt: d}, at: p1}
"""
PERSONS = """\
zeta: {name: Zeta, at: p1}
oehman: {name: Eva Öhman, sort: "Öhman, Eva", at: p1}
eluard: {name: Paul Éluard, sort: "Éluard, Paul", at: p1}
eco: {name: Umberto Eco, sort: "Eco, Umberto", at: p1}
"""


def orders(register: str) -> Iterator[list[str]]:
    """The keys of a register in the order of the site, the EPUB, the TEI and the PDF."""
    files = {
        "bibliography/edition.yml": "{title: T, author: A, editor: E, version: 1.0.0, date: 2000}",
        "bibliography/events.yml": EVENTS,
        "bibliography/persons.yml": PERSONS,
        "docs/essay/01-one.md": "---\ntitle: One\n---\n\nWords.\n{: #p1 }\n",
    }
    edition = assemble(Sources(files))
    keys = [key for key, entry in edition.entries.items() if entry.register == register]
    index = next(plan for plan in pages(edition) if plan.uri == f"{register}/index.html").made(edition)
    yield [node.id for node in walk(index.body) if node.id in keys]
    with ZipFile(BytesIO(epub(edition).content)) as book:
        page = parse(book.read(f"EPUB/{register}/index.xhtml").decode())
    yield [node.get("id") for node in walk(page) if node.get("id") in keys]
    document = stand_off(edition)
    assert document is not None
    yield [node.get("xml:id") for node in walk(document) if node.get("xml:id") in keys]
    source = "\n".join(back_matter(edition, TypstWriter(edition, UNKNOWN, NOTHING_RESERVED)))
    yield [key for key in re.findall(r'#(?:entry|event)\("(\w+)"', source) if key in keys]


@pytest.mark.parametrize(
    ("register", "order"), [("events", ["birth", "death", "note"]), ("persons", ["eco", "eluard", "oehman", "zeta"])]
)
def test_every_form_has_the_same_order(register: str, order: list[str]) -> None:
    assert list(orders(register)) == [order] * 4


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("es", "cana cano caña dado"),
        ("ru", "Ёжиков Еремин Жуков Иванов Йорк Катин"),
        ("de-AT", "Ärger Argus Müller Mumme Straße Strassen"),
        ("fr", "côte coter œuvre oignon"),
        ("sv", "zon åra ära öra"),
        ("da", "zon ære øre åre"),
        ("pl", "lot łan łza mak"),
        ("cs", "cena čas dar"),
    ],
)
def test_an_alphabet_has_its_own_letters(language: str, ordered: str) -> None:
    words = ordered.split()
    mixed = [*words[1::2], *words[::2]]
    assert sorted(mixed, key=lambda word: sort_key(word, language)) == words != mixed
