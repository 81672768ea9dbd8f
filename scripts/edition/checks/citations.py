"""Findings on the printed words of citations: what they name, against the key that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, takewhile
from typing import NamedTuple

from edition.checks.notes import calls_in
from edition.checks.text import nodes
from edition.citations.locators import arabic
from edition.model.derived import derived
from edition.model.edition import Edition, Note, ProsePage, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import GENERATED, CitationItem, Cite
from edition.model.order import sort_key
from edition.model.records import grouped
from edition.model.tree import Element, find_all, text
from edition.model.works import Work
from edition.sources.locators import LAST_SAME

_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"(\d+(?:[abrv]\b)?)(?:\s?[-–—]\s?(\d+(?:[abrv]\b)?))?|\b([ivxl]{2,}|[IVXL]{2,})\b(?![-’'])")


def other_places(edition: Edition, part: Section | ProsePage) -> Iterator[Finding]:
    """``c-other-page``: a citation whose printed numbers are neither in its places nor in the records of its works."""
    for cite, location in nodes(edition, part, Cite):
        given = _numbers(place.locator for item in cite.items for place in item.places)
        printed = _numbers([text(cite)])
        if cite.form == GENERATED or given <= printed or printed <= given:
            continue
        works = [work for item in cite.items for work in _with_volume(edition, item.work)]
        others = printed - given - _numbers(repr(replace(work, record=None)) for work in works)  # volume, year, series
        if others:
            words = ", ".join(sorted(others, key=lambda number: (len(number), number)))
            keys = ", ".join(place.locator for item in cite.items for place in item.places)
            message = f"the words print {words}, and the key of “{cite.items[0].work}” says {keys}."
            yield Finding(location, "c-other-page", message, "Correct whichever is wrong.")


def _numbers(words: Iterable[str]) -> frozenset[str]:
    """The numbers in words, the second of a range in full, Roman numerals in figures."""
    numbers = set()
    for match in _NUMBERS.finditer("; ".join(words)):
        first, last = match[1] or arabic(match[3]), match[2] or ""
        numbers |= {first, first[: max(0, len(first) - len(last))] + last if last else first}
    return frozenset(number.lstrip("0") or "0" for number in numbers if number[0].isdigit())


def other_works(edition: Edition, section: Section) -> Iterator[Finding]:
    """``c-other-work``: an “Ibid.” that leads to another work than was cited just before, and words that name another
    work than that to which they lead."""
    before: dict[str, list[CitationItem]] = {}
    for note in _in_order(edition, section):
        here: list[CitationItem] = []
        for cite, location in _cites_in(note):
            if LAST_SAME.match(text(cite)):
                yield from _ibid(edition, cite, here or before.get(note.kind, []), location)
            here += cite.items
        before[note.kind] = here
    for cite, location in nodes(edition, section, Cite):
        if cite.form not in (GENERATED, "ibid") and len(cite.items) == 1:
            yield from _named(edition, cite, location)


def _in_order(edition: Edition, section: Section) -> list[Note]:
    """The notes of a section as they are called."""
    places = {label: place for place, (label, _, _) in reversed([*enumerate(calls_in(edition, section))])}
    return sorted(section.notes, key=lambda note: places.get(note.label, len(places)))


def _cites_in(note: Note) -> Iterator[tuple[Cite, SourceLocation]]:
    for cite in find_all(note.content, Cite):
        yield cite, SourceLocation(note.location.file, cite.line or note.location.line)


class NoteEnds(NamedTuple):
    """Of the notes of a kind in a section: their ``marks``, each “Ibid.” with which the first begins, and what the
    ``last`` cites."""

    kind: str
    marks: tuple[str, ...]
    first: tuple[tuple[Cite, SourceLocation], ...]
    last: tuple[CitationItem, ...]


@derived
def note_ends_in(edition: Edition, section: Section) -> tuple[NoteEnds, ...]:
    """What the notes of a section have to do with those of the sections before and after it."""
    ends = []
    for kind, notes in grouped(_in_order(edition, section), lambda note: note.kind).items():
        marks = tuple(note.mark for note in notes)
        first = takewhile(lambda cited: LAST_SAME.match(text(cited[0])), _cites_in(notes[0]))
        last = tuple(item for cite, _ in _cites_in(notes[-1]) for item in cite.items)
        ends.append(NoteEnds(kind, marks, tuple(first), last))
    return tuple(ends)


def other_works_before(edition: Edition) -> Iterator[Finding]:
    """``c-other-work`` of an “Ibid.” in the first note of a section, where the notes do not begin anew with it."""
    before: dict[str, NoteEnds] = {}
    for section in edition.sections:
        for ends in note_ends_in(edition, section):
            previous = before.get(ends.kind)
            if previous and not {*previous.marks} & {*ends.marks}:
                for cite, location in ends.first:
                    yield from _ibid(edition, cite, [*previous.last], location)
            before[ends.kind] = ends


def _ibid(edition: Edition, cite: Cite, before: list[CitationItem], location: SourceLocation) -> Iterator[Finding]:
    """What the words can mean is any of the works before, or a part or the whole of one; without a number, the place
    that was cited."""
    meant = {work.key for item in before for work in _with_volume(edition, item.work)}
    led = {work.key for item in cite.items for work in _with_volume(edition, item.work)}
    words, item = text(cite), cite.items[0]
    if before and not meant & led:
        message = f"“{words}” leads to “{item.work}”, and the citation before it is of “{before[-1].work}”."
        yield Finding(location, "c-other-work", message, "Correct whichever is wrong.")
    if len(before) != 1 or _numbers([words]):
        return
    given, last = (_numbers(place.locator for place in cited.places) for cited in (item, before[0]))
    if not (given <= last or last <= given):
        message = f"“{words}” alone is the place cited before it, {before[0].locator}, and its key says {item.locator}."
        yield Finding(location, "c-other-page", message, "Correct whichever is wrong.")


def _named(edition: Edition, cite: Cite, location: SourceLocation) -> Iterator[Finding]:
    """The finding on a citation that prints the title or the author of another work than it leads to."""
    printed = _words(text(cite))
    works = _with_volume(edition, cite.items[0].work)
    titles = ((work.title, work.subtitle, work.short_title, work.main_title, work.container_title) for work in works)
    if not printed or printed & _words(" ".join(chain(*titles))):
        return
    first = sort_key(next(iter(_WORD.findall(text(cite))), ""))
    names = frozenset(name for work in works for name in _families(work))
    others = [key for word in printed for key in works_by_word(edition).get(word, ())]
    for key in dict.fromkeys(others):
        other = edition.works[key]
        only_name = cite.form in ("full", "short") and not printed & names and first in _families(other)
        if (only_name or _has_title(cite, printed, other)) and not {work.key for work in works} & {
            work.key for work in _with_volume(edition, key)
        }:
            message = f"“{text(cite)}” leads to “{cite.items[0].work}”, and names “{key}”."
            yield Finding(location, "c-other-work", message, "Correct whichever is wrong.")
            return


def _has_title(cite: Cite, printed: frozenset[str], work: Work) -> bool:
    """Whether the words of a citation have the title of a work: with a name of its authors, or alone and marked up."""
    title = _words(work.short_title or work.title.partition(": ")[0])
    if not title or not title <= printed:
        return False
    return bool(_families(work) & printed) or (title == printed and any(find_all(cite.children, Element)))


@derived
def works_by_word(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Family name or word of a title, as it is sorted → keys of the works of those who bear it, or with it."""
    keys_by_word: dict[str, list[str]] = {}
    for key, work in edition.works.items():
        for word in sorted(_families(work) | _words(work.title)):
            keys_by_word.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in keys_by_word.items()}


def _with_volume(edition: Edition, key: str) -> list[Work]:
    """A work and what it is part of."""
    work = edition.works[key]
    return [work, *(edition.works[one] for one in (work.part_of,) if one in edition.works)]


def _words(words: str) -> frozenset[str]:
    """The words of more than three letters, as they are sorted."""
    return frozenset(sort_key(word) for word in _WORD.findall(words) if len(word) > 3)


def _families(work: Work) -> frozenset[str]:
    names = (creator.name for creator in work.creators)
    return frozenset(sort_key(word) for name in names for word in _WORD.findall(name.family or name.literal)[-1:])


WITHIN_TEXT = (other_places,)
ACROSS_SECTION = (other_works,)
ACROSS = (other_works_before,)
