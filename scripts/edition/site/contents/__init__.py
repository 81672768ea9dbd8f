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

DIVISIONS = (
    prose, section, full_text, registers, works, apparatus, quotations, concordance, figures, chronology, audit,
    versions,
)  # fmt: skip
"""The modules that make pages, in the order of the table of contents."""


def pages(edition: Edition) -> Iterator[Plan]:
    """All pages of the site."""
    for division in DIVISIONS:
        yield from division.pages(edition)
