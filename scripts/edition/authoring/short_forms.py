"""Short forms of citations, which begin with a name: “Hale, p. 12”, “Hale, Hive, 12”, “Hale 1871, 12”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from edition.authoring.citing import AGAIN, OF_NOTE, Citation
from edition.authoring.library import ARTICLES, Known, Library
from edition.authoring.matching import bare as _bare
from edition.authoring.printed_locators import locator_at
from edition.authoring.spans import Range
from edition.authoring.title_finder import BETWEEN_NAMES, INTRODUCING, TitleFinder

_DATE = re.compile(r",?\s*\(?(?P<year>(?:1[4-9]|20)\d\d)(?P<letter>[a-z]?)(?!\w|\s?[-–—]\s?\d)\)?")
_QUOTE = re.compile(r",?\s*[“„«‘‚\"»*]*\s*")
SAME = frozenset("id idem ders derselbe dies dieselbe eadem".split())
"""Words that stand for the name of the author cited just before."""


def _words_in_common(words: list[str], title: tuple[str, ...]) -> int:
    """With how many of the same words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, title, strict=False)))


class Cited:
    """The citations of the notes so far: by their notes, and in their order."""

    def __init__(self) -> None:
        self.notes: dict[str, list[Citation]] = {}
        self.order: list[Citation] = []

    def add(self, label: str, citations: Iterable[Citation]) -> None:
        """Add the citations of a note, or of a part of it."""
        for citation in citations:
            self.notes.setdefault(label, []).append(citation)
            self.order.append(citation)


