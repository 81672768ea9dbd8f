"""The title page: the ways into the text, who speaks in it, its contents, and what the edition adds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from edition.citations.citation_target import CitationTarget
from edition.citations.self_citation import edited_and_annotated, version_and_date
from edition.index.addresses import FULL_TEXT, SITE, section_uri
from edition.index.lengths import minutes_of_reading
from edition.index.tables import folders
from edition.model.edition import Edition, Section
from edition.model.messages import filled
from edition.model.output import Page
from edition.model.registers import WORKS
from edition.model.tree import Content, E, Element, Fragment, Node, joined, rewrite
from edition.site.contents.blocks import span_of_paragraphs, title_of
from edition.site.contents.citing import how_to_cite
from edition.site.contents.score import score
from edition.site.formats import FORMATS

BUTTONS = ("edition.pdf", "edition.epub")
"""The books that stand beside the way into the text."""


def title_page(edition: Edition, body: Fragment) -> Element:
    """The title page, with what the editor wrote for it."""
    _ = edition.messages.gettext
    added = _added(edition)
    heading = E("h2", _("What the edition adds"), id="adds")
    return E(
        "article",
        title_block(edition, _buttons(edition)),
        score(edition),
        E(
            "div",
            contents(edition),
            E("section", heading, E("ul", added, class_="adds"), aria_labelledby="adds") if added else None,
            class_="columns",
        ),
        E("div", body, E("p", class_="downloads"), class_="about-it"),
        how_to_cite(edition, CitationTarget()),
        class_="title-page",
    )


def title_block(edition: Edition, buttons: Element | None = None) -> Element:
    """The head of the title page: title, author, editor, version, and the ways into the text."""
    data, words = edition.metadata, edition.messages
    edited = edited_and_annotated(data.editor, words)
    return E(
        "header",
        E("h1", data.title, id="title", **edition.text_attributes),
        E("p", data.subtitle, class_="subtitle", **edition.text_attributes) if data.subtitle else None,
        E("p", data.author, class_="author", **edition.text_attributes),
        E("p", edited, class_="editor"),
        buttons,
        E("p", version_and_date(edition), class_="version"),
        class_="title-block",
    )


def _buttons(edition: Edition) -> Element | None:
    """The way to the first section, with the time that reading takes; books are added where they were made."""
    if not edition.sections:
        return None
    words, minutes = edition.messages, minutes_of_reading(edition)
    time = words.ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    label = edition.metadata.reading or words.gettext("Read the text")
    href = SITE + section_uri(edition.sections[0].slug)
    first = E("a", label, (" ", E("small", time)) if minutes else (), class_="button first", href=href)
    return E("ul", E("li", first), class_="buttons")


def with_book_links(edition: Edition, page: Page, made: Collection[str]) -> Page:
    """The title page with links to those books that are among the files ``made``; any other page unchanged."""
    if page.kind != "title":
        return page
    _ = edition.messages.gettext
    offered = {name: _(known.label) for name, known in FORMATS.items() if known.label and name in made}
    shown = [name for name in BUTTONS if name in offered]
    books = tuple(E("li", E("a", offered[name], class_="button", href=SITE + name)) for name in shown)
    words = _whole_text(edition, tuple(E("a", label, href=SITE + name) for name, label in offered.items()))

    def with_links(node: Node) -> Node:
        css = node.get("class") if isinstance(node, Element) else ""
        if css == "buttons":
            return node.with_children((*node.children, *books))
        return node.with_children(words) if css == "downloads" else node

    return replace(page, body=rewrite(page.body, with_links))


def _whole_text(edition: Edition, books: tuple[Element, ...]) -> Fragment:
    _ = edition.messages.gettext
    whole = E("a", _("on one page"), href=SITE + FULL_TEXT)
    downloads = E("a", _("for download"), href=f"{SITE}about/downloads.html")
    # Translators: on_one_page and for_download are links with the words “on one page” and “for download”.
    with_formats = _("The whole text is also available %(on_one_page)s and %(for_download)s: %(formats)s.")
    without = _("The whole text is also available %(on_one_page)s and %(for_download)s.")
    return filled(with_formats if books else without, on_one_page=whole, for_download=downloads, formats=joined(books))


def contents(edition: Edition) -> Element:
    """The list of sections, with the numbers of their paragraphs."""
    rows = tuple(E("li", _section(edition, section)) for section in edition.sections)
    return E(
        "nav",
        E("h2", edition.messages.gettext("Contents"), id="contents"),
        E("ol", rows),
        class_="contents",
        aria_labelledby="contents",
    )


def _section(edition: Edition, section: Section) -> Element:
    """A section in the contents: number, title and paragraphs, as a link."""
    return E(
        "a",
        E("span", str(section.number), class_="number"),
        " ",
        title_of(edition, section, "title"),
        " ",
        E("span", span_of_paragraphs(section), class_="span"),
        href=SITE + section_uri(section.slug),
    )


def _added(edition: Edition) -> tuple[Element, ...]:
    """What the edition adds to the text, a line each: notes, quotations, registers."""
    lines = (_notes(edition), _quotations(edition), _registers(edition))
    return tuple(E("li", line) for line in lines if line)


def _notes(edition: Edition) -> Fragment:
    """How many notes of the author have full references, and how many notes are the editors’."""
    words = edition.messages
    kinds = [note.kind for section in edition.sections for note in section.notes]
    authors, editors = kinds.count("authorial"), kinds.count("editorial")
    parts = []
    if authors and edition.works:
        full = words.ngettext(
            "Full references for the author’s %(n)d note", "Full references for the author’s %(n)d notes", authors
        )
        parts.append(full % {"n": authors})
    if editors:
        parts.append(words.ngettext("%(n)d editors’ note", "%(n)d editors’ notes", editors) % {"n": editors})
    return joined(parts, "; ")


def _quotations(edition: Edition) -> Fragment:
    count = sum(quotation.state != "none" for quotation in edition.quotations)
    if not count:
        return ()
    words = edition.messages.ngettext(
        "%(n)d quotation, with how far it was checked", "%(n)d quotations, each with how far it was checked", count
    )
    return (E("a", words % {"n": count}, href=f"{SITE}about/quotations.html"),)


def _registers(edition: Edition) -> Fragment:
    """How many persons, works and so on have a page of their own."""
    in_folders = [*folders(edition).values()]
    keys = [*edition.registers, WORKS]
    links: list[Content] = [_register(edition, key, in_folders.count(key)) for key in keys if key in in_folders]
    whole = edition.messages.gettext("Pages with every mention of them: %(registers)s")
    return filled(whole, registers=joined(links)) if links else ()


def _register(edition: Edition, key: str, count: int) -> Element:
    heading = edition.messages.gettext("Works") if key == WORKS else edition.registers[key].heading
    # Translators: a register and how many entries it has: Persons (33).
    words = edition.messages.gettext("%(register)s (%(n)d)") % {"register": heading, "n": count}
    return E("a", words, href=f"{SITE}{key}/index.html")
