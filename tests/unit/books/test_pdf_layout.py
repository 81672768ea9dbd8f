"""Positions in a typeset book: which line follows which, which heads its page; layouts put together."""

from __future__ import annotations

import pytest

from edition.books.pdf.layout import ORIGIN, UNKNOWN, Layout, Line, Position, parse_layout
from edition.books.pdf.probes import page_numbers
from edition.model.tree import Element, find_all
from edition.site.html_writer import HtmlWriter
from small_edition import edition_of

LAYOUT = Layout(4, top=30, pitch=12, size=10)
ANSWER = """[[30, 12, 10], [
  ["page", 1, 0, 0], ["p1", 1, 20.004, 40.456], ["use:a", 1, 25, 40], ["page", 2, 0, 0], ["use:a", 2, 30, 30]
]]"""


@pytest.mark.parametrize(
    ("before", "line", "is_next"),
    [
        ((1, 100.0), (1, 112.0), True),
        ((1, 100.0), (1, 117.9), True),
        ((1, 100.0), (1, 118.0), False),
        ((1, 100.0), (1, 124.0), False),
        ((1, 700.0), (2, 39.0), True),
        ((1, 700.0), (2, 42.0), False),
        ((1, 700.0), (3, 39.0), False),
    ],
)
def test_follows(before: Line, line: Line, is_next: bool) -> None:
    assert LAYOUT.follows(before, line) is is_next


@pytest.mark.parametrize(("y", "heads"), [(30.0, True), (41.9, True), (42.0, False), (300.0, False)])
def test_heads_page(y: float, heads: bool) -> None:
    assert LAYOUT.heads_page(Position(2, 0, y)) is heads


def test_the_answer_of_typst() -> None:
    positions = {"p1": (Position(1, 20.0, 40.46),), "use:a": (Position(1, 25, 40), Position(2, 30, 30))}
    assert parse_layout(ANSWER) == Layout(2, 30, 12, 10, positions)


def test_the_first_position_of_a_key() -> None:
    layout = parse_layout(ANSWER)
    assert layout["use:a"] == Position(1, 25, 40)
    assert layout["b"] == UNKNOWN["use:a"] == ORIGIN


def test_layouts_put_together() -> None:
    first, second = parse_layout(ANSWER), Layout(3, 30, 12, 10, {"p2": (Position(1, 5, 6),)})
    both = first.followed_by(second.shifted(first.pages))
    assert (both.pages, both["p1"].page, both["p2"]) == (5, 1, Position(3, 5, 6))
    assert both.positions.keys() == {"p1", "use:a", "p2"}
    assert both.without({"p1", "use:a"}).positions.keys() == {"p2"}


def test_a_position_in_typst_code() -> None:
    assert str(Position(2, 1.5, 30)) == "(page: 2, x: 1.5pt, y: 30pt)"


def test_page_breaks_on_one_line_share_the_margin() -> None:
    """And on the site those that adjoin."""
    edition = edition_of("[4]{.page}[5]{.page}A[6]{.page}B.\n{: #p1 }")
    positions = {key: (Position(1, 9, y),) for key, y in {"page-4": 20, "page-5": 20, "page-6": 32}.items()}
    beside = {"page-4": "4,\u00a05", "page-5": "", "page-6": "6"}
    assert page_numbers(edition, Layout(1, positions=positions)) == beside
    breaks = find_all(HtmlWriter(edition).block(edition.sections[0].paragraphs[0].content), Element)
    assert [node.get("class") for node in breaks if node.tag == "span"] == [
        "page-break",
        "page-break adjoining",
        "page-break",
    ]
