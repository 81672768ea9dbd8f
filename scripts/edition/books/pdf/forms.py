"""Verse, speeches, epigraphs and the like in typst's markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from edition.books.pdf.code import call, string
from edition.model.forms import EPIGRAPH, LINE, PARAGRAPHS, SPEAKER, SPEECH, VERSE, shown_number
from edition.model.tree import Element, Fragment

TAGS = (*sorted(PARAGRAPHS), EPIGRAPH, SPEECH, SPEAKER, VERSE, LINE)
Write = Callable[[Fragment], str]


class Marked(Protocol):
    """Gives a line of verse with the marks of a paragraph, if it is one by itself."""

    def __call__(self, line: Element) -> Element:
        """The line."""


def form(node: Element, inline: Write, blocks: Write, marked: Marked) -> str:
    """A block of one of these forms. ``inline`` and ``blocks`` write what is in it."""
    children = node.elements
    if node.tag == VERSE:
        is_poem = any(child.tag == VERSE for child in children)
        inner = "".join(form(child, inline, blocks, marked) for child in children)
        return call("verse" if is_poem else "stanza", content=inner)
    if node.tag == LINE:
        return _line(node, marked(node), inline)
    if node.tag == SPEECH:
        who = [child for child in children if child.tag == SPEAKER]
        speaker = f"[{inline(who[0].children)}]" if who else "none"
        spoken = next(child for child in children if child.tag != SPEAKER)
        if spoken.tag == VERSE:
            return call("speech-in-verse", speaker, content=form(spoken, inline, blocks, marked))
        return call("speech", speaker, content=inline(spoken.children))
    if node.tag == EPIGRAPH:
        return call("epigraph", content=blocks(node.children))
    return call("form", string(node.tag), content=inline(node.children))


def _line(node: Element, marked: Element, inline: Write) -> str:
    indent, number = node.get("indent"), shown_number(node.get("n"))
    begin = call("anchor", string(node.id)) if node.id else ""
    end = call("mark", string(f"end:{node.id}")) if node.id else ""
    depth = f"{int(indent) * 0.5 if indent.isdecimal() else 0}em"
    return call("verse-line", depth, string(number), content=begin + inline(marked.children) + end)
