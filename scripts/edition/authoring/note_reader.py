"""The citations of the notes of a text, one note after another: full, short, and by reference to an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.authoring.citations import OP_CIT, Citation, best_citations, reference_like
from edition.authoring.printed_locators import locator_at
from edition.authoring.short_forms import CitedBefore, NameFinder
from edition.authoring.source_map import Passage
from edition.authoring.text_ranges import NOWHERE, Range, without_overlaps
from edition.authoring.title_finder import TitleFinder
from edition.authoring.work_index import WorkIndex, tokens
from edition.sources.locators import citation_items

_SAME = re.compile(r"\b((?:Ders|Dies|Id|Idem|Eadem|Derselbe|Dieselbe)\b\.?)[,:]?\s[“„«]?\s?(?:[A-Z]\w{0,3}\s)?$")
_IBID = re.compile(rf"\b(?:ibid(?:em)?\b\.?|ebd\b\.?|ebda\b\.?|ebenda\b)|^{OP_CIT}", re.IGNORECASE)


class NoteReader:
    """Reads the notes of an edition in their order, and remembers what they cite."""

    def __init__(self, work_index: WorkIndex) -> None:
        self.work_index, self.cited = work_index, CitedBefore()
        self.given: list[Citation] = []
        """The citations that are linked already in the passage that was read last."""
        self.last: Citation | None = None
        self.certain = False
        """Whether ``last`` is the only work of the last note, which has no other reference in it."""

    def citations(self, passage: Passage) -> list[Citation]:
        """The citations in a passage of a note; those that are linked already are remembered, and not returned."""
        given = self.given = list(_given(passage, self.work_index))
        cited = best_citations(TitleFinder(self.work_index, passage.words).citations(), self.work_index)
        cited = [self._by_same(passage.words, citation, cited) for citation in cited if not citation.named]
        taken = [*given, *(citation for citation in cited if citation.sure)]
        short = NameFinder(self.work_index, passage.words, self.cited, taken).citations()
        selected = _apart([*given, *cited, *short])
        selected = _apart([*selected, *self._again(passage, selected)])
        for citation in selected:
            if citation.sure:
                self.cited.add(passage.label, citation)
        self._remember(passage, selected)
        return [citation for citation in selected if citation not in given]

    def _by_same(self, words: str, citation: Citation, citations: list[Citation]) -> Citation:
        """A citation as sure, if “id.” or the like stands before its title for the author cited just before."""
        match = _SAME.search(words[: citation.title.start])
        before = [cited for cited in citations if cited.end <= citation.start]
        last = max(before, key=lambda cited: cited.end) if before else self.last
        if match is None or last is None or not last.sure:
            return citation
        people = {
            person.family for work in (last.work, citation.work) for person in self.work_index.by_key[work].people[:1]
        }
        spoken = len(people) == 1 and "year" in citation.why
        return replace(citation, start=match.start(1), sure=True) if spoken else citation

    def _again(self, passage: Passage, before: list[Citation]) -> Iterator[Citation]:
        """Citations by “ibid.”: of the work cited just before in this note, else of the only one of the last note."""
        previous: Citation | None = None
        for match in _IBID.finditer(passage.words):
            if any(cited.start <= match.start() < cited.end for cited in before):
                continue
            here = [cited for cited in before if cited.end <= match.start()]
            source = max(here, key=lambda cited: cited.end) if here else previous or self.last
            if source is None:
                continue
            between = passage.words[max((cited.end for cited in here), default=0) : match.start()]
            unknown = any(reference_like(between))
            sure = source.sure and not unknown and (bool(here) or previous is not None or self.certain)
            locator = locator_at(passage.words, match.end())
            written = locator.written if locator else source.locator
            end, why = locator.end if locator else match.end(), f"“{match[0]}” after {source.work}"
            previous = Citation(source.work, match.start(), end, written, NOWHERE, 4, sure, why)
            yield previous

    def _remember(self, passage: Passage, selected: list[Citation]) -> None:
        """Remember what a following “ibid.” means."""
        rest = passage.words
        for citation in sorted(selected, key=lambda cited: -cited.start):
            rest = rest[: citation.start] + " " * (citation.end - citation.start) + rest[citation.end :]
        unknown = any(reference_like(rest))
        whole = [citation for citation in selected if citation.title != (-1, -1)]
        if selected or unknown or _is_reference(passage):
            self.last = max(selected, key=lambda citation: citation.end) if selected else None
            self.certain = (
                len({citation.work for citation in whole}) == 1
                and not unknown
                and all(citation.sure for citation in selected)
            )


def _is_reference(passage: Passage) -> bool:
    """Whether a note in which nothing was found may refer to something all the same: it is short, or has figures,
    titles or quotation marks in it."""
    return bool(passage.emphasis) or len(passage.words.split()) < 12 or bool(re.search(r"[\d“„«(]", passage.words))


def _given(passage: Passage, work_index: WorkIndex) -> Iterator[Citation]:
    """The citations that are linked in a passage already, with the ranges of their titles."""
    for start, end, cluster in passage.links:
        for item in citation_items(cluster) if "@" in cluster else ():
            if item.work in work_index.by_key:
                written = re.sub(r"^@[^\s,;]+,?\s*", "", cluster) if item.locator else ""
                title = Range(_title_start(passage.words[start:end], item.work, work_index) + start, end)
                yield Citation(item.work, start, end, written, title, 99, True, "linked")


def _title_start(words: str, work: str, work_index: WorkIndex) -> int:
    """Where the title of a work begins in the words of a citation of it; else what follows the first comma."""
    candidate, words_ = work_index.by_key[work], tokens(words)
    for index, token in enumerate(words_):
        for title in candidate.titles:
            if [token.word for token in words_[index : index + len(title)]] == list(title):
                return token.start
    comma = re.search(r"[,:]", words)
    return comma.start() if comma else len(words) if any(candidate.is_by(token.word) for token in words_) else 0


def _apart(citations: list[Citation]) -> list[Citation]:
    """Citations that do not overlap; of two that do, the surer one."""
    return without_overlaps(
        sorted(citations, key=lambda citation: (not citation.sure, -citation.score, citation.start))
    )
