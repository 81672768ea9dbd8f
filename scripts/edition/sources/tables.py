"""Tables in the dialect: rows that are too long, alignments, captions, heads without words.

A caption is a paragraph that begins with ``Table: `` right before or after the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as etree

from markdown.extensions.tables import TableProcessor

from edition.model.tree import Content, Element, Fragment, find_all, text

CAPTION = "Table: "
ALIGNED = "text-align: "
"""How Python-Markdown says in which way a cell is aligned."""
UNREAD = {
    "joined": ("“||” (cells that are joined) is not read here.", "Repeat the words, or write | | for an empty cell."),
    "rule": ("a rule among the rows of a table is not read here.", "Take it away, or begin another table below it."),
    "words": ("words without bars right below a table would be a row of it.", "Put an empty line before them."),
}
"""What of a row is not read → the message and the hint of the finding."""
_LINE_MARK = re.compile("\ue000(\\d+)\ue001")
_OTHER = re.compile(r"[ ]{0,3}(?:\[\^[^\]]+\]:|[-*+][ ]|\d+[.)][ ]|:[ ])")
"""Begins a note or an item, which a table may stand in."""
_RULED = re.compile(r"[^\n]*\n[|:\- ]*(?:\n|$)")
_RULE = re.compile(r"\s*:?(?:-{2,}|={2,}):?\s*")


class Tables(TableProcessor):
    """Tables that keep, of a row with more cells than the head has, what would be dropped (``surplus``), and say what
    in a row is not read (``unread``)."""

    line: int = 0
    """Where the last row stands."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return bool(_RULED.match(block)) and not _OTHER.match(block) and super().test(parent, block)

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]
        if mark := _LINE_MARK.search(row):
            self.line = int(mark[1])
        elif align:  # a rule, or attributes
            self.line += 1
            parent[-1][-1].tail = f"\ue000{self.line}\ue001"
        if surplus := " | ".join(cells[len(align) :]):
            parent[-1].set("surplus", surplus)
        bare = [_LINE_MARK.sub("", cell) for cell in cells]
        if "" in (bare if self.border and row.startswith("|") else bare[1:-1]):
            parent[-1].set("unread", "joined")
        elif all(map(_RULE.fullmatch, bare)):
            parent[-1].set("unread", "rule")
        elif len(bare) == 1 < len(align) and not row.startswith("|"):
            parent[-1].set("unread", "words")


def alignment(style: str) -> str:
    """``right`` of the style of a cell; nothing of any other style."""
    return style.removeprefix(ALIGNED).rstrip("; ") if style.startswith(ALIGNED) else ""


def with_captions(blocks: Fragment) -> Fragment:
    """Blocks in which a caption stands in its table, with its attributes, and a table without words in its head has
    none."""
    parts = [*map(_with_head, blocks)]
    elements = [at for at, block in enumerate(parts) if isinstance(block, Element)]
    taken: set[int] = set()
    for number, at in enumerate(elements):
        block = parts[at]
        if isinstance(block, Element) and is_caption(block):
            for beside in (*elements[max(number - 1, 0) : number], *elements[number + 1 : number + 2]):
                table = parts[beside]
                if isinstance(table, Element) and _takes_caption(table, block):
                    parts[beside] = _captioned(table, block)
                    taken.add(at)
                    break
    return tuple(block for at, block in enumerate(parts) if at not in taken)


def is_caption(block: Element) -> bool:
    """Whether a block is a paragraph that is to be a caption."""
    first = block.children[0] if block.children else ""
    return block.tag == "p" and isinstance(first, str) and first.startswith(CAPTION)


def _takes_caption(block: Element, caption: Element) -> bool:
    """Whether a block is a table without a caption; only one of both has an anchor."""
    tags = [child.tag for child in block.elements]
    return block.tag == "table" and "caption" not in tags and not (block.id and caption.id)


def _captioned(table: Element, paragraph: Element) -> Element:
    first, *rest = paragraph.children
    assert isinstance(first, str)
    words = first.removeprefix(CAPTION)
    caption = Element("caption", (), ((words,) if words else ()) + tuple(rest), paragraph.line)
    attributes = dict((*table.attributes, *paragraph.attributes))
    return Element("table", (*attributes.items(),), (caption, *table.children), table.line)


def _with_head(block: Content) -> Content:
    """A table without its head, if that has no words: Markdown has no other way to write one without."""
    if not isinstance(block, Element) or block.tag != "table":
        return block
    heads = [part for part in block.elements if part.tag == "thead"]
    empty = [
        cell for cell in heads if not text(cell).strip() and all(node.tag != "img" for node in find_all(cell, Element))
    ]
    return block.with_children(tuple(part for part in block.children if part not in empty)) if empty else block
