"""The citations in the notes of a text, read one note after another: full, short, by “idem” and by “ibid.”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.authoring.citations import OP_CIT, Citation, best_citations, by_evidence, has_reference, without_citations
from edition.authoring.printed_locators import locator_at
from edition.authoring.short_forms import CitedBefore, NameFinder
from edition.authoring.source_map import Link, Passage
from edition.authoring.text_ranges import NOWHERE, Range, without_overlaps
from edition.authoring.title_finder import TitleFinder
from edition.authoring.work_index import WorkIndex, tokens
from edition.sources.locators import citation_items

_IDEM = re.compile(r"\b((?:Ders|Dies|Id|Idem|Eadem|Derselbe|Dieselbe)\b\.?)[,:]?\s[“„«]?\s?(?:[A-Z]\w{0,3}\s)?$")
"""“Idem” or the like right before a title."""
_IBID = re.compile(rf"\b(?:ibid(?:em)?\b\.?|ebd\b\.?|ebda\b\.?|ebenda\b)|^{OP_CIT}", re.IGNORECASE)


class NoteReader:
    """Reads the notes of an edition in their order, and remembers what they cite."""

    def __init__(self, work_index: WorkIndex) -> None:
        self.work_index, self.cited = work_index, CitedBefore()
        self.linked: list[Citation] = []
        """The citations that are linked already in the passage that was read last."""
        self.last: Citation | None = None
        self.is_last_alone = False
        """Whether ``last`` is the only work of the last note, which has no other reference in it."""

    def citations(self, passage: Passage) -> list[Citation]:
        """The citations in a passage of a note; those that are linked already are remembered, and not returned."""
        index, words = self.work_index, passage.words
        linked = [citation for link in passage.links for citation in _linked_citations(link, words, index)]
        by_title = best_citations(TitleFinder(index, words).citations(), index)
        by_title = [self._by_idem(words, citation, by_title) for citation in by_title if not citation.only_title]
        taken = [*linked, *(citation for citation in by_title if citation.sure)]
        by_name = NameFinder(index, words, self.cited, taken).citations()
        citations = _surest([*linked, *by_title, *by_name])
        citations = _surest([*citations, *self._by_ibid(passage, citations)])
        for citation in citations:
            if citation.sure:
                self.cited.add(passage.label, citation)
        self._remember(passage, citations)
        self.linked = linked
        return [citation for citation in citations if citation not in linked]

    def _by_idem(self, words: str, citation: Citation, citations: list[Citation]) -> Citation:
        """A citation as sure, if “idem” or the like stands before its title for the author cited just before."""
        match = _IDEM.search(words[: citation.title.start])
        before = [cited for cited in citations if cited.end <= citation.start]
        last = max(before, key=lambda cited: cited.end) if before else self.last
        if match is None or last is None or not last.sure:
            return citation
        by_key = self.work_index.by_key
        authors = {person.family for key in (last.work, citation.work) for person in by_key[key].people[:1]}
        is_same = len(authors) == 1 and "year" in citation.why
        return replace(citation, start=match.start(1), sure=True) if is_same else citation

    def _by_ibid(self, passage: Passage, citations: list[Citation]) -> Iterator[Citation]:
        """Citations by “ibid.”: of the work cited just before in this note, else of the only one of the last note."""
        previous: Citation | None = None
        for match in _IBID.finditer(passage.words):
            if any(cited.start <= match.start() < cited.end for cited in citations):
                continue
            before = [cited for cited in citations if cited.end <= match.start()]
            source = max(before, key=lambda cited: cited.end) if before else previous or self.last
            if source is None:
                continue
            between = passage.words[max((cited.end for cited in before), default=0) : match.start()]
            is_known = bool(before) or previous is not None or self.is_last_alone
            sure = source.sure and is_known and not has_reference(between)
            locator = locator_at(passage.words, match.end())
            written = locator.written if locator else source.locator
            end, why = locator.end if locator else match.end(), f"“{match[0]}” after {source.work}"
            previous = Citation(source.work, match.start(), end, written, NOWHERE, 4, sure, why)
            yield previous

    def _remember(self, passage: Passage, citations: list[Citation]) -> None:
        """Keep what an “ibid.” in the next note refers to."""
        has_other = has_reference(without_citations(passage.words, citations))
        if citations or has_other or _may_refer(passage):
            self.last = max(citations, key=lambda citation: citation.end) if citations else None
            is_one = len({citation.work for citation in citations}) == 1
            self.is_last_alone = is_one and not has_other and all(citation.sure for citation in citations)


def _may_refer(passage: Passage) -> bool:
    """Whether a note in which nothing was found may refer to something all the same: it is short, or has figures,
    titles or quotation marks in it."""
    return bool(passage.emphasis) or len(passage.words.split()) < 12 or bool(re.search(r"[\d“„«(]", passage.words))


def _linked_citations(link: Link, words: str, work_index: WorkIndex) -> Iterator[Citation]:
    """The citations that a link of a passage has already."""
    for item in citation_items(link.cluster) if "@" in link.cluster else ():
        if item.work in work_index.by_key:
            locator = re.sub(r"^@[^\s,;]+,?\s*", "", link.cluster) if item.locator else ""
            start = link.start + _title_start(words[link.start : link.end], item.work, work_index)
            yield Citation(item.work, link.start, link.end, locator, Range(start, link.end), 99, True, "linked")


def _title_start(words: str, work: str, work_index: WorkIndex) -> int:
    """The offset of the title of a work in the words of a citation of it; else of the first comma."""
    candidate, words_ = work_index.by_key[work], tokens(words)
    for index, token in enumerate(words_):
        for title in candidate.titles:
            if [token.word for token in words_[index : index + len(title)]] == list(title):
                return token.start
    comma = re.search(r"[,:]", words)
    return comma.start() if comma else len(words) if any(candidate.is_by(token.word) for token in words_) else 0


def _surest(citations: list[Citation]) -> list[Citation]:
    """The citations that overlap no surer one."""
    return without_overlaps(sorted(citations, key=by_evidence))
