"""Markdown as other programs have it (pandoc, Obsidian) as a manuscript, read by the dialect."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from edition.authoring.manuscript import Manuscript
from edition.authoring.pandoc_markdown import with_numbers, with_tables, with_yaml
from edition.authoring.pictures import with_pictures
from edition.model.kinds import NoteRef
from edition.model.tree import Content, Element, Fragment, Node, find_all, rewrite, text
from edition.sources import dialect
from edition.sources.outlines import EDITORIAL
from edition.sources.tree_reader import ALLOWED_HTML
from edition.sources.yaml_records import plain

_HEAD = re.compile(r"\A(---|\+\+\+)\n(.*?)\n(?:\1|\.\.\.)(?:\n|\Z)", re.DOTALL)
_MARKER = re.compile(r"(?P<indent>[ ]*)(?P<mark>(?:[*+-]|\d+[.)])[ ]+)(?=\S)")
_FENCED = re.compile(r"(?ms)^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[ ]*$|`[^`\n]+`")
_ATTRIBUTES = r"\{(?!\.smallcaps\})[^{}\n]*[.#=][^{}\n]*\}"
_FOREIGN = tuple(
    (pattern.replace("HTML", "|".join(sorted(ALLOWED_HTML))).replace("ATTRIBUTES", _ATTRIBUTES), what, instead)
    for pattern, what, instead in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["foreign"]
)
"""Pattern of another program's markup; its name for a warning, "" if nothing is lost; its replacement."""
_INLINE_NOTE = re.compile(r"\^\[((?:[^\[\]]|\[[^\[\]]*\])+)\]")


def read(source: str, folder: Path) -> Manuscript:
    """A Markdown file as a manuscript. Pictures are looked for in ``folder``."""
    source = with_yaml(source.replace("\r\n", "\n").replace("\r", "\n"))
    head, body, left_out = _head(source)
    body, warnings = _translated(_indented(body))
    warnings = left_out + warnings
    document = dialect.parse(
        body, "the manuscript", source.count("\n", 0, len(source) - len(_HEAD.sub("", source))) + 1
    )
    warnings += [f"Line {finding.location.line}: {finding.message}" for finding in document.findings]
    notes = {note.label: note.content for note in document.notes}
    blocks, notes = _numbered(document.blocks, notes)
    title = head.get("title", "")
    first = [index for index, block in enumerate(blocks) if isinstance(block, Element) and block.tag == "h1"]
    if not title and first == [0]:
        title, blocks = " ".join(text(blocks[0]).split()), blocks[1:]
    read_ = Manuscript(
        tuple(map(_bare, blocks)),
        {label: tuple(map(_bare, content)) for label, content in notes.items()},
        title=title,
        byline=head.get("author", ""),
        author=head.get("author", ""),
        language=head.get("lang", ""),
        warnings=tuple(warnings),
    )
    return with_pictures(read_, folder)


def _head(source: str) -> tuple[dict[str, str], str, list[str]]:
    """Title, author and lang in the head of a file, as far as it has them; the rest of the file; and warnings."""
    match = _HEAD.match(source)
    if match is None:
        return {}, source, []
    given = plain(match[2]) if match[1] == "---" else _toml(match[2])
    if not isinstance(given, dict):
        what = "YAML" if match[1] == "---" else "TOML"
        return {}, source[match.end() :], [f"Left out: the head of the file, which is no {what}."]
    names = given.get("author") or []
    several = names if isinstance(names, list) else [names]
    authors = [name.get("name", "") if isinstance(name, dict) else name for name in several]
    title = text(tuple(dialect.parse(str(given.get("title", "")), "").blocks))
    known = {"title": title, "author": ", ".join(map(str, authors)), "lang": str(given.get("lang", ""))}
    words = {name: " ".join(str(value).split()) for name, value in given.items() if value not in (None, "", [])}
    others = [f"{name} “{value[:60]}”" for name, value in words.items() if name not in known]
    left_out = [f"Left out: of the head of the file {', '.join(others)}."] if others else []
    return {name: " ".join(value.split()) for name, value in known.items() if value}, source[match.end() :], left_out


def _toml(source: str) -> Any:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return None


def _indented(source: str) -> str:
    """Markdown in which the content of items of lists is indented by four spaces, however it was indented."""
    columns: list[int] = []
    lines = []
    after_blank = False
    for line in source.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and (after_blank or _MARKER.match(line)):
            columns = [column for column in columns if column <= indent]
        marker = _MARKER.match(line)
        depth = len(columns)
        if depth and line.strip() and indent >= columns[-1]:
            lines.append(" " * (4 * depth + indent - columns[-1]) + line.lstrip(" "))
        else:
            lines.append(line)
        if marker:
            columns.append(marker.end())
        after_blank = not line.strip()
    return "\n".join(lines)


def _translated(source: str) -> tuple[str, list[str]]:
    """Markdown with the markup of other programs replaced, except in code; and warnings on what was lost."""
    counts: dict[str, int] = {}
    number = 0
    definitions: list[str] = []

    def note(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        definitions.append(f"[^inline-{number}]: {match[1]}")
        return f"[^inline-{number}]"

    def translate(words: str) -> str:
        words = with_numbers(with_tables(words))
        words = _INLINE_NOTE.sub(note, words)
        for pattern, what, instead in _FOREIGN:
            words, count = re.subn(pattern, instead, words)
            if what and count:
                counts[what] = counts.get(what, 0) + count
        return words

    pieces, end = [], 0
    for match in _FENCED.finditer(source):
        pieces += [translate(source[end : match.start()]), match[0]]
        end = match.end()
    pieces.append(translate(source[end:]))
    made = "\n\n".join(["".join(pieces).rstrip("\n"), *definitions]) + "\n"
    return made, [f"Left out: {what}, {count} {'time' if count == 1 else 'times'}." for what, count in counts.items()]


def _numbered(blocks: Fragment, notes: dict[str, Fragment]) -> tuple[Fragment, dict[str, Fragment]]:
    """Blocks and notes in which the author's notes are numbered in the order of their calls."""
    numbers: dict[str, str] = {}
    waiting = [node.label for node in find_all(blocks, NoteRef)] + list(notes)
    for label in waiting:
        if label in notes and not label.startswith(EDITORIAL):
            numbers.setdefault(label, str(len(numbers) + 1))

    def change(node: Node) -> Content:
        return NoteRef(numbers.get(node.label, node.label)) if isinstance(node, NoteRef) else node

    ordered = {numbers.get(label, label): rewrite(notes[label], change) for label in (*numbers, *notes)}
    return rewrite(blocks, change), ordered


def _bare(block: Content) -> Content:
    """A block without ids and classes."""

    def change(node: Node) -> Content:
        return node.with_attributes(id=None, class_=None) if isinstance(node, Element) else node

    (changed,) = rewrite(block, change)
    return changed
