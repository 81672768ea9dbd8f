"""Each module here turns an ``Edition`` into outputs of one kind; none imports another."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model import Edition, Output, Page
from edition.render.pages import pages


def everything(edition: Edition) -> Iterator[Page | Output]:
    """All that the site is made of: pages still without the theme, and finished files."""
    yield from pages(edition)
