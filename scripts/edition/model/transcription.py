"""Transcription of the source within a line: spans with a class, such as ``[45]{.page}`` and ``[words]{.del}``.

In the tree each is an element with a tag of its own. Page breaks and gaps have no words: the brackets hold the number
of the page, or the extent of the gap.
"""

from __future__ import annotations

from edition.model.tree import Element

PAGE_BREAK, GAP = "pb", "gap"
BY_CLASS = {
    "page": PAGE_BREAK, "gap": GAP, "del": "deleted", "add": "added", "unclear": "unclear", "smallcaps": "sc",
}  # fmt: skip
"""Class → tag."""
TAGS = frozenset(BY_CLASS.values())
WITHOUT_WORDS = frozenset((PAGE_BREAK, GAP))
"""Tags of elements without words: their attribute ``n`` has the content of the brackets."""


def page_anchor(number: str) -> str:
    """The anchor of a page of the source, by its number."""
    return f"page-{number}"


def is_page_break(block: Element) -> bool:
    """Whether a block has no anchor and nothing in it but page breaks."""
    parts = (part for part in block.children if not isinstance(part, str) or part.strip())
    return not block.id and all(isinstance(part, Element) and part.tag == PAGE_BREAK for part in parts)
