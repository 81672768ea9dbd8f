"""The page of the whole text, for reading without a break, and for printing from the browser."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.addresses import FULL_TEXT
from edition.model.edition import Edition, Section
from edition.model.output import Page, Plan
from edition.model.tree import E, Element
from edition.site.contents.blocks import opening
from edition.site.contents.section import SectionHtml, apparatus, serialized_section
from edition.site.contents.title_page import title_block


def pages(edition: Edition) -> Iterator[Plan]:
    """One page, of the sections as they are serialized for it already."""
    yield Plan(FULL_TEXT, _page)


def _page(edition: Edition) -> Page:
    serialized = [serialized_section(edition, section).for_whole for section in edition.sections]
    body = E(
        "article",
        title_block(edition),
        tuple(_section(edition, section, words) for section, words in zip(edition.sections, serialized, strict=True)),
        apparatus(edition, serialized),
        class_="section whole has-notes" if any(section.notes for section in edition.sections) else "section whole",
    )
    _ = edition.messages.gettext
    return Page(FULL_TEXT, _("The whole text"), "print", (body,), _("The whole text with its notes on one page."))


def _section(edition: Edition, section: Section, words: SectionHtml) -> Element:
    return E("section", opening(edition, section, "h2"), words.blocks)
