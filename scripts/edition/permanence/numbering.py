"""Anchors for blocks that have none, and the ledger as it is to be written. No number is ever changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from operator import itemgetter
from typing import NamedTuple

from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.prose import Prose
from edition.model.records import BIBLIOGRAPHY, LedgerEntry, grouped
from edition.model.tree import Element
from edition.permanence.ledger import expected_ledger, unrecorded_entries
from edition.permanence.note_anchors import next_number, with_letters, with_note_anchors
from edition.permanence.placing import Given, placed
from edition.sources.load import Sources, assemble
from edition.sources.outlines import Read, anchors_in, blocks_to_anchor, read_outline

LEDGER = f"{BIBLIOGRAPHY}/anchors.yml"
HEAD = """\
# Every anchor that was published: since which version, how its words begin, their fingerprint; what became of it.
# “edition anchors --write” writes this file; nothing is taken out of it. By hand: state, to and reason of what no
# longer stands; under revisions a version and a reason, where words were changed otherwise than by an emendation.
"""
_NUMBER = re.compile(r"(?P<stem>p(?P<number>\d+))[a-z]*")
_PLAIN = re.compile(r"[A-Za-z][\w-]*")
_NOT_WORDS = frozenset("y n yes no on off true false null".split())
"""What other readers of YAML do not take for words."""


class Planned(NamedTuple):
    """The files to be written, the edition that they make, what is new in the ledger, and what could not be written."""

    files: dict[str, str]
    edition: Edition
    new: tuple[LedgerEntry, ...]
    findings: tuple[Finding, ...]


def planned(sources: Sources) -> Planned:
    """Anchors for the blocks that have none, and the ledger as it is to be written."""
    read = cache(partial(read_outline, settings=sources.settings))
    files, findings = _numbered(sources, read)
    edition = assemble(replace(sources, files={**sources.files, **files}), read)
    of_notes, not_written = with_note_anchors(edition, {**sources.files, **files})
    if of_notes:
        files |= of_notes
        edition = assemble(replace(sources, files={**sources.files, **files}), read)
    findings = (*findings, *not_written)
    ledger = expected_ledger(edition)
    if ledger != {entry.key: entry for entry in edition.ledger}:
        files[LEDGER] = ledger_source(ledger.values())
    return Planned(files, edition, unrecorded_entries(edition), findings)


def _numbered(sources: Sources, read: Callable[[str, str], Read]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The files that hold blocks without an anchor, with anchors; findings on blocks to which none could be given."""
    edition = assemble(sources, read)
    blocks = [(part.location.file, block) for part in edition.sections for block in blocks_to_anchor(part.body)]
    by_file = grouped(_given(blocks, edition), itemgetter(0))
    done = {
        file: placed(read, file, sources.files[file], [given for _, given in of_file])
        for file, of_file in by_file.items()
    }
    files = {file: source for file, (source, _) in done.items() if source != sources.files[file]}
    return files, tuple(finding for _, findings in done.values() for finding in findings)


def _given(blocks: list[tuple[str, Element]], edition: Edition) -> Iterator[tuple[str, Given]]:
    """For each block without an anchor its file, and itself with an anchor: ``p5a`` after p5, but at the end of the
    text the next number."""
    taken = {key for key, _ in edition.keys} | {entry.key for entry in edition.ledger}
    anchors = [anchors_in(block) for _, block in blocks]
    last = max((index for index, ids in enumerate(anchors) if any(map(_NUMBER.fullmatch, ids))), default=-1)
    stem = "p0"
    for index, (file, block) in enumerate(blocks):
        stem = next((match["stem"] for match in map(_NUMBER.fullmatch, reversed(anchors[index])) if match), stem)
        if anchors[index]:
            continue
        anchor = f"p{next_number(_NUMBER, taken)}" if index > last else with_letters(stem, taken)
        taken.add(anchor)
        yield file, (block, anchor)


def ledger_source(entries: Iterable[LedgerEntry]) -> str:
    """The ledger as YAML, in the order of the entries."""
    return HEAD + "".join(
        f"\n{_value(entry.key)}:\n" + "".join(f"  {line}\n" for line in _lines(entry)) for entry in entries
    )


def _lines(entry: LedgerEntry) -> Iterator[str]:
    """The lines of an entry of the ledger, without what is empty or goes without saying."""
    for name in ("kind", "name", "since", "words", "state", "until", "to", "reason"):
        value = getattr(entry, name)
        if value and value != "live":
            yield f"{name}: {_value(value)}"
    if entry.revisions:
        yield "revisions:"
    for revision in entry.revisions:
        yield f"  - version: {_value(revision.version)}"
        yield f"    reason: {_value(revision.reason)}"
        if revision.words:
            yield f"    words: {_value(revision.words)}"


def _value(value: str | Prose | tuple[str, ...]) -> str:
    if isinstance(value, Prose):
        value = value.source
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    plain = _PLAIN.fullmatch(value) and value.lower() not in _NOT_WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)
