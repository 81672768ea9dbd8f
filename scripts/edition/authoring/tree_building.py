"""Trees put together from pieces: strings joined, white space removed, runs made paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.model.kinds import NoteRef
from edition.model.tree import Content, Element, Fragment, normalized, rewrite, text


def paragraph(run: Iterable[Content]) -> Iterator[Element]:
    """The paragraph of words and nodes, without white space at its ends; none if there are no words and no notes."""
    content = normalized(run)
    if text(content).strip() or any(isinstance(child, NoteRef) for child in content):
        yield Element("p", (), trimmed(content))


def trimmed(content: Fragment) -> Fragment:
    """A fragment without white space at its beginning and end."""
    first = content[0].lstrip() if isinstance(content[0], str) else content[0]
    parts = tuple(part for part in (first, *content[1:]) if part != "")
    last = parts[-1].rstrip() if parts and isinstance(parts[-1], str) else None
    return parts if last is None else tuple(part for part in (*parts[:-1], last) if part != "")


def unwrapped(content: tuple[Element, ...]) -> Fragment:
    """The content of an item of a list: if its only paragraph comes first, the words of this in place of it."""
    if content and content[0].tag == "p" and len(content) > 1 and all(child.tag != "p" for child in content[1:]):
        return (*content[0].children, *content[1:])
    return content


def spaced(words: str) -> str:
    """Words in which each run of white space, as XML defines it, is one space."""
    return re.sub(r"[ \t\r\n]+", " ", words)


def in_a_line(content: Fragment) -> Fragment:
    """The content of a heading, in which a line break is a space."""
    return normalized(rewrite(content, lambda node: " " if isinstance(node, Element) and node.tag == "br" else node))
