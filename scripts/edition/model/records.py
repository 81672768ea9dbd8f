"""The nouns of an edition, as frozen dataclasses. A newcomer starts here.

The words are the field's own: CSL's for citations, TEI's for texts. Records read from YAML have no other
schema than these classes: a field without a default is required, any field not named here is a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any, NamedTuple, NewType, TypeVar

from edition.model.tree import Fragment, Node, Packed, dataclass

T = TypeVar("T")
K = TypeVar("K")

DOCS, BIBLIOGRAPHY = "docs", "bibliography"
"""The folders of a project in which its sources lie: what the editor writes, and what the editor keeps as data."""

IsoDate = NewType("IsoDate", str)
"""``1924``, ``1924-03``, ``1924-03-29``, or two of them with a slash for a span; a leading ``-`` for BCE."""


class SourceLocation(NamedTuple):
    """Where something stands in the sources: file (relative to the project), line from 1 (0: the whole file)."""

    file: str
    line: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A finding: where, its permanent code, one sentence, and what to do about it."""

    location: SourceLocation
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f":{self.location.line}" if self.location.line else ""
        return f"{self.location.file}{line}: {self.code}: {self.message}" + (f" {self.hint}" if self.hint else "")


class Refused(Exception):
    """A renderer cannot make what it was asked for; ``finding`` is the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


# --- Works and citations -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name(Packed):
    """A creator's name in CSL's parts; a corporate name is all ``literal``."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Creator(Packed):
    """Somebody's share in a work; ``person`` is the key of an entry.

    ``role``: author, container-author (of the volume, where it is another's), editor, translator, introduction.
    """

    role: str
    name: Name
    person: str = ""


@dataclass(frozen=True, slots=True)
class Deviation(Packed):
    """What the author printed of a work against what is right."""

    printed: str
    right: str
    reason: str
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Online:
    """An address at which a work, or part of it, can be read."""

    url: str
    what: str


@dataclass(frozen=True, slots=True)
class WorkNote(Packed):
    """What the editor records of a work beside its BibTeX entry. ``checked``: full, part or no."""

    key: str
    location: SourceLocation = field(repr=False)
    checked: str
    printed: str = ""
    deviations: tuple[Deviation, ...] = ()
    online: tuple[Online, ...] = ()
    remarks: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Work(Packed):
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
    issued: IsoDate = IsoDate("")
    original_date: IsoDate = IsoDate("")
    url: str = ""
    doi: str = ""
    isbn: str = ""
    language: str = ""
    genre: str = ""
    note: str = ""
    record: WorkNote | None = None

    def __hash__(self) -> int:
        return hash(self.key)


