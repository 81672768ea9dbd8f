"""Tables and numbered lists of pandoc's documents: cells that span others, types of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from edition.authoring.markdown import in_one_line
from edition.model.tree import E, Element, Fragment

_NUMBERS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_ALIGNED = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


def list_type(style: str) -> str | None:
    """The ``type`` of a numbered list in HTML by its style in pandoc; None if its numbers are Arabic."""
    return _NUMBERS.get(style)


def separated(blocks: Iterable[Element]) -> tuple[Element, ...]:
    """Blocks in which a numbered list right before another has a type, so that Markdown keeps the two apart."""
    made: list[Element] = []
    for block in blocks:
        if made and made[-1].tag == block.tag == "ol":
            made[-1] = made[-1].with_attributes(type=made[-1].get("type") or "1")
        made.append(block)
    return tuple(made)


def lists_of_rows(table: Any) -> Iterator[list[Any]]:
    """The lists of rows of a table of pandoc: head, bodies, foot."""
    _, _, _, head, bodies, foot = table
    yield from (head[1], *(rows for body in bodies for rows in body[2:4]), foot[1])


def cells_of_layout(content: Any) -> list[Any]:
    """The cells of a table that is only layout: it has a heading in it, or a single cell. Else nothing."""
    cells = [cell[4] for rows in lists_of_rows(content) for _, cells in rows for cell in cells]
    arranged = len(cells) == 1 or any(block["t"] == "Header" for blocks in cells for block in blocks)
    return [blocks for blocks in cells if blocks] if arranged else []


def table(content: Any, read: Callable[[Any], Fragment]) -> tuple[Element, int]:
    """A table of pandoc with its cells read by ``read``, and the number of cells that span several columns or rows.

    Empty cells are put where these reach, so that every cell stands in its column.
    """
    _, caption, columns, head, *_ = content
    aligned = [_ALIGNED.get(column[0]["t"]) for column in columns]
    rows = [row for rows in lists_of_rows(content) for row in rows]
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
    """The cells of a row. ``covered`` has for each column the number of rows that a cell above still covers; it is
    updated."""
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
