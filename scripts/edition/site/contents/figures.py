"""The list of the figures that have captions."""

from __future__ import annotations

from edition.index.addresses import SITE, addresses, section_uri
from edition.index.figures import ListedFigure, figures
from edition.model.edition import Edition, Section
from edition.model.output import Page
from edition.model.tree import E, Element, text
from edition.site.contents.components import list_page
from edition.site.html_writer import HtmlWriter


def page(edition: Edition) -> Page:
    """The page of the figures that have captions."""
    _ = edition.messages.gettext
    writer = HtmlWriter(edition)
    rows = tuple(_row(edition, section, figure, writer) for section, figure in figures(edition))
    description = _("The figures of the text, in their order.")
    return list_page("figures", _("Figures"), description, E("ul", rows, class_="list-of-figures"))


def _row(edition: Edition, section: Section, figure: ListedFigure, writer: HtmlWriter) -> Element:
    href = addresses(edition).get(figure.anchor, SITE + section_uri(section.slug))
    small = E("a", writer.html(figure.picture), href=href, tabindex="-1", aria_hidden="true", class_="thumbnail")
    language = {} if figure.label else edition.text_attributes
    link = E("a", figure.label or text(figure.caption), href=href, **language)
    return E("li", small, E("p", link, (". ", *writer.html(figure.caption)) if figure.label else None))
