"""Where things stand in a typeset book: what the next pass needs for links, page references and running heads."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

Line = tuple[int, float]
"""A line of the text: its page, and its distance from the upper edge of the page in points."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position on a page, in points from its upper left corner; its ``str`` is typst's dictionary for it."""

    page: int
    x: float
    y: float

    def __str__(self) -> str:
        return f"(page: {self.page}, x: {self.x}pt, y: {self.y}pt)"

    @property
    def line(self) -> Line:
        """The line that stands there."""
        return self.page, self.y


ORIGIN = Position(1, 0.0, 0.0)
"""Given for every key whose position is not known yet."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The positions of the marks in a typeset text by their keys, those of a key in the order of the text.

    ``pages`` is the number of pages. In points: ``top`` is the upper edge of the text, ``pitch`` the distance between
    its lines, ``size`` that of its type.
    """

    pages: int = 1
    top: float = 0.0
    pitch: float = 0.0
    size: float = 0.0
    positions: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Position:
        """The first position of a key."""
        return self.positions.get(key, (ORIGIN,))[0]

    def heads_page(self, position: Position) -> bool:
        """Whether a position is in the first line of its page."""
        return position.y < self.top + self.pitch

    def follows(self, before: Line, line: Line) -> bool:
        """Whether a line is the next one after another, on its page or first on the following page."""
        if before[0] == line[0]:
            return line[1] - before[1] < 1.5 * self.pitch
        return line[0] == before[0] + 1 and line[1] < self.top + self.pitch

    def shifted(self, pages: int) -> Layout:
        """The same layout with so many pages before it."""
        positions = {
            key: tuple(replace(position, page=position.page + pages) for position in of_key)
            for key, of_key in self.positions.items()
        }
        return replace(self, pages=self.pages + pages, positions=positions)

    def followed_by(self, following: Layout) -> Layout:
        """The layout of this text and of a following one, whose pages are counted from the beginning of this one."""
        return replace(following, positions={**self.positions, **following.positions})

    def without(self, keys: Collection[str]) -> Layout:
        """The layout without the marks of these keys."""
        return replace(self, positions={key: position for key, position in self.positions.items() if key not in keys})


UNKNOWN = Layout()
"""The layout before the first pass."""


def parse_layout(query_result: str) -> Layout:
    """The layout in what typst answers to ``typesetting.QUERY`` (JSON)."""
    (top, pitch, size), marks = json.loads(query_result)
    positions: dict[str, list[Position]] = {}
    for key, page, x, y in marks:
        positions.setdefault(key, []).append(Position(page, round(x, 2), round(y, 2)))
    return Layout(
        len(positions.pop("page")), top, pitch, size, {key: tuple(places) for key, places in positions.items()}
    )
