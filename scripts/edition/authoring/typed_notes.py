"""Notes that were typed as text: numbers in the text, and a list or paragraphs with these numbers at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.authoring.manuscript import Manuscript
from edition.authoring.tree_building import trimmed
from edition.model.kinds import NoteRef
from edition.model.tree import Content, Element, Fragment, normalized, text

_BRACKETS = re.compile(r"\[(\d{1,4})\]")
_HEADING = re.compile(
    r"(?:foot|end)?notes?(?: de bas de page| and references)?|references|notas?(?: al pie| de rodapé)?|noten|voetnoten"
    r"|(?:An|End)merkungen|(?:Fu(?:ß|ss)|End)noten|note a piè di pagina|примечания|сноски|przypisy|fodnoter|fotnoter",
    re.IGNORECASE,
)
"""A heading of notes."""
_LABEL = re.compile(r"(?:\[(\d{1,4})\]|(\d{1,4})[.)])\s*")


def with_typed_notes(manuscript: Manuscript) -> Manuscript:
    """A manuscript in which typed notes are notes, if it has no others and all of them are called in order."""
    if manuscript.notes:
        return manuscript
    for start, notes in _candidates(manuscript.blocks):
        calls = _Calls(len(notes))
        blocks = calls.marked(manuscript.blocks[:start])
        if calls.found == len(notes):
            number = f"{len(notes)} {'note' if len(notes) == 1 else 'notes'}"
            warning = f"Read as notes: {number} that were typed as paragraphs with numbers. Look at them."
            named = {str(at): note for at, note in enumerate(notes, 1)}
            return replace(manuscript, blocks=blocks, notes=named, warnings=(*manuscript.warnings, warning))
    return manuscript


def without_heading_of_notes(manuscript: Manuscript) -> Manuscript:
    """A manuscript without a heading of notes that is its last block, and without rules at its end."""
    blocks = list(manuscript.blocks)
    warnings = []
    while manuscript.notes and blocks and isinstance(last := blocks[-1], Element):
        is_heading = re.fullmatch("h[1-6]", last.tag) and _HEADING.fullmatch(text(last).strip())
        if not is_heading and last.tag != "hr":
            break
        warnings += (
            [f"Left out: the heading “{text(last).strip()}”; the notes stand in their sections."] if is_heading else []
        )
        blocks.pop()
    return replace(manuscript, blocks=tuple(blocks), warnings=(*manuscript.warnings, *warnings))


def _candidates(blocks: Fragment) -> Iterator[tuple[int, list[Fragment]]]:
    """Indexes of blocks where the notes may begin, each with these notes: a list that is the last block, or paragraphs
    counted from 1."""
    last = blocks[-1] if blocks else ""
    if isinstance(last, Element) and last.tag == "ol" and last.get("start", "1") == "1":
        items = (item.children for item in last.elements)
        yield len(blocks) - 1, [_as_blocks(item) for item in items]
    labelled = {at: _parted(block) for at, block in enumerate(blocks) if isinstance(block, Element)}
    starts = [at for at, (label, _) in labelled.items() if label == 1]
    for start in reversed(starts):
        notes: list[Fragment] = []
        for at, block in enumerate(blocks[start:], start):
            label, words = labelled.get(at, (0, ()))
            if label == len(notes) + 1:
                notes.append((Element("p", (), words),))
            else:
                notes[-1] = (*notes[-1], block)
        if 2 * len(notes) >= len(blocks) - start:
            yield start, notes


def _as_blocks(content: Fragment) -> Fragment:
    within = any(isinstance(child, Element) and child.tag == "p" for child in content)
    return content if within else (Element("p", (), content),)


def _parted(block: Element) -> tuple[int, Fragment]:
    """The number with which a paragraph begins, and the content behind it; 0 and nothing if there is none."""
    first, *others = block.children or ("",)
    if block.tag != "p" or not (others or isinstance(first, str)):
        return 0, ()
    if isinstance(first, Element) and first.tag == "sup" and text(first).strip().isdecimal():
        return int(text(first)), trimmed(normalized(others))
    match = _LABEL.match(first) if isinstance(first, str) else None
    if match is None or not isinstance(first, str):
        return 0, ()
    return int(match[1] or match[2]), normalized((first[match.end() :], *others))


class _Calls:
    """Finds the calls of a ``number`` of notes, in order: raised numbers, and numbers in brackets. ``found`` counts
    them."""

    def __init__(self, number: int) -> None:
        self.number, self.found = number, 0

    def _is_next(self, label: str) -> bool:
        wanted = self.found < self.number and label.isdecimal() and int(label) == self.found + 1
        self.found += wanted
        return wanted

    def marked(self, content: Fragment) -> Fragment:
        """Words and nodes in which the calls are ``NoteRef``."""
        made: list[Content] = []
        for child in content:
            if isinstance(child, str):
                end = 0
                for match in _BRACKETS.finditer(child):
                    if self._is_next(match[1]):
                        made += [child[end : match.start()], NoteRef(str(self.found))]
                        end = match.end()
                made.append(child[end:])
            elif isinstance(child, Element) and child.tag == "sup" and self._is_next(text(child).strip(" []()")):
                made.append(NoteRef(str(self.found)))
            else:
                made.append(child.with_children(self.marked(child.children)) if child.children else child)
        return normalized(made)
