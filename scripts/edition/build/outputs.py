"""What a site consists of: plans of all pages and files, and then what needs to know all of these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from edition.data import data
from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.output import Anchors, Output, Page, Plan, SearchRecord
from edition.permanence.permalinks import permalinks
from edition.site.contents import pages
from edition.site.contents.citing import passage_forms
from edition.site.contents.downloads import downloads
from edition.site.contents.title_page import with_book_links
from edition.site.frame import Content, assets, content, framed, missing_page
from edition.site.head import described
from edition.site.search import leaves, postings, records
from edition.site.sitemap import sitemap


class MadeFile(NamedTuple):
    """A file that was made: its address, size in bytes, SHA-256; of a page its anchors and search records."""

    uri: str
    size: int
    checksum: str
    anchors: Anchors
    records: tuple[SearchRecord, ...]


def made_file(output: Output) -> MadeFile:
    """What later steps need of a file."""
    checksum = sha256(output.content).hexdigest()
    return MadeFile(output.uri, len(output.content), checksum, output.anchors, output.records)


def plans(edition: Edition, with_books: bool) -> Iterator[Plan]:
    """Everything that can be made by itself: books, files of data, pages, permalinks."""
    if with_books:
        from edition.books import books  # what is made without the books need not wait for what makes them

        yield from books(edition)
    yield from data(edition)
    yield from pages(edition)
    yield from permalinks(edition)
    yield Plan("assets/cite.js", passage_forms)


def left_out(edition: Edition, with_books: bool) -> tuple[Finding, ...]:
    """Why a book is not among the plans that might be."""
    if not with_books:
        return ()
    from edition.books.pdf import faces  # see above

    return faces.left_out(edition)


def downloadable(plans: Iterable[Plan]) -> dict[str, None]:
    """The addresses of what is no page and no part of one: pages ask whether a file is there."""
    return dict.fromkeys(plan.uri for plan in plans if not plan.uri.endswith((".html", "/", ".js")))


def made(edition: Edition, plan: Plan, files: Collection[str]) -> tuple[Output, ...]:
    """The files of a plan, pages in their frame."""
    result = plan.made(edition)
    if isinstance(result, Page):
        return (_framed(edition, result, files),)
    return (result,) if isinstance(result, Output) else tuple(result)


def content_of(edition: Edition, page: Page, files: Collection[str]) -> Content:
    """The contents of a page, without the frame."""
    return content(
        with_book_links(edition, page, files), edition, described(page, edition, files), tuple(records(edition, page))
    )


def _framed(edition: Edition, page: Page, files: Collection[str]) -> Output:
    made = content_of(edition, page, files)
    return Output(page.uri, framed(made, edition), made.anchors, made.records)


def last_page(edition: Edition, made: Mapping[str, MadeFile], files: Iterable[str]) -> Page:
    """The page that needs to know all that was made: the page of downloads."""
    return downloads(edition, {uri: (made[uri].size, made[uri].checksum) for uri in files if uri in made})


def closing(edition: Edition, made: Iterable[str]) -> Iterator[Output]:
    """The map of the site, of the addresses of all that was made; and the files of the theme."""
    pages = (uri for uri in made if uri.endswith(".html") and not uri.startswith("id/"))
    yield from sitemap(edition, pages)
    yield from assets(edition)


def search_leaves(records: Sequence[SearchRecord]) -> Iterator[Output]:
    """The files of the search."""
    yield from leaves(records, postings(records))


def concluding(edition: Edition, made: Mapping[str, MadeFile], files: Collection[str]) -> Iterator[Output]:
    """What needs to know all that was made, and what stands by itself, in the edition's own theme."""
    last = _framed(edition, last_page(edition, made, files), files)
    yield last
    yield missing_page(edition)
    yield from closing(edition, (*made, last.uri))


def everything(edition: Edition, with_books: bool = False) -> Iterator[Output]:
    """All that the site is made of, made in this process, from nothing that was kept."""
    planned = tuple(plans(edition, with_books))
    files = downloadable(planned)
    outputs = {output.uri: output for plan in planned for output in made(edition, plan, files)}
    yield from outputs.values()
    last = tuple(concluding(edition, {uri: made_file(output) for uri, output in outputs.items()}, files))
    yield from last
    records = [record for output in (*outputs.values(), *last) for record in output.records]
    yield from search_leaves(records)


def one(edition: Edition, uri: str) -> Output | None:
    """A single page or file, as a preview is asked for it; None for what needs to know all others."""
    files = downloadable(data(edition))
    parts = permalinks(edition) if uri.startswith("id/") else (plan for plan in pages(edition) if plan.uri == uri)
    outputs = (output for plan in parts for output in made(edition, plan, files))
    planned = next((output for output in outputs if output.uri == uri), None)
    return planned or next((output for output in (*assets(edition), passage_forms(edition)) if output.uri == uri), None)
