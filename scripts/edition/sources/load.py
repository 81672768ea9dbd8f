"""``read`` the files of a project into sources, and ``assemble`` the sources into an edition (a pure function)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.metadata import Metadata
from edition.model.pictures import Picture, StoredFile, stored
from edition.model.prose import rewrite_prose
from edition.model.records import (
    BIBLIOGRAPHY,
    Emendation,
    Entry,
    FindingException,
    IsoDate,
    LedgerEntry,
    Observation,
    Question,
    Quotation,
    Version,
    WebAddress,
    Witness,
)
from edition.model.registers import REGISTERS
from edition.model.settings import CONFIGURATION, DEFAULTS, SiteSettings
from edition.model.styles import INSTALL_STYLES, Style, StyleError
from edition.model.works import Work, WorkNote
from edition.sources import characters, declarations, mkdocs_settings
from edition.sources.citekeys import cited_in
from edition.sources.files import Files, contents, faces, pictures, sources, unportable
from edition.sources.outlines import ESSAY, Outline, Read, read_outline
from edition.sources.sections import Resolver, TextReader, page_in_outline
from edition.sources.signers import signing_forms, with_signers
from edition.sources.styles import read_style
from edition.sources.unread import strays, unread
from edition.sources.yaml_records import Reader, suggestion

if TYPE_CHECKING:
    from edition.sources import bibtex

T = TypeVar("T")
RECORDS: Mapping[str, tuple[str, type]] = {
    "witnesses": ("witnesses.yml", Witness),
    "emendations": ("emendations.yml", Emendation),
    "observations": ("observations.yml", Observation),
    "quotations": ("quotations.yml", Quotation),
    "exceptions": ("exceptions.yml", FindingException),
    "questions": ("audit.yml", Question),
    "ledger": ("anchors.yml", LedgerEntry),
    "versions": ("versions.yml", Version),
}
"""Field of an edition → its file in ``bibliography``, and the class of its records."""
NAMES = (
    *"edition.yml works.bib works.yml".split(),
    *(name for name, _ in RECORDS.values()),
    *map("{}.yml".format, REGISTERS),
)
"""The files that any edition may have in ``bibliography``."""
WITH_KEYS = ("quotations", "emendations", "observations")
"""Fields whose records share one namespace of keys with works and entries."""
NO_METADATA = Metadata("Untitled", "0", IsoDate(""), SourceLocation(f"{BIBLIOGRAPHY}/edition.yml"))


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of all source files by their paths in the project, in order; findings on unreadable ones; and what
    else lies beside the text, by its address on the site."""

    files: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    faces: Mapping[str, StoredFile] = field(default_factory=dict)
    settings: SiteSettings = DEFAULTS


def read(project: Path) -> Sources:
    """The sources of the project in this folder."""
    settings, settings_findings = mkdocs_settings.read(project)
    return decoded(contents(project, settings), settings, settings_findings)


def decoded(files: Files, settings: SiteSettings = DEFAULTS, settings_findings: tuple[Finding, ...] = ()) -> Sources:
    """The sources among the files of a project; ``found`` is what is wrong with the settings."""
    texts: dict[str, str] = {}
    findings = [*settings_findings, *(content for content in files.values() if isinstance(content, Finding))]
    for name, content in sources(files):
        text, unfit = characters.decoded(name, content)
        findings += unfit
        if text is not None:
            texts[name] = text
    findings += (*unportable(files), *strays(files, NAMES))
    return Sources(texts, tuple(findings), stored(pictures(files), Picture), stored(faces(files), StoredFile), settings)


def cited(files: Mapping[str, str]) -> frozenset[str]:
    """The keys that stand after ``@`` in the texts."""
    return cited_in(source for name, source in files.items() if name.endswith(".md"))


