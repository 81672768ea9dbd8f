"""Works found by their titles in the words of a passage, with the names before them and what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.authoring.citations import OP_CIT_AFTER, SEE_NOTE, Citation
from edition.authoring.extent import Extent, ExtentFinder
from edition.authoring.printed_locators import Printed, locator_at
from edition.authoring.text_ranges import Range
from edition.authoring.work_index import ARTICLES, IndexedWork, tokens

BETWEEN_NAMES = frozenset("and und et y e ed eds hrsg hg with mit avec al u a".split())
INTRODUCING = frozenset(
    """see cf compare also in as by from quoted contra against thus according citing and but or for after on vgl siehe
    so zit zitiert nach bei für gegen wie ebenso ähnlich anders dazu hierzu ferner auch nur schon und oder voir cité
    après selon comme ainsi mais et ou dans dr prof mr mrs ms miss sir lord lady herr frau mme""".split()
)
"""Words that may stand before a name with a capital, and are no given names."""
_OTHER_NAME = re.compile(
    r"(?:^|[\s(;:.])(?:(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der)\s+){0,3}[A-ZÀ-Þ][\w’'-]+(?:,\s[A-Z][\w. -]{0,20})?"
    r"[,:]\s*[„“«»‚‘\"*]*\s*$"
)


def _of_other_volume(candidate: IndexedWork, locator: Printed | None) -> bool:
    """Whether a locator names a volume, and the work is another one."""
    volume = re.match(r"vols?\. (\w+)", locator.written) if locator else None
    return volume is not None and candidate.work.volume not in ("", volume[1])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a work at a place where its title stands.

    ``long`` is the number of words of the title that say something, ``alone`` whether no other work has it, ``of_name``
    whether it may be somebody's name; ``in_another`` whether the name of a journal, or another volume, follows;
    ``located`` whether a locator follows, ``ended`` whether the reference ends there.
    """

    author: bool
    other_author: bool
    extent: Extent
    located: bool
    ended: bool
    long: int
    alone: bool
    of_name: bool
    in_another: bool

    @property
    def score(self) -> int:
        """How much speaks for it."""
        extent = self.extent
        against = 3 * (extent.other_year and not extent.publisher)
        return 3 * self.author + 2 * extent.year + 2 * extent.container + extent.publisher + self.long - against

    @property
    def sure(self) -> bool:
        """Whether no other work can be meant."""
        if self._is_contradicted:
            return False
        return self._is_sure_by_author if self.author else self._is_sure_by_title

    @property
    def _is_contradicted(self) -> bool:
        extent = self.extent
        if self.in_another and not extent.publisher:
            return True
        return extent.other_year and not (self.author and (extent.publisher or extent.container))

    @property
    def _is_sure_by_author(self) -> bool:
        extent = self.extent
        if extent.year or extent.publisher or self.located:
            return True
        return self.long > 1 and (extent.container or self.ended)

    @property
    def _is_sure_by_title(self) -> bool:
        extent = self.extent
        if self.other_author or self.long < 2:
            return False
        return (extent.year and not self.of_name) or extent.container or (self.long > 2 and self.alone)

    @property
    def only_title(self) -> bool:
        """Whether there is nothing but the title."""
        extent = self.extent
        return not (self.author or extent.year or extent.publisher or extent.container or self.located)

    @property
    def why(self) -> str:
        """What speaks for it, in words."""
        extent = self.extent
        reasons = {"author": self.author, "title": True, "year": extent.year, "volume or journal": extent.container}
        reasons["place or publisher"] = extent.publisher
        return ", ".join(name for name, there in reasons.items() if there)


