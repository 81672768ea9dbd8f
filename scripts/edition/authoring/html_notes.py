"""Notes of web pages, which pandoc reads as links to paragraphs at the end: made notes again.

A call is a link, with a number or a symbol as its words, to a place further down; the note is the paragraph, division,
item of a list, definition or row of a table there. Or the note is an element that a style sheet puts beside the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from edition.authoring.pandoc import Ast, words
from edition.authoring.pandoc_lists import lists_of_rows

_NOTE_MARK = re.compile(r"[\[(]?\s*(\d{1,4}|[ivxlc]{1,6}|[^\W\d_]|[*†‡§¶#]{1,4})\s*[\])]?\.?", re.IGNORECASE)
_BACK = re.compile(r"[\W\d]*(?:back|return|top|zurück|retour|[^\W\d_])?[\W\d]*", re.IGNORECASE)
_CLASSES = "sidenote side-note footnote ltx_role_footnote marginnote margin-note".split()
_BESIDE = {name: "⊕" if "margin" in name else "" for name in _CLASSES}
"""Class of words that a style sheet puts beside the line or below the page → their note mark; "" for a number."""
Blocks = list[dict[str, Any]]


def with_notes(document: Ast) -> Ast:
    """The document with each call of such a note replaced by an inline ``NoteTo``: an id, the note mark, the blocks."""
    blocks = _with_sidenotes(document["blocks"], count(1))
    places = {identifier: where for where in _places(blocks) for identifier in where.ids}
    called = [x for x in _calls(blocks) if x in places]
    notes = {places[x].block_id: places[x] for x in called}
    content = {key: place.content({note.block_id for note in notes.values()}) for key, place in notes.items()}
    for place in notes.values():
        place.remove()
    pruned = _pruned(blocks)
    targets = {x: (place.block_id, content[place.block_id]) for x, place in places.items() if place.block_id in content}
    return {**document, "blocks": _replaced(pruned, targets)}


class _Place:
    """A block with ids, among its siblings; it may be a note."""

    def __init__(self, siblings: Blocks, index: int, ids: list[str]) -> None:
        self.siblings, self.ids, self.block = siblings, ids, siblings[index]
        self.block_id = id(self.block)
        self.taken: Blocks = []

    def content(self, notes: set[int]) -> Blocks:
        """The blocks of the note, given the ids (in memory) of all notes: those in a division; else the paragraph and
        those below it up to the next note."""
        at = next(number for number, block in enumerate(self.siblings) if block is self.block)
        self.taken = [self.block]
        following = next(iter(self.siblings[at + 1 :]), None)
        if (
            following and following["t"] == "Div" and _NOTE_MARK.fullmatch(words(self.block).strip())
        ):  # the number alone
            self.taken.append(following)
            return _stripped(list(following["c"][1]))
        if self.block["t"] != "Div":
            for block in self.siblings[at + 1 :]:
                if id(block) in notes or block["t"] not in ("Para", "BlockQuote", "BulletList", "OrderedList"):
                    break
                if block["t"] == "Para" and _first_id(block):
                    break
                self.taken.append(block)
        inner = self.block["c"][1] if self.block["t"] == "Div" else self.taken
        return _stripped(inner)

    def remove(self) -> None:
        """Remove the blocks of the note from their siblings."""
        taken = {id(block) for block in self.taken}
        self.siblings[:] = [block for block in self.siblings if id(block) not in taken]


class _Entry(_Place):
    """A definition, or a row of a table, whose first part is a note mark; its other ``parts`` are the note."""

    def __init__(self, entries: list[Any], index: int, ids: list[str], parts: list[Blocks]) -> None:
        super().__init__(entries, index, ids)
        self.parts = parts

    def content(self, notes: set[int]) -> Blocks:
        self.taken = [self.block]
        return _stripped([block for part in self.parts for block in part])


def _places(blocks: Blocks) -> Iterator[_Place]:
    for index, block in enumerate(blocks):
        kind, content = block["t"], block.get("c", [])
        if kind == "Div":
            if content[0][0]:
                inner = _first_id(content[1][0]) if content[1] else ""
                yield _Place(blocks, index, list(filter(None, [content[0][0], inner])))
            yield from _places(content[1])
        elif kind in ("Para", "Plain") and (identifier := _first_id(block)):
            yield _Place(blocks, index, [identifier])
        elif kind == "DefinitionList":
            for at, (term, definitions) in enumerate(content):
                yield from _entry(content, at, [_first_id({"t": "Plain", "c": term})], words(term), definitions)
        elif kind == "Table":
            for rows in lists_of_rows(content):
                for at, (attributes, cells) in enumerate(rows):
                    parts = [cell[4] for cell in cells]
                    yield from _entry(rows, at, [attributes[0]], words(parts[:1]) if len(parts) > 1 else "", parts)
        for item in _inner(kind, content):
            yield from _places(item)


def _inner(kind: str, content: Any) -> list[Blocks]:
    """The items of a list, or what a quotation holds."""
    if kind in ("BulletList", "OrderedList"):
        return list(content if kind == "BulletList" else content[1])
    return [content] if kind == "BlockQuote" else []


def _entry(entries: list[Any], index: int, given: list[str], mark: str, parts: list[Blocks]) -> Iterator[_Place]:
    """An entry that has an id, given or in its parts, and begins with a note mark; else the places in its parts."""
    ids = list(filter(None, [*given, *(_first_id(part[0]) for part in parts if part)]))
    if ids and _NOTE_MARK.fullmatch(mark.strip()):
        yield _Entry(entries, index, ids, parts[1:] if words(parts[:1]) == mark else parts)
    else:
        for part in parts:
            yield from _places(part)


def _first_id(block: dict[str, Any]) -> str:
    """The id of the first of the words of a paragraph, if they have one."""
    if block["t"] not in ("Para", "Plain") or not block["c"]:
        return ""
    first = block["c"][0]
    while first["t"] in ("Superscript", "Strong", "Emph") and first["c"]:
        first = first["c"][0]
    return str(first["c"][0][0]) if first["t"] in ("Span", "Link") else ""


def _calls(node: Any) -> Iterator[str]:
    """The ids to which links lead whose words are a note mark."""
    if isinstance(node, list):
        for child in node:
            yield from _calls(child)
    elif isinstance(node, dict):
        if node.get("t") == "Link" and (target := _target(node)) and _NOTE_MARK.fullmatch(words(node["c"][1]).strip()):
            yield target
        yield from _calls(node.get("c"))


def _target(link: dict[str, Any]) -> str:
    address = str(link["c"][2][0])
    return address[1:] if address.startswith("#") else ""


def _stripped(blocks: Blocks) -> Blocks:
    """The blocks of a note without its number at the beginning and the links back to its calls."""
    blocks = [dict(block) for block in blocks]
    paragraphs = [block for block in blocks if block["t"] in ("Para", "Plain")]
    if paragraphs:
        paragraphs[0]["c"] = _without_number(paragraphs[0]["c"])
        for paragraph in paragraphs:
            paragraph["c"] = _without_way_back(paragraph["c"])
        blocks = [block for block in blocks if block["t"] not in ("Para", "Plain") or block["c"]]
    return blocks


def _is_way_back(inline: dict[str, Any]) -> bool:
    if inline["t"] in ("Superscript", "Strong", "Span", "Emph"):
        inner = inline["c"][1] if inline["t"] == "Span" else inline["c"]
        links = [child for child in inner if child["t"] not in ("Space", "SoftBreak") and child.get("c") != "^"]
        return bool(links) and all(map(_is_way_back, links))
    return inline["t"] == "Link" and _target(inline) != "" and _BACK.fullmatch(words(inline["c"][1])) is not None


def _without_number(inlines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    remaining, number = list(inlines), ""
    while remaining:
        first = remaining[0]
        printed = words(first).strip()
        if first["t"] == "Span" and not printed:
            remaining.pop(0)
        elif not number and (_is_way_back(first) or _NOTE_MARK.fullmatch(printed)) and len(remaining) > 1:
            number = printed or "?"
            remaining.pop(0)
        elif first["t"] in ("Space", "SoftBreak") or (number and printed in _behind(first, number)):
            remaining.pop(0)
        elif first["t"] == "Span":
            remaining[:1] = first["c"][1]
        else:
            break
    return remaining


def _behind(inline: dict[str, Any], number: str) -> tuple[str, ...]:
    """What may stand behind the number of a note: punctuation, or the number again where a note unfolds in the line."""
    return (".", ")", "]", ":", *([number] if inline["t"] in ("Superscript", "Span") else []))


def _without_way_back(inlines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    remaining = list(inlines)
    while remaining and (_is_way_back(remaining[-1]) or remaining[-1]["t"] in ("Space", "SoftBreak")):
        remaining.pop()
    return remaining


def _pruned(blocks: Blocks) -> Blocks:
    """Blocks without the divisions, lists and tables that are empty now."""
    remaining = []
    for block in blocks:
        kind, content = block["t"], block.get("c", [])
        if kind == "Div":
            inner = _pruned(content[1])
            remaining += [{"t": kind, "c": [content[0], inner]}] if inner else []
        elif kind in ("BulletList", "OrderedList"):
            items = content if kind == "BulletList" else content[1]
            left = [item for item in map(_pruned, items) if item]
            remaining += [{"t": kind, "c": left if kind == "BulletList" else [content[0], left]}] if left else []
        elif (kind == "DefinitionList" and not content) or (kind == "Table" and not any(lists_of_rows(content))):
            remaining += _pruned(content[1][1]) if kind == "Table" else []
        else:
            remaining.append(block)
    return remaining


def _with_sidenotes(node: Any, numbers: Iterator[int]) -> Any:
    """A node in which words with the class of notes beside the line are notes. Those in the margin have no number."""
    if isinstance(node, list):
        return [_with_sidenotes(child, numbers) for child in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Span" and (classes := _BESIDE.keys() & set(node["c"][0][1])):
        printed = words(node["c"][1]).strip()
        if printed and not _NOTE_MARK.fullmatch(printed):
            mark = _BESIDE[min(classes)] or str(next(numbers))
            blocks = [{"t": "Para", "c": _with_sidenotes(node["c"][1], numbers)}]
            return {"t": "NoteTo", "c": [str(id(node)), mark, _stripped(blocks)]}
    return {**node, "c": _with_sidenotes(node["c"], numbers)} if "c" in node else node


def _replaced(node: Any, targets: dict[str, tuple[int, Blocks]]) -> Any:
    if isinstance(node, list):
        return [_replaced(child, targets) for child in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Link" and _target(node) in targets:
        key, blocks = targets[_target(node)]
        return {"t": "NoteTo", "c": [str(key), words(node["c"][1]).strip(" []()."), _replaced(blocks, targets)]}
    return {**node, "c": _replaced(node["c"], targets)} if "c" in node else node
