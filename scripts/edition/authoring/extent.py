"""How far a citation reaches behind the title of a work: over its subtitle, volume, editors, place and year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from edition.authoring.work_index import GLUE, IndexedWork, WorkIndex, tokens
from edition.index.uses import sentences

_HELPING = frozenset(
    "ed eds edited hrsg hg herausgegeben dir direction trans translated tr übers übersetzt trad traduit".split()
)
"""Words behind which editors and translators are named."""
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_PARENTHESIS = re.compile(r"[^;()]{0,240}\((?P<inner>[^()]*)\)")


@dataclass(slots=True)
class Extent:
    """How far a citation reaches to the right of a title: to the offset ``end``; and what stands there.

    ``facts`` are the words that belong to the work; ``year``, ``container`` (the journal or volume) and ``publisher``
    (with the place) whether these are among them; ``other_year`` whether the reference has a year that is not the
    work's. ``helped`` is whether names of editors or translators may follow, ``jumped`` whether words that do not
    belong to the work were passed over to reach its year.
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
    """Finds how far citations reach in the words of one passage. Indexes are those of its tokens."""

    def __init__(self, work_index: WorkIndex, words: str) -> None:
        self.work_index, self.words, self.tokens = work_index, words, tokens(words)
        self.stops = {end for _, end in sentences(words)}
        """The offsets at which sentences end."""

    def extent(self, index: int, candidate: IndexedWork) -> Extent:
        """How far a citation of a work reaches whose title ends with the token at an index."""
        extent, at = Extent(self.tokens[index].end), index + 1
        while at < len(self.tokens) and (following := self._next(extent, at, candidate)):
            at = following
        self._conclude(extent, candidate)
        return extent

    def gap_before(self, index: int) -> str:
        """What stands between the token at an index and the one before."""
        return self.words[self.tokens[index - 1].end : self.tokens[index].start]

    def has_words(self, index: int, words: tuple[str, ...]) -> bool:
        """Whether words, normalized, stand from an index on."""
        return tuple(token.word for token in self.tokens[index : index + len(words)]) == words

    def is_capitalized(self, index: int) -> bool:
        """Whether the token at an index begins with a capital letter."""
        return self.words[self.tokens[index].start].isupper()

    def _next(self, extent: Extent, at: int, candidate: IndexedWork) -> int:
        """Take the token at an index into the citation. Returns the index to go on with, 0 if the citation ends."""
        token, gap = self.tokens[at], self.gap_before(at)
        if ";" in gap:
            return 0
        if behind := self._container_end(at, candidate) if token.word in ("in", "dans") else 0:
            extent.container, extent.jumped, extent.end = True, False, self.tokens[behind - 1].end
            return behind
        helpers = candidate.helpers if extent.helped else ()
        is_fact = any(token.word in words for words in (candidate.facts, candidate.years, helpers))
        if extent.year and not is_fact and re.search(r"\)[^,:]*$", gap):
            return 0
        if is_fact and not self._begins_other_title(at):
            extent.end, extent.year = token.end, extent.year or token.word in candidate.years
            extent.facts.add(token.word)
        elif token.word in GLUE and not (extent.year and ". " in gap):
            extent.helped = extent.helped or token.word in _HELPING
        elif not self._is_place(at, candidate, extent):
            return self._jump(extent, candidate)
        return at + 1

    def _is_place(self, at: int, candidate: IndexedWork, extent: Extent) -> bool:
        """Whether a token stands where a place does, before publisher or year: the bibliography may have another form
        of its name."""
        if extent.year or at + 1 >= len(self.tokens) or not self.is_capitalized(at):
            return False
        following = self.tokens[at + 1].word
        return self.gap_before(at + 1) in (", ", ": ", " ") and following in candidate.publisher | candidate.years

    def _container_end(self, at: int, candidate: IndexedWork) -> int:
        """The index behind the title of the volume or journal, if that follows soon in the same reference; else 0."""
        for index in range(at + 1, min(at + 16, len(self.tokens))):
            if ";" in self.gap_before(index):
                return 0
            for form in candidate.containers:
                if self.has_words(index, form):
                    return index + len(form)
        return 0

    def _begins_other_title(self, at: int) -> bool:
        """Whether a longer title of a work begins at a token, and is not the title of a volume behind “in”."""
        if any(token.word in ("in", "dans") for token in self.tokens[max(at - 2, 0) : at]):
            return False
        titles = self.work_index.by_title.get(self.tokens[at].word, ())
        return any(len(title) > 2 and self.has_words(at, title) for title, _ in titles)

    def _jump(self, extent: Extent, candidate: IndexedWork) -> int:
        """Take into the citation what stands up to the end of the parenthesis with a year of the work in the same
        sentence. Returns the index behind it; 0 if there is none, or this was done before."""
        match = None if extent.jumped else _PARENTHESIS.match(self.words, self.closed(extent.end))
        if match is None or any(extent.end < stop < match.start("inner") for stop in self.stops):
            return 0
        years, inner = set(_YEAR.findall(match["inner"])), {token.word for token in tokens(match["inner"])}
        if not candidate.years & years:
            extent.other_year = extent.other_year or bool(years and candidate.years)
            if match.start("inner") - extent.end >= 60 or not inner & candidate.publisher:
                return 0
        extent.year = bool(candidate.years & years)
        extent.end, extent.jumped = match.end(), True
        extent.facts |= inner
        return sum(token.start < extent.end for token in self.tokens)

    def _conclude(self, extent: Extent, candidate: IndexedWork) -> None:
        """Set what follows from the facts that were found."""
        extent.year = bool(extent.facts & candidate.years)
        extent.container = extent.container or any(set(form) <= extent.facts for form in candidate.containers)
        extent.publisher = bool(extent.facts & candidate.publisher)
        if extent.year:
            is_published = extent.publisher or extent.container
            extent.other_year = not is_published and self._is_printed_elsewhere(extent.end, candidate)
        elif candidate.years and not extent.other_year:
            rest = self.words[extent.end : extent.end + 60].split(";")[0]
            around = self.words[extent.end - 1 : extent.end] + rest
            extent.other_year = re.match(r"[^.;]*?[(,]\s*[^();]*(?<!\d)(?:1[4-9]|20)\d\d\)?", around) is not None

    def _is_printed_elsewhere(self, end: int, candidate: IndexedWork) -> bool:
        """Whether words with a capital and then another year follow in the same reference."""
        rest = self.words[self.closed(end) :]
        stop = min((stop - self.closed(end) for stop in self.stops if stop > end), default=len(rest))
        behind = re.match(r",\s+[“„«]?[A-ZÀ-Þ][^;]*?(?<!\d)((?:1[4-9]|20)\d\d)(?!\d)", rest[:stop])
        return behind is not None and behind[1] not in candidate.years

    def closed(self, end: int, start: int | None = None) -> int:
        """The end of a citation, moved behind the parentheses and quotation marks that close what it opens.

        Without ``start`` the citation has 300 characters.
        """
        inner = self.words[max(end - 300, 0) if start is None else start : end]
        for opening, closing in ("()", "“”", "„“", "«»", "‘’"):
            is_last_open = inner.rfind(opening) > inner.rfind(closing)
            if is_last_open or (opening != "‘" and inner.count(opening) > inner.count(closing)):
                match = re.match(rf"[^;{re.escape(opening)}]{{0,60}}?{re.escape(closing)}", self.words[end:])
                end += match.end() if match else 0
        return end