class CitationItem(NamedTuple):
    """One work in a citation. ``label`` is CSL's (page, volume, chapter …); prefix and suffix are printed as given."""

    work: str
    label: str = ""
    locator: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A cluster of items. ``form`` of the printed words: full, short, ibid; generated when the house style words it."""

    items: tuple[CitationItem, ...]
    form: str
    printed: Fragment = ()


def item_of(node: Node) -> CitationItem:
    """The citation item that an ``item`` element stands for."""
    return CitationItem(*(value for _, value in node.attributes))


# --- Registers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement(Packed):
    """A statement of fact with the sources a reader can look up; where nobody read one, its doubt."""

    text: str
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Dated(Packed):
    """A date as a machine reads it and as it is printed, with its place and sources."""

    date: IsoDate = IsoDate("")
    display: str = ""
    place: str = ""
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Original(Packed):
    """A name in its own language and script."""

    text: str
    lang: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Entry(Packed):
    """A person, organisation, place or event of the registers.

    ``named`` lists the forms under which the text names it; ``signs`` the forms under which works.bib does;
    ``at`` the passages it bears on without being named there.
    """

    key: str
    register: str
    location: SourceLocation = field(repr=False)
    name: str
    sort: str = ""
    category: str = ""
    summary: str = ""
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
    at: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    works: tuple[str, ...] = ()


# --- The text ------------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Witness:
    """A state of the text under its siglum (``key``). The ``base`` is what the edition is compared with.

    ``file`` (below ``bibliography/``) holds it to the character, as ``lines``; a witness not collated has none.
    """

    key: str
    location: SourceLocation
    title: str
    base: bool = False
    file: str = ""
    work: str = ""
    description: str = ""
    lines: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Emendation(Packed):
    """A change of the witness: ``lemma`` is what the edition reads, ``reading`` what the witness has."""

    key: str
    location: SourceLocation
    anchor: str
    lemma: str
    reading: str
    reason: str
    resp: str = "editor"
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation(Packed):
    """A reading queried but kept, or a fact of the text recorded.

    ``action``: query, keep, record, annotate (an editor's note speaks of it). No anchor: the whole text is meant.
    """

    key: str
    location: SourceLocation
    anchor: tuple[str, ...]
    action: str
    reason: str
    reading: str = ""
    proposal: str = ""
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Quotation(Packed):
    """Words quoted in the text, from ``begins`` to ``ends`` (or the whole paragraph, if both are empty).

    ``state`` of its checking: agrees, differs, unchecked, query, none (not a quotation).
    """

    key: str
    location: SourceLocation
    anchor: str
    speaker: str
    state: str
    begins: str = ""
    ends: str = ""
    work: str = ""
    locator: str = ""
    note: str = ""
    evidence: str = ""
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Other words at a published anchor, since a version, with the reason. ``words`` is their fingerprint; while it is
    empty, whatever stands there now is meant."""

    version: str
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry(Packed):
    """A published anchor: paragraph, note, section, quotation, person, organisation, place, event or work.

    ``since`` is the version that first had it, ``words`` the fingerprint of its words then, ``name`` how they begin.
    ``state``: live, moved, merged, split, retired; not live since ``until``, in its place are those under ``to``
    (itself among them if it still stands there in part).
    """

    key: str
    location: SourceLocation
    kind: str
    since: str
    words: str
    name: str = ""
    state: str = "live"
    until: str = ""
    to: tuple[str, ...] = ()
    reason: str = ""
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of the edition, and a sentence on what it brought."""

    key: str
    location: SourceLocation
    version: str
    date: IsoDate
    note: str = ""


@dataclass(frozen=True, slots=True)
class FindingException:
    """A finding allowed to stand (``exceptions.yml``): its code, its place (file or file:line), the reason."""

    key: str
    location: SourceLocation
    code: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that reviewers ask of digital editions, with this edition's answer. ``met``: yes, partly or no."""

    key: str
    location: SourceLocation
    question: str
    answer: str
    met: str
    asked_by: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What ``edition.yml`` says of the edition as a whole."""

    title: str
    author: str
    editor: str
    version: str
    date: IsoDate
    location: SourceLocation
    subtitle: str = ""
    byline: str = ""
    language: str = "en"
    base_address: str = ""
    publisher: str = ""
    first_published: str = ""
    text_rights: str = ""
    text_licence: str = ""
    editorial_licence: str = ""
    editorial_licence_url: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a Markdown file: its title, whose the title is (author or editor), a sentence on what it holds."""

    title: str
    location: SourceLocation
    resp: str = "author"
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


# --- What comes out ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its address relative to the root, and its content.

    Of a page also what was told while it was written, its ids and addresses, a line for each; and what of it can be
    found by a search, a line for each: address from the root of the site, title, words, and the words under which it
    is found, parted by tabs.
    """

    uri: str
    content: bytes
    told: str = ""
    records: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, still without the theme. Links inside begin with ``site:`` and the address from the root.

    ``contents`` are the ids and words of its headings, where its body is written already; ``passages`` those of what
    can be found in it by itself.
    """

    uri: str
    title: str
    kind: str
    body: Fragment
    description: str = ""
    contents: tuple[tuple[str, str], ...] = ()
    passages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A page or file of the site that can be made. Besides what all stand on (engine, registers, anchors of the text,
    names of the files) it depends on what it is ``of``, and on nothing else; None: on everything."""

    uri: str
    of: object
    make: Callable[[], Page | Output]


# --- How they are told apart ---------------------------------------------------------------------------------------


def grouped(things: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """Things under what they share, in their order."""
    found: dict[K, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return {shared: tuple(them) for shared, them in found.items()}
