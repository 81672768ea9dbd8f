"""Verse, speeches, epigraphs and the like as HTML. The children of a node are HTML already."""

from __future__ import annotations

from edition.model.forms import EPIGRAPH, LINE, PARAGRAPHS, SPEAKER, SPEECH, VERSE, shown_number
from edition.model.kinds import Table
from edition.model.tree import Element

DEEPEST = 8
"""Classes for so many depths of indentation have a rule in the style sheets."""
BLOCKS_OF_LINES = frozenset(("verse", "speech"))
"""Classes of divisions that can have the number of a paragraph."""


def is_block_of_lines(block: Element) -> bool:
    """Whether an element of HTML is verse or a speech."""
    return block.tag == "div" and not BLOCKS_OF_LINES.isdisjoint(block.get("class").split())


def _named(tag: str, *classes: str, role: str = "") -> Table[Element]:
    def made(node: Element) -> Element:
        given = (*classes, *node.get("class").split())
        shared = tuple((name, value) for name, value in node.attributes if name in ("id", "lang", "dir"))
        attributes = (*shared, ("class", " ".join(given)), *((("role", role),) if role else ()))
        return Element(tag, attributes, node.children, node.line)

    return {classes[0]: made}


def _verse(node: Element) -> Element:
    children = tuple(
        child.with_attributes(class_="stanza") if isinstance(child, Element) and is_block_of_lines(child) else child
        for child in node.children
    )
    return _named("div", "verse")["verse"](node.with_children(children))


def _line(node: Element) -> Element:
    indent = node.get("indent")
    depth = min((int(indent) + 1) // 2, DEEPEST) if indent.isdecimal() else 0
    line = _named("div", "line", *([f"indent-{depth}"] if depth else []))["line"](node)
    number = shown_number(node.get("n"))
    return line.with_attributes(data_n=number) if number else line


TABLE: Table[Element] = {
    **{tag: _named("p", tag)[tag] for tag in (*PARAGRAPHS, SPEAKER)},
    VERSE: _verse,
    LINE: _line,
    SPEECH: _named("div", "speech")["speech"],
    EPIGRAPH: _named("blockquote", "epigraph", role="doc-epigraph")["epigraph"],
}
