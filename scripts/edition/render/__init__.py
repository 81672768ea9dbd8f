"""Each module here turns an ``Edition`` into outputs of one kind; none imports another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from edition.load import REGISTERS
from edition.model import Edition, Output
from edition.render.data import data, downloads, sitemap
from edition.render.epub import epub
from edition.render.frame import assets, framed
from edition.render.head import described
from edition.render.pages import pages
from edition.render.pages.prose import offering
from edition.render.paper import NAMES, paper
from edition.render.plain import plain
from edition.render.resolvers import resolvers
from edition.render.search import Record, records, search
from edition.render.tei import tei


def everything(edition: Edition, made: tuple[Output, ...] = ()) -> Iterator[Output]:
    """All that the site is made of; ``made`` are the books, if there was time for them."""
    files = (*made, *data(edition))
    names = tuple(file.uri for file in files)
    uris: list[str] = []
    found: list[Record] = []
    for page in chain(pages(edition), (downloads(files),)):  # no tree is held longer than it takes to write it
        uris.append(page.uri)
        found += records(edition, page)
        yield framed(described(offering(page, names), edition, names), edition)
    yield from files
    yield from resolvers(edition)
    yield from sitemap(edition, uris)
    yield from assets()
    yield from search(found)


def one(edition: Edition, uri: str) -> Output | None:
    """A single page as a server is asked for it; None for what is not made page by page."""
    names = ("data/edition.json", "data/bibliography.csl.json", *(f"data/{name}.jsonld" for name in REGISTERS))
    for page in pages(edition, uri.__eq__):
        if page.uri == uri:
            return framed(described(offering(page, names), edition, names), edition)
    return next((output for output in chain(assets(), resolvers(edition)) if output.uri == uri), None)


def books(edition: Edition) -> Iterator[Output]:
    """The edition as a whole in other forms: what takes longer to make than a page."""
    yield from tei(edition)
    yield epub(edition)
    yield from plain(edition)
    for size in NAMES:
        yield from paper(edition, size)
