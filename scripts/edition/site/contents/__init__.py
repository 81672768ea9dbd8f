"""The pages of the site: the edition's text, its registers, its bibliography and its apparatus."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.uses import uses
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
    found = uses(edition)
    yield from prose.pages(edition)
    yield from section.pages(edition)
    yield from full_text.pages(edition)
    yield from registers.pages(edition, found)
    yield from works.pages(edition, found)
    yield from apparatus.pages(edition)
    yield from lists.pages(edition, found)
    yield from chronology.pages(edition, found)
    yield from audit.pages(edition)
    yield from versions.pages(edition)
