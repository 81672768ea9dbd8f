"""``edition split``: a section divided in two before a block. Each note goes to the part that calls it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from edition.authoring.manuscript import ESSAY, slug
from edition.model.edition import Edition, Section
from edition.model.tree import Element, walk
from edition.sources.load import Sources, assemble

_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\n]+)\]:")

_CALL = re.compile(r"\[\^([^\]\n]+)\](?!:)")


class CannotSplit(Exception):
    """A section cannot be split. The message says why, and what to do."""


def split(sources: Sources, anchor: str, title: str, resp: str) -> dict[str, str | None]:
    """Split a section before the block with an anchor. Returns the new sources of files by their paths; None for a file
    that is removed.

    ``title`` is that of the new section, ``resp`` whose it is: author or editor. Raises ``CannotSplit``.
    """
    edition = assemble(sources)
    section, block = _found(edition, anchor)
    name = slug(title) or anchor
    if any(other.slug == name for other in edition.sections):
        raise CannotSplit(f"there is a section “{name}” already. Give the new one another title.")
    first, second = _cut(sources.files[section.location.file], block.line)
    first, second = _with_notes(first, second)
    quoted = json.dumps(title, ensure_ascii=False)
    head = f"---\ntitle: {quoted}\n" + ("resp: editor\n" if resp == "editor" else "") + "---\n\n"
    return _renamed(edition, section, sources.files, {"": first, name: head + second})


def _found(edition: Edition, anchor: str) -> tuple[Section, Element]:
    for section in edition.sections:
        blocks = [block for block in section.body if isinstance(block, Element)]
        for block in blocks:
            if any(node.id == anchor for node in (block, *walk(block))):
                if block is blocks[0]:
                    raise CannotSplit(f"“{anchor}” is the first block of its section already.")
                return section, block
    raise CannotSplit(f"there is no block “{anchor}” in the text. Name an anchor, such as p8.")


def _cut(source: str, line: int) -> tuple[str, str]:
    """The source before a line, and from there on; a heading right above the line goes to the second part."""
    lines = source.split("\n")
    at = line - 1
    above = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), 0)
    if lines[above].startswith("#"):
        at = above
    return "\n".join(lines[:at]).rstrip() + "\n", "\n".join(lines[at:]).lstrip("\n")


def _with_notes(first: str, second: str) -> tuple[str, str]:
    """Both parts, each with the notes that it calls. Raises ``CannotSplit`` if both call the same note."""
    bodies, notes = [], []
    for part in (first, second):
        body, definitions = _divided(part)
        bodies.append(body)
        notes += definitions
    before, after = (set(_CALL.findall(body)) for body in bodies)
    if both := sorted(before & after):
        raise CannotSplit(f"note {both[0]} is called on both sides of the cut. Cut elsewhere.")
    while (
        more := {called for label, words in notes if label in before for called in _CALL.findall(words)}
        - before
        - after
    ):
        before |= more
    of_first = [words for label, words in notes if label in before]
    moved = [words for label, words in notes if label not in before]
    return "\n\n".join([bodies[0], *of_first]) + "\n", "\n\n".join([bodies[1], *moved]) + "\n"


def _divided(source: str) -> tuple[str, list[tuple[str, str]]]:
    """The source of a part without its notes, and the labels and sources of the notes."""
    body: list[str] = []
    notes: list[tuple[str, list[str]]] = []
    inside = False
    for line in source.split("\n"):
        if match := _NOTE.match(line):
            notes.append((match[1], [line]))
            inside = True
        elif inside and (not line.strip() or line.startswith("    ")):
            notes[-1][1].append(line)
        else:
            inside = False
            body.append(line)
    return "\n".join(body).strip("\n"), [(label, "\n".join(lines).rstrip()) for label, lines in notes]


def _renamed(
    edition: Edition, cut: Section, files: Mapping[str, str], parts: Mapping[str, str]
) -> dict[str, str | None]:
    """The sources of changed files by path: the two ``parts`` of the section (by name, "" for the first), and the
    sections behind it, if they need new numbers."""
    changed: dict[str, str | None] = {}
    after = [section for section in edition.sections if section.number > cut.number]
    first, name = parts[""], next(key for key in parts if key)
    width = max(len(str(len(edition.sections) + 1)), 2)
    number = _number(cut.location.file) or cut.number
    changed[cut.location.file] = first
    following = _number(after[0].location.file) if after else 0
    changed[f"{ESSAY}/{number + 1:0{width}}-{name}.md"] = parts[name]
    if following and following <= number + 1:
        moved: dict[str, str | None] = {}
        for section in after:
            old = section.location.file
            changed.setdefault(old, None)
            moved[f"{ESSAY}/{_number(old) + 1:0{width}}-{section.slug}.md"] = files[old]
        changed |= moved
    return changed


def _number(file: str) -> int:
    match = re.match(r"\d+", file.rsplit("/", 1)[-1])
    return int(match[0]) if match else 0
