"""Immutable trees: what every text of the edition and every page is made of, and functions on them.

A tree is a fragment: a tuple of strings and nodes. A node is a plain element of HTML or XML, or of one of the
edition's own kinds, which are in ``model/kinds.py``. Trees are compared by value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Self, TypeGuard, TypeVar

from edition.model.forms import TAGS

BLOCKS = frozenset(
    """p li blockquote ul ol dl dt dd table caption thead tbody tr td th div pre h1 h2 h3 h4 h5 h6 hr section
    figure figcaption""".split()
).union(TAGS)
"""Tags of elements that stand on lines of their own."""


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""Tags of headings, that of the highest level first."""


class Node:
    """The base of every kind of node.

    A kind is a frozen dataclass. It has a field ``children`` if it may have any, and a field ``line`` if it comes from
    a source: the line on which it begins there, 0 if unknown, which does not count when nodes are compared.
    """

    __slots__ = ()

    @property
    def children(self) -> Fragment:
        """What stands in it."""
        return ()

    @property
    def line(self) -> int:
        """The line on which it begins in its source."""
        return 0

    @property
    def id(self) -> str:
        """The id to which links lead, or ""."""
        return ""

    @property
    def elements(self) -> tuple[Element, ...]:
        """Those of the children that are plain elements."""
        return tuple([child for child in self.children if isinstance(child, Element)])

    def with_children(self, children: Fragment) -> Self:
        """A copy with other children. Raises ``TypeError`` if nodes of this kind have none."""
        return replace(self, children=children)  # type: ignore[type-var]


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which takes three times as long to make; Final is checked
class Element(Node):
    """A plain element of HTML or XML: its tag, its attributes in order, its children."""

    tag: Final[str]
    attributes: Final[tuple[tuple[str, str], ...]] = ()
    children: Final[Fragment] = ()
    line: Final[int] = field(default=0, compare=False)

    @property
    def id(self) -> str:
        return self.get("id")

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute, or the default if there is none."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def has(self, name: str) -> bool:
        """Whether there is such an attribute, even if it is empty."""
        return any(key == name for key, _ in self.attributes)

    def with_children(self, children: Fragment) -> Element:
        return Element(self.tag, self.attributes, children, self.line)

    def with_attributes(self, **attributes: str | None) -> Element:
        """A copy with these attributes set, or removed where the value is None. Their names are as in ``E``."""
        changed = {_NAMES[key]: value for key, value in attributes.items()}
        merged = dict(self.attributes) | changed
        attributes_ = tuple((key, value) for key, value in merged.items() if value is not None)
        return Element(self.tag, attributes_, self.children, self.line)


N = TypeVar("N", bound=Node)
Content = Node | str
Fragment = tuple[Content, ...]


def E(tag: str, *children: Content | Fragment | None, **attributes: str | None) -> Element:
    """An element. Children that are None or empty, and attributes that are None, are left out; tuples are flattened.

    Names of attributes: ``class_`` stands for ``class``, ``data_work`` for ``data-work``, ``xml__id`` for ``xml:id``.
    """
    flat: list[Content] = []
    for child in children:
        if isinstance(child, tuple):
            flat += child
        elif child:
            flat.append(child)
    if not attributes:
        return Element(tag, (), tuple(flat))
    named = tuple([(_NAMES[key], value) for key, value in attributes.items() if value is not None])
    return Element(tag, named, tuple(flat))


def joined(parts: Iterable[Content | Fragment], separator: Content = ", ") -> Fragment:
    """The parts as one fragment, with a separator between each and the next."""
    content: list[Content] = []
    for part in parts:
        content += [separator] if content else []
        content += part if isinstance(part, tuple) else (part,)
    return tuple(content)


