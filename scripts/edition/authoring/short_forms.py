"""Short forms of citations, which begin with a name: “Hale, p. 12”, “Hale, Hive, 12”, “Hale 1871, 12”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from edition.authoring.citations import OP_CIT_AFTER, SEE_NOTE, Citation
from edition.authoring.printed_locators import locator_at
from edition.authoring.text_ranges import Range
from edition.authoring.title_finder import BETWEEN_NAMES, INTRODUCING, TitleFinder
from edition.authoring.work_index import ARTICLES, IndexedWork, WorkIndex, normalized

_DATE = re.compile(r",?\s*\(?(?P<year>(?:1[4-9]|20)\d\d)(?P<letter>[a-z]?)(?!\w|\s?[-–—]\s?\d)\)?")
_QUOTE = re.compile(r",?\s*[“„«‘‚\"»*]*\s*")
_CLOSING_QUOTE = re.compile(r"[,.]?\s?[”’»“\"*]")
IDEM = frozenset("id idem ders derselbe dies dieselbe eadem".split())
"""Words that stand for the name of the author cited just before."""


class CitedBefore:
    """The citations of the notes so far: by the label of their note, and in order."""

    def __init__(self) -> None:
        self.notes: dict[str, list[Citation]] = {}
        self.order: list[Citation] = []

    def add(self, label: str, citation: Citation) -> None:
        """Add a citation in the note with a label."""
        self.notes.setdefault(label, []).append(citation)
        self.order.append(citation)


class NameFinder(TitleFinder):
    """Finds works by the names of their authors in the words of one passage.

    ``cited`` are the citations of earlier notes; ``taken`` those of this passage, in which no name is looked for.
    """

    def __init__(self, work_index: WorkIndex, words: str, cited: CitedBefore, taken: list[Citation]) -> None:
        super().__init__(work_index, words)
        self.cited, self.taken = cited, taken

    def citations(self) -> list[Citation]:
        """The first citation that each name begins. They may overlap."""
        citations = []
        for index, token in enumerate(self.tokens):
            is_taken = any(citation.start <= token.start < citation.end for citation in self.taken)
            if not is_taken and (works := self._works(index)):
                citations += list(self._after_name(index, works))[:1]
        return citations

    def _works(self, index: int) -> list[IndexedWork]:
        """The works of the author whose family name, or “idem”, the token at an index is."""
        token = self.tokens[index]
        if not self.words[token.start].isupper():
            return []
        if token.word not in IDEM:
            return self.work_index.by_family.get(token.word, [])
        before = [citation for citation in self.taken if citation.end <= token.start]
        last = max(before, key=lambda citation: citation.end) if before else next(reversed(self.cited.order), None)
        people = self.work_index.by_key[last.work].people if last else ()
        return self.work_index.by_family.get(people[0].family[-1], []) if people else []

    def _after_name(self, index: int, works: list[IndexedWork]) -> Iterator[Citation]:
        """What the name at an index and the words behind it cite, the surest first."""
        token, end = self.tokens[index], self._end_of_names(index, works)
        idem = token.word in IDEM
        by_first = [candidate for candidate in works if idem or candidate.people[0].family[-1] == token.word]
        for citation in (*self._short_forms(index, end, by_first), *self._by_facts(index, end, works)):
            start, named = self._names(index + 1, self.work_index.by_key[citation.work])
            if idem or named:
                yield replace(citation, start=token.start if idem else start, title=Range(end, citation.end))

    def _short_forms(self, index: int, end: int, works: list[IndexedWork]) -> Iterator[Citation]:
        """Short citations, behind names that end at an offset, of works whose first author is named at an index."""
        yield from self._by_title(end, works)
        if date := _DATE.match(self.words, end):
            same = [candidate for candidate in works if date["year"] in candidate.years]
            if len(same) > 1 or date["letter"]:
                same = [candidate for candidate in same if candidate.work.key.endswith(date["year"] + date["letter"])]
            sure = len(same) == 1 and (self.tokens[index].word in IDEM or self._begins_reference(index))
            yield from self._of_last(same, date.end(), "author and year", sure)
        earlier = self._cited_before(works)
        if note := SEE_NOTE.match(self.words, end):
            in_note = {citation.work for citation in self.cited.notes.get(note["label"], ())}
            same = [candidate for candidate in works if candidate.work.key in in_note]
            yield from self._of_last(same, note.end(), f"author, cited in note {note['label']}", len(same) == 1)
        elif op_cit := OP_CIT_AFTER.match(self.words, end):
            yield from self._of_last(earlier, op_cit.end(), "author, cited before", len(earlier) == 1)
        elif locator_at(self.words, end) and len(earlier) == 1:
            yield from self._of_last(earlier, end, "author, the only work cited before", True)
        elif locator_at(self.words, end) and len(works) == 1:
            yield from self._of_last(works, end, "author", False)

    def _end_of_names(self, index: int, works: list[IndexedWork]) -> int:
        """The end of the names that begin at a token, behind given names (“Hale, John”) and other authors."""
        given = {form for work in works for person in work.people for name in person.given for form in (name, name[0])}
        others = {name for work in works for person in work.people[1:] for name in person.names}
        others |= given | {"et", "al"}
        at, end = index + 1, index
        while at < len(self.tokens):
            gap, word = self.words[self.tokens[at - 1].end : self.tokens[at].start], self.tokens[at].word
            if gap.strip(" ,./&") or word not in others | BETWEEN_NAMES:
                break
            end = at if word in others else end
            at += 1
        last = self.tokens[end]
        is_short = len(last.word) == 1 or last.word == "al" or self.tokens[index].word in IDEM
        return last.end + (is_short and self.words.startswith(".", last.end))

    def _by_title(self, end: int, works: list[IndexedWork]) -> Iterator[Citation]:
        """A work by a part of its title that stands behind the name, before a locator or the end of the reference."""
        first = self._title_start(end)
        length, fitting = self._with_longest_part(first, works)
        if not fitting or not self.words[self.tokens[first].start].isupper():
            return
        after = self._behind_title(self.tokens[first + length - 1].end)
        if not (locator_at(self.words, after) or re.match(r"\s*(?:[.;)]|$)", self.words[after:])):
            return
        cited = {citation.work for citation in self.cited.order}
        earlier = [candidate for candidate in fitting if candidate.work.key in cited]
        same = earlier if len(fitting) > 1 and len(earlier) == 1 else fitting
        sure = len(same) == 1 and not self._is_other_edition(after, same[0])
        yield from self._of_last(same, after, "author and part of the title", sure)

    def _title_start(self, end: int) -> int:
        """The index of the token with which a title, behind its article, begins after the comma or quotation mark at an
        offset; the number of tokens if there is none."""
        quote = _QUOTE.match(self.words, end)
        begin = quote.end() if quote and quote[0].strip() else -1
        at = next((index for index, token in enumerate(self.tokens) if token.start == begin), len(self.tokens))
        return at + 1 if at < len(self.tokens) and self.tokens[at].word in ARTICLES else at

    def _with_longest_part(self, first: int, works: list[IndexedWork]) -> tuple[int, list[IndexedWork]]:
        """The number of words, from a token on, that stand in a title, and the works with most of them."""
        fitting: dict[int, list[IndexedWork]] = {}
        for candidate in works:
            title = max(candidate.titles, key=len)
            words = [token.word for token in self.tokens[first : first + len(title)]]
            starts = (offset for offset, word in enumerate(title) if word not in ARTICLES)
            length = max((_words_in_common(words, title[offset:]) for offset in starts), default=0)
            fitting.setdefault(length, []).append(candidate)
        longest = max(fitting, default=0)
        return longest, fitting[longest] if longest else []

    def _behind_title(self, stop: int) -> int:
        """The offset behind the quotation mark, and the “op. cit.” or the like, that follow a title."""
        closing = _CLOSING_QUOTE.match(self.words, stop)
        after = closing.end() if closing else stop
        reference = OP_CIT_AFTER.match(self.words, after) or SEE_NOTE.match(self.words, after)
        return reference.end() if reference else after

    def _is_other_edition(self, at: int, candidate: IndexedWork) -> bool:
        """Whether a year that is not the work’s, or another volume, is printed at an offset behind its title."""
        year = re.match(r"[^;()]{0,60}\([^()]*?((?:1[4-9]|20)\d\d)[^()]*\)", self.words[at:])
        volume = re.match(r",?\s(?:vol|Bd|t)\.\s?(\w+)", self.words[at:])
        if volume is not None and candidate.work.volume not in ("", volume[1]):
            return True
        return year is not None and bool(candidate.years) and year[1] not in candidate.years

    def _begins_reference(self, index: int) -> bool:
        """Whether a name at a token stands where a reference begins, and not within a phrase: “letter of Hale”."""
        start, _ = self._names(index + 1, self.work_index.by_family[self.tokens[index].word][0])
        last = re.search(r"\w+$", self.words[:start].rstrip())
        return last is None or normalized(last[0]) in INTRODUCING | BETWEEN_NAMES | {"to", "by"}

    def _by_facts(self, index: int, end: int, works: list[IndexedWork]) -> Iterator[Citation]:
        """A work with another title, by its journal or volume, its year and a number in the same reference."""
        sentence = min((stop for stop in self.stops if stop > end), default=len(self.words))
        semicolon = self.words.find(";", end, sentence)
        limit = semicolon if semicolon >= 0 else sentence
        following = [token for token in self.tokens[index + 1 :] if token.end <= limit]
        words = {token.word for token in following}
        ranked = []
        for candidate in works:
            numbers = len(words & candidate.numbers)
            if numbers and words & candidate.years and any(words.issuperset(form) for form in candidate.containers):
                ranked.append((numbers, candidate))
        ranked.sort(key=lambda pair: -pair[0])
        if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0] + 1):
            candidate = ranked[0][1]
            facts = candidate.facts | candidate.numbers | candidate.years
            last = max(token.end for token in following if token.word in facts)
            yield from self._of_last([candidate], last, "author, journal or volume, year and number", True)

    def _cited_before(self, works: list[IndexedWork]) -> list[IndexedWork]:
        """Those of the works that were cited before, in the order of their last citations."""
        keys = [citation.work for citation in (*self.cited.order, *self.taken)]
        last = {key: at for at, key in enumerate(keys)}
        return sorted((work for work in works if work.work.key in last), key=lambda work: last[work.work.key])

    def _of_last(self, works: list[IndexedWork], end: int, why: str, sure: bool) -> Iterator[Citation]:
        """The citation of the last of the works, to the end of the locator that follows an offset."""
        if works:
            locator = locator_at(self.words, end)
            last, written = (locator.end, locator.written) if locator else (end, "")
            yield Citation(works[-1].work.key, 0, last, written, Range(0, last), 5, sure, why)


def _words_in_common(words: list[str], title: tuple[str, ...]) -> int:
    """With how many of the same words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, title, strict=False)))
