"""Collation of the edition with a witness, block by block, with the emendations undone.

White space is not compared: a run of it, with or without no-break spaces, counts as one space.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from edition.index.tables import emendations
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.findings import SourceLocation
from edition.model.forms import LINE, QUOTATIONS, SPEAKER
from edition.model.kinds import Emended, NoteRef
from edition.model.records import Witness
from edition.model.tree import Content, Element, Fragment, Node, is_block, rewrite, text

BREAK = "\u2028"
"""Stands for a line break within a block."""
CONTEXT = 32
"""Characters shown before and after a difference."""


class Line(NamedTuple):
    """A line of the text as the witness has it: a block, or a part of one before a line break.

    A ``loose`` line (without an anchor, or not the last of its block) may share a line of the witness with the next.
    """

    words: str
    location: SourceLocation
    label: str = ""
    anchor: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What the edition and the witness have; ``ours`` is empty for a line that the edition lacks, ``theirs`` if the
    witness does.

    ``line`` is the line of the edition, or the one before what it lacks; ``number`` the line of the witness's file.
    """

    line: Line
    ours: str
    theirs: str
    number: int


def differences(edition: Edition, witness: Witness) -> Iterator[Difference]:
    """Every block that differs from the witness, with its first difference."""
    numbered = [(number, " ".join(line.split())) for number, line in enumerate(witness.lines, 1) if line.strip()]
    theirs = [words for _, words in numbered]
    lines = list(_joined(copy_text(edition), set(theirs)))
    ours = [line.words for line in lines]
    if ours == theirs:
        return
    end = (len(witness.lines), "")
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = i2 - i1 if i2 - i1 == j2 - j1 else 1
        for left, right in zip(range(i1, i1 + pairs), range(j1, j1 + pairs), strict=True):
            number, reading = (*numbered, end)[right] if right < j2 else (0, "")
            line = lines[min(left, len(lines) - 1)] if left < i2 else lines[max(left - 1, 0)]
            yield Difference(line, line.words if left < i2 else "", reading, number)


def copy_text(edition: Edition) -> Iterator[Line]:
    """The lines of the edition as its base witness has them: title, byline, blocks, then the author's notes."""
    for label in ("title", "subtitle", "byline"):
        words = " ".join(str(getattr(edition.metadata, label)).split())
        if words and not (edition.metadata.title_resp == "editor" and label != "byline"):
            yield Line(words, edition.metadata.location, f"the {label}")
    in_sections = [lines_in(edition, section) for section in edition.sections]
    yield from (line for blocks, _ in in_sections for line in blocks)
    yield from (line for _, notes in in_sections for line in notes)


@derived
def lines_in(edition: Edition, section: Section) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of a section as the base witness has them: those of its blocks, and those of the author's notes."""
    readings = {key: emendation.reading for key, emendation in emendations(edition).items()}
    return tuple(_blocks(section, readings)), tuple(_notes(section, readings))


def _notes(section: Section, readings: dict[str, str]) -> Iterator[Line]:
    for note in (note for note in section.notes if note.kind == "authorial"):
        number = f"[{note.mark}] "
        for words, line, _, _ in lines(note.content, readings, note.anchor):
            location = SourceLocation(note.location.file, line or note.location.line)
            yield Line(number + words, location, f"note {note.mark}", note.anchor)
            number = ""


def _blocks(section: Section, readings: dict[str, str]) -> Iterator[Line]:
    file = section.location.file
    if section.resp == "author":
        yield Line(" ".join(section.title.split()), section.location, "the title of the section", section.slug)
    for words, line, anchor, loose in lines(section.body, readings, ""):
        label = f"¶ {anchor[1:]}" if anchor[:1] == "p" else (anchor or "a block without anchor")
        yield Line(words, SourceLocation(file, line), label, anchor, loose)


def lines(content: Fragment, readings: dict[str, str], anchor: str) -> Iterator[tuple[str, int, str, bool]]:
    """Words, line of the source, anchor and looseness of every line; a row of a table is a line."""
    for block in content:
        if isinstance(block, Element):
            leaves = [*_leaves(block, anchor)]
            for leaf, under in leaves:
                goes_on = leaf.tag in (SPEAKER, LINE) and leaf is not leaves[-1][0]
                pieces = [" ".join(piece.split()) for piece in _words(leaf, readings).split(BREAK)]
                pieces = [piece for piece in pieces if piece]
                for piece in pieces:
                    yield piece, leaf.line or block.line, under, goes_on or not under or piece is not pieces[-1]


def _leaves(block: Element, anchor: str) -> Iterator[tuple[Element, str]]:
    """The innermost blocks, each with the anchor under which it stands."""
    inner_anchor = block.id if block.tag not in QUOTATIONS and block.id else anchor
    run: list[Content] = []
    for child in block.children:
        if block.tag != "tr" and is_block(child):
            if run:
                yield Element(block.tag, (), tuple(run), block.line), inner_anchor
            run = []
            yield from _leaves(child, inner_anchor)
        else:
            run += [child, " "] if block.tag == "tr" else [child]
    if run:
        yield Element(block.tag, (), tuple(run), block.line), inner_anchor


def _words(block: Element, readings: dict[str, str]) -> str:
    """The words of a block as the witness has them. ``readings``: key of an emendation → reading of the witness."""
    undone: set[str] = set()

    def witnessed(node: Node) -> Content | Fragment:
        if isinstance(node, NoteRef):
            return f"[{node.mark}]" if node.kind == "authorial" else ""
        if isinstance(node, Emended):
            reading = "" if node.key in undone else readings[node.key]
            undone.add(node.key)
            return reading
        return BREAK if isinstance(node, Element) and node.tag == "br" else node

    words = text(rewrite(block, witnessed))
    return words.replace("\n", BREAK) if block.tag == "pre" else words


def _joined(lines: Iterator[Line], theirs: set[str]) -> Iterator[Line]:
    """Lines, each loose one joined to the next unless the witness has it as a line of its own."""
    waiting: list[Line] = []
    for line in lines:
        waiting.append(line)
        words = " ".join(part.words for part in waiting)
        if not line.loose or line.words in theirs or words in theirs:
            yield Line(words, waiting[0].location, line.label, line.anchor)
            waiting = []
    yield from waiting


def excerpts(ours: str, theirs: str) -> tuple[str, str]:
    """Both lines from some words before their first difference to some words after it."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    same = next((index for index, (our, their) in pairs if our != their), min(len(ours), len(theirs)))
    start = max(same - CONTEXT, 0)
    start = max(ours.find(" ", start, same) + 1, start) if start else 0

    def excerpt(words: str) -> str:
        ends = (words.find(" ", same + CONTEXT), same + 2 * CONTEXT, len(words))  # of a word without end a part
        end = min(end for end in ends if end >= 0) if len(words) > same + CONTEXT else len(words)
        return ("… " if start else "") + words[start:end] + (" …" if end < len(words) else "")

    return excerpt(ours), excerpt(theirs)
