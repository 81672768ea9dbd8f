"""Anchors written into Markdown: on the line below a block, where reading it again shows that it belongs there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from edition.model.findings import Finding, SourceLocation
from edition.model.prose import beginning
from edition.model.tree import Element, text, walk
from edition.sources.outlines import Read, anchors_in, blocks_to_anchor, read_outline

_QUOTED = re.compile(r"(?:[ ]{0,3}> ?)*")
_FURTHER = re.compile(r" |[*+-] |\d+[.)] |: ")
_ALONE = re.compile(r"\{[:#.][^}]*\}\s*")
_ATTRIBUTES = re.compile(r"\{(:|(?=[#.]))")
TRIES = 8
"""In so many places an anchor is tried."""
Given = tuple[Element, str]
"""A block without an anchor, and the anchor that it is given."""


def placed(
    read: Callable[[str, str], Read], file: str, source: str, given: list[Given]
) -> tuple[str, tuple[Finding, ...]]:
    """A file with these anchors, and a finding for each that could not be written. Blocks are in the order of the file.

    Most often all can be written at once; else they are tried one by one.
    """
    lines = source.split("\n")
    for block, anchor in reversed(given):
        start = block.line - 1
        _write(lines, start, *next(_places(lines, start, block.tag)), anchor)
    whole, before = "\n".join(lines), _Reading(read(file, source))
    anchors = dict(zip(before.without_anchor, (anchor for _, anchor in given), strict=True))
    if _Reading(read(file, whole)).blocks == before.with_anchors(anchors):
        return whole, ()
    findings: list[Finding] = []
    for index, (block, anchor) in reversed([*zip(before.without_anchor, given, strict=True)]):
        source, refusals = _placed_one(file, source, block, index, anchor)
        findings += refusals
    return source, tuple(reversed(findings))


def _placed_one(file: str, source: str, block: Element, index: int, anchor: str) -> tuple[str, tuple[Finding, ...]]:
    """A file with one more anchor, on the block of this index; or as it is, and ``a-not-written``."""
    before, start = _Reading(read_outline(file, source)), block.line - 1
    expected = before.with_anchors({index: anchor})
    reason = ""
    for number, place in enumerate(_places(source.split("\n"), start, block.tag)):
        lines = source.split("\n")
        _write(lines, start, *place, anchor)
        after = _Reading(read_outline(file, "\n".join(lines)))
        if after.blocks == expected:
            return "\n".join(lines), ()
        reason = reason or after.fate(anchor)
        if number == TRIES:
            break
    message = f"no anchor could be written below the block that begins with “{beginning(block)}”: {reason}."
    hint = "Put empty lines round the block, or write it in another form, and run the command again."
    return source, (Finding(SourceLocation(file, block.line), "a-not-written", message, hint),)


class _Reading:
    """What is read of a file: the words of its blocks, its notes, and the anchors of each block.

    ``without_anchor`` are the indices of the blocks that have none.
    """

    def __init__(self, read: Read) -> None:
        self.document = document = read[1]
        blocks = [*blocks_to_anchor(document.blocks)]
        self.without_anchor = [index for index, block in enumerate(blocks) if not anchors_in(block)]
        self.blocks = [(block.tag, block.id, text(block)) for block in blocks]
        self.blocks += [("note", note.label, "\n".join(map(text, note.content))) for note in document.notes]
        self.blocks.append(("findings", "", f"{sorted(finding.code for finding in document.findings)}"))

    def with_anchors(self, anchors: dict[int, str]) -> list[tuple[str, str, str]]:
        """The blocks as they should be read with anchors, by the indices of the blocks to which they are given."""
        return [(tag, anchors.get(index, anchor), words) for index, (tag, anchor, words) in enumerate(self.blocks)]

    def fate(self, anchor: str) -> str:
        """What became of an anchor that was not given to its block."""
        for block in walk(self.document.blocks):
            if block.id == anchor:
                return f"it would belong to “{beginning(block)}”"
        return "it would be read as words, or as part of something else"


def _places(lines: list[str], start: int, tag: str) -> Iterator[tuple[int, bool]]:
    """Where an anchor of the block that begins at ``start`` may stand: below which line, and whether apart from it."""
    bare = [_QUOTED.sub("", line, count=1) for line in lines]
    end, apart = _end_of_block(bare, start, tag), tag not in ("p", "pre")
    following = _next_line(bare, end, end)
    if following < len(bare) and _ALONE.fullmatch(bare[following]):
        yield following + 1, apart
    yield end, apart
    yield end, not apart
    for at in range(end - 1, start, -1):
        if bare[at - 1].strip():
            yield at, apart and not bare[at].strip()
    for at in range(end + 1, len(bare)):
        if bare[at - 1].strip() and not bare[at].strip():
            yield from ((at, apart), (at, not apart))


def _end_of_block(lines: list[str], start: int, tag: str) -> int:
    """The number of the line after the last one of a block; a list goes on after an empty line."""
    if (fence := lines[start][:3]) in ("```", "~~~"):
        return next((at + 1 for at in range(start + 1, len(lines)) if lines[at].startswith(fence)), len(lines))
    end = start + 1
    while end < len(lines):
        following = _next_line(lines, end, len(lines))
        goes_on = tag in ("ul", "ol", "dl") and following < len(lines) and _FURTHER.match(lines[following])
        if following > end and not goes_on:
            break
        end = following + 1
    return min(end, len(lines))


def _next_line(lines: list[str], start: int, otherwise: int) -> int:
    """The first line from ``start`` on that is not empty."""
    return next((at for at in range(start, len(lines)) if lines[at].strip()), otherwise)


def _write(lines: list[str], start: int, end: int, apart: bool, anchor: str) -> None:
    """Write an anchor below line ``end``, with an empty line between if ``apart``; into attributes that stand there."""
    bare = _QUOTED.sub("", lines[start], count=1)
    prefix = lines[start].removesuffix(bare)
    last = _QUOTED.sub("", lines[end - 1], count=1)
    if _ATTRIBUTES.match(last):
        lines[end - 1] = lines[end - 1].removesuffix(last) + _ATTRIBUTES.sub(f"{{: #{anchor} ", last, count=1).replace(
            "  ", " ", 1
        )
    else:
        lines[end:end] = [*([prefix.rstrip()] if apart else []), f"{prefix}{{: #{anchor} }}"]
