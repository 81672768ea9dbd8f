"""Trees written as HTML or XML, and read from HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from html import escape, unescape

from edition.model.tree import Content, Fragment, Node, text

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
RAW = frozenset(("script", "style"))
ADDRESSES = frozenset(("href", "src"))
"""Attributes whose value is an address."""
TOLD = ADDRESSES | {"id"}
WRITTEN = "written"
_TAG = re.compile(r"<[^>]*>")
_EDGE = "\ufdd0"
"""Stands round an address that is still to be settled: no text has it, Unicode keeps it free for such use."""

Settle = Callable[[str], str] | None
Told = list[str]
"""Ids and addresses met while a tree was written, in order: a line for each, the name of its attribute before it."""


def html(content: Content | Fragment, settle: Settle = None, told: Told | None = None) -> str:
    """The tree as HTML; every text and value is escaped here and nowhere else.

    ``settle`` is given every address. Into ``told`` goes every id and every address, before it is settled.
    """
    done: list[str] = []
    _write(
        content if isinstance(content, tuple) else (content,), done.append, VOID, settle, [] if told is None else told
    )
    return "".join(done)


def xml(content: Content | Fragment, settle: Settle = None) -> str:
    """The tree as well-formed XML, without a declaration. ``settle`` is given every address."""
    done: list[str] = []
    _write(_fragment(content), done.append, (), settle, [])
    return "".join(done)


def _fragment(content: Content | Fragment) -> Fragment:
    return content if isinstance(content, tuple) else (content,)


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
        lines = (("told", "\n".join(told)),) if told and not found else ()
        found.append(Node(WRITTEN, lines, ("".join(parts),)))
    return tuple(found)


def _write(content: Fragment, put: Callable[[str], None], void: Collection[str], settle: Settle, told: Told) -> None:
    """Everything that is written passes here: one call an element, none a text."""
    for node in content:
        if isinstance(node, str):
            put(escape(node, quote=False) if "&" in node or "<" in node or ">" in node else node)
            continue
        tag, children = node.tag, node.children
        if tag == WRITTEN:
            put(children[0])  # type: ignore[arg-type]
            told += [lines for _, lines in node.attributes]
            continue
        put("<" + tag)
        for key, value in node.attributes:
            if key in TOLD:
                told.append(f"{key} {value}")
                put(_attribute(key, settle(value) if settle and key != "id" else value))
            else:
                put(_attribute(key, value))
        if children:
            put(">")
            if void and tag in RAW:
                put(text(node))
            else:
                _write(children, put, void, settle, told)
            put(f"</{tag}>")
        else:
            put(">" if tag in void else f"></{tag}>" if void else "/>")


@lru_cache(maxsize=65_536)
def _attribute(key: str, value: str) -> str:
    return f' {key}="{escape(value)}"'


def unwritten(words: str) -> str:
    """The text in what was written here: no value of an attribute has a ``>`` in it."""
    return unescape(_TAG.sub("", words)) if "<" in words or "&" in words else words
