"""Works and citations, in the words of CSL."""

from __future__ import annotations

from dataclasses import dataclass, field

from edition.model.findings import SourceLocation
from edition.model.prose import NO_WORDS, Prose
from edition.model.records import NO_DATE, IsoDate, Statement, WebAddress


@dataclass(frozen=True, slots=True)
class Name:
    """A creator's name in CSL's parts; a corporate name is all ``literal``."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Creator:
    """Somebody's share in a work. ``role`` is one of the vocabulary's ``ROLES``; ``person`` is the key of an entry."""

    role: str
    name: Name
    person: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """What the author printed of a work against what is right."""

    printed: str
    right: str
    reason: Prose
    source: tuple[Prose, ...] = ()
    doubt: Prose = NO_WORDS


@dataclass(frozen=True, slots=True)
class Online:
    """An address at which a work, or part of it, can be read."""

    url: WebAddress
    what: str


@dataclass(frozen=True, slots=True)
class WorkNote:
    """What the editor records of a work beside its BibTeX entry. ``checked``: full, part or no."""

    key: str
    location: SourceLocation = field(repr=False)
    checked: str
    printed: str = ""
    deviations: tuple[Deviation, ...] = ()
    online: tuple[Online, ...] = ()
    remarks: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A work cited or named, after CSL. ``type`` is a CSL type; ``part_of`` the key of the volume it stands in."""

    key: str
    type: str
    title: str
    location: SourceLocation = field(repr=False)
    subtitle: str = ""
    short_title: str = ""
    creators: tuple[Creator, ...] = ()
    container_title: str = ""
    container_subtitle: str = ""
    part_of: str = ""
    collection_title: str = ""
    collection_number: str = ""
    volume: str = ""
    number_of_volumes: str = ""
    issue: str = ""
    edition: str = ""
    page: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: IsoDate = NO_DATE
    original_date: IsoDate = NO_DATE
    url: str = ""
    doi: str = ""
    isbn: str = ""
    language: str = ""
    genre: str = ""
    note: str = ""
    record: WorkNote | None = None

    def __hash__(self) -> int:
        return hash(self.key)
