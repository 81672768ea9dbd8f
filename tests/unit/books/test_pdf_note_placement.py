"""The space that lines reserve: lines that stay together, notes called in them, headings above them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from edition.books.pdf.layout import Layout, Line, Position
from edition.books.pdf.note_placement import MOST_LINES, ReservedSpace, SetParagraph, is_short, reserve
from edition.index.tables import notes
from small_edition import edition_of

PITCH = 12.0


def line(number: int, page: int = 1) -> Line:
    return page, 30 + PITCH * number


def paragraph(*lines: Line, calls: Mapping[Line, list[str]] = {}, probes: tuple[Position, ...] = ()) -> SetParagraph:
    heights = {"n1": (20.0, 25.0), "n2": (30.0, 30.0)}
    return SetParagraph("p1", lines, lines[-1], calls, probes, heights, Layout(3, 30, PITCH, 10))


A, B, C, D, E = (line(number) for number in range(5))


@pytest.mark.parametrize(
    ("lines", "together"),
    [
        ([A], {}),
        ([A, B], {A: (B,)}),
        ([A, B, C], {A: (B, C), B: (C,)}),
        ([A, B, C, D], {A: (B,), C: (D,)}),
        ([A, B, C, D, E], {A: (B,), D: (E,)}),
        # lines between them are not known
        ([A, E], {}),
        ([A, B, D, E], {A: (B,), D: (E,)}),
        # on the next page
        ([A, B, line(0, 2), line(1, 2)], {A: (B,), line(0, 2): (line(1, 2),)}),
        ([A, line(0, 2)], {A: (line(0, 2),)}),
        ([A, line(3, 2)], {}),
    ],
)
def test_lines_that_stay_together(lines: list[Line], together: dict[Line, tuple[Line, ...]]) -> None:
    assert paragraph(*lines).together() == together


def test_the_height_of_notes() -> None:
    of_lines = paragraph(A, B, C, calls={A: ["n1"], B: ["n1", "n2"]})
    assert [of_lines.height_of_notes(line) for line in (A, B, C)] == [20, 55, 0]
    assert of_lines.height_of_notes(A, B) == 25 + 25 + 30
    # of many notes those count that fit in so many lines as may be reserved
    many = paragraph(A, calls={A: ["n2"] * 9})
    assert many.height_of_notes(A) == 4 * 30 == MOST_LINES * PITCH


@pytest.mark.parametrize(
    ("xs", "number"), [([], None), ([10], 0), ([10, 20], 1), ([10, 20, 30], 1), ([30, 10, 20], 2), ([5, 10, 20, 30], 2)]
)
def test_the_probe_in_the_middle(xs: list[float], number: int | None) -> None:
    probes = tuple(Position(*A[:1], x, A[1]) for x in xs)
    assert paragraph(A, B, probes=(*probes, Position(1, 1, B[1]))).middle_probe(A) == number


TEXT = "One[^1] two[^2] three.\n{: #p1 }\n\n[^1]: A.\n\n[^2]: " + "B" * 500
EDITION = edition_of(TEXT)


def test_short_notes() -> None:
    assert {anchor: is_short(note) for anchor, note in notes(EDITION).items()} == {"n1": True, "n2": False}


def layout(**positions: tuple[Line, float] | list[tuple[Line, float]]) -> Layout:
    of_keys = {key: at if isinstance(at, list) else [at] for key, at in positions.items()}
    found = {
        {"n1_ref": "n1-ref", "n2_ref": "n2-ref"}.get(key, key.replace("__", ":")): tuple(
            Position(page, x, y) for (page, y), x in at
        )
        for key, at in of_keys.items()
    }
    # the first note is 20 points high; of the second, which is long, only its first lines count
    ends = {"n1": (1, 500.0), "end:n1": (1, 520.0), "n2": (1, 530.0), "end:n2": (1, 700.0)}
    return Layout(2, 30, PITCH, 10, found | {key: (Position(page, 0, y),) for key, (page, y) in ends.items()})


FIRST, SECOND = 32.0, 22.0
"""Heights of the notes: what is between start and end, or a line, and the space between notes."""


def test_a_line_reserves_the_space_of_its_other_notes() -> None:
    reserved = reserve(EDITION, layout(p1=(A, 0), end__p1=(A, 90), n1_ref=(A, 20), n2_ref=(A, 40)))
    assert reserved == ReservedSpace({"n1": SECOND}, {}, {"p1": FIRST + SECOND})


def test_a_line_reserves_the_space_of_the_next_line_and_its_notes() -> None:
    reserved = reserve(EDITION, layout(p1=(A, 0), end__p1=(B, 90), n1_ref=(A, 20), n2_ref=(B, 40)))
    assert reserved == ReservedSpace({"n1": PITCH + SECOND, "n2": 0}, {}, {"p1": FIRST + SECOND})


def test_a_line_without_notes_reserves_space_by_a_probe() -> None:
    probes = [(A, 20.0), (A, 40.0), (B, 10.0)]
    reserved = reserve(EDITION, layout(p1=(A, 0), end__p1=(B, 90), n1_ref=(B, 20), n2_ref=(B, 40), in__p1=probes))
    assert reserved == ReservedSpace({"n1": SECOND}, {"in:p1:1": PITCH + FIRST + SECOND}, {"p1": FIRST + SECOND})


def test_probes_that_moved_no_line_are_left_out() -> None:
    reserved = ReservedSpace({"n1": 1}, {"in:p1:1": 2, "in:p1:2": 3}, {"p1": 4})
    known = Layout(2, 30, PITCH, 10, {"in:p1:1": (Position(2, 0, 31),), "in:p1:2": (Position(2, 0, 60),)})
    assert reserved.at_page_tops(known) == ReservedSpace({"n1": 1}, {"in:p1:1": 2}, {"p1": 4})
