"""Citations found in the words of a passage, and the choice between those that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from edition.authoring.printed_locators import locator_at
from edition.authoring.text_ranges import NOWHERE, Range, contains, overlap, without_overlaps
from edition.authoring.work_index import WorkIndex

OP_CIT = (
    r"(?:op\.\s?cit\.|ouvr\.\s?cit(?:é|\.)|art\.\s?cit(?:é|\.)|loc\.\s?cit\.|l\.\s?c\."
    r"|a\.\s?a\.\s?O\.|aaO|am angegebenen Ort)"
)
OP_CIT_AFTER = re.compile(rf",?\s*\(?{OP_CIT}\)?", re.IGNORECASE)
"""“op. cit.”, or the like in German and French, behind a name or a title."""
SEE_NOTE = re.compile(
    r",?\s*\(?(?:as in|as|see|wie|vgl\.|siehe|voir|cf\.|cité|above|supra|oben|ci-dessus|,|\s)*\s*"
    r"(?:note|n\.|Anm\.|Anmerkung|Fußnote|Fn\.)\s?(?P<label>\d+)\)?",
    re.IGNORECASE,
)
"""A reference to the note in which a work was cited before, behind a name or a title."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of ``work`` (its key) found in a passage, from ``start`` to ``end`` of the words.

    ``locator`` is written as the dialect has it (``p. 12``); ``title`` is the range of the title and what follows it,
    in which no names are linked. ``score`` is larger the more evidence there is, ``why`` names it in a few words;
    ``sure`` is whether no other work can be meant. ``only_title`` is whether nothing but a title was found.
    """

    work: str
    start: int
    end: int
    locator: str = ""
    title: Range = NOWHERE
    score: int = 0
    sure: bool = False
    why: str = ""
    only_title: bool = False


def by_evidence(citation: Citation) -> tuple[bool, int, int, int, str]:
    """The key by which sure citations are sorted first, then those with more evidence, then longer ones."""
    return not citation.sure, -citation.score, citation.start - citation.end, citation.start, citation.work


def best_citations(citations: Iterable[Citation], work_index: WorkIndex) -> list[Citation]:
    """The citations that overlap no better one, in the order of the words.

    A volume gives way to the part of it that is cited. A citation is not sure if another work fits as well.
    """
    volume_of = {key: candidate.work.part_of for key, candidate in work_index.by_key.items()}
    parts = {volume_of[citation.work]: citation for citation in citations if volume_of[citation.work]}
    sure_parts = {work: part for work, part in parts.items() if part.sure}
    whole = [
        citation
        for citation in citations
        if not (citation.work in sure_parts and contains(sure_parts[citation.work], citation))
    ]
    ranked = sorted(whole, key=by_evidence)
    sure = [citation for citation in citations if citation.sure]
    return [_with_doubt(citation, sure, volume_of) for citation in without_overlaps(ranked)]


def _with_doubt(citation: Citation, others: list[Citation], volume_of: Mapping[str, str]) -> Citation:
    """The citation, not sure if another work has as high a score in overlapping words."""
    is_equalled = any(
        other.work not in (citation.work, volume_of[citation.work])
        and other.score >= citation.score
        and overlap(other, citation)
        for other in others
    )
    if not is_equalled:
        return citation
    return replace(citation, sure=False, why=f"{citation.why}; another work fits as well")


def has_reference(words: str) -> bool:
    """Whether words look like a reference: they have a year in parentheses, or a locator behind a comma or colon."""
    if re.search(r"\([^()]*(?:1[4-9]|20)\d\d[^()]*\)", words):
        return True
    return any(locator_at(words, match.start(), bare=False) for match in re.finditer(r"[,:]\s", words))


def without_citations(words: str, citations: Iterable[Citation]) -> str:
    """Words in which those of citations are blank."""
    for citation in citations:
        words = words[: citation.start] + " " * (citation.end - citation.start) + words[citation.end :]
    return words
