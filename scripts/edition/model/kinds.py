"""The kinds of nodes of which a text of the edition is made: plain elements, and the edition's own kinds.

``sources`` makes them. Every renderer has a table with a rule for each kind, and raises ``UnknownKind`` for any other;
a kind that only one renderer knows is defined in that renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from edition.model import forms, transcription
from edition.model.tree import Element, Fragment, Node

ELEMENTS = frozenset(
    """p blockquote ul ol li dl dt dd table caption thead tbody tr th td pre hr h1 h2 h3 h4 h5 h6
    em strong code a img br sub sup kbd small span figure figcaption""".split()
).union(forms.TAGS, transcription.TAGS)
"""Tags of the plain elements of which a text can be made."""

PAGE_ELEMENTS = frozenset(
    "div details summary section nav input label abbr del ins mark s u q cite dfn var samp caption colgroup col "
    "i b hgroup svg path g title circle rect line polyline polygon ruby rt rp audio video source track picture".split()
)
"""Tags that pages of the editor's own may have besides, made by extensions of Markdown."""


@dataclass(frozen=True, slots=True)
class Name(Node):
    """Words that name an entry of a register, or that lead to an anchor of the text. ``key`` is that of either."""

    key: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)


class CitedPlace(NamedTuple):
    """A place in a work: a division (CSL's label: page, volume, chapter …) and its number, or several."""

    label: str
    locator: str


class CitationItem(NamedTuple):
    """One work in a citation. ``label`` and ``locator`` are the place cited, ``within`` what stands before it: the
    volume of a page. Prefix and suffix are printed as given. ``mode`` is in text, without author, or nothing;
    ``position`` is subsequent where the work was cited before.
    """

    work: str
    label: str = ""
    locator: str = ""
    prefix: str | Fragment = ""
    suffix: str | Fragment = ""
    within: tuple[CitedPlace, ...] = ()
    mode: str = ""
    position: str = ""

    @property
    def places(self) -> tuple[CitedPlace, ...]:
        """All places of the locator, in order."""
        return (*self.within, CitedPlace(self.label, self.locator)) if self.locator else ()


IN_TEXT, WITHOUT_AUTHOR = "in text", "without author"
"""How a citation is woven into a sentence: its author is a word of it; its author is left out."""
SUBSEQUENT = "subsequent"
"""The position of a citation of a work that is cited in the same section before."""
GENERATED = "generated"
"""The form of a citation for which the text has no words."""


@dataclass(frozen=True, slots=True)
class Cite(Node):
    """A citation: its items (at least one), and its words as children.

    ``form`` is that of the words: full, short, ibid, or named (the work is named without a locator). A citation that
    is ``GENERATED`` has no words; ``chicago.worded`` gives it those of the house style. ``place`` says where it stands
    in the sources. ``before_stop``: a full stop follows, which is not printed twice.
    """

    items: tuple[CitationItem, ...]
    form: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)
    place: str = field(default="", compare=False)
    before_stop: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class NoteRef(Node):
    """A call of a note. It has no children, since its number is no word of the text.

    ``label`` is that of the note in the source, ``anchor`` its id, ``mark`` its printed number or letter, ``kind`` is
    authorial or editorial.
    """

    label: str
    anchor: str = ""
    mark: str = ""
    kind: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quote(Node):
    """The words of a quotation, by its key in ``quotations.yml``; in several pieces if it crosses a node's border."""

    key: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Emended(Node):
    """Words emended against the witness, by the key in ``emendations.yml``; in several pieces like a quotation."""

    key: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Lookup(Node):
    """``[words][@key, p. 3]`` as in the source. It stays where there is nothing of that key, for the checks to find.

    ``cluster`` is what stands in the second pair of brackets, or in the only one. ``before_stop``: a full stop follows.
    """

    cluster: str
    children: Fragment = ()
    line: int = field(default=0, compare=False)
    before_stop: bool = field(default=False, compare=False)


def as_written(lookup: Lookup) -> str:
    """What a lookup without words is in the source: ``[@key, p. 3]``, or ``@key [p. 3]`` where its cluster has a +."""
    if not lookup.cluster.startswith("+"):
        return f"[{lookup.cluster}]"
    key, comma, locator = lookup.cluster[1:].partition(", ")
    return f"{key} [{locator}]" if comma else key


KINDS: tuple[type[Node], ...] = (Name, Cite, NoteRef, Quote, Emended, Lookup)
"""The edition's own kinds; every one is in the table of every renderer."""

Rule = TypeVar("Rule")
Kind = str | type[Node]
"""The tag of a plain element, or the class of any other node."""
Table = Mapping[Kind, Callable[..., Rule]]
"""Kind → the function of a renderer for nodes of that kind."""


class UnknownKind(LookupError):
    """A renderer has no rule for the kind of a node."""

    def __init__(self, node: Node) -> None:
        name = f"<{node.tag}>" if isinstance(node, Element) else type(node).__name__
        super().__init__(f"there is no rule for {name}")


def rule(table: Table[Rule], node: Node) -> Callable[..., Rule]:
    """The function in a renderer's table for a node. Raises ``UnknownKind``, which names the kind."""
    try:
        return table[node.tag if isinstance(node, Element) else type(node)]
    except KeyError:
        raise UnknownKind(node) from None
