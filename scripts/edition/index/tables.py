"""Look-up tables of the parts of an edition, each made once, so that no loop has to search a list."""

from __future__ import annotations

from collections.abc import Mapping

from edition.model.derived import derived
from edition.model.edition import Edition, Note, Paragraph, Place, Section
from edition.model.order import by_date
from edition.model.prose import Prose, prose_of
from edition.model.records import Emendation, Entry, Quotation, grouped
from edition.model.tree import Fragment


@derived
def prose(edition: Edition) -> tuple[Prose, ...]:
    """The words of all records that have markup."""
    return tuple(prose_of(edition))


@derived
def sections(edition: Edition) -> Mapping[str, Section]:
    """Sections by their slugs."""
    return {section.slug: section for section in edition.sections}


@derived
def paragraphs(edition: Edition) -> Mapping[str, Paragraph]:
    """Paragraphs by their anchors, in the order of the text."""
    return {paragraph.anchor: paragraph for section in edition.sections for paragraph in section.paragraphs}


@derived
def positions(edition: Edition) -> Mapping[str, int]:
    """How many paragraphs stand before each, by their anchors."""
    return {anchor: number for number, anchor in enumerate(paragraphs(edition))}


@derived
def notes(edition: Edition) -> Mapping[str, Note]:
    """Notes by their anchors, in the order in which they are written."""
    return {note.anchor: note for section in edition.sections for note in section.notes}


@derived
def places(edition: Edition) -> Mapping[str, Place]:
    """What has an anchor and is neither a paragraph nor a note, by its anchor: headings, pages of the source, words."""
    return {place.anchor: place for section in edition.sections for place in section.places}


@derived
def emendations(edition: Edition) -> Mapping[str, Emendation]:
    """Emendations by their keys."""
    return {emendation.key: emendation for emendation in edition.emendations}


@derived
def emendations_at(edition: Edition) -> Mapping[str, tuple[Emendation, ...]]:
    """Emendations by the paragraph or note that they emend."""
    return grouped(edition.emendations, lambda emendation: emendation.anchor)


@derived
def quotations(edition: Edition) -> Mapping[str, Quotation]:
    """Quotations by their keys."""
    return {quotation.key: quotation for quotation in edition.quotations}


@derived
def quotations_at(edition: Edition) -> Mapping[str, tuple[Quotation, ...]]:
    """Quotations by the paragraph or note that they stand in."""
    return grouped(edition.quotations, lambda quotation: quotation.anchor)


@derived
def quotations_by_note(edition: Edition) -> Mapping[str, tuple[Quotation, ...]]:
    """Quotations by the note that serves them."""
    return grouped((quotation for quotation in edition.quotations if quotation.note), lambda quotation: quotation.note)


def content_by_anchor(section: Section) -> Mapping[str, Fragment]:
    """The contents of a section's paragraphs and notes by their anchors."""
    contents: dict[str, Fragment] = {paragraph.anchor: (paragraph.content,) for paragraph in section.paragraphs}
    return contents | {note.anchor: note.content for note in section.notes}


@derived
def folders(edition: Edition) -> Mapping[str, str]:
    """The folder of its page for each work and entry, by their keys, in their order."""
    return dict.fromkeys(edition.works, "works") | {key: entry.register for key, entry in edition.entries.items()}


@derived
def named(edition: Edition) -> Mapping[str, str]:
    """The keys of persons and organisations by their headings; of two with the same heading the first."""
    able = [(key, entry) for key, entry in edition.entries.items() if edition.registers[entry.register].signs]
    return {entry.name: key for key, entry in reversed(able)}


@derived
def places_named(edition: Edition) -> Mapping[str, str]:
    """The keys of places by the forms of their names; of two with the same form the first."""
    of_places = [
        (key, entry) for key, entry in edition.entries.items() if edition.registers[entry.register].tei == "place"
    ]
    return {name: key for key, entry in reversed(of_places) for name in (*entry.also, *entry.named, entry.name)}


@derived
def dated_entries(edition: Edition) -> tuple[Entry, ...]:
    """What stands in the chronology, by date: the entries with a date of the registers that are ordered by date."""
    registers = (register for register in edition.registers.values() if register.by_date)
    entries = (entry for register in registers for entry in edition.entries_of(register))
    return tuple(by_date(entry for entry in entries if entry.when and entry.when.date))


@derived
def bearings(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The passages on which entries bear that are not named there, by the entries' keys."""
    return {key: entry.at for key, entry in edition.entries.items() if entry.at}


@derived
def forms(edition: Edition) -> Mapping[str, str]:
    """The keys of entries by the forms under which the text names them."""
    return {form: key for key, entry in edition.entries.items() for form in entry.named}
