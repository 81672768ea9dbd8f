"""Trees serialized as HTML or XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape

from edition.model.kinds import UnknownKind
from edition.model.messages import in_english, unmarked
from edition.model.output import NO_ANCHORS, Anchors
from edition.model.tree import Content, Element, Fragment, Node, text

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
RAW = frozenset(("script", "style"))
_KINDS = {"TEI": "TEI", "html": "XHTML"}
"""The root of a document → its kind, where English words in it can say that they are English."""
_TAG = re.compile(r"<[^>]*>")
_EDGE = "\ufdd0"
"""Stands round an address that is still to be resolved: a noncharacter, which no text has."""

Resolve = Callable[[str], str] | None
"""Gives the address to be printed for an address of the tree."""


@dataclass(frozen=True, slots=True)
class Prerendered(Node):
    """HTML serialized already (its only child), with its anchors."""

    children: tuple[str]
    anchors: Anchors = field(default=NO_ANCHORS, compare=False)


class AnchorLists:
    """Gathers the ids and addresses of what is serialized, in order."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[tuple[str, str]] = []
        """Ids and words of headings of the second level."""

    def add(self, anchors: Anchors) -> None:
        """Add those of a part that was serialized before."""
        self.ids += anchors.ids
        self.links += anchors.links
        self.loads += anchors.loads

    def anchors(self) -> Anchors:
        """What was gathered."""
        return Anchors(tuple(self.ids), tuple(self.links), tuple(self.loads))


def to_html(content: Content | Fragment, resolve: Resolve = None, anchors: AnchorLists | None = None) -> str:
    """The tree as HTML; every text and value is escaped here and nowhere else.

    ``resolve`` is given every address; ids and addresses, before they are resolved, are gathered in ``anchors``.
    """
    pieces: list[str] = []
    _write(_fragment(content), pieces.append, VOID, resolve, anchors or AnchorLists())
    return "".join(pieces)


def to_xml(content: Content | Fragment, resolve: Resolve = None) -> str:
    """The tree as well-formed XML, without a declaration. ``resolve`` is given every address."""
    pieces: list[str] = []
    _write(_fragment(content), pieces.append, (), resolve, AnchorLists())
    return "".join(pieces)


def xml_document(root: Element, resolve: Resolve = None, doctype: str = "") -> bytes:
    """The file of an XML document: declaration, ``doctype`` (a line) if there is one, root element."""
    markup, kind = to_xml(root, resolve), _KINDS.get(root.tag)
    markup = in_english(markup, kind) if kind else unmarked(markup)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{markup}\n'.encode()


def _fragment(content: Content | Fragment) -> Fragment:
    return content if isinstance(content, tuple) else (content,)


def prerendered(content: Fragment, *resolvers: Callable[[str], str]) -> tuple[Prerendered, ...]:
    """A tree as elements that hold its HTML, one for each way of resolving its addresses, to be put into pages.

    The first has the anchors of the tree, the others none.
    """
    lists = AnchorLists()
    parts = to_html(content, lambda address: f"{_EDGE}{address}{_EDGE}", lists).split(_EDGE)
    addresses = list(map(unescape, parts[1::2]))
    done: list[Prerendered] = []
    for resolve in resolvers:
        parts[1::2] = [escape(resolve(address)) for address in addresses]
        anchors = NO_ANCHORS if done else lists.anchors()
        done.append(Prerendered(("".join(parts),), anchors))
    return tuple(done)


def _write(
    content: Fragment, put: Callable[[str], None], void: Collection[str], resolve: Resolve, anchors: AnchorLists
) -> None:
    """Put the content as HTML, or as XML if no tags are ``void``; what it has of ids and links goes to ``anchors``."""
    for node in content:
        if isinstance(node, str):
            put(escape(node, quote=False) if "&" in node or "<" in node or ">" in node else node)
        elif isinstance(node, Element):
            tag, children = node.tag, node.children
            put("<" + tag)
            for key, value in node.attributes:
                shown = value
                if key == "id":
                    anchors.ids.append(value)
                    anchors.headings += [(value, text(node))] if tag == "h2" else []
                elif key in ("href", "src"):
                    (anchors.links if key == "href" else anchors.loads).append(value)
                    shown = resolve(value) if resolve else value
                put(_attribute(key, shown))
            if not children:
                put(">" if tag in void else f"></{tag}>" if void else "/>")
                continue
            put(">")
            if void and tag in RAW:
                put(text(node))
            else:
                _write(children, put, void, resolve, anchors)
            put(f"</{tag}>")
        elif isinstance(node, Prerendered):
            put(node.children[0])
            anchors.add(node.anchors)
        else:
            raise UnknownKind(node)


@lru_cache(maxsize=65_536)
def _attribute(key: str, value: str) -> str:
    return f' {key}="{escape(value)}"'


def without_tags(markup: str) -> str:
    """The text of HTML that was serialized here: no value of an attribute has a ``>`` in it."""
    return unescape(_TAG.sub("", markup)) if "<" in markup or "&" in markup else markup
