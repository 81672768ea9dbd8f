"""How long the paragraphs of the text are, and the text as a row of cells, each as wide as its part is long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.tree import text

MOST_CELLS = 40
"""A text of more paragraphs has a cell for each section, one of more sections a cell for several."""
STEP = 10
"""Words: widths are rounded to it, so that a changed word does not make every page anew."""
WORDS_A_MINUTE = 230


class Cell(NamedTuple):
    """A part of the text: the anchors of its paragraphs, and its length in steps of ten words."""

    anchors: tuple[str, ...]
    width: int


@derived
def lengths_in(edition: Edition, section: Section) -> Mapping[str, int]:
    """Words of each paragraph of a section, by its anchor."""
    return {paragraph.anchor: len(text(paragraph.content).split()) for paragraph in section.blocks}


@derived
def lengths(edition: Edition) -> Mapping[str, int]:
    """Words of each paragraph, by its anchor, in the order of the text."""
    return dict(chain.from_iterable(lengths_in(edition, section).items() for section in edition.sections))


@derived
def minutes_of_reading(edition: Edition) -> int:
    """How long the text without its notes takes to read, in minutes; 0 for a text without words."""
    words = sum(lengths(edition).values())
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def width(words: int) -> int:
    """A number of words in steps, at least one."""
    return max(1, round(words / STEP))


@derived
def cells(edition: Edition) -> tuple[tuple[Cell, ...], ...]:
    """The cells of every section in the order of the text; of a long text, sections or several of them as cells."""
    known = {section.slug: tuple(lengths_in(edition, section)) for section in edition.sections}
    if sum(map(len, known.values())) <= MOST_CELLS:
        words = lengths(edition)
        groups = (tuple(Cell((anchor,), width(words[anchor])) for anchor in anchors) for anchors in known.values())
        return tuple(group for group in groups if group)
    parts = tuple(anchors for anchors in known.values() if anchors)
    return (tuple(Cell(tuple(chain.from_iterable(run)), 1) for run in _runs(parts)),)


@derived
def cell_numbers(edition: Edition) -> Mapping[str, int]:
    """The number of the cell in which each paragraph stands, by its anchor."""
    every = chain.from_iterable(cells(edition))
    return {anchor: number for number, cell in enumerate(every) for anchor in cell.anchors}


def _runs(parts: Sequence[tuple[str, ...]]) -> Iterator[Sequence[tuple[str, ...]]]:
    """Parts in as many runs of about the same length as there may be cells."""
    size = -(-len(parts) // MOST_CELLS)
    if len(parts) < MOST_CELLS // 4:  # few long sections: each in pieces
        anchors = tuple(chain.from_iterable(parts))
        size = -(-len(anchors) // MOST_CELLS)
        parts = tuple((anchor,) for anchor in anchors)
    return (parts[start : start + size] for start in range(0, len(parts), size))
