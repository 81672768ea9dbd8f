"""Anchors for notes whose sign cannot be their address: it is another note's, or no number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count

from edition.model.edition import Edition, Note
from edition.model.findings import Finding, SourceLocation
from edition.model.lists import letters
from edition.model.records import grouped
from edition.sources.outlines import read_outline

ADDRESS = re.compile(r"[1-9][0-9]*(?:[a-z][\w-]*)?")
"""The label of a note of the author's: a number, with letters if it came between two others later."""
_NUMBER = re.compile(r"(?P<number>[1-9][0-9]*)[a-z]*")
_DEFINITION = re.compile(r"[ ]{0,3}\[\^[^\]\n]+\]:")
_ATTRIBUTES = re.compile(r"[ ]*\{:")


def wanted(edition: Edition) -> Iterator[tuple[Note, str]]:
    """The notes that need an anchor, each with one: the next number, or ``30a`` before notes that have theirs."""
    notes = [note for section in edition.sections for note in section.notes if note.kind == "authorial"]
    needy = _needy(notes, {entry.key for entry in edition.ledger})
    taken = {note.label for note in notes if id(note) not in needy} | {
        entry.key.removeprefix("n") for entry in edition.ledger
    }
    last = max((at for at, note in enumerate(notes) if id(note) not in needy), default=-1)
    stem = "0"
    for at, note in enumerate(notes):
        number = _NUMBER.fullmatch(note.label)
        if id(note) not in needy:
            stem = number["number"] if number else stem
            continue
        label = str(next_number(_NUMBER, taken)) if at > last else with_letters(stem, taken)
        taken.add(label)
        yield note, label


def next_number(pattern: re.Pattern[str], taken: Iterable[str]) -> int:
    """The number after the highest that is in those names that fit a pattern with the group ``number``."""
    return 1 + max((int(match["number"]) for match in map(pattern.fullmatch, taken) if match), default=0)


def with_letters(stem: str, taken: Collection[str]) -> str:
    """A stem with the first letters (a, b, …, z, aa and so on) with which it is not taken yet."""
    return next(name for number in count(1) if (name := stem + letters(number)) not in taken)


def _needy(notes: list[Note], published: Collection[str]) -> set[int]:
    """Which notes (by ``id``) have a label that is no address, or is that of an earlier one; in a section whose notes
    begin anew, all that have no address of their own and are not ``published`` under the one that they have."""
    seen: set[str] = set()
    needy = {id(note) for note in notes if not ADDRESS.fullmatch(note.label)}
    anew: set[str] = set()
    for note in notes:
        if note.label in seen:
            needy.add(id(note))
            anew.add(note.section)
        seen.add(note.label)
    bare = (note for note in notes if note.section in anew and note.label == note.mark)
    return needy | {id(note) for note in bare if note.anchor not in published}


def with_note_anchors(edition: Edition, files: Mapping[str, str]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Those of the files in which notes need anchors, with these; and findings on what could not be written."""
    by_file = grouped(wanted(edition), lambda given: given[0].location.file)
    written = {file: _written(files[file], given) for file, given in by_file.items()}
    findings = tuple(finding for file, given in by_file.items() for finding in _missing(file, written[file], given))
    return ({} if findings else written), findings


def _written(source: str, given: Iterable[tuple[Note, str]]) -> str:
    """The source with an attribute list at the end of each note, from the last note to the first."""
    lines = source.split("\n")
    for note, label in sorted(given, key=lambda pair: -pair[0].location.line):
        end = note.location.line
        while end < len(lines) and lines[end].strip() and not _DEFINITION.match(lines[end]):
            end += 1
        if _ATTRIBUTES.match(lines[end - 1]):
            lines[end - 1] = lines[end - 1].replace("{:", f"{{: #n{label}", 1)
        else:
            lines.insert(end, f"    {{: #n{label} }}")
    return "\n".join(lines)


def _missing(file: str, source: str, given: Iterable[tuple[Note, str]]) -> Iterator[Finding]:
    """``a-not-written``: anchors that are not read where they were written."""
    outline, _ = read_outline(file, source)
    labels = {note.label for note in outline.section.notes}
    for note, label in given:
        if label not in labels:
            message = f"no anchor could be written into the note “{note.mark}”."
            hint = f"Write {{: #n{label} }} on a line of its own below its first paragraph, indented by four spaces."
            yield Finding(SourceLocation(file, note.location.line), "a-not-written", message, hint)
