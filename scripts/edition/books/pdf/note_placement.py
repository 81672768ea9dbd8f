"""What a line must ask for, so that its notes begin on its page, and no line of a paragraph stands alone on a page.

typst moves a line to the next page when the first note it calls does not fit. It does not move it for the second one;
and when it asks whether the lines fit that must stand together, it does not ask for the notes that they call. So a line
has to ask for all this itself. How the lines fall, and how high the notes are, is known when the text was set once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from edition.books.pdf.layout import Line, Places, Spot
from edition.index.tables import notes, paragraphs
from edition.model.edition import Edition, Note
from edition.model.tree import text

LINE = 80
"""Characters that a line of a note may hold."""

WHOLE = 6
"""Lines of a note that is not parted."""


def whole(note: Note) -> bool:
    """Whether a note is not parted, since it is short."""
    return len(text(note.content)) < LINE * WHOLE


@dataclass(frozen=True, slots=True)
class Asked:
    """Points of room that lines ask for besides their own, by the first note of a line or by a mark in it.

    ``headings``: what the notes of the first lines take, by the paragraph that stands below a heading.
    """

    notes: Mapping[str, float] = field(default_factory=dict)
    marks: Mapping[str, float] = field(default_factory=dict)
    headings: Mapping[str, float] = field(default_factory=dict)

    def at_heads(self, places: Places) -> Asked:
        """What need be asked for in a text that falls as it was asked to: only lines that went to the next page ask."""
        return replace(self, marks={key: room for key, room in self.marks.items() if places.heads_page(places[key])})


NOTHING = Asked()


def asked(edition: Edition, places: Places) -> Asked:
    """What the lines of a text must ask for, as they fell when it was set without."""
    by_note: dict[str, float] = {}
    by_mark: dict[str, float] = {}
    by_heading: dict[str, float] = {}
    for fallen in _fallen(edition, places):
        together = fallen.together()
        for line in dict.fromkeys((*fallen.rows, *together)):
            others, row = together.get(line, ()), fallen.rows.get(line, [])
            room = len(others) * places.pitch + sum(map(fallen.notes, others))
            if row:
                by_note[row[0]] = room + sum(fallen.heights[note] for note in row[1:])
            elif any(map(fallen.notes, others)) and (mark := fallen.middle(line)) is not None:
                by_mark[f"in:{fallen.anchor}:{mark}"] = room
        first = fallen.lines[0]
        if below := sum(map(fallen.notes, (first, *together.get(first, ())))):
            by_heading[fallen.anchor] = below
    return Asked(by_note, by_mark, by_heading)


@dataclass(frozen=True, slots=True)
class Fallen:
    """How a paragraph fell into lines: those that are known, the notes that each calls first, the marks in them."""

    anchor: str
    lines: tuple[Line, ...]
    last: Line
    rows: Mapping[Line, list[str]]
    marks: tuple[Spot, ...]
    heights: Mapping[str, float]
    places: Places

    def notes(self, line: Line) -> float:
        """What the notes take that a line calls."""
        return sum(self.heights[note] for note in self.rows.get(line, ()))

    def together(self) -> dict[Line, tuple[Line, ...]]:
        """Lines with those after them on the same page: a paragraph begins and ends with two, of three it has all."""
        after = {before: line for before, line in pairwise(self.lines) if self.places.follows(before, line)}
        found: dict[Line, tuple[Line, ...]]
        found = {before: (line,) for before, line in after.items() if line == self.last}
        first, second = self.lines[0], after.get(self.lines[0])
        if second:
            found[first] = (second, self.last) if after.get(second) == self.last else (second,)
        return found

    def middle(self, line: Line) -> int | None:
        """Which mark stands most in the middle of a line."""
        here = [(spot.x, number) for number, spot in enumerate(self.marks) if (spot.page, spot.y) == line]
        return sorted(here)[len(here) // 2][1] if here else None


def _fallen(edition: Edition, places: Places) -> Iterator[Fallen]:
    """The paragraphs of the text, as they fell."""
    calls: dict[str, list[tuple[Line, float, str]]] = {}
    for anchor, note in notes(edition).items():
        if f"{anchor}-ref" in places.spots and note.at:
            call = places[f"{anchor}-ref"]
            calls.setdefault(note.at[0], []).append((call.line, call.x, anchor))
    heights = {anchor: _height(note, places) for anchor, note in notes(edition).items()}
    for anchor in paragraphs(edition):
        rows: dict[Line, list[str]] = {}
        for line, _, called in sorted(calls.get(anchor, ())):
            rows.setdefault(line, []).append(called)
        marks = places.spots.get(f"in:{anchor}", ())
        ends = places[anchor].line, places[f"end:{anchor}"].line
        lines = sorted({*ends, *rows, *(mark.line for mark in marks)})
        yield Fallen(anchor, tuple(lines), ends[1], rows, marks, heights, places)


def _height(note: Note, places: Places) -> float:
    """What a note takes at the foot of a page: all of it, or of a long one the first lines."""
    start, end = places[note.anchor], places[f"end:{note.anchor}"]
    high = end.y - start.y if whole(note) and start.page == end.page else places.size
    return round(high + 1.2 * places.size, 1)
