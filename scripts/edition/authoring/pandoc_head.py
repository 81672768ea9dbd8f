"""What stands before a text: pandoc's metadata, and the title and the byline among the first blocks."""

from __future__ import annotations

from typing import Any

from edition.authoring.pandoc import words
from edition.model.kinds import NoteRef
from edition.model.tree import Element, text

SEARCHED = 12
"""Among so many blocks at the beginning the title is looked for."""


def words_of(value: Any) -> str:
    """The words of a value of the metadata."""
    if not value:
        return ""
    if value["t"] in ("MetaInlines", "MetaString"):
        return " ".join((words(value["c"]) if value["t"] == "MetaInlines" else value["c"]).split())
    if value["t"] == "MetaBlocks":
        return " ".join(words(value["c"]).split())
    return ", ".join(list_of(value))


def list_of(value: Any) -> list[str]:
    """The words of each part of a value of the metadata."""
    if not value:
        return []
    return [words_of(one) for one in value["c"]] if value["t"] == "MetaList" else list(filter(None, [words_of(value)]))


def head(
    title: str, authors: list[str], blocks: tuple[Element, ...], styled: bool
) -> tuple[str, str, tuple[Element, ...]]:
    """Title and byline, and the blocks without them: they may be metadata, blocks, or both.

    Where the metadata are paragraphs of the text (``styled``), there are no such blocks. Else the block is the title
    that is a heading with words of that in the metadata, or has all of these; without metadata, a heading at the
    beginning that is the only one of its level. The byline is the author, if he stands below the title.
    """
    byline = ", ".join(authors)
    if styled and title:
        return title, byline, blocks
    at = _title_at(title, blocks)
    if at is None:
        return title, byline if styled else "", blocks
    title, blocks = _words(blocks[at]), (*blocks[:at], *blocks[at + 1 :])
    if byline and not styled:
        if at < len(blocks) and _words(blocks[at]) == byline:
            return title, byline, (*blocks[:at], *blocks[at + 1 :])
        byline = ""
    return title, byline, blocks


def _title_at(title: str, blocks: tuple[Element, ...]) -> int | None:
    """Which of the first blocks is the title."""
    for at, block in enumerate(blocks[:SEARCHED]):
        words, is_heading = _words(block), block.tag[0] == "h" and block.tag[1:].isdigit()
        if words and not any(isinstance(child, NoteRef) for child in block.children):
            alone = not title and at == 0 and [other.tag for other in blocks].count(block.tag) == 1
            if words == title or (is_heading and (alone or words in title)):
                return at
    return None


def _words(block: Element) -> str:
    return " ".join(text(block).split())
