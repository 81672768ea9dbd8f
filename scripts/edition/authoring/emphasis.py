"""Emphasis made readable as Markdown: where it begins or ends within a word, punctuation at its edges is moved out."""

from __future__ import annotations

from typing import TypeGuard

from edition.model.tree import Content, Element, Fragment, normalized, rewrite, text
from edition.sources.emphasis import is_mark, is_space

_TAGS = ("em", "strong")
_JOINED = (*_TAGS, "code", "sup", "sub")
"""Elements that are joined with another of their kind that they touch or in which they stand."""


def readable(content: Fragment) -> Fragment:
    """Words and nodes in which every emphasis can be read from Markdown; two of a kind that touch are joined."""
    nodes = _merged(content)
    made: list[Content] = []
    for at, node in enumerate(nodes):
        if not _is_emphasis(node):
            made.append(node)
            continue
        before, after = _edge(made[-1:], -1), _edge(nodes[at + 1 : at + 2], 0)
        first, last = text(node)[:1], text(node)[-1:]
        opens = is_space(before) or is_mark(before) or not is_mark(first)
        closes = is_space(after) or is_mark(after) or not is_mark(last)
        lead, emphasis, trail = _without_punctuation(node, not opens, not closes)
        made += (lead, *emphasis, trail)
    return normalized(made)


def without_nesting(content: Fragment) -> Fragment:
    """Words and nodes in which strong words are emphasis, so that no two kinds of it touch each other."""
    return rewrite(content, lambda node: Element("em", (), node.children) if _is_emphasis(node) else node)


def _is_emphasis(node: Content) -> TypeGuard[Element]:
    return isinstance(node, Element) and node.tag in _TAGS


def _is_joined(node: Content) -> TypeGuard[Element]:
    return isinstance(node, Element) and node.tag in _JOINED


def _merged(content: Fragment, around: frozenset[str] = frozenset()) -> list[Content]:
    """Words and nodes in which neighbours of a kind are joined, and none is in another of its kind."""
    nodes: list[Content] = [""]
    for child in content:
        for node in _merged(child.children, around) if _is_joined(child) and child.tag in around else (child,):
            last = nodes[-1]
            if isinstance(node, str) and isinstance(last, str):
                nodes[-1] = last + node
            elif _is_joined(node):
                before: Fragment = ()
                if _is_joined(last) and last.tag == node.tag:
                    before = last.children
                    nodes.pop()
                nodes.append(Element(node.tag, (), tuple(_merged((*before, *node.children), around | {node.tag}))))
            else:
                nodes.append(node)
    return [node for node in nodes if node != ""]


def _edge(nodes: list[Content], at: int) -> str:
    """The first (0) or last (-1) character of the words beside an emphasis; "" if there are none."""
    words = text(nodes[0]) if nodes and (isinstance(nodes[0], str) or _is_emphasis(nodes[0])) else ""
    return words[at] if words else ""


def _without_punctuation(node: Content, start: bool, end: bool) -> tuple[str, Fragment, str]:
    """The punctuation at the start, an emphasis or words without punctuation there, and the punctuation at the end.

    Punctuation is moved out of the emphasis where ``start`` and ``end`` ask for it; else it is "".
    """
    before = behind = ""
    if isinstance(node, str):
        inner = [at for at, character in enumerate(node) if not is_mark(character)]
        if not inner:
            return (node, (), "") if start else ("", (), node)
        first, last = inner[0] if start else 0, inner[-1] + 1 if end else len(node)
        return node[:first], tuple(filter(None, [node[first:last]])), node[last:]
    if not _is_emphasis(node):
        return "", (node,), ""
    children = node.children
    if start and children:
        before, kept_first, _ = _without_punctuation(children[0], True, False)
        children = (*kept_first, *children[1:])
    if end and children:
        _, kept_last, behind = _without_punctuation(children[-1], False, True)
        children = (*children[:-1], *kept_last)
    return before, (node.with_children(children),) if children else (), behind
