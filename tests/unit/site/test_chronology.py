"""The chronology: dates as numbers, lanes of persons, marks, years without an event."""

from __future__ import annotations

import pytest

from edition.index.tables import dated_entries
from edition.model.edition import Edition
from edition.model.tree import E, Element, find_all, text
from edition.site.contents import chronology
from edition.site.contents.chronology import decimal_year, kind_of_date, lanes_of, years_of
from small_edition import edition_of


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("1924", 1924.0),
        ("1924-01", 1924.0),
        ("1924-07", 1924.5),
        ("1924-12", 1924 + 11 / 12),
        ("1924-01-01", 1924.0),
        ("1924-07-31", 1924.5 + 30 / 366),
        ("-0044", -44.0),
        ("0000", 0.0),
    ],
)
def test_a_date_as_a_number_of_years(date: str, year: float) -> None:
    assert decimal_year(date) == pytest.approx(year)


def events(*dates: str) -> Edition:
    rows = "".join(
        f"e{number}: {{name: Event {number}, when: {{date: {date}}}}}\n" for number, date in enumerate(dates)
    )
    return edition_of("One.\n{: #p1 }", {"bibliography/events.yml": rows})


@pytest.mark.parametrize(
    ("date", "kind", "years"),
    [
        ("1924-01-21", "exact", (1924, 1924)),
        ("1924-01", "about", (1924, 1924)),
        ("1924", "about", (1924, 1924)),
        ("1924/1926", "years", (1924, 1926)),
        ("1924-01-21/1924-01-22", "about", (1924, 1924)),
        ("-0044", "about", (-44, -44)),
    ],
)
def test_the_mark_says_how_exact_a_date_is(date: str, kind: str, years: tuple[int, int]) -> None:
    event = events(date).entries["e0"]
    assert (kind_of_date(event), years_of(event)) == (kind, years)


def page(edition: Edition) -> Element:
    return E("main", chronology.page(edition).body)


def of_class(name: str, tree: Element) -> list[Element]:
    return [node for node in find_all(tree, Element) if name in node.get("class").split()]


@pytest.mark.parametrize(
    ("dates", "ticks", "gaps"),
    [
        (("1900", "1903"), 2, []),
        (("1900", "1900"), 0, []),
        (("1900", "1901"), 0, []),
        (("1900", "1921"), 20, []),
        (("1900", "1922"), 0, ["… 21 years …"]),
        (("-0044", "0010"), 0, ["… 53 years …"]),
    ],
)
def test_years_without_an_event_are_ticks_or_one_line(dates: tuple[str, ...], ticks: int, gaps: list[str]) -> None:
    shown = page(events(*dates))
    assert (len(of_class("still", shown)), [text(row) for row in of_class("gap", shown)]) == (ticks, gaps)


PERSONS = """ada: {name: Ada Marsh, sort: "Marsh, Ada", born: {date: 1900}, died: {date: 1910}}
john: {name: John Hale, sort: "Hale, John"}
tom: {name: Tom Tallow, sort: "Tallow, Tom"}
"""
EVENTS = """a: {name: A, when: {date: 1901/1903}, persons: [ada, john]}
b: {name: B, when: {date: 1905-05-05}, persons: [ada, tom]}
c: {name: C, when: {date: 1912}, persons: [john]}
"""


def peopled() -> Edition:
    return edition_of("One.\n{: #p1 }", {"bibliography/persons.yml": PERSONS, "bibliography/events.yml": EVENTS})


def test_those_who_took_part_more_than_once_have_lanes_and_all_others_one() -> None:
    edition = peopled()
    lanes = lanes_of(edition, dated_entries(edition))
    assert [lane.key for lane in lanes] == ["ada", "john", ""]
    assert [lanes[0].lives(year) for year in (1899, 1900, 1910, 1911)] == [False, True, True, False]
    (heads,) = of_class("heads", page(edition))
    assert [text(head) for head in heads.children[1:]] == ["Marsh", "Hale", "others"]


def test_a_row_has_a_mark_for_each_who_took_part_and_a_bar_between_them() -> None:
    shown = page(peopled())
    rows = {row.get("id"): of_class("lane", row) for row in find_all(shown, Element) if row.get("id")}
    marks = {key: [[part.get("class") for part in lane.children] for lane in rows[key]] for key in "abc"}
    assert marks == {
        "a": [["tie", "dot years"], ["dot years"], []],
        "b": [["tie", "dot exact"], ["tie"], ["dot exact"]],
        "c": [[], ["dot about"], []],
    }
    assert [lane.get("class") for lane in rows["c"]] == ["lane dead", "lane", "lane faint"]
    second, third = of_class("still", shown)[:2]
    assert [lane.get("class") for lane in of_class("lane", second)] == ["lane years", "lane years", "lane faint"]
    assert third


def test_there_are_no_lanes_without_persons() -> None:
    shown = page(events("1900", "1901"))
    assert of_class("lane", shown) == of_class("heads", shown) == []
