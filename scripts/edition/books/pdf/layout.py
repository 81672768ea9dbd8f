"""Where everything stands in a book that was set: what the next setting needs for links, page references and heads."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

Line = tuple[int, float]
"""A line of the text: its page, and how far down it is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page, in points from its upper left corner."""

    page: int
    x: float
    y: float

    def __str__(self) -> str:
        return f"(page: {self.page}, x: {self.x}pt, y: {self.y}pt)"

    @property
    def line(self) -> Line:
        """The line it is in."""
        return self.page, self.y


START = Spot(1, 0.0, 0.0)
"""Where everything stands before the book was set once."""


@dataclass(frozen=True, slots=True)
class Places:
    """The spots of every mark in the order of the text; number of pages, upper edge of the text, pitch and size."""

    pages: int = 1
    top: float = 0.0
    pitch: float = 0.0
    size: float = 0.0
    spots: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Spot:
        return self.spots.get(key, (START,))[0]

    def heads_page(self, spot: Spot) -> bool:
        """Whether it is on the first line of its page."""
        return spot.y < self.top + self.pitch

    def follows(self, before: Line, line: Line) -> bool:
        """Whether one line is the next after another."""
        if before[0] == line[0]:
            return line[1] - before[1] < 1.5 * self.pitch
        return line[0] == before[0] + 1 and line[1] < self.top + self.pitch

    def moved(self, pages: int) -> Places:
        """What was set apart, as it stands so many pages further on."""
        spots = {
            key: tuple(replace(spot, page=spot.page + pages) for spot in spots) for key, spots in self.spots.items()
        }
        return replace(self, pages=self.pages + pages, spots=spots)

    def with_next(self, other: Places) -> Places:
        """With what follows."""
        return replace(other, spots={**self.spots, **other.spots})

    def without(self, keys: Collection[str]) -> Places:
        """Without some marks."""
        return replace(self, spots={key: spots for key, spots in self.spots.items() if key not in keys})


NOWHERE = Places()
"""What is known before the book was set once."""


def places(found: str) -> Places:
    """What typst found."""
    (top, pitch, size), marks = json.loads(found)
    spots: dict[str, list[Spot]] = {}
    for key, page, x, y in marks:
        spots.setdefault(key, []).append(Spot(page, round(x, 2), round(y, 2)))
    return Places(len(spots.pop("page")), top, pitch, size, {key: tuple(them) for key, them in spots.items()})
