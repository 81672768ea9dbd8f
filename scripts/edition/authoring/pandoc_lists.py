"""Tables and numbered lists of pandoc's document as the dialect has them: cells that span others, kinds of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from edition.authoring.markdown import in_one_line
from edition.model.tree import E, Element, Fragment

_NUMBERS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_ALIGNED = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


def kinds_of_numbers(style: str) -> str | None:
    """The type of a numbered list in HTML by pandoc's style; nothing where its numbers are figures."""
    return _NUMBERS.get(style)


def separated(blocks: Iterable[Element]) -> tuple[Element, ...]:
    """Blocks in which a numbered list before another has a type, so that the two are not read as one."""
    rows = tuple(blocks)
    apart = {id(row) for row, following in pairwise(rows) if row.tag == following.tag == "ol"}
    return tuple(row.with_attributes(type=row.get("type") or "1") if id(row) in apart else row for row in rows)


def cells_of_layout(content: Any) -> list[Any]:
    """The cells of a table that only arranges a page: it has a heading in it, or a single cell; else nothing."""
    _, _, _, head, bodies, foot = content
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
    cells = [cell[4] for _, cells in rows for cell in cells]
    arranged = len(cells) == 1 or any(block["t"] == "Header" for blocks in cells for block in blocks)
    return [blocks for blocks in cells if blocks] if arranged else []


def table(content: Any, read: Callable[[Any], Fragment]) -> tuple[Element, int]:
    """A table of pandoc's, its cells by ``read``; and how many of its cells span others.

    What such a cell spans are empty cells, so that every cell stands in its column.
    """
    _, caption, columns, head, bodies, foot = content
    aligned = [_ALIGNED.get(column[0]["t"]) for column in columns]
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
    spans = sum(cell[2] > 1 or cell[3] > 1 for _, cells in rows for cell in cells)
    words = in_one_line(read(caption[1]))
    made = [Element("caption", (), words)] if words else []
    covered: dict[int, int] = {}
    for number, (_, cells) in enumerate(rows):
        tag = "th" if number < len(head[1]) else "td"
        made.append(E("tr", *_row(tag, iter(cells), covered, read, aligned)))
    return Element("table", (), tuple(made)), spans


def _row(
    tag: str, cells: Iterator[Any], covered: dict[int, int], read: Callable[[Any], Fragment], aligned: list[str | None]
) -> Iterator[Element]:
    """The cells of a row. ``covered`` has the rows that cells above still cover, by column, and is brought on."""
    column = 0
    while column < len(aligned):
        if covered.get(column, 0):
            covered[column] -= 1
            yield E(tag)
            column += 1
            continue
        cell = next(cells, None)
        _, alignment, rows, wide, blocks = cell or (None, {"t": ""}, 1, 1, [])
        for place in range(wide):
            covered[column + place] = rows - 1
            inner = in_one_line(read(blocks)) if place == 0 else ()
            align = _ALIGNED.get(alignment["t"]) or (aligned[column + place] if column + place < len(aligned) else None)
            yield Element(tag, (), inner).with_attributes(align=align)
        column += wide
