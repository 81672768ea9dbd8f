"""Which elements typst's markup treats alike."""

from __future__ import annotations

from edition.model.forms import EPIGRAPH, LINE
from edition.model.transcription import PAGE_BREAK

FUNCTIONS = {"em": "emph", "strong": "strong", "sub": "sub", "sup": "super", "dt": "term",
    "deleted": "strike", "added": "added", "unclear": "unclear", "sc": "smallcaps",
}  # fmt: skip
"""Elements that become a call of one function of typst or of the template."""

LINED = frozenset(("deleted", "added", "unclear"))
"""Elements that are shown by a line through or below their words, or in signs if one stands in another: a tagged PDF
has one such line."""

TRANSPARENT = "li dl thead tbody tr th td caption kbd small span".split()
"""Elements of which only the content is written, unless the function of the block round them treats them."""

HEADINGS = {f"h{level}": max(level, 2) for level in range(1, 7)}


WITH_DESTINATION = frozenset((*HEADINGS, PAGE_BREAK, "blockquote", EPIGRAPH, LINE))
"""Elements whose rule makes the destination for their id."""
