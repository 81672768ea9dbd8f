"""The edition against its witness: the emendations undone, block by block, character by character.

White space is not compared: runs of it, no-break spaces among it, count as one space.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from edition.index.tables import emendations
from edition.model.digest import of_section
from edition.model.edition import Edition, Section
from edition.model.findings import SourceLocation
from edition.model.records import Witness
from edition.model.tree import BLOCKS, Content, Fragment, Node, dataclass, rewrite, text

BREAK = "\u2028"
AROUND = 32


class Line(NamedTuple):
    """A block as the witness has it. A ``loose`` one (without an anchor) may share its line with the next."""

    words: str
    location: SourceLocation
    label: str = ""
    anchor: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of the edition (or the one before a lack), what the edition and the witness have, the witness's line.

    ``ours`` is empty where the edition lacks something, ``theirs`` where the witness does.
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
        for i, j in zip(range(i1, i1 + pairs), range(j1, j1 + pairs), strict=True):
            number, found = (*numbered, end)[j] if j < j2 else (0, "")
            line = lines[min(i, len(lines) - 1)] if i < i2 else lines[max(i - 1, 0)]
            yield Difference(line, line.words if i < i2 else "", found, number)


def copy_text(edition: Edition) -> Iterator[Line]:
    """The text of the edition as its base witness has it: title, byline, blocks in order, then the author's notes."""
    for label in ("title", "subtitle", "byline"):
        words = " ".join(str(getattr(edition.metadata, label)).split())
        if words:
            yield Line(words, edition.metadata.location, f"the {label}")
    in_sections = [lines_in(edition, section) for section in edition.sections]
    yield from (line for blocks, _ in in_sections for line in blocks)
    yield from (line for _, notes in in_sections for line in notes)


@of_section
def lines_in(edition: Edition, section: Section) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The text of a section as the base witness has it: its blocks, and the author's notes."""
    readings = {key: emendation.reading for key, emendation in emendations(edition).items()}
    return tuple(_blocks(section, readings)), tuple(_notes(section, readings))


def _notes(section: Section, readings: dict[str, str]) -> Iterator[Line]:
    for note in (note for note in section.notes if note.kind == "authorial"):
        start = f"[{note.label}] "
        for words, line, _, _ in _lines(note.content, readings, note.anchor):
            yield Line(
                start + words,
                SourceLocation(note.location.file, line or note.location.line),
                f"note {note.mark}",
                note.anchor,
            )
            start = ""


def _blocks(section: Section, readings: dict[str, str]) -> Iterator[Line]:
    file = section.location.file
    if section.resp == "author":
        yield Line(" ".join(section.title.split()), section.location, "the title of the section", section.slug)
    for words, line, anchor, loose in _lines(section.body, readings, ""):
        label = f"¶ {anchor[1:]}" if anchor[:1] == "p" else (anchor or "a block without anchor")
        yield Line(words, SourceLocation(file, line), label, anchor, loose)


def _lines(content: Fragment, readings: dict[str, str], anchor: str) -> Iterator[tuple[str, int, str, bool]]:
    """Words, line of the source, anchor, and looseness of every line; a row of a table is a line."""
    for block in content:
        if isinstance(block, Node):
            for leaf, own in _leaves(block, anchor):
                pieces = [" ".join(piece.split()) for piece in _words(leaf, readings).split(BREAK)]
                pieces = [piece for piece in pieces if piece]
                for piece in pieces:
                    yield piece, leaf.line or block.line, own, not own or piece is not pieces[-1]


def _leaves(block: Node, anchor: str) -> Iterator[tuple[Node, str]]:
    """The innermost blocks with the anchor that holds them."""
    own = block.get("id") if block.tag != "blockquote" and block.get("id") else anchor
    run: list[Content] = []
    for child in block.children:
        if block.tag != "tr" and isinstance(child, Node) and child.tag in BLOCKS:
            if run:
                yield Node(block.tag, (), tuple(run), block.line), own
            run = []
            yield from _leaves(child, own)
        else:
            run += [child, " "] if block.tag == "tr" else [child]
    if run:
        yield Node(block.tag, (), tuple(run), block.line), own


def _words(block: Node, readings: dict[str, str]) -> str:
    undone: set[str] = set()

    def witnessed(node: Node) -> Content | Fragment:
        if node.tag == "noteref":
            return f"[{node.get('label')}]" if node.get("kind") == "authorial" else ""
        if node.tag == "emended" and node.get("key") in undone:
            return ""
        if node.tag == "emended":
            undone.add(node.get("key"))
            return readings[node.get("key")]
        return BREAK if node.tag == "br" else node

    words = text(rewrite(block, witnessed))
    return words.replace("\n", BREAK) if block.tag == "pre" else words


def _joined(lines: Iterator[Line], theirs: set[str]) -> Iterator[Line]:
    """Loose lines put before the next, unless the witness has them as lines of their own."""
    held: list[Line] = []
    for line in lines:
        held.append(line)
        if not line.loose or line.words in theirs:
            last = held[-1]
            yield Line(" ".join(each.words for each in held), held[0].location, last.label, last.anchor)
            held = []
    yield from held


def parting(ours: str, theirs: str) -> tuple[str, str]:
    """Both lines where they part, with some words before and after."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(ours), len(theirs)))
    start = max(same - AROUND, 0)
    start = ours.find(" ", start, same) + 1 if start else 0

    def excerpt(words: str) -> str:
        end = len(words) if len(words) <= same + AROUND else words.find(" ", same + AROUND)
        whole = end in (-1, len(words))
        return ("… " if start else "") + (words[start:] if whole else words[start:end] + " …")

    return excerpt(ours), excerpt(theirs)
