"""One immutable tree for every text of the edition: read from HTML, written as HTML or XML.

The dialect produces it, every renderer consumes it, the tests compare it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
RAW = frozenset(("script", "style"))
ADDRESSES = frozenset(("href", "src"))
"""Attributes whose value is an address."""
TOLD = ADDRESSES | {"id"}
WRITTEN = "written"
_EDGE = "\ufdd0"
"""Stands round an address that is still to be settled: no text has it, Unicode keeps it free for such use."""
BLOCKS = frozenset(
    "p li blockquote ul ol dl dt dd table thead tbody tr td th div pre h1 h2 h3 h4 h5 h6 hr section".split()
)


class Packed:
    """A frozen dataclass with slots that is pickled as a call of its class: the way of dataclasses takes four times as
    long, and nothing is kept as often as these."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        cls: type = self.__class__
        return cls, _values(cls)(self)


@cache
def _values(cls: type) -> Callable[[object], tuple[object, ...]]:
    names = [name for each in reversed(cls.__mro__) for name in getattr(each, "__slots__", ())]
    return attrgetter(*names)


@dataclass(frozen=True, slots=True)
class Node(Packed):
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
        changed = {_attribute_name(key): value for key, value in attributes.items()}
        kept = dict(self.attributes) | changed
        attributes_ = tuple((key, value) for key, value in kept.items() if value is not None)
        return Node(self.tag, attributes_, self.children, self.line)


def _made(
    self: Node,
    tag: str,
    attributes: tuple[tuple[str, str], ...] = (),
    children: tuple[Node | str, ...] = (),
    line: int = 0,
) -> None:
    self.tag, self.attributes, self.children, self.line = tag, attributes, children, line  # type: ignore[misc]


# Nodes are made by the hundred thousand, and a frozen dataclass takes three times as long to make as one that is not.
# That nothing changes one is seen to by mypy, before anything runs.
if not TYPE_CHECKING:
    del Node.__setattr__, Node.__delattr__
    Node.__init__ = _made


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
    named = tuple([(_attribute_name(key), value) for key, value in attributes.items() if value is not None])
    return Node(tag, named, tuple(flat))


@lru_cache(maxsize=1024)
def _attribute_name(name: str) -> str:
    return name.rstrip("_").replace("__", ":").replace("_", "-")


def text(content: Content | Fragment) -> str:
    """The words of a tree, without any markup."""
    if isinstance(content, str):
        return content
    children = content if isinstance(content, tuple) else content.children
    if len(children) == 1 and isinstance(children[0], str):
        return children[0]
    return "".join([child if isinstance(child, str) else text(child) for child in children])


def walk(content: Content | Fragment) -> Iterator[Node]:
    """Every element of a tree, parents first, in the order of the text."""
    waiting: list[Content | Fragment] = [content]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Node):
            yield found
            found = found.children
        if not isinstance(found, str):
            waiting += [child for child in reversed(found) if not isinstance(child, str)]


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


Told = list[tuple[str, str]]
"""Ids and addresses met while a tree was written, by the name of their attribute, in order."""


def html(
    content: Content | Fragment,
    settle: Callable[[str], str] | None = None,
    told: Told | None = None,
) -> str:
    """The tree as HTML; every text and value is escaped here and nowhere else.

    ``settle`` is given every address. Into ``told`` goes every id and every address, before it is settled.
    """
    done: list[str] = []
    _write(content if isinstance(content, tuple) else (content,), _Hand(done.append, settle, VOID, told))
    return "".join(done)


def xml(content: Content | Fragment) -> str:
    """The tree as well-formed XML, without a declaration."""
    done: list[str] = []
    _write(content if isinstance(content, tuple) else (content,), _Hand(done.append))
    return "".join(done)


def written(content: Fragment, *settles: Callable[[str], str]) -> tuple[Node, ...]:
    """A tree as elements that hold its HTML, one for each way of settling its addresses: to be kept and put into pages.

    The first of them tells the ids and addresses in it; the others leave that to it.
    """
    told: Told = []
    parts = html(content, lambda address: f"{_EDGE}{address}{_EDGE}", told).split(_EDGE)
    addresses = list(map(unescape, parts[1::2]))
    found: list[Node] = []
    for settle in settles:
        parts[1::2] = [escape(settle(address)) for address in addresses]
        found.append(Node(WRITTEN, () if found else tuple(told), ("".join(parts),)))
    return tuple(found)


class _Hand(NamedTuple):
    """How a tree is written. Without ``void`` it is XML."""

    put: Callable[[str], None]
    settle: Callable[[str], str] | None = None
    void: frozenset[str] | None = None
    told: Told | None = None


def _write(content: Fragment, hand: _Hand) -> None:
    """Everything that is written passes here: one call an element, none a text."""
    put, settle, void, told = hand
    for node in content:
        if isinstance(node, str):
            put(escape(node, quote=False) if "&" in node or "<" in node or ">" in node else node)
            continue
        tag, children = node.tag, node.children
        if tag == WRITTEN:
            put(text(node))
            if told is not None:
                told += node.attributes
            continue
        put("<" + tag)
        for key, value in node.attributes:
            if key in TOLD:
                if told is not None:
                    told.append((key, value))
                put(_attribute(key, settle(value) if settle and key != "id" else value))
            else:
                put(_attribute(key, value))
        if children:
            put(">")
            if void and tag in RAW:
                put(text(node))
            else:
                _write(children, hand)
            put(f"</{tag}>")
        else:
            put("/>" if void is None else (">" if tag in void else f"></{tag}>"))


@lru_cache(maxsize=65_536)
def _attribute(key: str, value: str) -> str:
    return f' {key}="{escape(value)}"'


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, tuple[tuple[str, str], ...], list[Content], int]] = [("", (), [], 0)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((key, value or "") for key, value in attrs)
        if tag in VOID:
            self.stack[-1][2].append(Node(tag, attributes, (), self.getpos()[0]))
        else:
            self.stack.append((tag, attributes, [], self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or all(open_tag != tag for open_tag, *_ in self.stack[1:]):
            return
        while True:
            name, attributes, children, line = self.stack.pop()
            self.stack[-1][2].append(Node(name, attributes, tuple(children), line))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)


def parse(source: str) -> Fragment:
    """Read HTML (whole pages or pieces) into nodes; elements left open are closed at the end."""
    if "<" not in source and "&" not in source:
        return (source,) if source else ()
    reader = _Reader()
    reader.feed(source)
    reader.close()
    while len(reader.stack) > 1:
        reader.handle_endtag(reader.stack[-1][0])
    return tuple(reader.stack[0][2])
