"""Anchors of lists: one that stands below the last item belongs to the whole list, if no item has one of its own."""

from __future__ import annotations

from edition.model.forms import QUOTATIONS
from edition.model.tree import BLOCKS, Element, is_block, walk

LISTS = frozenset(("ul", "ol", "dl"))


def with_own_anchor(block: Element) -> Element:
    """A list with the only anchor that is in it, if that is at its very end; any other block as it is."""
    inner_blocks = (node for node in walk(block.children) if is_block(node))
    if block.tag not in LISTS or block.id or len([inner for inner in inner_blocks if inner.id]) != 1:
        return block
    path = [block]
    while not path[-1].id:
        last = path[-1].children[-1] if path[-1].children else ""
        if not isinstance(last, Element) or last.tag in QUOTATIONS or last.tag not in BLOCKS:
            return block
        path.append(last)
    anchor, inner = path[-1].id, path[-1].with_attributes(id=None)
    for outer in reversed(path[:-1]):
        inner = outer.with_children((*outer.children[:-1], inner))
    return inner.with_attributes(id=anchor)
