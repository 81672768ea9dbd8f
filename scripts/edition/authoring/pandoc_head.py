"""The head of a document of pandoc: title and byline, from its metadata or its first blocks."""

from __future__ import annotations

from typing import Any

from edition.authoring.markdown import plain
from edition.authoring.pandoc import words
from edition.model.kinds import NoteRef
from edition.model.tree import Element

_SEARCHED = 12
"""The number of blocks at the beginning among which the title is looked for."""


def words_of(value: Any) -> str:
    """The words of a value of the metadata; those of a list are separated by commas."""
    return ", ".join(list_of(value))


def list_of(value: Any) -> list[str]:
    """The words of each part of a value of the metadata."""
    parts = value["c"] if value and value["t"] == "MetaList" else [value]
    return list(filter(None, (" ".join(words(part).split()) for part in parts)))


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
    title, blocks = plain(blocks[at]), (*blocks[:at], *blocks[at + 1 :])
    if byline and not styled:
        if at < len(blocks) and plain(blocks[at]) == byline:
            return title, byline, (*blocks[:at], *blocks[at + 1 :])
        byline = ""
    return title, byline, blocks


def _title_at(title: str, blocks: tuple[Element, ...]) -> int | None:
    """The index of the block that is the title; None if there is none."""
    for at, block in enumerate(blocks[:_SEARCHED]):
        words, is_heading = plain(block), block.tag[0] == "h" and block.tag[1:].isdigit()
        if words and not any(isinstance(child, NoteRef) for child in block.children):
            alone = not title and at == 0 and [other.tag for other in blocks].count(block.tag) == 1
            if words == title or (is_heading and (alone or words in title)):
                return at
    return None
