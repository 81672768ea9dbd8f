"""Citations that are found in the words of a passage, and the choice between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from edition.authoring.printed_locators import locator_at
from edition.authoring.text_ranges import NOWHERE, Range, contains, overlap, without_overlaps
from edition.authoring.work_index import WorkIndex

OP_CIT = (
    r"(?:op\.\s?cit\.|ouvr\.\s?cit(?:é|\.)|art\.\s?cit(?:é|\.)|loc\.\s?cit\.|l\.\s?c\."
    r"|a\.\s?a\.\s?O\.|aaO|am angegebenen Ort)"
)
OP_CIT_AFTER = re.compile(rf",?\s*\(?{OP_CIT}\)?", re.IGNORECASE)
SEE_NOTE = re.compile(
    r",?\s*\(?(?:as in|as|see|wie|vgl\.|siehe|voir|cf\.|cité|above|supra|oben|ci-dessus|,|\s)*\s*"
    r"(?:note|n\.|Anm\.|Anmerkung|Fußnote|Fn\.)\s?(?P<label>\d+)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation found in a passage: from ``start`` to ``end`` of its words, with the locator as the dialect has it.

    ``title`` is the range of the title and of what follows it, in which no names are linked; ``score`` is how much
    speaks for it; ``why`` says what, in a few words.
    """

    work: str
    start: int
    end: int
    locator: str = ""
    title: Range = NOWHERE
    score: int = 0
    sure: bool = False
    why: str = ""
    named: bool = False

    @property
    def cluster(self) -> str:
        """What its words look up."""
        return f"@{self.work}, {self.locator}" if self.locator else f"@{self.work}"


def best_citations(citations: Iterable[Citation], work_index: WorkIndex) -> list[Citation]:
    """Of citations that overlap the one for which most speaks; a volume gives way to the part of it that is cited."""
    candidate = work_index.by_key
    volumes = {
        (citation.start, candidate[citation.work].work.part_of): citation
        for citation in citations
        if candidate[citation.work].work.part_of
    }
    parts = {volume: citation for (_, volume), citation in volumes.items()}
    whole = [citation for citation in citations if not _within(citation, parts.get(citation.work))]
    preferred = sorted(
        whole,
        key=lambda citation: (
            not citation.sure,
            -citation.score,
            citation.start - citation.end,
            citation.start,
            citation.work,
        ),
    )
    rivals = [citation for citation in citations if citation.sure]
    return [_doubted(chosen, rivals, work_index) for chosen in without_overlaps(preferred)]


def _within(volume: Citation, part: Citation | None) -> bool:
    """Whether a volume is cited within the citation of its part, which is sure."""
    return part is not None and part.sure and contains(part, volume)


def _doubted(citation: Citation, rivals: list[Citation], work_index: WorkIndex) -> Citation:
    """The citation, not sure if another work has as much for it at the same place."""
    equal = any(
        rival.work not in (citation.work, work_index.by_key[citation.work].work.part_of)
        and rival.score >= citation.score
        and overlap(rival, citation)
        for rival in rivals
    )
    return replace(citation, sure=False, why=f"{citation.why}; another work fits as well") if equal else citation


def reference_like(words: str) -> Iterator[tuple[int, int]]:
    """Where words look like a reference: a year in parentheses, or a locator."""
    for match in re.finditer(r"\([^()]*(?:1[4-9]|20)\d\d[^()]*\)", words):
        yield match.span()
    for match in re.finditer(r"[,:]\s", words):
        locator = locator_at(words, match.start(), bare=False)
        if locator:
            yield match.start(), locator.end
