"""The records of an edition, as frozen dataclasses. A newcomer starts here.

The terms are those of the field: CSL's for citations, TEI's for texts. These classes are the schema of the YAML files:
a field without a default is required, and a field that is not named here is a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NewType, TypeVar

from edition.model.findings import SourceLocation
from edition.model.prose import NO_WORDS, Prose
from edition.model.registers import DATE_FIELDS, TEXT_FIELDS, DateField, TextField
from edition.model.states import SECOND_HAND

T = TypeVar("T")
K = TypeVar("K")

DOCS, BIBLIOGRAPHY = "docs", "bibliography"
"""The folders of a project in which its sources lie: what the editor writes, and what the editor keeps as data."""

IsoDate = NewType("IsoDate", str)
"""``1924``, ``1924-03``, ``1924-03-29``, or two of them with a slash for a span; a leading ``-`` for BCE."""

WebAddress = NewType("WebAddress", str)
"""An address to which a page may link: http, https or mailto, whole."""
SCHEMES = frozenset(("http", "https", "mailto"))
"""Schemes of addresses to which a page may link."""

NO_DATE, NO_ADDRESS = IsoDate(""), WebAddress("")


# --- Registers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of fact with its sources, which a reader can look up; ``doubt`` says why there is none."""

    text: Prose
    source: tuple[Prose, ...] = ()
    doubt: Prose = NO_WORDS


@dataclass(frozen=True, slots=True)
class Dated:
    """A date for machines and, under ``display``, as it is printed; with the place of what happened, and sources.

    ``doubt_of`` is what the doubt concerns, ``date`` or ``place``; without it, both.
    """

    date: IsoDate = NO_DATE
    display: str = ""
    place: str = ""
    source: tuple[Prose, ...] = ()
    doubt: Prose = NO_WORDS
    doubt_of: str = ""

    def doubted(self, part: str) -> bool:
        """Whether the doubt is of this part, ``date`` or ``place``."""
        return bool(self.doubt) and self.doubt_of in ("", part)


