"""Works found by their titles in the words of a passage, with the names before these and the facts behind."""

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for a work where its title stands in a passage.

    ``author`` is whether a name of its author stands before the title, ``other_author`` whether another name does.
    ``long`` is the number of words of the title that are no articles, ``alone`` whether no other work has the title,
    ``of_name`` whether it may be a person's name. ``in_another`` is whether the name of a journal, or another volume,
    follows; ``located`` whether a locator follows, ``ended`` whether the reference ends behind the title.
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
        """A number that is larger the more evidence there is."""
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
        """Whether there is no evidence but the title."""
        extent = self.extent
        return not (self.author or extent.year or extent.publisher or extent.container or self.located)

    @property
    def why(self) -> str:
        """The kinds of evidence, in words."""
        extent = self.extent
        reasons = {"author": self.author, "title": True, "year": extent.year, "volume or journal": extent.container}
        reasons["place or publisher"] = extent.publisher
        return ", ".join(name for name, is_given in reasons.items() if is_given)


class TitleFinder(ExtentFinder):
    """Finds works by their titles in the words of one passage."""

    def citations(self) -> list[Citation]:
        """All citations with a title. They may overlap."""
        citations = []
        for index, token in enumerate(self.tokens):
            best: dict[str, tuple[tuple[str, ...], IndexedWork]] = {}
            for title, candidate in self.work_index.by_title.get(token.word, ()):
                longest = len(best.get(candidate.work.key, ((), candidate))[0])
                if len(title) > longest and self.has_words(index, title):
                    best[candidate.work.key] = (title, candidate)
            longest = max((len(title) for title, _ in best.values()), default=0)
            for title, candidate in best.values():
                if self._has_capital(index, title, candidate) and len(title) * 2 > longest:
                    citations.append(self._citation(index, title, candidate))
        return citations

    def mentions(self) -> list[Citation]:
        """Titles that are named alone, with the very letters of the bibliography. They may overlap."""
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

    def _has_capital(self, index: int, title: tuple[str, ...], candidate: IndexedWork) -> bool:
        """Whether a title begins with a capital in the passage, if it does in the bibliography."""
        first = self.words[self.tokens[index].start]
        source = f"{candidate.work.title} {candidate.work.short_title}"
        original = next((source[token.start] for token in tokens(source) if token.word == title[0]), "")
        return first.isupper() or first.isdigit() or not original.isupper()

    def _citation(self, index: int, title: tuple[str, ...], candidate: IndexedWork) -> Citation:
        """The citation of a work whose title begins at a token."""
        first = self._with_article(index, candidate)
        start, author = self._names(first, candidate)
        extent = self.extent(index + len(title) - 1, candidate)
        closed = self.closed(extent.end)
        back = OP_CIT_AFTER.match(self.words, closed) or SEE_NOTE.match(self.words, closed)
        locator = locator_at(self.words, back.end() if back else closed)
        end = locator.end if locator else back.end() if back else self.closed(extent.end, start)
        before = self.words[max(self.tokens[first].start - 80, 0) : self.tokens[first].start]
        evidence = Evidence(
            author=author,
            other_author=not author and _OTHER_NAME.search(before) is not None,
            extent=extent,
            located=locator is not None or back is not None,
            ended=re.match(r"[”’»“\"]?\s*(?:[,.;:)]|$)", self.words[end:]) is not None,
            long=sum(word not in ARTICLES and len(word) > 2 for word in title),
            alone=self.work_index.same_title(title) == 1,
            of_name=all(word in self.work_index.people for word in title),
            in_another=self._is_in_another(index, candidate, extent, locator),
        )
        written, span = locator.written if locator else "", Range(self.tokens[first].start, end)
        score = evidence.score + len(title)
        return Citation(
            candidate.work.key, start, end, written, span, score, evidence.sure, evidence.why, evidence.only_title
        )

    def _with_article(self, index: int, candidate: IndexedWork) -> int:
        """The index of the article before a title, if it belongs to that; else of the title itself."""
        if not index or self.tokens[index - 1].word not in ARTICLES or self.gap_before(index).strip(" ’'"):
            return index
        article = self.tokens[index - 1]
        is_of_title = candidate.work.title.casefold().startswith(f"{article.word} ")
        return index - (is_of_title or self.is_capitalized(index - 1))

    def _names(self, index: int, candidate: IndexedWork) -> tuple[int, bool]:
        """The offset at which the names before a token begin, and whether an author of the work is among them."""
        start, names = index, frozenset(word for person in candidate.people for word in person.names)
        has_author = False
        at = index - 1
        while at >= 0:
            gap = self.gap_before(at + 1)
            if re.search(r"[;!?)\]”»—]", gap) or (". " in gap and len(self.tokens[at].word) > 3 and not has_author):
                break
            word = self.tokens[at].word
            if candidate.is_by(word):
                has_author, start = True, at
            elif (word in names or self._is_given_name(at, candidate)) and (
                has_author or self._is_inverted(at, candidate)
            ):
                start = at
            elif word not in BETWEEN_NAMES:
                break
            at -= 1
        if has_author and not (start and self._is_before_name(start - 1)):  # else another person of the family
            return self.tokens[start].start, True
        first = self.tokens[index].start if index < len(self.tokens) else len(self.words)
        return first - self._has_quote_before(first), self._is_possessive(index, candidate)

    def _is_given_name(self, at: int, candidate: IndexedWork) -> bool:
        """Whether a token may be a given name of an author of the work, before the family name: it has its initial."""
        initials = {given[0] for person in candidate.people for given in person.given}
        return self.tokens[at].word[0] in initials and self._is_before_name(at)

    def _is_before_name(self, at: int) -> bool:
        """Whether a token with a capital stands right before the next one, as a given name does."""
        gap = self.gap_before(at + 1) if at + 1 < len(self.tokens) else ""
        return gap in (" ", ". ", ".") and self.is_capitalized(at) and self.tokens[at].word not in INTRODUCING

    def _is_inverted(self, at: int, candidate: IndexedWork) -> bool:
        """Whether the family name stands before a given name, as in “Hale, John”."""
        return any(candidate.is_by(token.word) for token in self.tokens[max(at - 3, 0) : at])

    def _is_possessive(self, index: int, candidate: IndexedWork) -> bool:
        """Whether an author's name stands in the genitive before a token, as in “Hale’s Hive”."""
        before = [token.word for token in self.tokens[max(index - 2, 0) : index]]
        if len(before) == 2 and before[1] == "s" and candidate.is_by(before[0]):
            return True
        return bool(before) and before[-1].endswith("s") and candidate.is_by(before[-1][:-1])

    def _has_quote_before(self, offset: int) -> bool:
        """Whether an opening quotation mark stands right before an offset."""
        return offset > 0 and self.words[offset - 1] in '“„«‘‚"»'

    def _is_in_another(self, index: int, candidate: IndexedWork, extent: Extent, locator: Printed | None) -> bool:
        """Whether the locator names a volume that is not the work's, or the name of a journal may follow: the title is
        in quotation marks, not that of an article, and words with capitals are between it and its date."""
        volume = re.match(r"vols?\. (\w+)", locator.written) if locator else None
        if volume is not None and candidate.work.volume not in ("", volume[1]):
            return True
        first = self._with_article(index, candidate)
        between = self.words[self.tokens[index].end : extent.end].rpartition("(")[0]
        has_capitals = re.search(r"[”’»\"][^(]*[A-ZÀ-Þ]\w+ [A-ZÀ-Þ]\w+", between) is not None
        return has_capitals and not candidate.containers and self._has_quote_before(self.tokens[first].start)
