"""Tables as HTML: aligned cells, and a frame in which a wide table scrolls."""

from __future__ import annotations

from edition.model.tree import E, Element

FRAME = "wide"
"""The class of the frame."""


def cell(node: Element) -> Element:
    """A cell, aligned by its style: HTML has no attribute for it any more."""
    align = node.get("align")
    return node.with_attributes(align=None, style=f"text-align: {align}") if align else node


def scrolling(node: Element) -> Element:
    """A table in a frame of its own, which has its id: on a narrow screen the table scrolls there, not the page."""
    return E("div", node.with_attributes(id=None), class_=FRAME, id=node.id or None)
