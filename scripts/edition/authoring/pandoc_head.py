"""What stands before a text: pandoc's metadata, and the title and the byline among the first blocks."""

from __future__ import annotations

from typing import Any

from edition.authoring.pandoc import words
from edition.model.kinds import NoteRef
from edition.model.tree import Element, text


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


def head(title: str, authors: list[str], blocks: tuple[Element, ...]) -> tuple[str, str, tuple[Element, ...]]:
    """Title and byline, and the blocks without them: they may be metadata, blocks, or both.

    A heading at the beginning is the title if it is the only one of its level, or is in the metadata too.
    """
    byline = ", ".join(authors)
    if not blocks or not blocks[0].tag.startswith("h") or any(isinstance(c, NoteRef) for c in blocks[0].children):
        return title, byline, blocks
    first, level = " ".join(text(blocks[0]).split()), blocks[0].tag
    if not first or not (first in title if title else [block.tag for block in blocks].count(level) == 1):
        return title, byline, blocks
    blocks = blocks[1:]
    if byline and blocks and " ".join(text(blocks[0]).split()) == byline:
        blocks = blocks[1:]
    elif title:
        byline = ""
    return first, byline, blocks
