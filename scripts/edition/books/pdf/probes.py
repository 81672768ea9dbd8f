"""Marks put into paragraphs, whose positions typst is asked for: before names, and in lines that may reserve space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.books.pdf.layout import Layout, Line
from edition.index.tables import paragraphs
from edition.index.uses import Namer, occurrences
from edition.model.derived import derived
from edition.model.edition import Edition, Place
from edition.model.kinds import NoteRef, Quote
from edition.model.tree import Content, Element, N, Node, nodes_with_offsets, text, walk

TWO_LINES = 190
"""Characters that two lines of a paragraph may hold."""

_NEXT_WORD = re.compile(r".{,45}\S\s+(?=\S)", re.DOTALL)
"""Words that are shorter than a line, with the space after them."""


@dataclass(frozen=True, slots=True)
class UseMark(Node):
    """Stands before words that name the entry of a key."""

    key: str


@dataclass(frozen=True, slots=True)
class LineProbe(Node):
    """Stands in a paragraph, to tell where its line is: the anchor of the paragraph, the number of the probe in it."""

    anchor: str
    number: int


@derived
def marked_paragraphs(edition: Edition) -> Mapping[str, Element]:
    """Every paragraph by its anchor, without its id, with marks before names and probes in lines that call notes."""
    namer, left_out = Namer(edition), only_in_titles(edition)
    marked: dict[str, Element] = {}
    for anchor, paragraph in paragraphs(edition).items():
        block = paragraph.content
        marks: dict[int, list[Node]] = {}
        for offset, key, kind in namer.namings(block):
            if kind != "title" or key in left_out:
                marks.setdefault(offset, []).append(UseMark(key))
        for number, offset in enumerate(_probe_offsets(block) if block.tag == "p" else ()):
            marks.setdefault(offset, []).append(LineProbe(anchor, number))
        marked[anchor] = _with_marks(block.with_attributes(id=None), marks, 0)
    return marked


@derived
def only_in_titles(edition: Edition) -> frozenset[str]:
    """Keys that are named nowhere but in the titles of works: of others such namings do not count."""
    return frozenset(key for key, uses in occurrences(edition).items() if all(use.form == "title" for use in uses))


def _probe_offsets(block: Element) -> Iterator[int]:
    """Offsets of words in the first two and the last two lines of a block, in so far as these lines call notes; there
    is one at least in each line."""
    words = text(block)
    calls = [offset for offset, node in nodes_with_offsets(block) if isinstance(node, NoteRef)]
    first = max((offset for offset in calls if offset < TWO_LINES), default=0)
    last = len(words) - TWO_LINES if any(offset > len(words) - TWO_LINES / 2 for offset in calls) else len(words)
    yield from (space.end() for space in _NEXT_WORD.finditer(words) if space.end() < first or space.end() > last)


def _with_marks(node: N, marks: Mapping[int, list[Node]], start: int) -> N:
    """A copy of a node with marks by their offsets, where the node's own words start at the offset ``start``."""
    children: list[Content] = []
    for child in node.children:
        end = start + len(text(child))
        if isinstance(child, Node):
            children.append(_with_marks(child, marks, start) if child.children else child)
        else:
            last = start
            for offset in sorted(offset for offset in marks if start <= offset < end):
                children += [child[last - start : offset - start], *marks[offset]]
                last = offset
            children.append(child[last - start :])
        start = end
    return node.with_children(tuple(child for child in children if child != ""))


def labels(edition: Edition) -> Iterator[str]:
    """The keys of sections and notes and the ids in both, under which the layout has their positions."""
    for section in edition.sections:
        yield section.slug
        for node in walk((*section.body, *(block for note in section.notes for block in note.content))):
            if isinstance(node, NoteRef):
                yield node.anchor
            elif isinstance(node, Quote | Element) and node.id:
                yield node.id


def page_numbers(edition: Edition, layout: Layout) -> Mapping[str, str]:
    """What the margin shows beside each page break of the source, by its anchor: the numbers of all on its line beside
    the first of them, nothing beside the others."""
    on_lines: dict[Line, list[Place]] = {}
    for place in (place for section in edition.sections for place in section.places if place.page):
        on_lines.setdefault(layout[place.anchor].line, []).append(place)
    shown = {places[0].anchor: ",\u00a0".join(place.page for place in places) for places in on_lines.values()}
    return {place.anchor: shown.get(place.anchor, "") for places in on_lines.values() for place in places}
