"""One immutable tree for every text of the edition.

The dialect produces it, every renderer consumes it, the tests compare it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

BLOCKS = frozenset(
    "p li blockquote ul ol dl dt dd table thead tbody tr td th div pre h1 h2 h3 h4 h5 h6 hr section".split()
)


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its tag, its attributes in order, its children, and the source line it began on (0: unknown)."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node | str, ...] = ()
    line: int = field(default=0, compare=False)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def has(self, name: str) -> bool:
        """Whether the attribute is there at all."""
        return any(key == name for key, _ in self.attributes)

    def with_children(self, children: tuple[Node | str, ...]) -> Node:
        """The same element round other children."""
        return Node(self.tag, self.attributes, children, self.line)

    def with_attributes(self, **attributes: str | None) -> Node:
        """The same element with attributes set, or taken away where the value is None."""
        changed = {_NAMES[key]: value for key, value in attributes.items()}
        kept = dict(self.attributes) | changed
        attributes_ = tuple((key, value) for key, value in kept.items() if value is not None)
        return Node(self.tag, attributes_, self.children, self.line)


Content = Node | str
Fragment = tuple[Content, ...]


def E(tag: str, *children: Content | Fragment | None, **attributes: str | None) -> Node:
    """Build an element. ``class_`` stands for ``class``, ``data_work`` for ``data-work``; None is left out."""
    flat: list[Content] = []
    for child in children:
        if isinstance(child, tuple):
            flat += child
        elif child:
            flat.append(child)
    if not attributes:
        return Node(tag, (), tuple(flat))
    named = tuple([(_NAMES[key], value) for key, value in attributes.items() if value is not None])
    return Node(tag, named, tuple(flat))


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
    pieces: list[str] = []
    _gather((content,) if isinstance(content, str | Node) else content, pieces)
    return "".join(pieces)


def _gather(content: Fragment, pieces: list[str]) -> None:
    for child in content:
        if isinstance(child, str):
            pieces.append(child)
        else:
            _gather(child.children, pieces)


def walk(content: Content | Fragment) -> Iterator[Node]:
    """Every element of a tree, parents first, in the order of the text."""
    stack = [content] if isinstance(content, str | Node) else [*reversed(content)]
    while stack:
        node = stack.pop()
        if not isinstance(node, str):
            yield node
            stack.extend(reversed(node.children))


def rewrite(content: Content, change: Callable[[Node], Content | Fragment]) -> Fragment:
    """Every element replaced by what ``change`` makes of it, children first."""
    if isinstance(content, str):
        return (content,)
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


def rewritten(node: Node, change: Callable[[Node], Content | Fragment]) -> Node:
    """The element with everything below it rewritten; itself it stays."""
    return node.with_children(tuple(new for child in node.children for new in rewrite(child, change)))


def wrap(node: Node, start: int, end: int, make: Callable[[Fragment], Node]) -> Node:
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
