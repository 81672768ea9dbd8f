"""Marks in the text, by which typst is asked where its words stand: before namings, and in lines that call notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.index.tables import paragraphs
from edition.index.uses import Namer, occurrences
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.kinds import NoteRef
from edition.model.tree import Content, Element, N, Node, text

LINES = 190
"""Signs that two lines of a paragraph may hold."""

_NEXT_WORD = re.compile(r".{,45}\S\s+(?=\S)", re.DOTALL)
"""Words that are shorter than a line, with the space behind them."""


@dataclass(frozen=True, slots=True)
class Used(Node):
    """Stands before words that name the entry of a key."""

    key: str


@dataclass(frozen=True, slots=True)
class Probe(Node):
    """Stands in a line whose place is asked for: a number within the paragraph of an anchor."""

    anchor: str
    number: int


@derived
def marked_paragraphs(edition: Edition) -> Mapping[str, Element]:
    """Every paragraph with marks before namings and in lines that call notes, as it is in every setting of a book."""
    namer, left_out = Namer(edition), only_in_titles(edition)
    found: dict[str, Element] = {}
    for anchor, paragraph in paragraphs(edition).items():
        block = paragraph.content
        marks: dict[int, list[Node]] = {}
        for offset, key, kind in namer.namings(block):
            if kind != "title" or key in left_out:
                marks.setdefault(offset, []).append(Used(key))
        for number, offset in enumerate(_in_lines(block) if block.tag == "p" else ()):
            marks.setdefault(offset, []).append(Probe(anchor, number))
        found[anchor] = _marked(block.with_attributes(id=None), marks, 0)
    return found


@derived
def only_in_titles(edition: Edition) -> frozenset[str]:
    """Keys that are named nowhere but in the titles of works: of others such namings do not count."""
    return frozenset(key for key, them in occurrences(edition).items() if all(use.form == "title" for use in them))


def _in_lines(block: Element) -> Iterator[int]:
    """Offsets of words, one at least in each of the first and of the last lines that call notes."""
    words, calls = text(block), list(_calls(block, 0))
    first = max((offset for offset in calls if offset < LINES), default=0)
    last = len(words) - LINES if any(offset > len(words) - LINES / 2 for offset in calls) else len(words)
    yield from (space.end() for space in _NEXT_WORD.finditer(words) if space.end() < first or space.end() > last)


def _calls(node: Node, at: int) -> Iterator[int]:
    """Before how many signs of a block each note is called."""
    for child in node.children:
        if isinstance(child, Node):
            if isinstance(child, NoteRef):
                yield at
            yield from _calls(child, at)
        at += len(text(child))


def _marked(node: N, found: Mapping[int, list[Node]], at: int) -> N:
    children: list[Content] = []
    for child in node.children:
        end = at + len(text(child))
        if isinstance(child, Node):
            children.append(_marked(child, found, at) if child.children else child)
        else:
            last = at
            for offset in sorted(offset for offset in found if at <= offset < end):
                children += [child[last - at : offset - at], *found[offset]]
                last = offset
            children.append(child[last - at :])
        at = end
    return node.with_children(tuple(child for child in children if child != ""))
