"""Tables by which the parts of an edition are found, each made once: what is looked up in a loop costs its size."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from edition.cite import bibliography_order
from edition.digest import of_registers
from edition.model import Edition, Emendation, Entry, Note, Paragraph, Quotation, Section, Work, grouped


@lru_cache(maxsize=4)
def sections(edition: Edition) -> Mapping[str, Section]:
    """Sections by their slugs."""
    return {section.slug: section for section in edition.sections}


@lru_cache(maxsize=4)
def paragraphs(edition: Edition) -> Mapping[str, Paragraph]:
    """Paragraphs by their anchors, in the order of the text."""
    return {paragraph.anchor: paragraph for section in edition.sections for paragraph in section.paragraphs}


@lru_cache(maxsize=4)
def positions(edition: Edition) -> Mapping[str, int]:
    """How many paragraphs stand before each, by their anchors."""
    return {anchor: number for number, anchor in enumerate(paragraphs(edition))}


@lru_cache(maxsize=4)
def notes(edition: Edition) -> Mapping[str, Note]:
    """Notes by their anchors, in the order in which they are written."""
    return {note.anchor: note for section in edition.sections for note in section.notes}


@lru_cache(maxsize=4)
def emendations(edition: Edition) -> Mapping[str, Emendation]:
    """Emendations by their keys."""
    return {emendation.key: emendation for emendation in edition.emendations}


@lru_cache(maxsize=4)
def emendations_at(edition: Edition) -> Mapping[str, tuple[Emendation, ...]]:
    """Emendations by the paragraph or note that they emend."""
    return grouped(edition.emendations, lambda emendation: emendation.anchor)


@lru_cache(maxsize=4)
def quotations(edition: Edition) -> Mapping[str, Quotation]:
    """Quotations by their keys."""
    return {quotation.key: quotation for quotation in edition.quotations}


@lru_cache(maxsize=4)
def quotations_at(edition: Edition) -> Mapping[str, tuple[Quotation, ...]]:
    """Quotations by the paragraph or note that they stand in."""
    return grouped(edition.quotations, lambda quotation: quotation.anchor)


@lru_cache(maxsize=4)
def named(edition: Edition) -> Mapping[str, Entry]:
    """Entries by their headings; of two with the same heading the first."""
    return {entry.name: entry for entry in reversed(tuple(edition.entries.values()))}


@lru_cache(maxsize=4)
def bibliography(edition: Edition) -> tuple[Work, ...]:
    """The works in the order of a bibliography."""
    return tuple(edition.works[key] for key in bibliography_keys(edition))


@of_registers
def bibliography_keys(edition: Edition) -> tuple[str, ...]:
    """The keys of the works in the order of a bibliography."""
    return tuple(work.key for work in sorted(edition.works.values(), key=bibliography_order))


@lru_cache(maxsize=4)
def parts(edition: Edition) -> Mapping[str, tuple[Work, ...]]:
    """The works that are parts of others, by the key of the volume, in the order of a bibliography."""
    return grouped((work for work in bibliography(edition) if work.part_of), lambda work: work.part_of)


@lru_cache(maxsize=4)
def shares(edition: Edition) -> Mapping[tuple[str, str], tuple[Work, ...]]:
    """The works in which a person had a share, by the person's key and the role, in the order of a bibliography."""
    found: dict[tuple[str, str], dict[str, Work]] = {}
    for work in bibliography(edition):
        for creator in work.creators:
            found.setdefault((creator.person, creator.role), {})[work.key] = work
    return {share: tuple(works.values()) for share, works in found.items()}