class NameFinder(TitleFinder):
    """Finds works by the names of their authors in the words of one passage, given what was cited before."""

    def __init__(self, library: Library, words: str, cited: Cited, taken: list[Citation]) -> None:
        super().__init__(library, words)
        self.cited, self.taken = cited, taken

    def citations(self) -> list[Citation]:
        """All that are found outside those that were found before."""
        citations = []
        for index, token in enumerate(self.tokens):
            if any(citation.start <= token.start < citation.end for citation in self.taken):
                continue
            works = self._works(index)
            if works:
                citations += list(self._after_name(index, works))[:1]
        return citations

    def _works(self, index: int) -> list[Known]:
        """The works of whoever is named at a token."""
        word = self.tokens[index].word
        if word in SAME and self.words[self.tokens[index].start].isupper():
            before = [citation for citation in self.taken if citation.end <= self.tokens[index].start]
            last = max(before, key=lambda citation: citation.end) if before else next(reversed(self.cited.order), None)
            people = self.library.known[last.work].people if last else ()
            return [known for person in people[:1] for known in self.library.by_family.get(person.family[-1], [])]
        return self.library.by_family.get(word, []) if self.words[self.tokens[index].start].isupper() else []

    def _after_name(self, index: int, works: list[Known]) -> Iterator[Citation]:
        """What a name and the words behind it cite, the surest first."""
        end = self._behind_name(index, works)
        same = self.tokens[index].word in SAME
        first = [known for known in works if same or known.people[0].family[-1] == self.tokens[index].word]
        for citation in self._short_forms(index, end, first, works):
            start, named = self._names(index + 1, self.library.known[citation.work])
            if same or named:
                start = self.tokens[index].start if same else start
                yield replace(citation, start=start, title=Range(end, citation.end))

    def _short_forms(self, index: int, end: int, works: list[Known], every: list[Known]) -> Iterator[Citation]:
        """The same for works of which this is the first author; ``every`` are those with any share in them."""
        yield from self._by_title(end, works)
        if date := _DATE.match(self.words, end):
            same = [known for known in works if date["year"] in known.years]
            if len(same) > 1 or date["letter"]:
                same = [known for known in same if known.work.key.endswith(date["year"] + date["letter"])]
            sure = len(same) == 1 and (self.tokens[index].word in SAME or self._begins_reference(index))
            yield from self._made(date.end(), same, "author and year", sure)
        earlier = self._earlier(works)
        if note := OF_NOTE.match(self.words, end):
            in_note = {citation.work for citation in self.cited.notes.get(note["label"], ())}
            same = [known for known in works if known.work.key in in_note]
            yield from self._made(note.end(), same, f"author, cited in note {note['label']}", len(same) == 1)
        elif again := AGAIN.match(self.words, end):
            yield from self._made(again.end(), earlier[-1:], "author, cited before", len(earlier) == 1)
        elif locator_at(self.words, end):
            only = len(earlier) == 1
            chosen = earlier if only else works if len(works) == 1 else []
            yield from self._made(end, chosen, "author, the only work cited before" if only else "author", only)
        yield from self._by_facts(index, end, every)

    def _behind_name(self, index: int, works: list[Known]) -> int:
        """The end of the names that begin at a token, behind given names (“Hale, John”) and other authors."""
        given = {
            word
            for known in works
            for person in known.people
            for given_name in person.given
            for word in (given_name, given_name[0])
        }
        others = {name for known in works for person in known.people[1:] for name in person.names} | {"et", "al"}
        at, end = index + 1, index
        while at < len(self.tokens):
            gap, word = self.words[self.tokens[at - 1].end : self.tokens[at].start], self.tokens[at].word
            if gap.strip(" ,./&") or not (word in given or word in others or word in BETWEEN_NAMES):
                break
            end = at if word in given or word in others else end
            at += 1
        behind = self.tokens[end].end
        initial = len(self.tokens[end].word) == 1 or self.tokens[end].word == "al"
        return behind + (self.words[behind : behind + 1] == "." and (initial or self.tokens[index].word in SAME))

    def _by_title(self, end: int, works: list[Known]) -> Iterator[Citation]:
        """A part of a title behind the name: its words from one that says something, then a locator or an end."""
        first = self._title_start(end)
        length, fitting = self._with_longest_part(first, works)
        if not fitting or not self.words[self.tokens[first].start].isupper():
            return
        after = self._behind_title(self.tokens[first + length - 1].end)
        if not (locator_at(self.words, after) or re.match(r"\s*(?:[.;)]|$)", self.words[after:])):
            return
        earlier = [known for known in fitting if any(citation.work == known.work.key for citation in self.cited.order)]
        same = earlier if len(fitting) > 1 and len(earlier) == 1 else fitting
        sure = len(same) == 1 and not self._other_edition(after, same[0])
        yield from self._made(after, same, "author and part of the title", sure)

    def _title_start(self, end: int) -> int:
        """The index of the token, behind a comma or a quotation mark at an offset, with which a title begins after its
        article; that behind the last token if there is none."""
        quote = _QUOTE.match(self.words, end)
        begin = quote.end() if quote and quote[0].strip() else -1
        at = next((index for index, token in enumerate(self.tokens) if token.start == begin), len(self.tokens))
        return at + 1 if at < len(self.tokens) and self.tokens[at].word in ARTICLES else at

    def _with_longest_part(self, first: int, works: list[Known]) -> tuple[int, list[Known]]:
        """The works of whose titles most words stand from a token on, and the number of these words."""
        fitting: list[Known] = []
        longest = 0
        for known in works:
            title = max(known.titles, key=len)
            words = [token.word for token in self.tokens[first : first + len(title)]]
            starts = (offset for offset, word in enumerate(title) if word not in ARTICLES)
            length = max((_words_in_common(words, title[offset:]) for offset in starts), default=0)
            fitting = [known] if length > longest else [*fitting, known] if length == longest > 0 else fitting
            longest = max(length, longest)
        return longest, fitting

    def _behind_title(self, stop: int) -> int:
        """The offset behind the quotation mark, and the “op. cit.” or the like, that follow a title."""
        closing = re.compile(r"[,.]?\s?[”’»“\"*]").match(self.words, stop)
        after = closing.end() if closing else stop
        again = AGAIN.match(self.words, after) or OF_NOTE.match(self.words, after)
        return again.end() if again else after

    def _other_edition(self, at: int, known: Known) -> bool:
        """Whether a year that is not the work’s, or another volume, is printed behind its title."""
        behind = re.match(r"[^;()]{0,60}\([^()]*?((?:1[4-9]|20)\d\d)[^()]*\)", self.words[at:])
        volume = re.match(r",?\s(?:vol|Bd|t)\.\s?(\w+)", self.words[at:])
        other = volume is not None and known.work.volume not in ("", volume[1])
        return other or (behind is not None and bool(known.years) and behind[1] not in known.years)

    def _begins_reference(self, index: int) -> bool:
        """Whether a name at a token stands where a reference begins, and not within a phrase: “letter of Hale”."""
        start, _ = self._names(index + 1, self.library.by_family[self.tokens[index].word][0])
        before = self.words[:start].rstrip()
        last = re.search(r"\w+$", before)
        return last is None or _bare(last[0]) in INTRODUCING | BETWEEN_NAMES | {"to", "by"}

    def _by_facts(self, index: int, end: int, works: list[Known]) -> Iterator[Citation]:
        """A work whose title is printed otherwise, by the journal or volume that is named, the year, the number."""
        sentence = min((stop for stop in self.stops if stop > end), default=len(self.words))
        stop = self.words.find(";", end, sentence)
        limit = stop if stop >= 0 else sentence
        within = [token for token in self.tokens[index + 1 :] if token.end <= limit]
        have = {token.word for token in within}
        ranked = []
        for known in works:
            container = any(set(form) <= have for form in known.containers)
            year, number = bool(have & known.years), len(have & known.numbers)
            if container and year and number:
                ranked.append((3 + 2 + number, known))
        ranked.sort(key=lambda pair: -pair[0])
        if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0] + 1):
            known = ranked[0][1]
            facts = known.facts | known.numbers | known.years
            last = max(token.end for token in within if token.word in facts)
            yield from self._made(last, [known], "author, journal or volume, year and number", True)

    def _earlier(self, works: list[Known]) -> list[Known]:
        """The works among these that were cited before, in the order of their last citations."""
        keys = [citation.work for citation in (*self.cited.order, *self.taken)]
        by_key = {known.work.key: known for known in works if known.work.key in keys}
        return sorted(by_key.values(), key=lambda known: len(keys) - keys[::-1].index(known.work.key))

    def _made(self, end: int, works: list[Known], why: str, sure: bool) -> Iterator[Citation]:
        """The citation of the last of some works, up to the end of the locator that follows a place."""
        if works:
            locator = locator_at(self.words, end)
            last, written = (locator.end, locator.written) if locator else (end, "")
            yield Citation(works[-1].work.key, 0, last, written, Range(0, last), 5, sure, why)