def normalized(content: Iterable[Content]) -> Fragment:
    """A fragment in which strings that follow each other are one, and none is empty."""
    pieces: list[Content] = []
    for part in content:
        if isinstance(part, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += part
        elif part != "":
            pieces.append(part)
    return tuple(pieces)


class _Names(dict[str, str]):
    def __missing__(self, name: str) -> str:
        self[name] = attribute = name.rstrip("_").replace("__", ":").replace("_", "-")
        return attribute


_NAMES = _Names()
"""Name of an argument → name of the attribute for which it stands."""


def text(content: Content | Fragment) -> str:
    """The words of a tree, without its markup."""
    if isinstance(content, str):
        return content
    children = content if isinstance(content, tuple) else content.children
    return "".join([child if isinstance(child, str) else text(child) for child in children])


def words_of(words: str | Fragment) -> str:
    """Words that may have markup, without it."""
    return words if isinstance(words, str) else text(words)


def walk(content: Content | Fragment) -> Iterator[Node]:
    """Every node of a tree in the order of the text, parents before their children."""
    nodes: list[Node] = []
    _collect(content if isinstance(content, tuple) else (content,), nodes)
    return iter(nodes)


def _collect(content: Fragment, nodes: list[Node]) -> None:
    for child in content:
        if not isinstance(child, str):
            nodes.append(child)
            if child.children:
                _collect(child.children, nodes)


def is_block(content: Content) -> TypeGuard[Element]:
    """Whether this stands on lines of its own."""
    return isinstance(content, Element) and content.tag in BLOCKS


def find_all(content: Content | Fragment, kind: type[N]) -> Iterator[N]:
    """Every node of a kind in a tree, in the same order as by ``walk``."""
    return (node for node in walk(content) if isinstance(node, kind))


def nodes_with_offsets(node: Node, start: int = 0) -> Iterator[tuple[int, Node]]:
    """Every node inside a node, each with the offset in the words of the outer one at which it starts."""
    for child in node.children:
        if isinstance(child, Node):
            yield start, child
            yield from nodes_with_offsets(child, start)
        start += len(text(child))


def rewrite(content: Content | Fragment, change: Callable[[Node], Content | Fragment]) -> Fragment:
    """A tree in which every node is replaced by what ``change`` returns for it, children before their parents."""
    if isinstance(content, str):
        return (content,)
    if isinstance(content, tuple):
        return tuple([new for child in content for new in rewrite(child, change)])
    children: list[Content] = []
    same = True
    for child in content.children:
        if isinstance(child, str):
            children.append(child)
        else:
            new = rewrite(child, change)
            same = same and len(new) == 1 and new[0] is child
            children += new
    changed = change(content if same else content.with_children(tuple(children)))
    return changed if isinstance(changed, tuple) else (changed,)


def wrap(node: N, start: int, end: int, make: Callable[[Fragment], Node]) -> N:
    """A copy with a new node round the words from ``start`` to ``end``, which are offsets in ``text(node)``.

    ``make`` returns the new node for its children. A range that crosses the border of a child, or has a block in it, is
    wrapped in several pieces, inside and outside the child, each by a call of ``make``.
    """
    children: list[Content] = []
    group: list[Content] = []

    def close_group() -> None:
        has_words = any(not isinstance(child, str) or child.strip() for child in group)
        children.extend((make(tuple(group)),) if has_words else group)
        group.clear()

    child_end = 0
    for child in node.children:
        child_start, child_end = child_end, child_end + len(text(child))
        is_within = start < child_start < end if child_start == child_end else start <= child_start and child_end <= end
        if is_within and not (isinstance(child, Element) and child.tag in BLOCKS):
            group.append(child)
        elif child_start >= end or child_end <= start:
            close_group()
            children.append(child)
        elif isinstance(child, str):
            first, last = max(start - child_start, 0), min(end - child_start, len(child))
            if first:
                close_group()
                children.append(child[:first])
            group.append(child[first:last])
            if last < len(child):
                close_group()
                children.append(child[last:])
        else:
            close_group()
            children.append(wrap(child, start - child_start, end - child_start, make))
    close_group()
    return node.with_children(tuple(children))


def cut(content: Fragment, start: int, end: int) -> Fragment:
    """The words of a tree from ``start`` to ``end``, which are offsets in its text, with the nodes round them."""
    pieces: list[Content] = []
    child_end = 0
    for child in content:
        child_start, child_end = child_end, child_end + len(text(child))
        first, last = max(start, child_start) - child_start, min(end, child_end) - child_start
        if first < last:
            if isinstance(child, str):
                pieces.append(child[first:last])
            else:
                pieces.append(child.with_children(cut(child.children, first, last)))
    return tuple(pieces)


def respelled(content: Fragment, words: str) -> Fragment:
    """The fragment letter by letter with other words, which are as long as its own."""
    return _respelled(content, words, 0)[0]


def _respelled(content: Fragment, words: str, at: int) -> tuple[Fragment, int]:
    """The fragment with the words from the offset ``at`` on, and the offset after it."""
    parts: list[Content] = []
    for part in content:
        if isinstance(part, Node):
            inner, at = _respelled(part.children, words, at)
            parts.append(part.with_children(inner))
        else:
            parts.append(words[at : at + len(part)])
            at += len(part)
    return tuple(parts), at
