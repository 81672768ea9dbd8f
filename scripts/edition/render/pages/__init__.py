"""The pages of the site: the edition's text, its registers, its bibliography and its apparatus."""

from __future__ import annotations

from collections.abc import Iterator

from edition.addresses import Wanted
from edition.index import uses
from edition.model import Edition, Page
from edition.render.pages import apparatus, audit, chronology, lists, prose, registers, section, versions, whole, works


def all_pages(_: str) -> bool:
    """Every page is wanted."""
    return True


def pages(edition: Edition, wanted: Wanted = all_pages) -> Iterator[Page]:
    """The pages of the site, without the theme, in the order in which a reader would meet them.

    Of those that are as many as sections and entries, and of the whole text, only what is wanted.
    """
    found = uses(edition)
    yield from prose.pages(edition)
    yield from section.pages(edition, found, wanted)
    if wanted(whole.URI):
        yield from whole.pages(edition)
    yield from registers.pages(edition, found, wanted)
    yield from works.pages(edition, found, wanted)
    yield from apparatus.pages(edition)
    yield from lists.pages(edition, found)
    yield from chronology.pages(edition, found)
    yield from audit.pages(edition)
    yield from versions.pages(edition)
