"""Words of records: what an editor writes as Markdown in YAML. The fields that hold it have the type ``Prose``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any, TypeVar, get_args, get_type_hints

from edition.model.findings import SourceLocation
from edition.model.settings import SiteSettings
from edition.model.tree import Content, Element, Fragment, Node, find_all, is_block, joined, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of a record, as they are written (``source``); where they have markup, also as a tree.

    The tree of a single paragraph is what is in it, any other has blocks. The line of a node is counted from that on
    which the words begin (``location``), where it is 1.
    """

    source: str = ""
    tree: Fragment = ()
    location: SourceLocation = field(default=SourceLocation(""), repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.source)

    def place(self, node: Node) -> SourceLocation:
        """Where a node of the tree stands in the sources."""
        return self.location._replace(line=self.location.line + max(node.line, 1) - 1)

    @property
    def content(self) -> Fragment:
        """The words as a tree, of blocks or not."""
        return self.tree or ((self.source,) if self.source else ())

    def in_line(self, separator: Content = " ") -> Fragment:
        """The words without blocks, with this between the words of each and the next."""
        return _in_line(self.content, separator)

    @property
    def has_blocks(self) -> bool:
        """Whether the words are more than one paragraph."""
        return any(map(is_block, self.tree))


NO_WORDS = Prose()


def in_one(parts: Sequence[Prose]) -> Prose:
    """Several words of records as one paragraph."""
    tree = joined((part.in_line() for part in parts), " ") if any(part.tree for part in parts) else ()
    return Prose(" ".join(part.source for part in parts), tree)


def _in_line(content: Fragment, separator: Content) -> Fragment:
    if not any(map(is_block, content)):
        return content
    parts: list[Fragment] = []
    for _, run in groupby(content, is_block):
        nodes = tuple(run)
        parts += [_in_line(node.children, separator) for node in nodes if is_block(node)] or [nodes]
    return joined((part for part in parts if part), separator)


def beginning(block: Node) -> str:
    """The first 30 letters of a block, as a finding names it; those of the name of its picture if it has no words."""
    words = text(_in_line((block,), " ")) or "".join(
        node.get("src").removeprefix("site:") for node in find_all(block, Element)
    )
    return " ".join(words.split())[:30]


def prose_of(record: object) -> Iterator[Prose]:
    """All words with markup in a record, in the order of its fields."""
    words: list[Prose] = []

    def keep(prose: Prose) -> Prose:
        words.append(prose)
        return prose

    rewrite_prose(record, keep)
    return iter(words)


def rewrite_prose(record: T, change: Callable[[Prose], Prose]) -> T:
    """A record with all words in it changed that have markup; itself, if nothing is."""
    new: T = _rewritten(record, change)
    return new


def _rewritten(value: Any, change: Callable[[Prose], Prose]) -> Any:
    """``value`` with all words in it changed that have markup; ``value`` itself, if nothing is."""
    if isinstance(value, Prose):
        return change(value) if value.tree else value
    if isinstance(value, tuple):
        parts = [_rewritten(part, change) for part in value]
        return tuple(parts) if any(part is not old for part, old in zip(parts, value, strict=True)) else value
    if isinstance(value, Mapping):
        changed = {key: new for key, part in value.items() if (new := _rewritten(part, change)) is not part}
        return {**value, **changed} if changed else value
    given = ((name, getattr(value, name)) for name in _fields_with_prose(value.__class__))
    changed = {name: new for name, part in given if part and (new := _rewritten(part, change)) is not part}
    return replace(value, **changed) if changed else value


@cache
def _fields_with_prose(cls: type) -> tuple[str, ...]:
    """The fields of a record in which there may be prose."""
    return tuple(name for name, hint in get_type_hints(cls).items() if _may_hold_prose(hint))


def _may_hold_prose(hint: Any) -> bool:
    if hint is SiteSettings:  # mkdocs knows no prose of ours
        return False
    if hint is Prose or (is_dataclass(hint) and isinstance(hint, type) and _fields_with_prose(hint)):
        return True
    return any(map(_may_hold_prose, get_args(hint)))
