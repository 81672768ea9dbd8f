"""Works and citations, in the words of CSL."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from urllib.parse import quote, unquote

from edition.model.bibtex_fields import WORDS_OF_WORKS
from edition.model.findings import SourceLocation
from edition.model.messages import ENGLISH, messages
from edition.model.prose import NO_WORDS, Prose
from edition.model.records import NO_DATE, IsoDate, Statement, WebAddress
from edition.model.tree import Fragment


@dataclass(frozen=True, slots=True)
class Name:
    """A creator's name in CSL's parts; a corporate name is all ``literal``.

    ``family_first``: the family name stands first in every form, as in Chinese or Hungarian, without a comma.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False


OTHERS = Name(literal="others")
"""What stands in a list of names for those that its source leaves out."""


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
    """What the editor records of a work beside its BibTeX entry. ``checked``: full, part or no. ``identifiers`` as an
    entry has them."""

    key: str
    location: SourceLocation = field(repr=False)
    checked: str
    printed: str = ""
    deviations: tuple[Deviation, ...] = ()
    online: tuple[Online, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A work cited or named, after CSL. ``type`` is a CSL type; ``part_of`` the key of the volume it stands in.

    ``key`` can stand in an address; ``citekey`` is the key as works.bib has it, where that cannot, and ``ids`` are
    others under which the work is cited too. ``others`` are the roles in which people are left out (“and others”).
    ``main_title`` is that of the whole of which the work, or the book it is
    part of, is a volume. Titles and other words are plain; those that have markup have it in ``markup`` too. Where a
    date says more than its ISO form can (about 1955, spring, [1955]), it stands in ``date_forms`` as it is given.
    """

    interface = ENGLISH  # the language of the words in its forms: see TranslatedWork

    key: str
    type: str
    title: str
    location: SourceLocation = field(repr=False)
    subtitle: str = ""
    title_addon: str = ""
    short_title: str = ""
    main_title: str = ""
    main_subtitle: str = ""
    main_title_addon: str = ""
    creators: tuple[Creator, ...] = ()
    others: tuple[str, ...] = ()
    container_title: str = ""
    container_subtitle: str = ""
    container_title_addon: str = ""
    issue_title: str = ""
    issue_subtitle: str = ""
    part_of: str = ""
    related: tuple[str, ...] = ()
    collection_title: str = ""
    collection_number: str = ""
    volume: str = ""
    part: str = ""
    number_of_volumes: str = ""
    issue: str = ""
    number: str = ""
    chapter: str = ""
    edition: str = ""
    version: str = ""
    page: str = ""
    number_of_pages: str = ""
    publisher: str = ""
    publisher_place: str = ""
    medium: str = ""
    event_title: str = ""
    event_place: str = ""
    event_date: IsoDate = NO_DATE
    issued: IsoDate = NO_DATE
    accessed: IsoDate = NO_DATE
    original_date: IsoDate = NO_DATE
    original_title: str = ""
    original_publisher: str = ""
    original_publisher_place: str = ""
    original_language: str = ""
    status: str = ""
    url: str = ""
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    eprint: str = ""
    eprint_type: str = ""
    eprint_class: str = ""
    call_number: str = ""
    language: str = ""
    genre: str = ""
    note: str = ""
    addendum: str = ""
    citekey: str = ""
    ids: tuple[str, ...] = ()
    markup: tuple[tuple[str, Fragment], ...] = ()
    date_forms: tuple[tuple[str, str], ...] = ()
    record: WorkNote | None = None

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def written_key(self) -> str:
        """The key as works.bib has it."""
        return self.citekey or self.key

    @property
    def identifiers(self) -> Mapping[str, str]:
        """Identifiers of authority files and catalogues, by their schemes."""
        return self.record.identifiers if self.record else {}

    def words(self, attribute: str) -> Fragment:
        """The words of an attribute with their markup."""
        if self.markup:
            for name, words in self.markup:
                if name == attribute:
                    return words
        words = getattr(self, attribute)
        return (words,) if words else ()

    def date_form(self, attribute: str) -> str:
        """The date of an attribute as it is given, where its ISO form says less: in EDTF, or in brackets."""
        return next((form for name, form in self.date_forms if name == attribute), "")


@dataclass(frozen=True, slots=True)
class TranslatedWork(Work):
    """A work whose forms have their words (ed., vol., accessed) in another language than English."""

    interface: str = ENGLISH

    def __hash__(self) -> int:
        return hash((self.key, self.interface))


@lru_cache(maxsize=65_536)
def translated(work: Work, interface: str) -> Work:
    """The work, its forms to be worded in a language."""
    values = {field.name: getattr(work, field.name) for field in fields(work)}
    for name in ("genre", "status"):
        if values[name] in WORDS_OF_WORKS:
            values[name] = messages(interface).pgettext("kind or state of a work", values[name])
    return TranslatedWork(**values | {"interface": interface})


_CODES = re.compile("(?:%[89A-F][0-9A-F])+", re.IGNORECASE)


def readable(address: str) -> str:
    """A web address for reading: the letters that it has as codes (``%D0%9A``) as letters; other codes remain."""
    return _CODES.sub(lambda codes: "".join(map(_letter, unquote(codes[0], errors="surrogateescape"))), address)


def _letter(sign: str) -> str:
    return sign if unicodedata.category(sign)[0] in "LMN" else quote(sign, errors="surrogateescape")
