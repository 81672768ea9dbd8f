"""*Read* the files of a project into sources, and *assemble* the sources into an ``Edition`` (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from edition import bibtex, dialect
from edition.model import (
    BIBLIOGRAPHY,
    DOCS,
    Allowance,
    Edition,
    Emendation,
    Entry,
    IsoDate,
    LedgerEntry,
    Metadata,
    Observation,
    Place,
    Problem,
    Question,
    Quotation,
    Version,
    Witness,
    Work,
    WorkNote,
)
from edition.registers import Reader, suggestion
from edition.sections import Keys, Parser, Text

T = TypeVar("T")
Placed = Work | Entry | Quotation | Emendation | Observation
REGISTERS = ("persons", "organisations", "places", "events")
NO_METADATA = Metadata("Untitled", "", "", "0", IsoDate(""), Place(f"{BIBLIOGRAPHY}/edition.yml"))


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of all source files by their path from the project's folder, in order; and what could not be read."""

    files: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def source_paths(project: Path) -> Iterator[Path]:
    """Every file that the edition is made of, in a fixed order."""
    for folder, endings in ((BIBLIOGRAPHY, (".yml", ".bib", ".txt")), (DOCS, (".md",))):
        yield from sorted(path for path in (project / folder).rglob("*") if path.suffix in endings and path.is_file())


def read(project: Path) -> Sources:
    """The sources of the project in this folder."""
    files: dict[str, str] = {}
    problems = []
    for path in source_paths(project):
        name = path.relative_to(project).as_posix()
        try:
            files[name] = path.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            message = f"the file is not UTF-8 (at byte {error.start})."
            problems.append(Problem(Place(name), "f-not-utf8", message, "Save it as UTF-8."))
    return Sources(files, tuple(problems))


def assemble(sources: Sources, parsed: Parser = dialect.parsed) -> Edition:
    """The edition that the sources make. Faults never stop it: they stay in ``problems`` or to be found by checks.
    ``parsed`` reads a Markdown text: a server gives one that remembers what it has read."""
    reader = Reader()
    registers = _Registers(sources.files, reader)
    metadata = reader.record(registers.source("edition.yml"), f"{BIBLIOGRAPHY}/edition.yml", Metadata)
    works, bibtex_problems = bibtex.works(registers.source("works.bib"), f"{BIBLIOGRAPHY}/works.bib")
    entries = tuple(e for name in REGISTERS for e in registers.of(f"{name}.yml", Entry, register=name))
    notes = {note.key: note for note in registers.of("works.yml", WorkNote)}
    signs = {sign: entry.key for entry in entries for sign in (*entry.signs, entry.sort, entry.name)}
    works = tuple(_completed(work, notes.get(work.key), signs) for work in works)
    quotations = registers.of("quotations.yml", Quotation)
    emendations = registers.of("emendations.yml", Emendation)
    observations = registers.of("observations.yml", Observation)
    keys = Keys({w.key: w for w in works}, {e.key: e for e in entries}, frozenset(q.key for q in quotations))
    text = Text(sources.files, reader, keys, quotations, emendations, parsed)
    placed: tuple[Placed, ...] = (*works, *entries, *quotations, *emendations, *observations)
    return Edition(
        metadata=metadata or NO_METADATA,
        sections=text.sections,
        prose=text.prose,
        works=keys.works,
        entries=keys.entries,
        witnesses=tuple(_with_lines(w, sources) for w in registers.of("witnesses.yml", Witness)),
        emendations=emendations,
        observations=observations,
        quotations=quotations,
        allowances=registers.of("exceptions.yml", Allowance),
        questions=registers.of("audit.yml", Question),
        ledger=registers.of("anchors.yml", LedgerEntry),
        versions=registers.of("versions.yml", Version),
        keys=tuple((record.key, record.place) for record in placed) + text.anchors,
        problems=sources.problems
        + tuple(reader.problems)
        + bibtex_problems
        + text.problems
        + _orphans(notes, keys.works),
    )


def _orphans(notes: Mapping[str, WorkNote], works: Mapping[str, Work]) -> tuple[Problem, ...]:
    """``w-note-without-work``: what is noted of a work that is not there."""
    return tuple(
        Problem(note.place, "w-note-without-work", f"“{key}” is not a work of works.bib.", suggestion(key, works))
        for key, note in notes.items()
        if key not in works
    )


class _Registers:
    def __init__(self, files: Mapping[str, str], reader: Reader) -> None:
        self.files, self.reader = files, reader

    def source(self, name: str) -> str:
        return self.files.get(f"{BIBLIOGRAPHY}/{name}", "")

    def of(self, name: str, cls: type[T], **given: str) -> tuple[T, ...]:
        return self.reader.records(self.source(name), f"{BIBLIOGRAPHY}/{name}", cls, **given)


def _completed(work: Work, note: WorkNote | None, signs: Mapping[str, str]) -> Work:
    creators = tuple(replace(c, person=signs.get(_signed(c.name.family, c.name.given), "")) for c in work.creators)
    return replace(work, creators=creators, record=note)


def _signed(family: str, given: str) -> str:
    return f"{family}, {given}" if given else family


def _with_lines(witness: Witness, sources: Sources) -> Witness:
    source = sources.files.get(f"{BIBLIOGRAPHY}/{witness.file}", "")
    return replace(witness, lines=tuple(source.split("\n")) if source else ())
