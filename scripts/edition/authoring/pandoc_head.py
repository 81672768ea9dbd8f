"""The head of a document of pandoc: title and byline, from its metadata or its first blocks."""

from __future__ import annotations

from typing import Any

from edition.authoring.pandoc import words
from edition.model.kinds import NoteRef
from edition.model.tree import Element, text

_SEARCHED = 12
"""The number of blocks at the beginning among which the title is looked for."""


def words_of(value: Any) -> str:
    """The words of a value of the metadata; those of a list are separated by commas."""
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
    """Title, byline, and the blocks without them.

    If pandoc took the metadata from paragraphs of the text (``styled``), they are title and byline. Else the title is
    one of the first blocks: it has the words of the title in the metadata, or is a heading with some of them; without
    metadata it is a heading at the beginning that is the only one of its level. The byline is the block below it, if
    that has the names of the authors.
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
    """The index of the block that is the title; None if there is none."""
    for at, block in enumerate(blocks[:_SEARCHED]):
        words, is_heading = _words(block), block.tag[0] == "h" and block.tag[1:].isdigit()
        if words and not any(isinstance(child, NoteRef) for child in block.children):
            alone = not title and at == 0 and [other.tag for other in blocks].count(block.tag) == 1
            if words == title or (is_heading and (alone or words in title)):
                return at
    return None


def _words(block: Element) -> str:
    return " ".join(text(block).split())