@dataclass(frozen=True, slots=True)
class Original:
    """A name in its own language and script."""

    text: str
    lang: str = ""
    doubt: Prose = NO_WORDS


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, an organisation or whatever else a register has.

    ``sort`` is the heading by which it is ordered. ``named`` are the forms under which the text names it, ``signs`` the
    forms under which works.bib does; ``at`` are anchors of passages that it bears on without being named there.
    ``identifiers_note`` says where others were looked for.
    """

    key: str
    register: str
    location: SourceLocation = field(repr=False)
    name: str
    sort: str = ""
    category: str = ""
    summary: Prose = NO_WORDS
    original: Original | None = None
    also: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    born: Dated | None = None
    died: Dated | None = None
    when: Dated | None = None
    statements: tuple[Statement, ...] = ()
    doubts: tuple[Statement, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    identifiers_note: Prose = NO_WORDS
    at: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    works: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[tuple[DateField, Dated], ...]:
        """The dates that are given, with their fields."""
        return tuple((field, getattr(self, field.name)) for field in DATE_FIELDS if getattr(self, field.name))

    @property
    def texts(self) -> tuple[tuple[TextField, str], ...]:
        """The words of the simple fields that are given, with their fields."""
        return tuple((field, getattr(self, field.name)) for field in TEXT_FIELDS if getattr(self, field.name))


@dataclass(frozen=True, slots=True)
class Record:
    """What stands under a key in a file of ``bibliography``."""

    key: str
    location: SourceLocation


# --- The text ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Witness(Record):
    """A state of the text; ``key`` is its siglum. The edition is compared with the one that is the ``base``.

    ``file`` (in ``bibliography/``) holds its text, which ``lines`` are; a witness that is not collated has none.
    ``absent``: its text is not to be had, so that the edition is compared with none; ``description`` says why.
    """

    title: str
    base: bool = False
    file: str = ""
    work: str = ""
    absent: bool = False
    description: Prose = NO_WORDS
    lines: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Emendation(Record):
    """A change of the base witness, or a variant: ``lemma`` is what the edition reads, ``reading`` what the base has
    (without it, the lemma), ``readings`` what other witnesses have, by their sigla; those not named have the lemma."""

    anchor: str
    lemma: str
    reason: Prose
    reading: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    resp: str = "editor"
    source: tuple[Prose, ...] = ()

    def __post_init__(self) -> None:
        if not self.reading:
            object.__setattr__(self, "reading", self.lemma)


@dataclass(frozen=True, slots=True)
class Observation(Record):
    """A reading queried but kept, or a fact of the text recorded.

    ``action``: query, keep, record, annotate (an editor's note speaks of it). No anchor: the whole text is meant.
    """

    anchor: tuple[str, ...]
    action: str
    reason: Prose
    reading: str = ""
    proposal: str = ""
    source: tuple[Prose, ...] = ()
    doubt: Prose = NO_WORDS


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words of a source that a quotation was compared with: ``source`` is what was read, ``words`` what stands there,
    with […] for what is left out. ``hand``: first (the text cited, whatever copy of it was read), second (another
    author quotes it) or other (another text). ``url`` is the page that was read; ``remark`` says what differs."""

    source: Prose
    words: str
    hand: str = "first"
    url: WebAddress = NO_ADDRESS
    remark: Prose = NO_WORDS


@dataclass(frozen=True, slots=True)
class Quotation(Record):
    """Words quoted in the text, from ``begins`` to ``ends`` (or the whole paragraph, if both are empty).

    ``state`` of its checking: agrees, partly, elsewhere (in another text than the one cited), differs, missing (looked
    for and not found), unchecked, query, none (not a quotation). ``words_of`` are the entries whose words they are,
    ``reported`` those whose words are reported in them.
    """

    anchor: str
    speaker: str
    state: str
    words_of: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    work: str = ""
    locator: str = ""
    note: str = ""
    evidence: Prose = NO_WORDS
    source: tuple[Prose, ...] = ()
    compared: tuple[Comparison, ...] = ()

    @property
    def verdict(self) -> str:
        """The state; if the words agree with the text cited as others quote it, that. Other texts do not count."""
        hands = {comparison.hand for comparison in self.compared} - {"other"}
        return SECOND_HAND if self.state == "agrees" and hands == {"second"} else self.state


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of the words at a published anchor, in a version and for a reason.

    ``words`` is the fingerprint of the new words; while it is empty, the present ones are meant.
    """

    version: str
    reason: Prose
    words: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry(Record):
    """A published anchor. Its ``kind``: paragraph, note, section, quotation, work, or the singular of a register.

    ``since`` is the version that first had it, ``words`` the fingerprint of its words then, ``name`` their beginning.
    ``state``: live, moved, merged, split or retired. One that is not live ended with the version ``until`` and was
    replaced by the anchors under ``to`` (itself among them where it still stands in part).
    """

    kind: str
    since: str
    words: str
    name: str = ""
    state: str = "live"
    until: str = ""
    to: tuple[str, ...] = ()
    reason: Prose = NO_WORDS
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Version(Record):
    """A published version of the edition, and a sentence on what it brought.

    ``manifest`` is the SHA-256 of the manifest of the files that a release wrote; one published otherwise has none.
    """

    version: str
    date: IsoDate
    note: Prose = NO_WORDS
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class FindingException(Record):
    """A finding that may stand (``exceptions.yml``): its code, its location (file or file:line), the reason."""

    code: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question(Record):
    """A question that reviewers ask of digital editions, with this edition's answer. ``met``: yes, partly or no."""

    question: Prose
    answer: Prose
    met: str
    asked_by: str = ""
    see: tuple[str, ...] = ()


# --- Groups --------------------------------------------------------------------------------------------------------


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """The items by the key that each has, those with the same key in their order."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {shared: tuple(group) for shared, group in groups.items()}
