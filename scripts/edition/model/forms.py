"""Forms of blocks that an editor gives by a class, and verse: the tags of their elements, and what each is.

``{: .stage }`` below a paragraph makes it a stage direction. In the tree each form is an element with a tag of its own.
"""

from __future__ import annotations

PARAGRAPHS = frozenset("dedication opener closer stage ornament attribution".split())
"""Classes of paragraphs, which become the tags of their elements."""
WITHOUT_ANCHOR = frozenset("stage ornament attribution".split())
"""Forms that are cited with the block beside them, and need no anchor."""
QUOTATIONS = frozenset("blockquote epigraph".split())
"""Tags of blocks whose paragraphs have the anchors."""
VERSE, LINE, SPEECH, SPEAKER, EPIGRAPH = "lg", "l", "sp", "speaker", "epigraph"
"""A poem or a stanza, its lines; a speech and who speaks; a motto."""
NUMBERED = "numbered"
"""The class of verse whose lines are counted."""
EVERY = 5
"""Of numbered lines, each fifth shows its number."""

TAGS = PARAGRAPHS | {VERSE, LINE, SPEECH, SPEAKER, EPIGRAPH}
"""All tags of these forms."""


def shown_number(number: str) -> str:
    """The number that is shown beside a line; nothing for most."""
    return number if number.isdecimal() and int(number) % EVERY == 0 else ""
