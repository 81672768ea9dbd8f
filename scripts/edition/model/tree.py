"""One immutable tree for every text of the edition.

The dialect produces it, every renderer consumes it, the tests compare it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Self, TypeVar

BLOCKS = frozenset(
    "p li blockquote ul ol dl dt dd table thead tbody tr td th div pre h1 h2 h3 h4 h5 h6 hr section".split()
)


class Node:
    """What a tree is made of besides its words: a plain element, or one of the kinds in ``model/kinds.py``.

    Each kind is a frozen dataclass with the fields ``children``, if it may have any, and ``line``: the line of the
    source on which it began (0: unknown), which does not count when nodes are compared.
    """

    __slots__ = ()
    children: Fragment = ()
    line: int = 0

    @property
    def id(self) -> str:
        """The id by which links reach it, or nothing."""
        return ""

    def with_children(self, children: Fragment) -> Self:
        """The same node round other children."""
        return replace(self, children=children)  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Element(Node):
    """A plain element, as HTML has it: its tag, and its attributes in order."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: Fragment = ()
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        return self.get("id")

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def has(self, name: str) -> bool:
        """Whether the attribute is there at all."""
        return any(key == name for key, _ in self.attributes)

    def with_children(self, children: Fragment) -> Element:
        return Element(self.tag, self.attributes, children, self.line)

    def with_attributes(self, **attributes: str | None) -> Element:
        """The same element with attributes set, or taken away where the value is None."""
        changed = {_NAMES[key]: value for key, value in attributes.items()}
        merged = dict(self.attributes) | changed
        attributes_ = tuple((key, value) for key, value in merged.items() if value is not None)
        return Element(self.tag, attributes_, self.children, self.line)


N = TypeVar("N", bound=Node)
Content = Node | str
Fragment = tuple[Content, ...]


def E(tag: str, *children: Content | Fragment | None, **attributes: str | None) -> Element:
    """Build an element. ``class_`` stands for ``class``, ``data_work`` for ``data-work``; None is left out."""
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


def joined(parts: Iterable[Content | Fragment], mark: str = ", ") -> Fragment:
    """The parts with a mark between each and the next."""
    found: list[Content] = []
    for part in parts:
        found += [mark] if found else []
        found += part if isinstance(part, tuple) else (part,)
    return tuple(found)


class _Names(dict[str, str]):
    def __missing__(self, name: str) -> str:
        self[name] = found = name.rstrip("_").replace("__", ":").replace("_", "-")
        return found


_NAMES = _Names()
"""Names of attributes by those of the arguments that stand for them."""


def text(content: Content | Fragment) -> str:
    """The words of a tree, without any markup."""
    if isinstance(content, str):
        return content
    children = content if isinstance(content, tuple) else content.children
    return "".join([child if isinstance(child, str) else text(child) for child in children])


def walk(content: Content | Fragment) -> Iterator[Node]:
    """Every node of a tree, parents first, in the order of the text."""
    found: list[Node] = []
    _collect(content if isinstance(content, tuple) else (content,), found)
    return iter(found)


def _collect(content: Fragment, found: list[Node]) -> None:
    for child in content:
        if not isinstance(child, str):
            found.append(child)
            if child.children:
                _collect(child.children, found)


def find_all(content: Content | Fragment, kind: type[N]) -> Iterator[N]:
    """Every node of a kind in a tree, in the order of the text."""
    return (node for node in walk(content) if isinstance(node, kind))


def rewrite(content: Content | Fragment, change: Callable[[Node], Content | Fragment]) -> Fragment:
    """Every node replaced by what ``change`` makes of it, children first."""
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


def rewritten(node: N, change: Callable[[Node], Content | Fragment]) -> N:
    """The node with everything below it rewritten; itself it stays."""
    return node.with_children(rewrite(node.children, change))


def wrap(node: N, start: int, end: int, make: Callable[[Fragment], Node]) -> N:
    """Put an element round the words from ``start`` to ``end`` (offsets in ``text(node)``).

    A range that crosses the border of a child is wrapped in several pieces, so that the tree stays a tree.
    """
    done: list[Content] = []
    group: list[Content] = []

    def flush() -> None:
        if group:
            done.append(make(tuple(group)))
            group.clear()

    at = 0
    for child in node.children:
        low, high = at, at + len(text(child))
        at = high
        empty_inside = low == high and start < low < end
        if low >= start and high <= end and (low < high or empty_inside):
            group.append(child)
        elif low >= end or high <= start:
            flush()
            done.append(child)
        elif isinstance(child, str):
            first, last = max(start - low, 0), min(end - low, len(child))
            if first:
                flush()
                done.append(child[:first])
            group.append(child[first:last])
            if last < len(child):
                flush()
                done.append(child[last:])
        else:
            flush()
            done.append(wrap(child, start - low, end - low, make))
    flush()
    return node.with_children(tuple(done))


def cut(content: Fragment, start: int, end: int) -> Fragment:
    """The part of a tree whose words stand from ``start`` to ``end``, with the elements round them."""
    kept: list[Content] = []
    at = 0
    for child in content:
        length = len(text(child))
        low, high = max(start - at, 0), min(end - at, length)
        at += length
        if low < high:
            kept.append(
                child[low:high] if isinstance(child, str) else child.with_children(cut(child.children, low, high))
            )
    return tuple(kept)
