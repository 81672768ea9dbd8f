"""Each module here turns an ``Edition`` into outputs of one kind; none imports another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain

from edition.data import data, downloads, sitemap
from edition.model.edition import Edition
from edition.model.output import Output, Page, Plan
from edition.permanence.permalinks import resolvers
from edition.site.contents import pages
from edition.site.contents.citing import passage_forms
from edition.site.contents.prose import offering
from edition.site.frame import assets, framed
from edition.site.head import described
from edition.site.search import listed, records, search

Names = Mapping[str, None]
"""The addresses of all files that can be downloaded, in their order: every page asks whether one is there."""


def everything(edition: Edition, books: tuple[Output, ...] = ()) -> Iterator[Output]:
    """All that the site is made of; ``books`` are those that there was time for."""
    plans = tuple(plans_of(edition))
    names = files_among(plans, books)
    made = {plan.uri: output(edition, plan, names) for plan in plans}
    yield from (*books, *made.values())
    files = {file.uri: sized(file.content) for file in (*books, *(made[name] for name in names if name in made))}
    last = last_page(edition, names, files)
    yield last
    yield from resolvers(edition)
    yield from beside(edition, [*made, last.uri])
    _, leaves = search(listed(each.records for each in (*made.values(), last)))
    yield from (leaf for leaf in leaves if isinstance(leaf, Output))


def plans_of(edition: Edition) -> Iterator[Plan]:
    """What there is to make: files of data, then pages."""
    yield from data(edition)
    yield from pages(edition)


def files_among(plans: Iterable[Plan], books: Iterable[Output]) -> Names:
    """The addresses of what is no page, the books first."""
    uris = (*(book.uri for book in books), *(plan.uri for plan in plans))
    return dict.fromkeys(uri for uri in uris if not uri.endswith(".html"))


def output(edition: Edition, plan: Plan, names: Names) -> Output:
    """What was planned."""
    made = plan.make()
    return _page(edition, made, names) if isinstance(made, Page) else made


def _page(edition: Edition, page: Page, names: Names) -> Output:
    content, told = framed(offering(page, names), edition, described(page, edition, names))
    return Output(page.uri, content, told, "\n".join(records(edition, page)))


def sized(content: bytes) -> tuple[int, str]:
    """Size in bytes, and SHA-256."""
    return len(content), sha256(content).hexdigest()


def last_page(edition: Edition, names: Names, files: Mapping[str, tuple[int, str]]) -> Output:
    """The page that must know all files: what there is to download."""
    return _page(edition, downloads(files), names)


def beside(edition: Edition, uris: Iterable[str]) -> Iterator[Output]:
    """What stands beside the pages: a map of them, and the files of the theme."""
    yield from sitemap(edition, (uri for uri in uris if uri.endswith(".html")))
    yield from assets()
    yield passage_forms(edition)


def one(edition: Edition, uri: str) -> Output | None:
    """A single page as a server is asked for it; None for what is not made page by page."""
    data = ("data/edition.json", "data/bibliography.csl.json", *(f"data/{name}.jsonld" for name in edition.registers))
    names = dict.fromkeys(data)
    for plan in pages(edition):
        if plan.uri == uri:
            return output(edition, plan, names)
    return next(
        (output for output in chain(assets(), (passage_forms(edition),), resolvers(edition)) if output.uri == uri), None
    )


def books(edition: Edition) -> Iterator[Output]:
    """The edition as a whole in other forms: what takes longer to make than a page."""
    from edition.books.epub import epub  # what is made without the books need not wait for what makes them
    from edition.books.pdf import NAMES, paper
    from edition.books.plain import plain
    from edition.books.tei import tei

    yield from tei(edition)
    yield epub(edition)
    yield from plain(edition)
    for size in NAMES:
        yield from paper(edition, size)
