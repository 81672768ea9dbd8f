"""An edition, which holds everything, and its text: sections, paragraphs, notes, the editor's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from edition.model.derived import Memo
from edition.model.findings import Finding, SourceLocation
from edition.model.messages import Messages, language_attributes, messages
from edition.model.metadata import Agent, Metadata
from edition.model.order import by_date, by_name
from edition.model.pictures import Picture, StoredFile
from edition.model.records import (
    NO_DATE,
    Emendation,
    Entry,
    FindingException,
    IsoDate,
    LedgerEntry,
    Observation,
    Question,
    Quotation,
    Version,
    Witness,
)
from edition.model.registers import Register, registers_in
from edition.model.settings import DEFAULTS, SiteSettings
from edition.model.states import BRACKETS
from edition.model.styles import Processor, Style
from edition.model.tree import Element, Fragment, text
from edition.model.works import Work


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with a permanent anchor. ``kind``: prose, quotation, or line (of verse, in a block that has one too)."""

    anchor: str
    kind: str
    content: Element
    section: str
    location: SourceLocation


@dataclass(frozen=True, slots=True)
class Note:
    """A note under its own number (``mark``). ``kind``: authorial or editorial; ``at``: the anchors that call it."""

    label: str
    anchor: str
    mark: str
    kind: str
    content: Fragment
    section: str
    location: SourceLocation
    at: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A figure with a caption: its anchor or that of the row in which it stands, and its printed number.

    The number is the edition's own, in digits; or as the author has it; or nothing, if the caption begins with it.
    """

    anchor: str
    number: str


class Place(NamedTuple):
    """What has an anchor and is no paragraph: a heading or other words, by these words; an item, a picture, a cell,
    which have none; a page of the source."""

    anchor: str
    words: str
    page: str = ""


@dataclass(frozen=True, slots=True, eq=False)  # by identity, so that results can be looked up by it
class Section:
    """A division of the text. ``resp`` says whose the title is: author or editor.

    ``authors`` and ``date`` are its own, if they are not those of the whole.
    """

    number: int
    slug: str
    title: str
    heading: Fragment
    resp: str
    body: Fragment
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    location: SourceLocation
    description: str = ""
    figures: tuple[Figure, ...] = ()
    authors: tuple[Agent, ...] = ()
    date: IsoDate = NO_DATE
    places: tuple[Place, ...] = ()

    @property
    def blocks(self) -> tuple[Paragraph, ...]:
        """The paragraphs, without lines of verse that are part of one."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind != "line")

    @property
    def editorial(self) -> bool:
        """Whether the title is the editor's."""
        return self.resp == "editor"

    @property
    def brackets(self) -> tuple[str, str]:
        """What stands before and after the title at the head of the section."""
        return BRACKETS.get(self.resp, ("", ""))

    @property
    def display_heading(self) -> Fragment:
        """The title with its markup as it is printed at the head of the section, an editor's in brackets."""
        opening, closing = self.brackets
        return (opening, *self.heading, closing) if opening else self.heading

    @property
    def plain_title(self) -> str:
        """The title in words, without the brackets that it has at the head of the section."""
        return text(self.heading)

    @property
    def numbered_title(self) -> str:
        """The title in words, behind the number of the section."""
        return f"{self.number}. {self.plain_title}"


@dataclass(frozen=True, slots=True, eq=False)
class ProsePage:
    """A page of the editor's own prose (``docs/index.md``, ``docs/about/*.md``); ``uri`` without its ending.

    ``epub``: whether it is in the EPUB too.
    """

    uri: str
    title: str
    heading: Fragment
    body: Fragment
    location: SourceLocation
    description: str = ""
    epub: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """Everything that was read, put together: what checks and renderers are given. It is compared by identity.

    ``pictures`` are the files beside the text that may be some, by their addresses, ``faces`` typefaces in
    ``bibliography``; ``keys`` are all keys and anchors with their locations, in order, twice if they stand twice;
    ``aliases`` are keys that stand for those of works; ``unused_works`` are keys of works.bib of which nothing is read,
    as nothing uses them; ``lookups`` are, file by file in the order of the text, the line and cluster of each lookup,
    and whether it has words; ``process`` formats citations in the ``style`` of the edition; ``findings`` are those met
    while the sources were read; ``memo`` computes what is derived from the edition.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    prose: tuple[ProsePage, ...]
    works: Mapping[str, Work]
    entries: Mapping[str, Entry]
    witnesses: tuple[Witness, ...] = ()
    emendations: tuple[Emendation, ...] = ()
    observations: tuple[Observation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    exceptions: tuple[FindingException, ...] = ()
    questions: tuple[Question, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    versions: tuple[Version, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    faces: Mapping[str, StoredFile] = field(default_factory=dict)
    keys: tuple[tuple[str, SourceLocation], ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unused_works: Mapping[str, SourceLocation] = field(default_factory=dict)
    style: Style | None = None
    lookups: Mapping[str, tuple[tuple[int, str, bool], ...]] = field(default_factory=dict)
    process: Processor | None = field(default=None, repr=False)
    findings: tuple[Finding, ...] = ()
    settings: SiteSettings = DEFAULTS
    memo: Memo = field(default_factory=Memo, init=False, repr=False)

    @property
    def messages(self) -> Messages:
        """The words of the interface in its language."""
        return messages(self.editors_language)

    @property
    def editors_language(self) -> str:
        """The language of everything round the text: of what the editors write, and of the interface, if it has a
        catalogue."""
        return self.metadata.interface_language or self.metadata.language

    @property
    def text_attributes(self) -> Mapping[str, str]:
        """``lang`` and ``dir`` for the author's words, where their language is another than that of what is round
        them."""
        return language_attributes(self.metadata.language, self.editors_language)

    @property
    def editors_attributes(self) -> Mapping[str, str]:
        """``lang`` and ``dir`` for what the editors write within the author's words."""
        return language_attributes(self.editors_language, self.metadata.language)

    @property
    def interface_attributes(self) -> Mapping[str, str]:
        """``lang`` and ``dir`` for words of the interface within the author's."""
        return language_attributes(self.messages.language, self.metadata.language)

    @property
    def base_witness(self) -> Witness | None:
        """The witness with which the text is compared."""
        return next((witness for witness in self.witnesses if witness.base), None)

    @property
    def siglum(self) -> str:
        """The siglum of the base witness; nothing where there is none."""
        return self.base_witness.key if self.base_witness else ""

    @property
    def registers(self) -> Mapping[str, Register]:
        """The registers by their keys, in the order of the contents."""
        return {**registers_in(self.messages), **self.metadata.registers}

    def entries_of(self, register: Register) -> list[Entry]:
        """The entries of a register in their order."""
        entries = (entry for entry in self.entries.values() if entry.register == register.key)
        return by_date(entries) if register.by_date else by_name(entries, self.editors_language)