def registers(files: Mapping[str, str], cited: frozenset[str]) -> Edition:
    """The edition without its text: what the files of ``bibliography`` hold. Of works.bib, that is the works that are
    cited in the texts (``cited`` are their keys), named in another file, or asked for in edition.yml."""
    from edition.sources import bibtex  # slow to load, and not needed where the registers are cached

    reader = Reader()
    data = _DataFiles(files, reader)
    metadata = reader.record(data.source("edition.yml"), f"{BIBLIOGRAPHY}/edition.yml", Metadata) or NO_METADATA
    notes = data.records("works.yml", WorkNote)
    records: dict[str, Any] = {field: data.records(*kind) for field, kind in RECORDS.items()}
    records["witnesses"] = tuple(_with_lines(witness, data) for witness in records["witnesses"])
    entries = tuple(entry for key in REGISTERS for entry in data.records(f"{key}.yml", Entry, register=key))
    metadata, declaration_findings = declarations.completed(metadata, files, data.read)
    entries += tuple(entry for key in metadata.registers for entry in data.records(f"{key}.yml", Entry, register=key))
    forms, name_findings = signing_forms(entries, {**REGISTERS, **metadata.registers})
    wanted = cited | _named(files, metadata, notes, entries, records)
    library = bibtex.read_library(data.source("works.bib"), f"{BIBLIOGRAPHY}/works.bib", wanted)
    works, work_findings = _works(library, notes, forms)
    entries, records = _with_keys(library, entries, records)
    with_keys = (*works.values(), *entries, *(record for field in WITH_KEYS for record in records[field]))
    style, style_findings = _style(metadata, files)
    findings = (*reader.findings, *library.findings, *declaration_findings, *name_findings)
    findings += (*style_findings, *work_findings)
    read = data.read | {f"{BIBLIOGRAPHY}/{metadata.style.removesuffix('.csl')}.csl"}
    # without edition.yml nobody knows which files hold a register
    findings += tuple(unread(files, read, style.source if style else "", bool(metadata.location.line)))
    return Edition(
        metadata=metadata,
        sections=(),
        prose=(),
        works=works,
        entries={entry.key: entry for entry in entries},
        keys=tuple((record.key, record.location) for record in with_keys),
        findings=findings,
        aliases=library.aliases,
        style=style,
        unused_works=library.others,
        **records,
    )


def with_settings(known: Edition, settings: SiteSettings) -> Edition:
    """The edition without its text, with the settings of its site."""
    written = known.metadata.base_address
    base = settings.site_url or (f"{written.rstrip('/')}/" if written else "")
    language = known.metadata.interface_language or settings.language
    metadata = replace(known.metadata, base_address=WebAddress(base), interface_language=language)
    findings = known.findings
    if written and written.rstrip("/") != base.rstrip("/"):
        message = f"“site_url” is {base}, and base_address in edition.yml is {known.metadata.base_address}."
        hint = "Keep site_url, and remove base_address."
        findings += (Finding(SourceLocation(CONFIGURATION), "set-twice", message, hint),)
    return replace(known, settings=settings, metadata=metadata, findings=findings)


def _style(metadata: Metadata, files: Mapping[str, str]) -> tuple[Style | None, tuple[Finding, ...]]:
    """The citation style that edition.yml names, or ``y-bad-style``."""
    if not metadata.style:
        return None, ()
    try:
        return read_style(metadata.style, files), ()
    except StyleError as error:
        hint = INSTALL_STYLES if error.missing else "Put a CSL file into bibliography, or name a style of Zotero’s."
        return None, (Finding(metadata.location, "y-bad-style", f"{error}.", hint),)


def _named(
    files: Mapping[str, str],
    metadata: Metadata,
    notes: Iterable[WorkNote],
    entries: Iterable[Entry],
    records: Mapping[str, Any],
) -> frozenset[str]:
    """The keys of works that stand in records, behind ``@`` or in fields, that were published, or that edition.yml asks
    for."""
    keys = [*metadata.nocite, *(note.key for note in notes), *(entry.key for entry in records["ledger"])]
    keys += [record.work for name in ("quotations", "witnesses") for record in records[name]]
    keys += [key for entry in entries for key in entry.works]
    in_words = cited_in(source for name, source in files.items() if name.endswith(".yml"))
    return in_words | {key.removeprefix("@") for key in keys}


def _with_keys(
    library: bibtex.Library, entries: Iterable[Entry], records: Mapping[str, Any]
) -> tuple[tuple[Entry, ...], dict[str, Any]]:
    """Entries and other records with the keys of works in their fields as works have them."""
    changed = dict(records)
    for name in ("quotations", "witnesses"):
        changed[name] = tuple(replace(record, work=_key(library, record.work)) for record in records[name])
    return tuple(replace(entry, works=tuple(_key(library, key) for key in entry.works)) for entry in entries), changed


