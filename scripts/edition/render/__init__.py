"""Each module here turns an ``Edition`` into outputs of one kind; none imports another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from edition.load import REGISTERS
from edition.model import Edition, Output, Page, Record
from edition.render.data import data, downloads, sitemap
from edition.render.frame import assets, framed
from edition.render.head import described
from edition.render.pages import pages
from edition.render.pages.prose import offering
from edition.render.resolvers import resolvers
from edition.render.search import records, search


def everything(edition: Edition, made: tuple[Output, ...] = ()) -> Iterator[Output]:
    """All that the site is made of; ``made`` are the books, if there was time for them."""
    files = (*made, *data(edition))
    names = tuple(file.uri for file in files)
    shown = [page(edition, plan.make(), names) for plan in pages(edition)]
    found = [record for each in shown for record in each.records]
    yield from (*shown, *files, *beside(edition, [each.uri for each in shown], found, files))


def page(edition: Edition, page: Page, files: tuple[str, ...]) -> Output:
    """A page of the site as a file; ``files`` are the addresses of what can be downloaded."""
    whole = framed(described(offering(page, files), edition, files), edition)
    return replace(whole, records=records(edition, page))


def beside(edition: Edition, shown: list[str], found: list[Record], files: tuple[Output, ...]) -> Iterator[Output]:
    """What stands beside the pages (``shown``) and the data: what there is to download, ways that last, search."""
    last = page(edition, downloads(files), tuple(file.uri for file in files))
    yield last
    yield from resolvers(edition)
    yield from sitemap(edition, [*shown, last.uri])
    yield from assets()
    yield from search([*found, *last.records])


def one(edition: Edition, uri: str) -> Output | None:
    """A single page as a server is asked for it; None for what is not made page by page."""
    names = ("data/edition.json", "data/bibliography.csl.json", *(f"data/{name}.jsonld" for name in REGISTERS))
    for plan in pages(edition):
        if plan.uri == uri:
            return page(edition, plan.make(), names)
    return next((output for output in chain(assets(), resolvers(edition)) if output.uri == uri), None)


def books(edition: Edition) -> Iterator[Output]:
    """The edition as a whole in other forms: what takes longer to make than a page."""
    from edition.render.epub import epub  # what is made without the books need not wait for what makes them
    from edition.render.paper import NAMES, paper
    from edition.render.plain import plain
    from edition.render.tei import tei

    yield from tei(edition)
    yield epub(edition)
    yield from plain(edition)
    for size in NAMES:
        yield from paper(edition, size)
