"""The pages of the site, without their frame: the text, the registers, the bibliography, the apparatus."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.navigation import lists
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

LISTS = {
    "emendations": apparatus.page, "quotations": quotations.page, "concordance": concordance.page,
    "figures": figures.page, "chronology": chronology.page, "audit": audit.page, "versions": versions.page,
}  # fmt: skip
"""Name of a page that lists something → the function that makes it; that of downloads knows all other files."""


def pages(edition: Edition) -> Iterator[Plan]:
    """All pages of the site, in the order of its table of contents."""
    for division in (prose, section, full_text, registers, works):
        yield from division.pages(edition)
    for name, _title in lists(edition):
        if name in LISTS:
            yield Plan(f"about/{name}.html", LISTS[name])
