"""The title page, and the editor's own pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from edition.citations.passages import Passage
from edition.citations.self_citation import edited_and_annotated, version_and_date
from edition.index.addresses import SITE, section_uri
from edition.model.edition import Edition, ProsePage, Section
from edition.model.messages import filled
from edition.model.output import Page, Plan
from edition.model.tree import E, Element, Fragment, Node, joined, rewrite
from edition.site.contents.blocks import span_of_paragraphs
from edition.site.contents.citing import how_to_cite
from edition.site.formats import FORMATS
from edition.site.hypertext import Hypertext


def pages(edition: Edition) -> Iterator[Plan]:
    """A page for every Markdown file that is no section of the text; the title page is there without one too."""
    for uri in dict.fromkeys((*(prose.uri for prose in edition.prose), "index")):
        yield Plan(f"{uri}.html", _page, (uri,))


def _page(edition: Edition, uri: str) -> Page:
    empty = ProsePage(uri, "", (), (), edition.metadata.location)
    prose = next((page for page in edition.prose if page.uri == uri), empty)
    hypertext = Hypertext(edition)
    body = tuple(hypertext.block(block) if isinstance(block, Element) else block for block in prose.body)
    if prose.uri == "index":
        article = E("article", title_block(edition), body, contents(edition), _foot(edition), class_="title-page")
        words = edition.settings.description or prose.description or _description(edition)
        return Page("index.html", edition.metadata.title, "title", (article,), description=words)
    article = E("article", E("h1", prose.heading, id=f"about-{prose.uri.rpartition('/')[2]}"), body, class_="prose")
    return Page(f"{prose.uri}.html", prose.title, "prose", (article,), description=prose.description)


def _foot(edition: Edition) -> Fragment:
    return E("p", class_="downloads"), how_to_cite(edition, Passage())


def offering(edition: Edition, page: Page, made: Collection[str]) -> Page:
    """The title page with links to those books that are among the files ``made``; any other page unchanged."""
    if page.kind != "title":
        return page
    _ = edition.messages.gettext
    offered = ((name, _(known.label)) for name, known in FORMATS.items() if known.label and name in made)
    links = joined(E("a", label, href=SITE + name) for name, label in offered)
    whole = E("a", _("on one page"), href=f"{SITE}print/index.html")
    downloads = E("a", _("for download"), href=f"{SITE}about/downloads.html")
    # Translators: on_one_page and for_download are links with the words “on one page” and “for download”.
    with_formats = _("The whole text is also available %(on_one_page)s and %(for_download)s: %(formats)s.")
    without = _("The whole text is also available %(on_one_page)s and %(for_download)s.")
    words = filled(with_formats if links else without, on_one_page=whole, for_download=downloads, formats=links)

    def with_links(node: Node) -> Node:
        is_place = isinstance(node, Element) and node.get("class") == "downloads"
        return node.with_children(words) if is_place else node

    return replace(page, body=rewrite(page.body, with_links))


def _description(edition: Edition) -> str:
    data = edition.metadata
    words = edition.messages.gettext("%(author)s, %(title)s: an annotated digital edition.")
    return words % {"author": data.author, "title": data.title}


def title_block(edition: Edition) -> Element:
    """The head of the title page: title, author, editor, version."""
    data, words = edition.metadata, edition.messages
    edited = edited_and_annotated(data.editor, words)
    return E(
        "header",
        E("h1", data.title, id="title", **edition.text_attributes),
        E("p", data.subtitle, class_="subtitle", **edition.text_attributes) if data.subtitle else None,
        E("p", data.author, class_="author"),
        E("p", edited, class_="editor"),
        E("p", version_and_date(edition), class_="version"),
        class_="title-block",
    )


def _link(edition: Edition, section: Section) -> Element:
    language = {} if section.editorial else edition.text_attributes
    return E("a", section.heading, href=SITE + section_uri(section.slug), **language)


def contents(edition: Edition) -> Element:
    """The list of sections, with the numbers of their paragraphs."""
    rows = tuple(
        E(
            "li",
            _link(edition, section),
            " ",
            E("span", span_of_paragraphs(section), class_="span"),
        )
        for section in edition.sections
    )
    return E(
        "nav",
        E("h2", edition.messages.gettext("Contents"), id="contents"),
        E("ol", rows),
        class_="contents",
        aria_labelledby="contents",
    )
