"""Signs of the source within a line, which an editor gives by a class: ``[45]{.page}``, ``[words]{.del}``.

In the tree each is an element with a tag of its own. A page break and a gap have no words: what stands in the brackets
is their number, or how much is missing.
"""

from __future__ import annotations

PAGE_BREAK, GAP = "pb", "gap"
BY_CLASS = {
    "page": PAGE_BREAK, "gap": GAP, "del": "deleted", "add": "added", "unclear": "unclear", "smallcaps": "sc",
}  # fmt: skip
"""Class → tag."""
TAGS = frozenset(BY_CLASS.values())
WITHOUT_WORDS = frozenset((PAGE_BREAK, GAP))
"""Tags of signs whose attribute ``n`` has what stands in the brackets."""


def page_anchor(number: str) -> str:
    """The anchor of a page of the source, by its number."""
    return f"page-{number}"
