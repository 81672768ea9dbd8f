"""The title page, and the editor's own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model.edition import Edition, ProsePage
from edition.model.output import Page, Plan
from edition.model.tree import Content, E, Element, Fragment, find_all, text
from edition.site.contents.title_page import title_page
from edition.site.html_writer import HtmlWriter


def pages(edition: Edition) -> Iterator[Plan]:
    """A page for every Markdown file that is no section of the text; the title page is there without one too."""
    for uri in dict.fromkeys((*(prose.uri for prose in edition.prose), "index")):
        yield Plan(f"{uri}.html", _page, (uri,))


def _page(edition: Edition, uri: str) -> Page:
    empty = ProsePage(uri, "", (), (), edition.metadata.location)
    prose = next((page for page in edition.prose if page.uri == uri), empty)
    writer = HtmlWriter(edition)
    body = tuple(writer.block(block) if isinstance(block, Element) else block for block in prose.body)
    if prose.uri == "index":
        article = title_page(edition, body)
        words = prose.description or edition.settings.description or _description(edition)
        return Page("index.html", edition.metadata.title, "title", (article,), description=words)
    heading = E("h1", prose.heading, id=f"about-{prose.uri.rpartition('/')[2]}")
    article = E("article", heading, tuple(_with_ids(body)), class_="prose")
    return Page(f"{prose.uri}.html", prose.title, "prose", (article,), description=prose.description)


def _with_ids(body: Fragment) -> Iterator[Content]:
    """Blocks whose headings have ids made of their words, where the editor gave none: the search leads to them."""
    taken = {node.id for node in find_all(body, Element) if node.id}
    for block in body:
        name = "-".join(re.findall(r"\w+", text(block).lower()))
        if isinstance(block, Element) and block.tag in ("h2", "h3") and not block.id and name not in {*taken, ""}:
            taken.add(name)
            yield block.with_attributes(id=name)
        else:
            yield block


def _description(edition: Edition) -> str:
    data = edition.metadata
    words = edition.messages.gettext("%(author)s, %(title)s: an annotated digital edition.")
    return words % {"author": data.author, "title": data.title}
