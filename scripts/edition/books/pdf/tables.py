"""Tables in typst's markup: how wide each column is, and whether a table is set smaller or turned to fit the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from edition.books.pdf.code import array, call, string
from edition.model.kinds import Cite, Name, NoteRef
from edition.model.lists import start_of, style_of
from edition.model.tree import Element, find_all, text, walk

LINE, TURNED_LINE = 68, 118
"""Characters that fit on a line of the text, and on a line along the long side of the page."""
BETWEEN = 2
"""Characters of space that a column takes for itself."""
WIDE = 1.25
"""How much wider than other words a single one may be for its length."""
LONG_WORDS, LONG_CELL = (15, 11, 8), 45
"""A longer word may be hyphenated; where a table would be too small, a shorter one too. Words of a longer cell stand on
several lines."""
SMALLEST = 0.62
"""How much smaller than the text a table may be set before it is turned."""
SHORT = 12
"""Rows of a table or lines of code up to which they are not split."""
MOST_TURNED = 45
"""Lines of a table that fit on a page on which it is turned."""


def table(node: Element, write: Callable[[Element], str], caption: str, may_turn: bool) -> str:
    """A table; ``write`` gives the markup of a cell's content, ``caption`` is markup too."""
    cells = _rows(node)
    columns = _columns(cells)
    widths, scale, turned = _fitted(columns, may_turn and _lines(cells, TURNED_LINE) <= MOST_TURNED)
    written = ["".join(f"[{write(cell)}], " for cell in row) + "[], " * (len(columns) - len(row)) for row in cells]
    if cells and cells[0] and all(cell.tag == "th" for cell in cells[0]):
        # what is repeated is an artifact, in which no link may stand
        repeat = {"repeat": "false"} if any(map(_has_link, cells[0])) else {}
        written[0] = f"{call('table.header', written[0].rstrip(', '), **repeat).removeprefix('#')}, "
    caption = f"[{caption}]" if caption else "none"
    options = (widths, array(map(_alignment, columns)), f"{scale:.2f}", str(turned).lower(), caption)
    return call("tabular", *options, "".join(written).rstrip(", "))


def _rows(node: Element) -> list[list[Element]]:
    """The cells of each row of a table."""
    rows = (row for row in find_all(node, Element) if row.tag == "tr")
    return [[*row.elements] for row in rows]


def _lines(rows: Sequence[Sequence[Element]], line: int) -> int:
    """The lines that a table takes, roughly: as if its columns were equally wide on lines of so many characters."""
    return sum(max((len(text(cell)) * len(row) // line for cell in row), default=0) + 1 for row in rows)


def _has_link(cell: Element) -> bool:
    return any(isinstance(node, Cite | Name | NoteRef) for node in walk(cell)) or any(
        node.tag == "a" for node in find_all(cell, Element)
    )


def _columns(rows: Sequence[Sequence[Element]]) -> list[list[Element]]:
    """The cells of each column; rows may be shorter than others. A table has one column at least."""
    count = max((len(row) for row in rows), default=1)
    return [[row[column] for row in rows if column < len(row)] for column in range(count)]


def _widths(cells: Sequence[Element], long_word: int) -> tuple[int, int]:
    """The characters that a column needs at least, and those that it takes if nothing breaks."""
    words = [word for cell in cells for word in text(cell).split()]
    lines = [line for cell in cells for line in text(cell).split("\n")]
    longest = max(map(len, words), default=1)
    least = (min(len(word), LONG_WORDS[0] if re.search(r"\d", word) else long_word) for word in words)
    return round(max(least, default=1) * WIDE) + BETWEEN, max(
        min(max(map(len, lines), default=1), LONG_CELL), longest
    ) + BETWEEN


def _fitted(columns: Sequence[Sequence[Element]], may_turn: bool) -> tuple[str, float, bool]:
    """The columns in typst's code, how much smaller the table is set, and whether it is turned."""
    for long_word in LONG_WORDS:
        smallest, natural = zip(*(_widths(cells, long_word) for cells in columns), strict=True)
        if sum(natural) <= LINE:
            return str(len(natural)), 1.0, False
        turned = may_turn and sum(smallest) * SMALLEST > LINE
        line = TURNED_LINE if turned else LINE
        scale = min(1.0, line / sum(smallest))
        if scale >= SMALLEST:
            break
    room = max(line / scale - sum(smallest), 0)
    wanted = [more - least for least, more in zip(smallest, natural, strict=True)]
    shares = [least + room * want / (sum(wanted) or 1) for least, want in zip(smallest, wanted, strict=True)]
    return array(f"{share:.1f}fr" for share in shares), scale, turned


def _alignment(cells: Sequence[Element]) -> str:
    """The alignment of a column in typst's code: that of its first cell."""
    return next((cell.get("align") for cell in cells if cell.get("align")), "left")


def stays_whole(node: Element) -> bool:
    """Whether a block is so short that it is not split between pages: a figure, a small table, a few lines of code."""
    if node.tag == "table":
        rows = _rows(node)
        return len(rows) <= SHORT and _lines(rows, LINE) <= 2 * SHORT
    return node.tag == "figure" or (node.tag == "pre" and text(node).count("\n") <= SHORT)


def code(node: Element) -> str:
    """A block of code."""
    return call("raw", string(text(node).rstrip("\n")), block="true")


def listed(node: Element, write: Callable[[Element], str]) -> str:
    """A list as the call of a function of typst, its items in the order of the source."""
    items = [f"[{write(item)}]" for item in node.elements]
    if node.tag == "ul":
        return call("list", *items)
    numbers = {"start": str(start_of(node))} if start_of(node) != 1 else {}
    style = {"numbering": string(f"{style_of(node)}.")} if style_of(node) != "1" else {}
    return call("enum", *items, **numbers, **style)
