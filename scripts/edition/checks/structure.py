"""Findings on how a text is built: levels of headings, links in links, notes without words."""

from __future__ import annotations

from collections.abc import Iterator

from edition.checks.text import nodes
from edition.model.edition import Edition, ProsePage, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Cite, Lookup, Name, NoteRef
from edition.model.tree import HEADINGS, Element, Node, text, walk


def heading_levels(edition: Edition, part: Section | ProsePage) -> Iterator[Finding]:
    """``t-heading-level``: a heading of the level of the title, or more than one level below the heading before it."""
    before = 1
    for node in (node for node in walk(part.body) if isinstance(node, Element) and node.tag in HEADINGS):
        level = HEADINGS.index(node.tag) + 1
        if level == 1 or level > before + 1:
            words = " ".join(text(node).split())
            right = 2 if level == 1 else before + 1
            message = f"the heading “{words}” has level {level} below one of level {before}."
            location = SourceLocation(part.location.file, node.line)
            yield Finding(location, "t-heading-level", message, f"Write {'#' * right} before it.")
        before = max(level, 2)


def links_in_links(edition: Edition, part: Section | ProsePage) -> Iterator[Finding]:
    """``m-link-in-link``: a link or the call of a note within the words of another link."""
    for outer, location in nodes(edition, part, Node):
        if not isinstance(outer, Name) and not (isinstance(outer, Element) and outer.tag == "a"):
            continue
        for inner in (inner for child in outer.children for inner in walk(child)):
            if isinstance(inner, Cite | Name | NoteRef) or (isinstance(inner, Element) and inner.tag == "a"):
                what = f"“{text(inner)}”" if text(inner) else "a citation"
                what = f"the call of note “{inner.label}”" if isinstance(inner, NoteRef) else what
                message = f"{what} is a link within the link “{text(outer)}”."
                place = SourceLocation(location.file, inner.line or location.line)
                yield Finding(place, "m-link-in-link", message, "End the outer link before it.")
                break


def empty_notes(edition: Edition, section: Section) -> Iterator[Finding]:
    """``n-empty``: a note without words."""
    for note in section.notes:
        is_empty = not any(map(_is_shown, walk(note.content)))
        if is_empty and not text(note.content).strip():
            message = f"the note “{note.label}” has no words."
            yield Finding(note.location, "n-empty", message, "Write them, or take it away.")


def _is_shown(node: Node) -> bool:
    """Whether a node is printed though it has no words."""
    return isinstance(node, Cite | Lookup) or (isinstance(node, Element) and node.tag in ("img", "gap"))


WITHIN_TEXT = (heading_levels, links_in_links)
WITHIN_SECTION = (empty_notes,)
