"""Findings on quotations: their words must occur at their anchors."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.tables import content_by_anchor, quotations_at
from edition.model.edition import Edition, Section
from edition.model.findings import Finding
from edition.model.tree import text
from edition.sources.sections import find_range


def misplaced(edition: Edition, section: Section) -> Iterator[Finding]:
    """``q-not-found``: a quotation whose words do not stand at its anchor."""
    block_quotations = {paragraph.anchor for paragraph in section.paragraphs if paragraph.kind == "quotation"}
    for anchor, content in content_by_anchor(section).items():
        for quotation in quotations_at(edition).get(anchor, ()):
            begins, ends = quotation.begins, quotation.ends
            if bool(begins) != bool(ends):
                message, hint = f"“{quotation.key}” has only one of its ends.", "Give its first and its last words."
            elif not begins and anchor not in block_quotations:
                message = f"“{quotation.key}” is the whole of {anchor}, which is no block quotation."
                hint = "Give its first and last words."
            elif begins and not find_range(text(content), begins, ends):
                message = f"“{quotation.key}” does not stand in {anchor}, from {begins} to {ends}."
                hint = "Give its first and last words as they stand there."
            else:
                continue
            yield Finding(quotation.location, "q-not-found", message, hint)


ACROSS_SECTION = (misplaced,)
