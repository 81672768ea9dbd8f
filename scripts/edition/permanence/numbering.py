"""Anchors for blocks that have none, and the ledger as it is to be written. No number is ever changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from edition.model.edition import Edition
from edition.model.prose import Prose
from edition.model.records import BIBLIOGRAPHY, LedgerEntry
from edition.model.tree import Element, walk
from edition.permanence.ledger import due
from edition.sources.load import Sources, assemble
from edition.sources.outlines import blocks_to_anchor
from edition.sources.sections import letters

LEDGER = f"{BIBLIOGRAPHY}/anchors.yml"
HEAD = """\
# Every anchor that was published: since which version, how its words begin, their fingerprint; what became of it.
# “edition anchors --write” writes this file; nothing is taken out of it. By hand: state, to and reason of what no
# longer stands; under revisions a version and a reason, where words were changed otherwise than by an emendation.
"""
_NUMBER = re.compile(r"(p(\d+))[a-z]*")
_QUOTED = re.compile(r"(?:[ ]{0,3}> ?)*")
_FURTHER = re.compile(r" |[*+-] |\d+[.)] |: ")
_PLAIN = re.compile(r"[A-Za-z][\w-]*")
_NOT_WORDS = frozenset("y n yes no on off true false null".split())
"""What other readers of YAML do not take for words."""


def planned(sources: Sources) -> tuple[dict[str, str], Edition, tuple[LedgerEntry, ...]]:
    """The files to be written, the edition that the numbered ones make, and what is new in the ledger."""
    files = _numbered(sources, assemble(sources))
    edition = assemble(replace(sources, files={**sources.files, **files}))
    recorded, ledger = {entry.key: entry for entry in edition.ledger}, due(edition)
    if ledger != recorded:
        files[LEDGER] = ledger_source(ledger.values())
    return files, edition, tuple(entry for key, entry in ledger.items() if recorded.get(key) != entry)


def _numbered(sources: Sources, edition: Edition) -> dict[str, str]:
    """The files that hold blocks without an anchor, with anchors."""
    found = [(section.location.file, block) for section in edition.sections for block in blocks_to_anchor(section.body)]
    given = list(_given(found, edition))
    lines = {file: sources.files[file].split("\n") for file, _, _ in given}
    for file, block, anchor in reversed(given):
        _write(lines[file], block.line - 1, block.tag, anchor)
    return {file: "\n".join(changed) for file, changed in lines.items()}


def _given(found: list[tuple[str, Element]], edition: Edition) -> Iterator[tuple[str, Element, str]]:
    """An anchor for each block without one: ``p5a`` after p5, but at the end of the text the next number."""
    taken = {key for key, _ in edition.keys} | {entry.key for entry in edition.ledger}
    anchors = [[node.id for node in walk(block) if node.id] for _, block in found]
    last = max((index for index, ids in enumerate(anchors) if any(map(_NUMBER.fullmatch, ids))), default=-1)
    stem = "p0"
    for index, (file, block) in enumerate(found):
        stem = next((match[1] for match in map(_NUMBER.fullmatch, reversed(anchors[index])) if match), stem)
        if anchors[index]:
            continue
        if index > last:
            highest = max((int(match[2]) for match in map(_NUMBER.fullmatch, taken) if match), default=0)
            anchor = f"p{highest + 1}"
        else:
            anchor = next(name for n in count(1) if (name := stem + letters(n)) not in taken)
        taken.add(anchor)
        yield file, block, anchor


def _write(lines: list[str], start: int, tag: str, anchor: str) -> None:
    """Write an anchor below the block that begins on this line."""
    bare = [_QUOTED.sub("", line, count=1) for line in lines]
    prefix = lines[start].removesuffix(bare[start])
    end = start + 1
    if tag == "pre":
        end = next((i + 1 for i in range(end, len(bare)) if bare[i].startswith(bare[start][:3])), len(bare))
    while tag != "pre" and end < len(bare):
        following = next((i for i in range(end, len(bare)) if bare[i].strip()), len(bare))
        loose = tag in ("ul", "ol", "dl") and following < len(bare) and _FURTHER.match(bare[following])
        if following > end and not loose:
            break
        end = following + 1
    end = min(end, len(bare))
    if bare[end - 1].startswith("{:"):
        lines[end - 1] = lines[end - 1].replace("{:", f"{{: #{anchor}", 1)
    else:
        apart = [prefix.rstrip()] if tag not in ("p", "pre") else []
        lines[end:end] = [*apart, f"{prefix}{{: #{anchor} }}"]


def ledger_source(entries: Iterable[LedgerEntry]) -> str:
    """The ledger as YAML, in the order of the entries."""
    return HEAD + "".join(f"\n{_value(e.key)}:\n" + "".join(f"  {line}\n" for line in _lines(e)) for e in entries)


def _lines(entry: LedgerEntry) -> Iterator[str]:
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
