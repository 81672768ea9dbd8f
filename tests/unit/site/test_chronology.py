"""Events to scale: dates as numbers, and labels that do not lie over each other."""

from __future__ import annotations

import pytest

from edition.model.edition import Edition
from edition.model.messages import IN_ENGLISH
from edition.model.tree import Element, text, walk
from edition.site.contents.chronology import ROW, _drawing, _spread, decimal_year, ends
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


@pytest.mark.parametrize(
    ("dates", "spread"),
    [
        ([], []),
        ([10], [10]),
        ([10, 50], [10, 50]),
        ([10, 12], [10, 10 + ROW]),
        ([10, 10, 10], [10, 10 + ROW, 10 + 2 * ROW]),
        ([10, 11, 100], [10, 10 + ROW, 100]),
        ([190, 195], [200 - ROW, 200]),
        ([150, 190, 195], [150, 200 - ROW, 200]),
        ([170, 190, 195], [200 - 2 * ROW, 200 - ROW, 200]),
        ([500], [200]),
    ],
)
def test_labels_are_spread(dates: list[float], spread: list[float]) -> None:
    assert _spread(dates, 200) == spread


def events(*dates: str) -> Edition:
    rows = "".join(
        f"e{number}: {{name: Event {number}, when: {{date: {date}}}}}\n" for number, date in enumerate(dates)
    )
    return edition_of("One.\n{: #p1 }", {"bibliography/events.yml": rows})


@pytest.mark.parametrize(
    ("date", "span"), [("1924", (1924, 1924)), ("1924/1926", (1924, 1926)), ("1924-07/1925-07", (1924.5, 1925.5))]
)
def test_the_ends_of_an_event(date: str, span: tuple[float, float]) -> None:
    assert ends(events(date).entries["e0"]) == pytest.approx(span)


def drawing(*dates: str) -> list[Element]:
    return list(walk(_drawing(list(events(*dates).entries.values()), IN_ENGLISH)))


@pytest.mark.parametrize(
    ("date", "mark"),
    [
        ("1924-01-21", ("circle", "day")),
        ("1924-01", ("circle", "about")),
        ("1924", ("circle", "about")),
        ("1924/1926", ("rect", "span")),
        ("1924-01-21/1924-01-22", ("rect", "span")),
        ("1924-01/1924-01", ("circle", "about")),
    ],
)
def test_the_mark_says_how_exact_a_date_is(date: str, mark: tuple[str, str]) -> None:
    shown = [(node.tag, node.get("class")) for node in drawing("1100", date) if node.tag in ("circle", "rect")]
    assert shown == [("circle", "about"), mark]


@pytest.mark.parametrize(
    ("dates", "ticks"),
    [
        (("1900", "1903"), ["1900", "1901", "1902", "1903", "1904"]),
        (("1899", "1930"), ["1900", "1902", "1904"]),
        (("1801", "1999"), ["1820", "1840", "1860"]),
    ],
)
def test_years_stand_at_even_distances(dates: tuple[str, ...], ticks: list[str]) -> None:
    shown = [text(node) for node in drawing(*dates) if node.get("class") == "tick"]
    assert shown[: len(ticks)] == ticks
    assert len(shown) <= 17
