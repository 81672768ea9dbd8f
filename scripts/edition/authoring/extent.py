"""How far a citation reaches behind the title of a work: over its subtitle, volume, editors, place and year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from edition.authoring.work_index import GLUE, IndexedWork, Token, WorkIndex, tokens
from edition.index.uses import sentences

HELPING = frozenset(
    "ed eds edited hrsg hg herausgegeben dir direction trans translated tr übers übersetzt trad traduit".split()
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_PARENTHESIS = re.compile(r"[^;()]{0,240}\((?P<inner>[^()]*)\)")


@dataclass(slots=True)
class Extent:
    """How far a citation reaches to the right of a title, and what was found there.

    ``helped`` is whether editors or translators may follow, ``jumped`` whether words that are no facts of the work were
    passed over.
    """

    end: int
    year: bool = False
    container: bool = False
    publisher: bool = False
    other_year: bool = False
    helped: bool = False
    jumped: bool = False
    facts: set[str] = field(default_factory=set)


class ExtentFinder:
    """The words of one passage, and how far the facts of a work go in them."""

    def __init__(self, work_index: WorkIndex, words: str) -> None:
        self.work_index, self.words, self.tokens = work_index, words, tokens(words)
        self.stops = {end for _, end in sentences(words)}

    def extent(self, index: int, candidate: IndexedWork) -> Extent:
        """How far the facts of a work go behind the token at an index."""
        extent, at = Extent(self.tokens[index].end), index + 1
        while at < len(self.tokens) and (following := self._next(extent, at, candidate)):
            at = following
        self._notice(extent, candidate)
        return extent

    def _next(self, extent: Extent, at: int, candidate: IndexedWork) -> int:
        """Takes the token at an index into the citation; the index of the next one, 0 if the citation ends before."""
        token, gap = self.tokens[at], self.words[self.tokens[at - 1].end : self.tokens[at].start]
        if ";" in gap:
            return 0
        if behind := self._container(at, candidate) if token.word in ("in", "dans") else 0:
            extent.container, extent.jumped, extent.end = True, False, self.tokens[behind - 1].end
            return behind
        helpers = candidate.helpers if extent.helped else ()
        is_fact = any(token.word in words for words in (candidate.facts, candidate.years, helpers))
        if extent.year and not is_fact and re.search(r"\)[^,:]*$", gap):
            return 0
        if is_fact and not self._begins_next(at):
            self._note(extent, token, candidate)
        elif token.word in GLUE and not (extent.year and ". " in gap):
            extent.helped = extent.helped or token.word in HELPING
        elif not self._is_place(at, candidate, extent):
            return self._jump(extent, candidate)
        return at + 1

    def _is_place(self, at: int, candidate: IndexedWork, extent: Extent) -> bool:
        """Whether a token stands where a place does, though the bibliography has another form of it."""
        if extent.year or at + 1 >= len(self.tokens) or not self.words[self.tokens[at].start].isupper():
            return False
        following = self.tokens[at + 1].word
        gap = self.words[self.tokens[at].end : self.tokens[at + 1].start]
        return gap in (", ", ": ", " ") and (following in candidate.publisher or following in candidate.years)

    def _container(self, at: int, candidate: IndexedWork) -> int:
        """The index behind the title of the volume or journal, if that follows soon in the same reference; else 0."""
        for index in range(at + 1, min(at + 16, len(self.tokens))):
            if ";" in self.words[self.tokens[index - 1].end : self.tokens[index].start]:
                return 0
            for form in candidate.containers:
                if [token.word for token in self.tokens[index : index + len(form)]] == list(form):
                    return index + len(form)
        return 0

    def _begins_next(self, at: int) -> bool:
        """Whether a longer title of another work begins at a token."""
        return any(
            len(title) > 2 and [token.word for token in self.tokens[at : at + len(title)]] == list(title)
            for title, other in self.work_index.by_title.get(self.tokens[at].word, ())
        ) and not self._within_container(at)

    def _within_container(self, at: int) -> bool:
        before = [token.word for token in self.tokens[max(at - 2, 0) : at]]
        return bool({"in", "dans"} & set(before))

    def _note(self, extent: Extent, token: Token, candidate: IndexedWork) -> None:
        extent.end = token.end
        extent.facts.add(token.word)
        extent.year = extent.year or token.word in candidate.years

    def _jump(self, extent: Extent, candidate: IndexedWork) -> int:
        """The index behind the parenthesis with a year of the work that follows in the same sentence; 0 if there is
        none, or one was passed already."""
        match = None if extent.jumped else _PARENTHESIS.match(self.words, self.closed(extent.end))
        if match is None or any(extent.end < stop < match.start("inner") for stop in self.stops):
            return 0
        years = _YEAR.findall(match["inner"])
        if not candidate.years & set(years):
            extent.other_year = extent.other_year or bool(years and candidate.years)
            near = match.start("inner") - extent.end < 60
            tokens_in = {token.word for token in tokens(match["inner"])}
            if not (near and tokens_in & candidate.publisher):
                return 0
        extent.year = bool(candidate.years & set(years))
        extent.end, extent.jumped = match.end(), True
        extent.facts |= {token.word for token in tokens(match["inner"])}
        return sum(token.start < extent.end for token in self.tokens)

    def _notice(self, extent: Extent, candidate: IndexedWork) -> None:
        extent.year = bool(extent.facts & candidate.years)
        extent.container = extent.container or any(set(form) <= extent.facts for form in candidate.containers)
        extent.publisher = bool(extent.facts & candidate.publisher)
        if extent.year:
            extent.other_year = not (extent.publisher or extent.container) and self._goes_on(extent.end, candidate)
        elif candidate.years and not extent.other_year:
            rest = self.words[extent.end : extent.end + 60].split(";")[0]
            here = self.words[extent.end - 1 : extent.end] + rest
            extent.other_year = re.match(r"[^.;]*?[(,]\s*[^();]*(?<!\d)(?:1[4-9]|20)\d\d\)?", here) is not None

    def _goes_on(self, end: int, candidate: IndexedWork) -> bool:
        """Whether words with a capital and then another year follow in the same reference: it is printed elsewhere."""
        rest = self.words[self.closed(end) :]
        stop = min((stop - self.closed(end) for stop in self.stops if stop > end), default=len(rest))
        behind = re.match(r",\s+[“„«]?[A-ZÀ-Þ][^;]*?(?<!\d)((?:1[4-9]|20)\d\d)(?!\d)", rest[:stop])
        return behind is not None and behind[1] not in candidate.years

    def closed(self, end: int, start: int | None = None) -> int:
        """The end of a citation behind the parenthesis and the quotation mark that were opened in it."""
        begin = max(end - 300, 0) if start is None else start
        inner = self.words[begin:end]
        for opening, closing in ("()", "“”", "„“", "«»", "‘’"):
            if inner.rfind(opening) > inner.rfind(closing) or (
                opening != closing and inner.count(opening) > inner.count(closing) and opening != "‘"
            ):
                match = re.match(rf"[^;{re.escape(opening)}]{{0,60}}?{re.escape(closing)}", self.words[end:])
                end += match.end() if match else 0
        return end
