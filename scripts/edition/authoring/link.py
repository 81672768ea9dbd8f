"""Links for a text: what in it names an entry or cites a work, how sure that is, and how it is written.

Only the signs of links are added. That no word changes is proved for every file before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from edition.authoring.citing import Citation, chosen
from edition.authoring.library import Library
from edition.authoring.matching import bare
from edition.authoring.naming import Names, Naming
from edition.authoring.note_reader import NoteReader
from edition.authoring.source_map import Link, Passage, linked, passages
from edition.authoring.spans import overlap
from edition.authoring.title_finder import TitleFinder
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
_HELP = r"(?:[Ee]ds?|[Ee]dited|[Tt]rans|[Tt]ranslated|[Hh]rsg|[Hh]g|[Üü]bers|[Éé]d|[Dd]ir|[Tt]rad)"
_BEFORE = re.compile(rf"\b{_HELP}\.?,?\s(?:by\s|von\s|par\s)?(?:[^,;()]{{2,40}}(?:,|\sand|\sund|\set|\s&)\s)?$")
_BEHIND = re.compile(rf",?\s\(?{_HELP}\b")
"""What stands before and behind the name of an editor or translator."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link that is proposed: in which passage, for which words; its kind (name, work, citation), whether it is sure,
    and why."""

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
        """The link as it is written."""
        return f"[{self.words}][{self.link.cluster}]"


def all_works(sources: Sources) -> dict[str, Work]:
    """All works of works.bib, also those that the edition leaves out since nothing cites them yet."""
    every, _ = bibtex.works(sources.files.get(WORKS, ""), WORKS)
    return {work.key: work for work in every}


def proposals(edition: Edition, works: Mapping[str, Work], files: Iterable[tuple[str, str]]) -> list[Proposal]:
    """What can be linked in the sections, given by path and source, and is not; in the order of the text."""
    library, names = Library(works), Names(edition)
    notes = NoteReader(library)
    proposed: list[Proposal] = []
    for file, source in files:
        linked_keys: dict[str, set[str]] = {}
        for passage in passages(file, source):
            if passage.label.startswith(EDITORIAL):
                continue
            group = linked_keys.setdefault(f"n{passage.label}" if passage.label else f"p{passage.anchor}", set())
            namings = names.namings_in(passage.words)
            if passage.label:
                cited = notes.citations(passage)
                linked_works = notes.given
            else:
                linked_works = []
                named = {(naming.start, naming.end) for naming in namings}
                cited = [
                    citation for citation in _in_text(library, passage) if (citation.start, citation.end) not in named
                ]
            proposed += _of_citations(passage, cited, works)
            proposed += _of_names(passage, namings, [*linked_works, *cited], names, group)
    return proposed


def _in_text(library: Library, passage: Passage) -> list[Citation]:
    """The works that the text names by their titles. It is sure where a title is emphasized; else where it has several
    long words, and no other word with a capital stands before it."""
    mentions = TitleFinder(library, passage.words).mentions()
    confirmed = []
    for citation in chosen(mentions, library):
        words, before = passage.words[citation.start : citation.end], passage.words[: citation.start].rstrip(" “„«")
        emphasized = any(begin <= citation.start and citation.end <= stop for begin, stop in passage.emphasis)
        marked = passage.words[: citation.start][-1:] in ("“", "„", "«") and len(before) < citation.start
        people = all(word in library.people or len(word) < 4 for word in bare(words).split())
        long = sum(len(word) > 3 for word in words.split()) > 1 and not people
        capital = re.search(r"(?:^|[^.!?:]\s)[A-ZÀ-Þ][\w’']*$", before) is not None
        rivals = {other.work for other in mentions if overlap(other, citation)}
        linked_already = any(begin < citation.end and citation.start < stop for begin, stop, _ in passage.links)
        sure = len(rivals) == 1 and (emphasized or (long and (marked or not capital)))
        if not linked_already and (emphasized or marked or long):
            title = (citation.start, citation.end) if long or emphasized or marked else (0, 0)
            confirmed.append(replace(citation, sure=sure, title=title, why="title"))
    return confirmed


def _of_citations(passage: Passage, cited: list[Citation], works: Mapping[str, Work]) -> Iterator[Proposal]:
    for citation in cited:
        inside = [link for link in passage.links if link.start < citation.end and citation.start < link.end]
        crossed = any(not (citation.start <= begin and stop <= citation.end) for begin, stop, _ in inside)
        if not crossed:
            kind = "citation" if passage.label else "work"
            key = works[citation.work].written_key
            written = f"@{key}" if re.fullmatch(KEY, key) else f"@{{{key}}}"
            cluster = f"{written}, {citation.locator}" if citation.locator else written
            link = Link(citation.start, citation.end, cluster)
            yield Proposal(passage, link, kind, citation.sure, citation.why)


def _of_names(
    passage: Passage, namings: list[Naming], cited: list[Citation], names: Names, group: set[str]
) -> Iterator[Proposal]:
    """Proposals for the first naming of each entry in a paragraph, and of each person in a note."""
    before = {cluster[1:]: start for start, _, cluster in reversed(passage.links) if cluster.startswith("@")}
    for naming in namings:
        key = naming.key
        if passage.label and key not in names.people:
            continue
        open_ = {(citation.start, citation.end) for citation in cited if citation.why == "linked"}
        others = ((begin, stop) for begin, stop, _ in passage.links if stop > begin and (begin, stop) not in open_)
        within = any(begin < naming.end and naming.start < stop for begin, stop in others)
        title = any(
            begin < naming.end and naming.start < stop
            for begin, stop in (*(citation.title for citation in cited), *passage.emphasis)
        )
        title = title and not _is_helper(passage.words, naming)
        crossing = any(
            citation.start < naming.end
            and naming.start < citation.end
            and not (citation.start <= naming.start and naming.end <= citation.end)
            for citation in cited
        )
        if key in group or before.get(key, len(passage.words)) < naming.start:
            group.add(key)
            continue
        if within or title or crossing:
            continue
        group.add(key)
        quoted = bool(passage.label) and _in_quotes(passage.words, naming.start)
        why = "in quotation marks: perhaps a title" if quoted else naming.why
        yield Proposal(passage, Link(naming.start, naming.end, f"@{key}"), "name", naming.sure and not quoted, why)


def _is_helper(words: str, naming: Naming) -> bool:
    """Whether a name is that of an editor or translator, as the words round it say."""
    return bool(_BEFORE.search(words[: naming.start]) or _BEHIND.match(words[naming.end :]))


def _in_quotes(words: str, at: int) -> bool:
    return any(words.count(opening, 0, at) > words.count(closing, 0, at) for opening, closing in ("“”", "«»", "„“"))


def written(files: Iterable[tuple[str, str]], proposed: Iterable[Proposal]) -> tuple[dict[str, str], list[Proposal]]:
    """The files that change, with the proposals written in them; and those that could not be written.

    A file is taken only if its words are the same as before and each link reads as it is meant; else its proposals are
    tried one by one.
    """
    changed: dict[str, str] = {}
    failed: list[Proposal] = []
    by_file: dict[str, list[Proposal]] = {}
    for proposal in proposed:
        by_file.setdefault(proposal.passage.file, []).append(proposal)
    for file, source in files:
        wanted = by_file.get(file, [])
        made = linked(source, ((proposal.passage, proposal.link) for proposal in wanted))
        if wanted and not _proved(source, made, wanted):
            good: list[Proposal] = []
            for proposal in wanted:
                made = linked(source, ((taken.passage, taken.link) for taken in (*good, proposal)))
                if _proved(source, made, [*good, proposal]):
                    good.append(proposal)
                else:
                    failed.append(proposal)
            made = linked(source, ((proposal.passage, proposal.link) for proposal in good))
        if made != source:
            changed[file] = made
    return changed, failed


def _proved(source: str, made: str, wanted: list[Proposal]) -> bool:
    """Whether the words are the same, and the lookups those that there were and those that are wanted."""
    before, after = (_words_and_lookups(text) for text in (source, made))
    return (
        before[0] == after[0]
        and sorted([*before[1], *((" ".join(proposal.words.split()), proposal.link.cluster) for proposal in wanted)])
        == after[1]
    )


def _words_and_lookups(source: str) -> tuple[str, list[tuple[str, str]]]:
    body = source[source.find("\n---\n", 3) + 5 :] if source.startswith("---\n") else source
    document = dialect.parse(body, "")
    blocks = (*document.blocks, *(block for note in document.notes for block in (note.label, *note.content)))
    words = text(dialect.without_lookups(blocks))
    lookups = ((text(dialect.without_lookups(node.children)), node.cluster) for node in find_all(blocks, Lookup))
    return words, sorted((" ".join(linked_words.split()), cluster) for linked_words, cluster in lookups)
