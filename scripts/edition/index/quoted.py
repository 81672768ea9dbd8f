"""The words of the quotations, and what they are beside those of their sources."""

from __future__ import annotations

from collections.abc import Mapping

from edition.index.tables import content_by_anchor, quotations_at
from edition.index.word_differences import Comparison, Piece, compare
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.records import Quotation
from edition.model.tree import text
from edition.sources.sections import find_range

Quoted = Mapping[str, tuple[int, str]]
"""Key of a quotation → offset of its beginning in its paragraph, and its words without the quotation marks."""


@derived
def quoted_in(edition: Edition, section: Section) -> Quoted:
    """The words of the quotations in a section and its notes."""
    quoted = {}
    for anchor, content in content_by_anchor(section).items():
        words = text(content)
        for quotation in quotations_at(edition).get(anchor, ()):
            span = find_range(words, quotation.begins, quotation.ends) if quotation.begins else (0, len(words))
            if span:
                quoted[quotation.key] = span[0], without_marks(words[slice(*span)])
    return quoted


def quoted_words(edition: Edition) -> Mapping[str, str]:
    """The words of every quotation by its key."""
    return {key: words for section in edition.sections for key, (_, words) in quoted_in(edition, section).items()}


def without_marks(words: str) -> str:
    """The words in one line, without the quotation marks round them and the comma before the last."""
    words = " ".join(words.split())
    return words[1:].rstrip("”").rstrip(",") if words.startswith("“") else words


def comparisons(edition: Edition, quotation: Quotation, words: str) -> tuple[Comparison, ...]:
    """The words of a quotation beside those of each of its sources. A text that is not cited is only shown."""
    english = edition.metadata.language.startswith("en")
    part = quotation.state == "partly"
    shown = quotation.state in ("missing", "unchecked", "none")
    plain = ((Piece(words, "same"),), ())
    return tuple(
        Comparison(plain[0], (Piece(read.words, "same"),)) if shown else compare(words, read.words, part, english)
        for read in quotation.compared
    )
