"""The pages of the site: the edition's text, its registers, its bibliography and its apparatus."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.edition import Edition
from edition.model.output import Plan
from edition.site.contents import (
    apparatus,
    audit,
    chronology,
    full_text,
    lists,
    prose,
    registers,
    section,
    versions,
    works,
)


def pages(edition: Edition) -> Iterator[Plan]:
    """The pages of the site, without the theme, in the order in which a reader would meet them."""
    yield from prose.pages(edition)
    yield from section.pages(edition)
    yield from full_text.pages(edition)
    yield from registers.pages(edition)
    yield from works.pages(edition)
    yield from apparatus.pages(edition)
    yield from lists.pages(edition)
    yield from chronology.pages(edition)
    yield from audit.pages(edition)
    yield from versions.pages(edition)
