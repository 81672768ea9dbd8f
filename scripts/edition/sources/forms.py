"""Blocks of a form of their own, by the classes that an editor gives them: speeches, epigraphs, closers and others."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from edition.model.forms import EPIGRAPH, LINE, NUMBERED, PARAGRAPHS, SPEAKER, SPEECH, VERSE
from edition.model.transcription import is_page_break
from edition.model.tree import Element, Fragment, Node, joined, rewrite

Report = Callable[[str, str, str], None]
"""Takes code, message and hint of a finding on the block that is being read."""
SPOKEN = "speech"
"""The class of a paragraph or of verse that is spoken; strong words at its beginning are the name of the speaker."""
_FITTING = {
    **dict.fromkeys(PARAGRAPHS, ("p",)), EPIGRAPH: ("blockquote",), SPOKEN: ("p", VERSE), NUMBERED: (VERSE,)
}  # fmt: skip
"""Class → the tags of elements that can have it."""
MEANT = frozenset(("refused", "dateline", *_FITTING))
"""Classes of elements that mean something, or of which a finding says that they do not."""
_NAMED = {"p": "a paragraph", "blockquote": "a block quotation (>)", VERSE: "verse (|)"}
_INLINE = frozenset("em strong span code sub sup small kbd a img".split())


def formed(node: Element, report: Report) -> Element:
    """The element of its form for a block with a class; any other element as it is."""
    if node.tag == VERSE:
        node = node.with_children(joined(node.children, "\n"))
    return _by_class(node, report)


def _by_class(node: Element, report: Report) -> Element:
    """The element with the form that the first of its classes stands for that names one; the class is taken out."""
    given = node.get("class").split()
    for name in (name for name in given if name in _FITTING):
        fitting = _FITTING[name]
        if node.tag in fitting or (node.tag in _INLINE and name == "stage"):
            given.remove(name)
            node = _with_form(node.with_attributes(class_=" ".join(given) or None), name)
            break
        message = f"“{name}” cannot be the class of this; it is one of {' or '.join(_NAMED[tag] for tag in fitting)}."
        report("m-bad-attribute", message, "Write it below such a block, with an empty line between.")
    return node


def _with_form(node: Element, name: str) -> Element:
    if name == NUMBERED:
        return _by_class(_counted(node), lambda *_: None)
    if name == SPOKEN:
        return _speech(_by_class(node, lambda *_: None))
    if node.tag in _INLINE:
        return node.with_attributes(class_=name)
    return Element(name, node.attributes, node.children, node.line)


def _counted(verse: Element) -> Element:
    """Verse with a number for every line, from the attribute ``start`` on."""
    start = verse.get("start")
    numbers = count(int(start) if start.isdecimal() else 1)

    def change(node: Node) -> Node:
        if isinstance(node, Element) and node.tag == LINE and not is_page_break(node):
            return node.with_attributes(n=str(next(numbers)))
        return node

    return verse.with_children(rewrite(verse.children, change)).with_attributes(start=None)


def _speech(node: Element) -> Element:
    """A speech: who speaks, if strong words begin it, and what is spoken. It has the anchor."""
    speaker, spoken = _parted(node)
    spoken = spoken.with_attributes(id=None, lang=None)
    attributes = tuple((name, value) for name, value in node.attributes if name in ("id", "lang", "dir"))
    children: Fragment = (speaker, "\n", spoken) if speaker else (spoken,)
    return Element(SPEECH, attributes, children, node.line)


def _parted(node: Element) -> tuple[Element | None, Element]:
    """The speaker, and the block without them."""
    children = tuple(child for child in node.children if not (isinstance(child, str) and not child.strip()))
    first = children[0] if children else ""
    if not isinstance(first, Element):
        return None, node
    rest = node.children[node.children.index(first) + 1 :]
    if first.tag == "strong":
        after = rest[0].lstrip() if rest and isinstance(rest[0], str) else None
        return Element(SPEAKER, first.attributes, first.children, first.line), node.with_children(
            rest if after is None else (after, *rest[1:])
        )
    if first.tag in (VERSE, LINE):
        speaker, inner = _parted(first)
        remaining = (inner, *rest) if inner.children else rest[1:]
        return speaker, node.with_children(remaining) if speaker else node
    return None, node
