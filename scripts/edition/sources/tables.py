"""Tables in the dialect: rows that are too long, alignments, captions, heads without words.

A caption is a paragraph that begins with ``Table: `` right before or after the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as etree

from markdown.extensions.tables import TableProcessor

from edition.model.tree import Content, Element, Fragment, find_all, text

CAPTION = "Table: "
ALIGNED = "text-align: "
"""How Python-Markdown says in which way a cell is aligned."""


class Tables(TableProcessor):
    """Tables that keep, of a row with more cells than the head has, what would be dropped."""

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]
        if surplus := " | ".join(self._split_row(row)[len(align) :]):  # type: ignore[attr-defined]
            parent[-1].set("surplus", surplus)


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
        if isinstance(block, Element) and _is_caption(block):
            for beside in (*elements[max(number - 1, 0) : number], *elements[number + 1 : number + 2]):
                table = parts[beside]
                if isinstance(table, Element) and _takes_caption(table):
                    parts[beside] = _captioned(table, block)
                    taken.add(at)
                    break
    return tuple(block for at, block in enumerate(parts) if at not in taken)


def _is_caption(block: Element) -> bool:
    first = block.children[0] if block.children else ""
    return block.tag == "p" and isinstance(first, str) and first.startswith(CAPTION)


def _takes_caption(block: Element) -> bool:
    tags = [child.tag for child in block.children if isinstance(child, Element)]
    return block.tag == "table" and "caption" not in tags


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
    heads = [part for part in block.children if isinstance(part, Element) and part.tag == "thead"]
    empty = [
        cell for cell in heads if not text(cell).strip() and all(node.tag != "img" for node in find_all(cell, Element))
    ]
    return block.with_children(tuple(part for part in block.children if part not in empty)) if empty else block