def _works(
    library: bibtex.Library, notes: Iterable[WorkNote], forms: Mapping[str, str]
) -> tuple[dict[str, Work], tuple[Finding, ...]]:
    """The works with what is noted of them and who signed them, by their keys; notes on no work."""
    records = {_key(library, note.key): note for note in notes}
    works = {work.key: with_signers(work, records.get(work.key), forms) for work in library.works}
    return works, _orphans(records, works)


def _key(library: bibtex.Library, key: str) -> str:
    """The key of a work, of whatever key stands for it."""
    return library.aliases.get(key, (key,))[0]


def with_lookups(known: Edition, outlines: Iterable[Outline]) -> Edition:
    """The edition without its text, all lookups in the words of its records resolved."""
    essay = tuple(outline for outline in outlines if outline.file.startswith(ESSAY))
    return rewrite_prose(known, Resolver(known, essay).prose)


def in_outline(sources: Sources, known: Edition, text: TextReader) -> Edition:
    """The edition as far as its outlines say it: its sections and pages are read in full one by one, by ``text``.

    ``known`` is the edition without its text.
    """
    outlines = text.outlines
    prose = (outline for outline in outlines.values() if not outline.file.startswith(ESSAY))
    in_order = sorted(outlines, key=lambda file: (not file.startswith(ESSAY), file))  # sections before other pages
    of_outlines = tuple(finding for outline in outlines.values() for finding in outline.findings)
    return replace(
        known,
        sections=text.sections,
        prose=tuple(map(page_in_outline, prose)),
        keys=known.keys + text.anchors,
        lookups={file: outlines[file].lookups for file in in_order},
        pictures=sources.pictures,
        faces=sources.faces,
        findings=sources.findings + known.findings + of_outlines,
    )


def assemble(sources: Sources, read: Callable[[str, str], Read] | None = None) -> Edition:
    """The edition that the sources make, whatever is wrong with them; ``read`` is given to keep what it has read."""
    read = read or partial(read_outline, settings=sources.settings)
    parts = [read(name, source) for name, source in sources.files.items() if name.endswith(".md")]
    documents = {outline.file: document for outline, document in parts}
    outlines = [outline for outline, _ in parts]
    known = with_settings(registers(sources.files, cited(sources.files)), sources.settings)
    known = with_lookups(known, outlines)
    text = TextReader(outlines, known)
    edition = in_outline(sources, known, text)
    sections = (text.section(outline, documents[outline.location.file]) for outline in edition.sections)
    pages = (text.page(page.location.file, documents[page.location.file]) for page in edition.prose)
    return replace(edition, sections=tuple(sections), prose=tuple(pages))


def _orphans(notes: Mapping[str, WorkNote], works: Mapping[str, Work]) -> tuple[Finding, ...]:
    """``w-note-without-work``: notes on a work that does not exist."""
    message, hint = "“{}” is not a work of works.bib.", "Add it there, or remove what is noted of it."
    return tuple(
        Finding(note.location, "w-note-without-work", message.format(key), suggestion(key, works, hint))
        for key, note in notes.items()
        if key not in works
    )


class _DataFiles:
    """The files of ``bibliography``. ``read`` are the paths of those that were asked for, whether they exist or not."""

    def __init__(self, files: Mapping[str, str], reader: Reader) -> None:
        self.files, self.reader = files, reader
        self.read: set[str] = set()

    def source(self, name: str) -> str:
        """The text of a file; nothing for one that does not exist."""
        path = f"{BIBLIOGRAPHY}/{name}"
        self.read.add(path)
        return self.files.get(path, "")

    def records(self, name: str, cls: type[T], **given: str) -> tuple[T, ...]:
        """The records of a YAML file; ``given`` are fields that it does not have."""
        return self.reader.records(self.source(name), f"{BIBLIOGRAPHY}/{name}", cls, any_key=cls is WorkNote, **given)


def _with_lines(witness: Witness, files: _DataFiles) -> Witness:
    source = files.source(witness.file) if witness.file else ""
    return replace(witness, lines=tuple(source.split("\n")) if source else ())
