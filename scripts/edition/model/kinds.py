"""The kinds of nodes that a text of the edition is made of: the plain elements, and the edition's own.

The sources make them, and every renderer has a table with a rule for each of them. Kinds that only one renderer
knows stand with that renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from edition.model.tree import Element, Fragment, Node

ELEMENTS = frozenset(
    """p blockquote ul ol li dl dt dd table thead tbody tr th td pre hr h1 h2 h3 h4 h5 h6
    em strong code a img br sub sup kbd small span""".split()
)
"""Tags of the plain elements that a text can have."""


@dataclass(frozen=True, slots=True)
class Name(Node):
    """Words that name what an entry of a register describes, or that lead to an anchor of the text."""

    key: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)


class CitationItem(NamedTuple):
    """One work in a citation. ``label`` is CSL's (page, volume, chapter …); prefix and suffix are printed as given."""

    work: str
    label: str = ""
    locator: str = ""
    prefix: str = ""
    suffix: str = ""


GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Cite(Node):
    """A citation: its items (at least one), and the words that the text has for them.

    ``form`` is that of the words: full, short, ibid, named (no more than a title); or generated, without words: then
    the house style words it (``chicago.worded``).
    """

    items: tuple[CitationItem, ...]
    form: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NoteRef(Node):
    """A call of a note: the label in the source, the note's id, its printed number, and its kind (authorial or
    editorial). It has no children: its number is no word of the text."""

    label: str
    anchor: str = ""
    mark: str = ""
    kind: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quote(Node):
    """The words of a quotation that the edition has compared with its source. One that crosses the border of an
    element is in several pieces with one key."""

    key: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Emended(Node):
    """Words that an emendation put in place of the witness's; in pieces like a quotation."""

    key: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Lookup(Node):
    """``[words][@cluster]`` as it was written, before it is resolved; for good, if there is nothing of that key."""

    cluster: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)


KINDS: tuple[type[Node], ...] = (Name, Cite, NoteRef, Quote, Emended, Lookup)
"""The edition's own kinds."""

Rule = TypeVar("Rule")
Kind = str | type[Node]
"""The tag of a plain element, the class of any other node."""
Table = Mapping[Kind, Callable[..., Rule]]
"""What a renderer makes of each kind."""


class UnknownKind(LookupError):
    """A renderer has no rule for the kind of a node."""

    def __init__(self, node: Node) -> None:
        name = f"<{node.tag}>" if isinstance(node, Element) else type(node).__name__
        super().__init__(f"there is no rule for {name}")


def rule(table: Table[Rule], node: Node) -> Callable[..., Rule]:
    """What a renderer's table has for a node. Raises ``UnknownKind``, which names the kind."""
    try:
        return table[node.tag if isinstance(node, Element) else type(node)]
    except KeyError:
        raise UnknownKind(node) from None
