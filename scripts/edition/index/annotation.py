"""What the editors cite: in the words of records, in their notes, and on their own pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from edition.index.tables import notes
from edition.index.uses import occurrences
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.kinds import Cite, CitedPlace
from edition.model.prose import prose_of
from edition.model.records import Entry, Record
from edition.model.tree import Fragment, find_all
from edition.model.works import WorkNote


class AnnotationUse(NamedTuple):
    """A citation of a work by the editors.

    ``key`` is that of the record, or the address of the page (without its ending); ``kind`` is the key of a register,
    or works, emendations, observations, quotations, witnesses, pages. ``places`` are those of its locator.
    """

    key: str
    kind: str
    places: tuple[CitedPlace, ...] = ()


@derived
def annotation_uses(edition: Edition) -> Mapping[str, tuple[AnnotationUse, ...]]:
    """By the key of a work, where the editors cite it, notes to the text apart: each record or page once a locator."""
    uses_by_work: dict[str, dict[AnnotationUse, None]] = {}
    for key, kind, contents in _annotation(edition):
        for cite in find_all(contents, Cite):
            for item in cite.items:
                if item.work != key:
                    uses_by_work.setdefault(item.work, {})[AnnotationUse(key, kind, item.places)] = None
    return {work: tuple(used) for work, used in uses_by_work.items()}


def _annotation(edition: Edition) -> Iterator[tuple[str, str, Fragment]]:
    """Key, kind and contents of every record and page of the editors."""
    for entry in edition.entries.values():
        yield entry.key, entry.register, _words(entry)
    for work in edition.works.values():
        if work.record:
            yield work.key, "works", _words(work.record)
    kinds: dict[str, Iterable[Record]] = {
        "emendations": edition.emendations,
        "observations": edition.observations,
        "quotations": edition.quotations,
        "witnesses": edition.witnesses,
    }
    yield from ((record.key, kind, _words(record)) for kind, records in kinds.items() for record in records)
    yield from ((page.uri, "pages", page.body) for page in edition.prose)


def _words(record: Entry | WorkNote | Record) -> Fragment:
    return tuple(part for words in prose_of(record) for part in words.tree)


@derived
def works_of_the_author(edition: Edition) -> frozenset[str]:
    """The works that the text and its author's notes cite or name, with the volumes they stand in."""
    layers = notes(edition)
    author_keys = {
        key
        for key, used in occurrences(edition).items()
        if key in edition.works and any(not use.note or layers[use.note].kind == "authorial" for use in used)
    }
    return frozenset(author_keys.union(edition.works[key].part_of for key in author_keys) - {""})
