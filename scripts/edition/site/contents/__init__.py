"""The pages of the site, without their frame: the text, the registers, the bibliography, the apparatus."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.edition import Edition
from edition.model.output import Plan
from edition.site.contents import (
    apparatus,
    audit,
    chronology,
    concordance,
    figures,
    full_text,
    prose,
    quotations,
    registers,
    section,
    versions,
    works,
)


def pages(edition: Edition) -> Iterator[Plan]:
    """All pages of the site, in the order of its table of contents."""
    yield from prose.pages(edition)
    yield from section.pages(edition)
    yield from full_text.pages(edition)
    yield from registers.pages(edition)
    yield from works.pages(edition)
    yield from apparatus.pages(edition)
    yield from quotations.pages(edition)
    yield from concordance.pages(edition)
    yield from figures.pages(edition)
    yield from chronology.pages(edition)
    yield from audit.pages(edition)
    yield from versions.pages(edition)
