"""What it takes for every note to begin on the page of its call, where typst alone would not see to it.

It moves a line to the next page when a note does not fit, but leaves behind those that the line called before; and it
may move lines for the sake of a heading or a paragraph's end when their notes are already set.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf

from edition.markup import Node, text
from edition.model import Edition, Section

LINE = 80
"""Characters that a line of the text or of a note holds, about."""

MORE = 4
"""Lines of room that a note asks for besides, when it was parted from its call."""

WHOLE = 24
"""Lines that may be asked to stay on one page."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """How a note stands to those called near it: lines it keeps free for them, lines kept for it, whether unbroken."""

    ahead: int = 0
    behind: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done to a book: before which paragraphs and sections a page ends, which notes ask for more room."""

    breaks: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


NOTHING = Mended()


def mending(edition: Edition, pdf: bytes, before: Mended) -> Mended:
    """What to do besides for the notes of a book that do not begin on the page of their call.

    Where the paragraph begins on the page of the call, a page ends before it or its section; else the note asks for
    more room than it needs.
    """
    pages = _destinations(pdf)
    breaks, held = set(before.breaks), set(before.held)
    for section in edition.sections:
        starts = dict(_starts(section))
        for note in section.notes:
            call = pages.get(f"{note.anchor}-ref")
            if call is None or call == pages[note.anchor]:
                continue
            start = starts.get(note.at[0], "")
            if start and pages.get(note.at[0]) == call and start not in breaks:
                breaks.add(start)
            else:
                held.add(note.anchor)
    return Mended(frozenset(breaks), frozenset(held))


def _starts(section: Section) -> Iterator[tuple[str, str]]:
    """Before what a page can end for a paragraph's sake: the section it begins, or itself if no heading is above it."""
    headed = section.slug
    for block in section.body:
        if isinstance(block, Node):
            if block.get("id"):
                yield block.get("id"), headed or block.get("id")
                headed = ""
            elif block.tag in ("h2", "h3", "h4", "h5", "h6"):
                return


def _destinations(pdf: bytes) -> Mapping[str, int]:
    """The page of every named destination."""
    with pikepdf.open(BytesIO(pdf)) as book:
        number: dict[object, int] = {page.objgen: at for at, page in enumerate(book.pages)}
        places = pikepdf.NameTree(book.Root.Names.Dests).items()
        targets = ((name, place.D if isinstance(place, pikepdf.Dictionary) else place) for name, place in places)
        return {str(name): number[target[0].objgen] for name, target in targets}


def close_notes(edition: Edition, held: Collection[str] = ()) -> Mapping[str, Closeness]:
    """The closeness of notes that one line may call, by anchor: of a row all but the last must fit, of that a line."""
    notes = {note.anchor: text(note.content) for section in edition.sections for note in section.notes}
    found: dict[str, Closeness] = {}
    for section in edition.sections:
        for paragraph in section.paragraphs:
            for row in _rows(paragraph.content, found):
                lines = [2 + len(notes.get(anchor, "")) // LINE for anchor in row]
                ahead = 2 + sum(lines[1:-1])
                if len(row) > 1 and sum(lines[:-1]) < WHOLE:
                    found[row[0]] = Closeness(ahead=ahead, whole=True)
                    found |= {anchor: Closeness(whole=True) for anchor in row[2:-1]}
                    found[row[1]] = Closeness(behind=ahead, whole=len(row) > 2)
    for anchor in held:
        close = found.get(anchor, Closeness())
        found[anchor] = replace(close, ahead=close.ahead + MORE, whole=True)
    return dict(sorted(found.items()))


def _rows(block: Node, earlier: Mapping[str, Closeness]) -> Iterator[list[str]]:
    """The notes first called within a line of each other."""
    row: list[str] = []
    last = 0
    for offset, anchor in _calls(block, 0):
        if anchor in row or anchor in earlier:
            continue
        if row and offset - last > LINE:
            yield row
            row = []
        row.append(anchor)
        last = offset
    yield row


def _calls(node: Node, at: int) -> Iterator[tuple[int, str]]:
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "noteref":
                yield at, child.get("anchor")
            yield from _calls(child, at)
        at += len(text(child))
