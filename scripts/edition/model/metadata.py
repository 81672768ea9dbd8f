"""What an edition says of itself, and a Markdown file of itself, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from edition.model.findings import SourceLocation
from edition.model.prose import NO_WORDS, Prose
from edition.model.records import NO_ADDRESS, NO_DATE, IsoDate, WebAddress
from edition.model.registers import Register


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who made the text or the edition: by a name in parts, or by one that has none (a body, a pen name).

    ``role`` is what an editor did, in the words of the edition; without it the edition is edited by her.
    """

    PLAIN: ClassVar = "name"  # a name alone may stand for the whole
    name: str = ""
    family: str = ""
    given: str = ""
    orcid: str = ""
    role: str = ""

    @property
    def words(self) -> str:
        """The name in the order in which it is spoken."""
        return self.name or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What ``edition.yml`` says of the edition as a whole. ``registers`` are those that it adds to the usual ones.

    ``faces`` are files in ``bibliography`` of typefaces that the PDF may use for signs that its own have not.
    ``docx``: whether a file of Word is made too.
    ``language`` is that of the text, ``interface_language`` that of everything round it, where it is another.
    ``authors`` and ``editors`` are those of ``author`` and ``editor`` one by one; ``author`` is then how they are
    named together.
    ``reading`` are the words of the way into the text on the title page, such as “Read the essay”.
    ``style`` is a citation style in CSL, by its name or file; without one the engine's own words them.
    ``nocite`` are works that are listed in the bibliography though nothing cites them; ``*`` stands for all.
    """

    title: str
    version: str
    date: IsoDate
    location: SourceLocation
    author: str = ""
    authors: tuple[Agent, ...] = ()
    editor: str = ""
    editors: tuple[Agent, ...] = ()
    title_resp: str = "author"
    subtitle: str = ""
    byline: str = ""
    reading: str = ""
    language: str = "en"
    interface_language: str = ""
    base_address: WebAddress = NO_ADDRESS
    publisher: str = ""
    first_published: str = ""
    text_rights: str = ""
    text_licence: str = ""
    editorial_licence: str = ""
    editorial_licence_url: WebAddress = NO_ADDRESS
    style: str = ""
    nocite: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()
    docx: bool = False
    registers: Mapping[str, Register] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a Markdown file: its title, whose the title is (author or editor), a sentence on what it holds.

    ``author`` and ``date`` are those of a section that is not by the author of the whole, or of another time.
    ``epub``: whether a page of the editor's own is in the EPUB too.
    """

    title: str
    location: SourceLocation
    resp: str = "author"
    description: Prose = NO_WORDS
    epub: bool = True
    author: tuple[Agent, ...] = ()
    date: IsoDate = NO_DATE
