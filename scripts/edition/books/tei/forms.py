"""Verse, speeches, epigraphs and the like in TEI.

Openers, closers and epigraphs have elements of their own at the beginning or end of a division; elsewhere TEI allows
none, and they are ``ab`` or ``quote`` with a ``type``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from edition.model.forms import EPIGRAPH, LINE, PARAGRAPHS, SPEAKER, SPEECH, VERSE
from edition.model.kinds import Table
from edition.model.transcription import is_page_break
from edition.model.tree import Content, E, Element, Fragment

AT_TOP, AT_END = frozenset(("opener", EPIGRAPH)), frozenset(("closer",))
"""Tags of what has an element of its own at the top of a division, and at its end."""
ATTRIBUTION = "attribution"


class Writer(Protocol):
    """What converts trees to TEI."""

    def convert(self, content: Fragment) -> Fragment:
        """A fragment in TEI."""

    def attributes(self, node: Element) -> dict[str, str | None]:
        """The attributes that elements have in common."""


def table(writer: Writer) -> Table[Content | Fragment]:
    """The rules for the forms."""

    def named(tag: str, **more: str) -> Callable[[Element], Element]:
        return lambda node: E(tag, writer.convert(node.children), **writer.attributes(node), **more)

    def line(node: Element) -> Element:
        indent = node.get("indent")
        attributes = writer.attributes(node) | {"n": node.get("n") or None}
        attributes["rend"] = f"indent({indent})" if indent else attributes["rend"]
        return E("l", writer.convert(node.children), **attributes)

    def unless_break(convert: Callable[[Element], Element]) -> Callable[[Element], Content | Fragment]:
        return lambda node: writer.convert(node.children) if is_page_break(node) else convert(node)

    return {
        "p": unless_break(named("p")),
        **{tag: named("ab", type=tag) for tag in PARAGRAPHS},
        "stage": named("stage"),
        VERSE: named("lg"),
        LINE: unless_break(line),
        SPEECH: named("sp"),
        SPEAKER: named("speaker"),
        EPIGRAPH: lambda node: quotation(writer, node, **{"xml:id": node.id or None, "type": "epigraph"}),
    }


def quotation(writer: Writer, node: Element, **named: str | None) -> Element:
    """A block quotation; with its attribution in ``cit``; a letter in it as a text of its own."""
    parts = node.elements
    words = tuple(part for part in parts if part.tag != ATTRIBUTION)
    is_letter = any(part.tag in AT_TOP | AT_END for part in words)
    inner = (E("floatingText", E("body", placed(writer, words))),) if is_letter else writer.convert(words)
    quote = E("quote", inner, rend="block", **named)
    given = (part for part in parts if part.tag == ATTRIBUTION)
    sources = tuple(E("bibl", writer.convert(part.children), **writer.attributes(part)) for part in given)
    return E("cit", quote, sources) if sources else quote


def _is_dateline(block: Element) -> bool:
    return block.tag == "p" and block.get("class") == "dateline"


def placed(writer: Writer, blocks: Fragment, at_end: bool = True) -> Fragment:
    """The blocks of a division; those at its top and, if it ends with them (``at_end``), at its end in own elements."""
    shown = tuple(block for block in blocks if isinstance(block, Element))
    top, end = 0, len(shown)
    while top < end and (shown[top].tag in AT_TOP or _is_dateline(shown[top])):
        top += 1
    while at_end and end > top and shown[end - 1].tag in AT_END:
        end -= 1
    return (
        *(_at_border(writer, block) for block in shown[:top]),
        *writer.convert(shown[top:end]),
        *(_at_border(writer, block) for block in shown[end:]),
    )


def _at_border(writer: Writer, block: Element) -> Element:
    if block.tag == EPIGRAPH:
        return E("epigraph", quotation(writer, block), **{"xml:id": block.id or None})
    if _is_dateline(block):
        attributes = writer.attributes(block) | {"rend": None}
        return E("opener", E("dateline", writer.convert(block.children), **attributes))
    return E(block.tag, writer.convert(block.children), **writer.attributes(block))
