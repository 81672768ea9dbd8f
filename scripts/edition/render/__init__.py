"""Each module here turns an ``Edition`` into outputs of one kind; none imports another."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model import Edition, Output
from edition.render.frame import assets, framed
from edition.render.pages import pages
from edition.render.search import search
from edition.render.tei import tei


def everything(edition: Edition) -> Iterator[Output]:
    """All that the site is made of, but for the books."""
    made = tuple(pages(edition))
    yield from (framed(page, edition) for page in made)
    yield from assets()
    yield from search(edition, made)


def books(edition: Edition) -> Iterator[Output]:
    """The edition as a whole in other forms: what takes longer to make than a page."""
    yield from tei(edition)
