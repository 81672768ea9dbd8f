"""The whole text on one page: for reading through, and for the browser's own print."""

from __future__ import annotations

from collections.abc import Iterator

from edition.addresses import addresses, anchors_of
from edition.hypertext import Hypertext
from edition.markup import E, Node
from edition.model import Edition, Page, Section
from edition.render.pages.prose import title_block
from edition.render.pages.section import apparatus, heading, numbered

URI = "print/index.html"


def pages(edition: Edition) -> Iterator[Page]:
    """One page. What it links to within the text stands on it."""
    here = anchors_of(edition)
    links = {key: f"#{key}" if key in here else address for key, address in addresses(edition).items()}
    hypertext = Hypertext(edition, links)
    body = E(
        "article",
        title_block(edition),
        tuple(_section(section, hypertext) for section in edition.sections),
        apparatus(edition, edition.sections, hypertext),
        class_="section whole",
    )
    yield Page(URI, "The whole text", "print", (body,), "The whole text with its notes on one page.")


def _section(section: Section, hypertext: Hypertext) -> Node:
    words = E("span", heading(section), class_="title editorial" if section.resp == "editor" else "title")
    number = E("span", str(section.number), class_="section-number")
    blocks = tuple(numbered(block, hypertext) for block in section.body)
    return E("section", E("h2", number, " ", words, id=section.slug), blocks)
