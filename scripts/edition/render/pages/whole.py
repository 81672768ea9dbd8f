"""The whole text on one page: for reading through, and for the browser's own print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from edition.addresses import addresses, anchors_of
from edition.markup import E, Node
from edition.model import Edition, Page, Plan, Section
from edition.render.pages.prose import title_block
from edition.render.pages.section import Article, apparatus, article_in, heading

URI = "print/index.html"


def pages(edition: Edition) -> Iterator[Plan]:
    """One page, written from what is written of the sections."""
    marks = tuple(section.kept.get("mark") for section in edition.sections)
    yield Plan(URI, marks if all(marks) else None, partial(_page, edition))


def _page(edition: Edition) -> Page:
    articles = {section.slug: article_in(edition, section) for section in edition.sections}
    body = E(
        "article",
        title_block(edition),
        tuple(_section(section, articles[section.slug]) for section in edition.sections),
        apparatus(articles.values()),
        class_="section whole",
    )
    within = anchors_of(edition)
    here = {address: f"#{key}" for key, address in addresses(edition).items() if key in within}
    return Page(URI, "The whole text", "print", (body,), "The whole text with its notes on one page.", here=here)


def _section(section: Section, article: Article) -> Node:
    words = E("span", heading(section), class_="title editorial" if section.resp == "editor" else "title")
    number = E("span", str(section.number), class_="section-number")
    return E("section", E("h2", number, " ", words, id=section.slug), article.blocks)
