"""Transcription of the source as HTML: page breaks, gaps, deletions, additions, unclear words, small capitals."""

from __future__ import annotations

from edition.model.edition import Edition
from edition.model.kinds import Table
from edition.model.tree import Content, E, Element, Fragment


def table(edition: Edition) -> Table[Content | Fragment]:
    """Tag → function that gives the HTML of an element with that tag."""
    return {
        "pb": lambda node: _page_break(node, edition),
        "gap": lambda node: _gap(node, edition),
        "deleted": lambda node: _as_element(node, "del", None),
        "added": lambda node: _as_element(node, "ins", None),
        "unclear": lambda node: _as_element(node, "span", "unclear"),
        "sc": lambda node: _as_element(node, "span", "small-capitals"),
    }


def _page_break(node: Element, edition: Edition) -> Element:
    """Where a page of the source begins; its number is shown by the style sheet, since it is no word of the text."""
    number = node.get("n")
    name = edition.messages.gettext("Page %(number)s") % {"number": number}
    named = {"class": "page-break", "id": node.id or None, "role": "doc-pagebreak", "title": name, "data-n": number}
    named |= edition.interface_attributes
    return E("span", **named)


def is_break(content: Content) -> bool:
    """Whether a piece of HTML is a page break."""
    return isinstance(content, Element) and content.get("role") == "doc-pagebreak"


def _gap(node: Element, edition: Edition) -> Element:
    """Where words are missing, and how many."""
    extent, words, language = node.get("n"), edition.messages, edition.interface_attributes
    name = words.gettext("Gap: %(extent)s") % {"extent": extent} if extent else words.gettext("Gap")
    return E("span", class_="gap", role="img", aria_label=name, data_n=extent or None, id=node.id or None, **language)


def _as_element(node: Element, tag: str, class_: str | None) -> Element:
    """Words in another element, with a class."""
    given = " ".join(filter(None, (class_, node.get("class")))) or None
    return Element(tag, node.with_attributes(class_=given).attributes, node.children, node.line)
