"""Findings on quotations: their words must occur at their anchors, and be what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.quoted import comparisons, quoted_in
from edition.index.tables import content_by_anchor, quotations, quotations_at
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


def contradicted(edition: Edition, section: Section) -> Iterator[Finding]:
    """``q-state``: a quotation said to agree with words from which it differs, or to differ from words with which it
    agrees."""
    quoted = quoted_in(edition, section)
    known = quotations(edition)
    for key, (_, words) in quoted.items():
        quotation = known[key]
        made = [*zip(quotation.compared, comparisons(edition, quotation, words), strict=True)]
        differing = [read for read, comparison in made if comparison.differs]
        if quotation.state == "agrees" and not all(read.remark for read in differing):
            message = f"“{key}” is said to agree with its source, but there are other words in it."
            yield Finding(quotation.location, "q-state", message, "Say differs; or say why in a remark.")
        elif quotation.state == "differs" and made and not differing:
            message = f"“{key}” is said to differ from its source, but has the same words."
            yield Finding(quotation.location, "q-state", message, "Say agrees; or correct the words under compared.")


ACROSS_SECTION = (misplaced, contradicted)
