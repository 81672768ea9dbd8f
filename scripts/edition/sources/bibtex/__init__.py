"""``works.bib`` as works. No other package imports bibtexparser, which divides names.

A library may hold far more than an edition cites: its entries are found at once, and read where they are wanted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from edition.model.bibtex_fields import REFERENCES
from edition.model.findings import Finding, SourceLocation
from edition.model.vocabulary import BOOK
from edition.model.works import Work
from edition.sources.bibtex.entries import SUPPORTING_TYPES, Entry, EntryReader
from edition.sources.bibtex.inheritance import circle, complete, keys_of
from edition.sources.bibtex.keys import address_key
from edition.sources.bibtex.scanner import RawEntry, ScannedFile
from edition.sources.bibtex.works import made, type_of
from edition.sources.yaml_records import suggestion

_IDS = re.compile(r"\bids\s*=", re.IGNORECASE)
EVERY_WORK = "*"
"""The key under ``nocite`` that stands for every work."""


@dataclass(frozen=True, slots=True)
class Library:
    """What was read of a BibTeX file.

    ``works`` are those that were wanted and those they refer to, in the order of the file. ``others`` are the keys of
    all other entries, as they are written. ``aliases`` are keys that stand for others: those that cannot stand in an
    address, further keys of a work (``ids``), and those of sets, which stand for several works.
    """

    works: tuple[Work, ...] = ()
    findings: tuple[Finding, ...] = ()
    others: Mapping[str, SourceLocation] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=2)
def works(source: str, file: str) -> tuple[tuple[Work, ...], tuple[Finding, ...]]:
    """All works of a BibTeX file in its order, and the findings on it (codes ``b-…``), sorted by source location.

    A faulty entry that has a usable key is a work all the same, so that citations of it are not reported too.
    """
    read = read_library(source, file)
    return read.works, read.findings


def read_library(source: str, file: str, wanted: Collection[str] | None = None) -> Library:
    """The works of a BibTeX file that have one of these keys, with what they refer to; all works, if one of the keys is
    ``*`` or no keys are given."""
    every = wanted is None or EVERY_WORK in wanted
    return _Reading(source, file, None if every else wanted).result()


class _Reading:
    """A BibTeX file while it is read: entries are read when they are wanted or others refer to them."""

    def __init__(self, source: str, file: str, wanted: Collection[str] | None) -> None:
        self.file, self.wanted = file, wanted
        self.scanned = ScannedFile(source, file)
        self.reader = EntryReader(self.scanned, file)
        self.malformed: set[int] | None = None
        self.raw: dict[str, RawEntry] = {}
        self.entries: dict[str, Entry] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}
        for raw in self.scanned.entries:
            self.raw.setdefault(raw.key, raw)
        self.ids = self._ids(source)
        self.in_addresses: dict[str, str] = {}

    def _ids(self, source: str) -> dict[str, str]:
        """Further key of an entry → its key."""
        keys: dict[str, str] = {}
        if _IDS.search(source):
            for raw in self.scanned.entries:
                if _IDS.search(source[raw.fields_at : source.find("\n@", raw.fields_at)]):
                    for item in self.scanned.read(raw).fields:
                        if item.name.lower() == "ids":
                            value = "".join(piece.text for piece in item.value)
                            keys |= {key: raw.key for key in keys_of(value) if key not in self.raw}
        return keys

    def entry(self, key: str) -> Entry | None:
        """The entry of a key or of a further key, read when it is first asked for."""
        key = key if key in self.raw else self.ids.get(key, key)
        if key not in self.entries and key in self.raw:
            self.entries[key] = self.reader.read(self.raw[key])
        return self.entries.get(key)

    def _written(self, key: str) -> str:
        """The key as it is written of one that may be as it is in addresses."""
        if key in self.raw or key in self.ids:
            return key
        if not self.in_addresses:
            self.in_addresses = {address_key(written): written for written in self.raw}
        return self.in_addresses.get(key, key)

    def result(self) -> Library:
        """What the file has of the works that are wanted. Everything is read once."""
        todo = list(self.raw if self.wanted is None else map(self._written, self.wanted))
        done: dict[str, Entry] = {}
        while todo:
            entry = self.entry(todo.pop())
            if entry and entry.key not in done:
                done[entry.key] = entry
                todo += _referred(entry)
        without_key = [self.scanned.read(raw) for raw in self.scanned.entries if not raw.key]
        self.scanned.finish()
        standing = {raw.key for raw in self.scanned.entries}
        works = [work for key in self.raw if key in done and key in standing for work in self._work(done[key])]
        self._report_empty_keys(without_key)
        self._report_duplicates(done)
        self._report_ignored_fields()
        for further, key in self.ids.items():
            if key in done:
                self.aliases[further] = self.aliases.get(key, (key,))
        others = {
            key: SourceLocation(self.file, self.scanned.line(raw.at))
            for key, raw in self.raw.items()
            if key and key not in done and key in standing
        }
        findings = tuple(sorted({*self.reader.findings, *self.scanned.findings}))
        return Library(tuple(works), findings, others, self.aliases)

    def _report_empty_keys(self, without_key: Iterable[RawEntry]) -> None:
        for raw in without_key:
            line = self.scanned.line(raw.at)
            if raw in self.scanned.entries and not self._is_malformed(line):
                self.report(line, "b-empty-key", f"this @{raw.type} has no key.", "Write one after the opening brace.")

    def report(self, line: int, code: str, message: str, hint: str) -> None:
        self.reader.report(line, code, message, hint)

    def _is_malformed(self, line: int) -> bool:
        """Whether the entry that begins at a line cannot be read whole."""
        if self.malformed is None:
            self.malformed = {
                finding.location.line for finding in self.scanned.findings if finding.code == "b-malformed"
            }
        return line in self.malformed

    def _work(self, entry: Entry) -> Iterator[Work]:
        """The work of an entry; nothing for one that is none."""
        if entry.type in SUPPORTING_TYPES or not entry.key:
            return
        self._report_unknown(entry)
        members = keys_of(entry.fields.get("entryset", "")) if entry.type == "set" else []
        if members:  # a member may name its set in this field too
            known = tuple(address_key(member.key) for member in map(self.entry, members) if member)
            self.aliases |= {entry.key: known} if known else {}
            return
        volume = self._volume(entry, "crossref") or self._volume(entry, "xref")
        whole = complete(entry, self.entry)
        key = address_key(entry.key)
        if key != entry.key:
            self.aliases[entry.key] = (key,)
        related = tuple(address_key(one) for one in keys_of(entry.fields.get("related", "")) if self.entry(one))
        work, unused = made(whole, self.file, key, address_key(volume) if volume else "", related)
        self.reader.left_aside.update(name for name in sorted(unused) if entry.has(name))
        self._report_missing_fields(entry, whole, work)
        yield work

    def _report_unknown(self, entry: Entry) -> None:
        for name in REFERENCES:
            for key in keys_of(entry.fields.get(name, "")):
                if self.entry(key) is None and name == "related":  # part of a library is exported
                    self.reader.left_aside[name] += 1
                elif self.entry(key) is None:
                    message = f"“{entry.key}” refers to “{key}” under {name}, which is not in this file."
                    hint = suggestion(key, self.raw, "Give it an entry of its own.")
                    self.report(entry.lines.get(name, entry.line), "b-bad-crossref", message, hint)

    def _report_missing_fields(self, entry: Entry, whole: Entry, work: Work) -> None:
        values = {"date": work.issued or work.status or "date" in whole.fields, "publisher": work.publisher}
        values |= {"number": work.number or work.issue, "url": "url" in whole.fields or work.doi or work.eprint}
        if self._is_malformed(entry.line):
            return
        unknown_volume = entry.fields.get("crossref") and not self.entry(entry.fields["crossref"])
        required = [*type_of(entry).required, *(("type",) if entry.type == "thesis" else ())]
        values["type"] = work.genre
        for name in required:
            in_volume = name in ("booktitle", "journal", "date", "publisher") and unknown_volume
            if not (values[name] if name in values else whole.has(name)) and not in_volume:
                if name == "booktitle" and type_of(entry).container is BOOK and whole.has("maintitle"):
                    continue
                hint = "Write year = {n.d.} if there is none." if name == "date" else f"Write {name} = {{…}}."
                self.report(entry.line, "b-missing-field", f"“{entry.key}” lacks the field “{name}”.", hint)

    def _volume(self, entry: Entry, name: str) -> str:
        """The key of the volume to which an entry refers; "" if there is no such volume."""
        volume = self.entry(entry.fields[name]) if entry.fields.get(name) else None
        if volume is None:
            return ""
        if volume.key != entry.key and not (name == "crossref" and circle(entry, self.entry)):
            return volume.key
        over = "names itself as its volume" if volume.key == entry.key else "is, over others, its own volume"
        line = entry.lines.get(name, entry.line)
        self.report(line, "b-bad-crossref", f"“{entry.key}” {over}.", "Name another, or none.")
        return ""

    def _report_duplicates(self, done: Mapping[str, Entry]) -> None:
        for raw in self.scanned.entries:
            first = self.raw[raw.key]
            if raw is not first and raw.key and raw.key in done:
                again, before = self.scanned.read(raw), self.scanned.read(first)
                same = [field[:2] for field in again.fields] == [field[:2] for field in before.fields]
                if not same:
                    message = f"the key “{raw.key}” stands twice."
                    self.report(self.scanned.line(raw.at), "b-duplicate", message, "Rename one of them.")

    def _report_ignored_fields(self) -> None:
        if counted := self.reader.left_aside:
            names = ", ".join(f"{name} ({number})" for name, number in sorted(counted.items()))
            message = f"these fields are used nowhere, and are left aside: {names}."
            self.report(0, "b-left-aside", message, "They may stay in the file.")


def _referred(entry: Entry) -> Iterator[str]:
    """The keys of the entries to which an entry refers."""
    for name in REFERENCES:
        yield from keys_of(entry.fields.get(name, ""))
