"""The text and the whole: paragraphs, notes, sections, the editor's pages, and the edition that holds everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from edition.model.findings import Finding, SourceLocation
from edition.model.records import (
    Emendation,
    Entry,
    FindingException,
    LedgerEntry,
    Metadata,
    Observation,
    Question,
    Quotation,
    Version,
    Witness,
)
from edition.model.tree import Fragment, Node, Packed, dataclass
from edition.model.vocabulary import REGISTERS, Register
from edition.model.works import Work


@dataclass(frozen=True, slots=True)
class Paragraph(Packed):
    """A block with a permanent anchor. ``kind``: prose or quotation."""

    anchor: str
    kind: str
    content: Node
    section: str
    location: SourceLocation


@dataclass(frozen=True, slots=True)
class Note(Packed):
    """A note under its own number (``mark``). ``kind``: authorial or editorial; ``at``: the anchors that call it."""

    label: str
    anchor: str
    mark: str
    kind: str
    content: Fragment
    section: str
    location: SourceLocation
    at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section(Packed):
    """A division of the text. ``resp`` says whose the title is: author or editor.

    A section may be without its trees; then ``kept`` holds by name all that the rest of the edition wants of them.
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
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A page of the editor's own prose (``docs/index.md``, ``docs/about/*.md``); ``uri`` without its ending."""

    uri: str
    title: str
    heading: Fragment
    body: Fragment
    location: SourceLocation
    description: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """Everything, assembled: the one value that checks and renderers are given. ``kept`` is what was found in the
    registers alone.

    Two editions are the same only if they are one: so what is derived from it can be kept by it.
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
    keys: tuple[tuple[str, SourceLocation], ...] = ()
    findings: tuple[Finding, ...] = ()
    kept: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def registers(self) -> Mapping[str, Register]:
        """The registers by their keys, in the order of the contents."""
        return REGISTERS

    def entries_of(self, register: Register) -> list[Entry]:
        """The entries of a register in their order in the sources."""
        return [entry for entry in self.entries.values() if entry.register == register.key]
