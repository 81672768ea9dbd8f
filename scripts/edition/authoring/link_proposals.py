"""Proposals for links in a text: what in it names an entry or cites a work, and how sure that is.

A file is changed only by the brackets and keys of links; that none of its words changes is proved before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from edition.authoring.citations import Citation, best_citations
from edition.authoring.link_writer import linked
from edition.authoring.names import NameMatch, Names
from edition.authoring.note_reader import NoteReader
from edition.authoring.source_map import Link, Passage, head_end, passages
from edition.authoring.text_ranges import Range, contains, overlap, overlaps_any
from edition.authoring.title_finder import TitleFinder
from edition.authoring.work_index import WorkIndex, normalized
from edition.model.edition import Edition
from edition.model.kinds import Lookup
from edition.model.records import BIBLIOGRAPHY
from edition.model.tree import find_all, text
from edition.model.works import Work
from edition.sources import bibtex, dialect
from edition.sources.citekeys import KEY
from edition.sources.load import Sources
from edition.sources.outlines import EDITORIAL

WORKS = f"{BIBLIOGRAPHY}/works.bib"
_ROLE = r"(?:[Ee]ds?|[Ee]dited|[Tt]rans|[Tt]ranslated|[Hh]rsg|[Hh]g|[Üü]bers|[Éé]d|[Dd]ir|[Tt]rad)"
_BEFORE = re.compile(rf"\b{_ROLE}\.?,?\s(?:by\s|von\s|par\s)?(?:[^,;()]{{2,40}}(?:,|\sand|\sund|\set|\s&)\s)?$")
_BEHIND = re.compile(rf",?\s\(?{_ROLE}\b")
"""The word for the role of an editor or translator, before the name and behind it."""
_CAPITAL = re.compile(r"(?:^|[^.!?:]\s)[A-ZÀ-Þ][\w’']*$")
"""A capitalized word that begins no sentence, at the end of words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link that is proposed in a passage.

    ``kind`` is "name", "work" or "citation" (of a work in a note); ``why`` names the evidence in a few words.
    """

    passage: Passage
    link: Link
    kind: str
    sure: bool
    why: str

    @property
    def words(self) -> str:
        """The words that are to be linked."""
        return self.passage.words[self.link.start : self.link.end]

    @property
    def written(self) -> str:
        """The link in Markdown."""
        return f"[{self.words}][{self.link.cluster}]"


def all_works(sources: Sources) -> dict[str, Work]:
    """The works of works.bib by key, also those that the edition leaves out since nothing cites them yet."""
    works, _ = bibtex.works(sources.files.get(WORKS, ""), WORKS)
    return {work.key: work for work in works}


def proposals(edition: Edition, works: Mapping[str, Work], files: Iterable[tuple[str, str]]) -> list[Proposal]:
    """What can be linked in sections, given as pairs of path and source, and is not yet; in the order of the text."""
    work_index, names = WorkIndex(works), Names(edition)
    notes = NoteReader(work_index)
    proposed: list[Proposal] = []
    for file, source in files:
        linked_keys: dict[str, set[str]] = {}
        for passage in passages(file, source):
            if passage.label.startswith(EDITORIAL):
                continue
            group = linked_keys.setdefault(f"n{passage.label}" if passage.label else f"p{passage.anchor}", set())
            matches = names.matches_in(passage.words)
            if passage.label:
                cited = notes.citations(passage)
                linked_works = notes.linked
            else:
                linked_works = []
                named = {(match.start, match.end) for match in matches}
                titles = _titles_in_text(work_index, passage)
                cited = [citation for citation in titles if (citation.start, citation.end) not in named]
            proposed += _of_citations(passage, cited, works)
            proposed += _of_names(passage, matches, [*linked_works, *cited], names, group)
    return proposed


def _titles_in_text(work_index: WorkIndex, passage: Passage) -> list[Citation]:
    """The works that the text names by their titles, as far as nothing is linked there.

    A title is sure if it is emphasized, or has several long words and no other word with a capital before it.
    """
    mentions = TitleFinder(work_index, passage.words).mentions()
    citations = []
    for citation in best_citations(mentions, work_index):
        before = passage.words[: citation.start].rstrip(" “„«")
        emphasized = any(contains(emphasis, citation) for emphasis in passage.emphasis)
        quoted = passage.words[: citation.start].endswith(("“", "„", "«"))
        long = _is_long(passage.words[citation.start : citation.end], work_index)
        if (emphasized or quoted or long) and not overlaps_any(citation, passage.links):
            only = all(other.work == citation.work for other in mentions if overlap(other, citation))
            sure = only and (emphasized or (long and (quoted or not _CAPITAL.search(before))))
            title = Range(citation.start, citation.end)
            citations.append(replace(citation, sure=sure, title=title, why="title"))
    return citations


def _is_long(title: str, work_index: WorkIndex) -> bool:
    """Whether a title has several long words, and is not only the name of an author."""
    is_name = all(word in work_index.people or len(word) < 4 for word in normalized(title).split())
    return sum(len(word) > 3 for word in title.split()) > 1 and not is_name


def _of_citations(passage: Passage, cited: list[Citation], works: Mapping[str, Work]) -> Iterator[Proposal]:
    """Proposals for citations that cut no link in two."""
    for citation in cited:
        if all(contains(citation, link) for link in passage.links if overlap(link, citation)):
            key = works[citation.work].written_key
            written = f"@{key}" if re.fullmatch(KEY, key) else f"@{{{key}}}"
            cluster = f"{written}, {citation.locator}" if citation.locator else written
            link = Link(citation.start, citation.end, cluster)
            yield Proposal(passage, link, "citation" if passage.label else "work", citation.sure, citation.why)


def _of_names(
    passage: Passage, matches: list[NameMatch], cited: list[Citation], names: Names, group: set[str]
) -> Iterator[Proposal]:
    """Proposals for the first match of each entry in a paragraph, and of each person in a note.

    ``group`` has the keys that are linked in the paragraph or note so far; those that are found here are added.
    """
    linked_at = {link.cluster[1:]: link.start for link in reversed(passage.links) if link.cluster.startswith("@")}
    for match in matches:
        if passage.label and match.key not in names.people:
            continue
        if linked_at.get(match.key, match.start) < match.start:
            group.add(match.key)
        if match.key in group or not _can_be_linked(passage, match, cited):
            continue
        group.add(match.key)
        quoted = bool(passage.label) and _in_quotes(passage.words, match.start)
        why = "in quotation marks: perhaps a title" if quoted else match.why
        link = Link(match.start, match.end, f"@{match.key}")
        yield Proposal(passage, link, "name", match.sure and not quoted, why)


def _can_be_linked(passage: Passage, match: NameMatch, cited: list[Citation]) -> bool:
    """Whether a name stands outside other links than citations, outside titles, and crosses the end of no citation."""
    citations = {(citation.start, citation.end) for citation in cited if citation.why == "linked"}
    links = (link for link in passage.links if link.end > link.start and (link.start, link.end) not in citations)
    if overlaps_any(match, links):
        return False
    titles = (*(citation.title for citation in cited), *passage.emphasis)
    of_helper = _BEFORE.search(passage.words[: match.start]) or _BEHIND.match(passage.words[match.end :])
    if overlaps_any(match, titles) and not of_helper:  # an editor or translator
        return False
    return all(contains(citation, match) for citation in cited if overlap(citation, match))


def _in_quotes(words: str, at: int) -> bool:
    """Whether an offset is between quotation marks."""
    return any(words.count(opening, 0, at) > words.count(closing, 0, at) for opening, closing in ("“”", "«»", "„“"))


def written(files: Iterable[tuple[str, str]], proposed: Iterable[Proposal]) -> tuple[dict[str, str], list[Proposal]]:
    """The new sources of the files that change, by path; and the proposals that could not be written.

    If writing all proposals of a file would change its words, or a link would be read otherwise than it is meant, they
    are tried one by one.
    """
    changed: dict[str, str] = {}
    failed: list[Proposal] = []
    by_file: dict[str, list[Proposal]] = {}
    for proposal in proposed:
        by_file.setdefault(proposal.passage.file, []).append(proposal)
    for file, source in files:
        wanted = by_file.get(file, [])
        if wanted and not _is_proved(source, wanted):
            good: list[Proposal] = []
            for proposal in wanted:
                (good if _is_proved(source, [*good, proposal]) else failed).append(proposal)
            wanted = good
        made = _with_links(source, wanted)
        if made != source:
            changed[file] = made
    return changed, failed


def _with_links(source: str, wanted: Iterable[Proposal]) -> str:
    return linked(source, ((proposal.passage, proposal.link) for proposal in wanted))


def _is_proved(source: str, wanted: list[Proposal]) -> bool:
    """Whether the links that are wanted leave the words as they are, and are the only lookups that are added."""
    words, lookups = _words_and_lookups(source)
    added = [(" ".join(proposal.words.split()), proposal.link.cluster) for proposal in wanted]
    return _words_and_lookups(_with_links(source, wanted)) == (words, sorted([*lookups, *added]))


def _words_and_lookups(source: str) -> tuple[str, list[tuple[str, str]]]:
    """The words of a file, and its lookups, sorted, as pairs of words and cluster."""
    document = dialect.parse(source[head_end(source) :], "")
    blocks = (*document.blocks, *(block for note in document.notes for block in (note.label, *note.content)))
    words = text(dialect.without_lookups(blocks))
    lookups = ((text(dialect.without_lookups(node.children)), node.cluster) for node in find_all(blocks, Lookup))
    return words, sorted((" ".join(linked_words.split()), cluster) for linked_words, cluster in lookups)