class TitleFinder(ExtentFinder):
    """Finds works by their titles in the words of one passage."""

    def citations(self) -> list[Citation]:
        """All that are found; they may overlap."""
        citations = []
        for index, token in enumerate(self.tokens):
            best: dict[str, tuple[tuple[str, ...], IndexedWork]] = {}
            for title, candidate in self.work_index.by_title.get(token.word, ()):
                same = [token.word for token in self.tokens[index : index + len(title)]] == list(title)
                if same and len(title) > len(best.get(candidate.work.key, ((), candidate))[0]):
                    best[candidate.work.key] = (title, candidate)
            longest = max((len(title) for title, _ in best.values()), default=0)
            for title, candidate in best.values():
                if self._capital(index, title, candidate) and len(title) * 2 > longest:
                    citations.append(self._citation(index, title, candidate))
        return citations

    def mentions(self) -> list[Citation]:
        """Titles that are named without more: to the letter as in the bibliography, but for emphasis and marks."""
        mentions = []
        for citation in self.citations():
            candidate = self.work_index.by_key[citation.work]
            for title in candidate.work.title, candidate.work.short_title:
                bare = re.sub(r"^(?:The|A|An|Der|Die|Das|Ein|Eine|Le|La|Les|L[’'])\s?", "", title)
                at = self.words.find(bare, max(citation.title.start - 1, 0)) if bare else -1
                if 0 <= at <= citation.title.start + 5:
                    start = citation.title.start if title == self.words[citation.title.start : at + len(bare)] else at
                    end = at + len(bare)
                    mentions.append(Citation(citation.work, start, end, "", Range(start, end), len(bare)))
                    break
        return mentions

    def _capital(self, index: int, title: tuple[str, ...], candidate: IndexedWork) -> bool:
        """Whether a title begins with a capital here if it does in the bibliography."""
        first = self.words[self.tokens[index].start]
        source = f"{candidate.work.title} {candidate.work.short_title}"
        given = next((source[token.start] for token in tokens(source) if token.word == title[0]), "")
        return first.isupper() or first.isdigit() or not given.isupper()

    def _citation(self, index: int, title: tuple[str, ...], candidate: IndexedWork) -> Citation:
        """The citation of a work whose title begins at a token."""
        first = self._with_article(index, candidate)
        start, author = self._names(first, candidate)
        extent = self.extent(index + len(title) - 1, candidate)
        closed = self.closed(extent.end)
        back = OP_CIT_AFTER.match(self.words, closed) or SEE_NOTE.match(self.words, closed)
        locator = locator_at(self.words, back.end() if back else closed)
        end = locator.end if locator else back.end() if back else self.closed(extent.end, start)
        evidence = Evidence(
            author=author,
            other_author=not author and self._other_author(self.tokens[first].start),
            extent=extent,
            located=locator is not None or back is not None,
            ended=re.match(r"[”’»“\"]?\s*(?:[,.;:)]|$)", self.words[end:]) is not None,
            long=sum(word not in ARTICLES and len(word) > 2 for word in title),
            alone=self.work_index.same_title(title) == 1,
            of_name=all(word in self.work_index.people for word in title),
            in_another=_of_other_volume(candidate, locator)
            or (not candidate.containers and self._in_quotes(first) and self._jumped_capitals(index, extent)),
        )
        written, span = locator.written if locator else "", Range(self.tokens[first].start, end)
        score = evidence.score + len(title)
        return Citation(
            candidate.work.key, start, end, written, span, score, evidence.sure, evidence.why, evidence.only_title
        )

    def _with_article(self, index: int, candidate: IndexedWork) -> int:
        """The index of the article before a title, if it belongs to that; else of the title itself."""
        if not index or self.tokens[index - 1].word not in ARTICLES or not self._adjoin(index - 1):
            return index
        article = self.tokens[index - 1]
        is_of_title = candidate.work.title.casefold().startswith(f"{article.word} ")
        return index - (is_of_title or self.words[article.start].isupper())

    def _adjoin(self, index: int) -> bool:
        return not self.words[self.tokens[index].end : self.tokens[index + 1].start].strip(" ’'")

    def _names(self, index: int, candidate: IndexedWork) -> tuple[int, bool]:
        """Where the names before a token begin, and whether a creator is among them, under no other given name."""
        start, names = index, frozenset(word for person in candidate.people for word in person.names)
        has_creator = False
        at = index - 1
        while at >= 0:
            gap = self.words[self.tokens[at].end : self.tokens[at + 1].start]
            if re.search(r"[;!?)\]”»—]", gap) or (". " in gap and len(self.tokens[at].word) > 3 and not has_creator):
                break
            word = self.tokens[at].word
            if candidate.is_by(word):
                has_creator, start = True, at
            elif (word in names or self._is_given(at, candidate)) and (has_creator or self._is_inverted(at, candidate)):
                start = at
            elif word not in BETWEEN_NAMES:
                break
            at -= 1
        if has_creator and not self._other_given(start):
            return self.tokens[start].start, True
        first = self.tokens[index].start if index < len(self.tokens) else len(self.words)
        return first - self._quote_before(first), self._possessive(index, candidate)

    def _is_given(self, at: int, candidate: IndexedWork) -> bool:
        """Whether a token is a given name that begins like one of a creator’s, and stands before his family name."""
        token = self.tokens[at]
        gap = self.words[token.end : self.tokens[at + 1].start] if at + 1 < len(self.tokens) else ""
        initials = {given[0] for person in candidate.people for given in person.given}
        capital = self.words[token.start].isupper()
        return capital and gap in (" ", ". ", ".") and token.word not in INTRODUCING and token.word[0] in initials

    def _other_given(self, start: int) -> bool:
        """Whether another given name stands before the name that begins with a token, so that it is somebody else’s."""
        if not start:
            return False
        before = self.tokens[start - 1]
        gap = self.words[before.end : self.tokens[start].start]
        capital = self.words[before.start].isupper()
        return capital and gap in (" ", ". ", ".") and before.word not in INTRODUCING

    def _is_inverted(self, at: int, candidate: IndexedWork) -> bool:
        """Whether the family name stands before a given name, as in “Hale, John”."""
        return any(candidate.is_by(token.word) for token in self.tokens[max(at - 3, 0) : at])

    def _possessive(self, index: int, candidate: IndexedWork) -> bool:
        before = [token.word for token in self.tokens[max(index - 2, 0) : index]]
        if len(before) == 2 and before[1] == "s" and candidate.is_by(before[0]):
            return True
        return bool(before) and before[-1].endswith("s") and candidate.is_by(before[-1][:-1])

    def _quote_before(self, start: int) -> int:
        """How many characters of a quotation mark stand right before a place."""
        return 1 if start and self.words[start - 1] in '“„«‘‚"»' else 0

    def _other_author(self, start: int) -> bool:
        """Whether somebody’s name stands before a title, as that of its author."""
        return _OTHER_NAME.search(self.words[max(start - 80, 0) : start]) is not None

    def _in_quotes(self, first: int) -> bool:
        return self._quote_before(self.tokens[first].start) > 0

    def _jumped_capitals(self, index: int, extent: Extent) -> bool:
        """Whether words with capitals stand between a title and its date: the name of a journal, perhaps."""
        between = self.words[self.tokens[index].end : extent.end].rpartition("(")[0]
        return re.search(r"[”’»\"][^(]*[A-ZÀ-Þ]\w+ [A-ZÀ-Þ]\w+", between) is not None
