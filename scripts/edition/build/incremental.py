"""The edition of a build: read from its sources or from the cache, with its dependencies recorded.

This is the one seam between the engine and its cache. The functions that check and render an edition are pure and know
nothing of it: they are given an edition whose works, entries and texts record every look-up, and whose memo computes
only what is out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import partial
from itertools import chain
from typing import Any

from edition import checks
from edition.build.cache import Cache, combined, packed, unpacked
from edition.build.dependencies import Recorder, Table
from edition.build.lazy import lazy_page, lazy_section
from edition.build.tracked_memo import Hashed, PartResults, TrackedMemo, function_name
from edition.build.workers import WORTH_A_PROCESS, in_processes
from edition.checks import citations, collation, emendations, notes, registers
from edition.citations import processor
from edition.citations.styled import styled
from edition.data import edition_json, spreadsheets
from edition.index import figures, lengths, quoted, rare_words, uses
from edition.model.edition import Edition, ProsePage, Section
from edition.model.prose import prose_of
from edition.model.records import BIBLIOGRAPHY
from edition.model.registers import WORKS
from edition.model.styles import StyleRequest
from edition.permanence import ledger
from edition.site.contents import section
from edition.sources import load
from edition.sources.dialect import Document
from edition.sources.outlines import Outline, read_outline
from edition.sources.sections import TextReader

SECTION_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    uses.uses_in, uses.borne_on, notes.calls_in, citations.note_ends_in, registers.looked_up_in, checks.findings_within,
    checks.findings_across, emendations.lemmas_in, collation.lines_in, ledger.standings_in, quoted.quoted_in,
    section.serialized_section, edition_json.json_in, figures.figures_in,
    rare_words.rare_words_in, lengths.lengths_in, spreadsheets.citations_in,
)  # fmt: skip
"""Derived functions that every build needs of every section. They are computed together, so that the
section's trees can be dropped afterwards."""

SECONDS = 0.01
"""Seconds that these functions take for a section, roughly."""


class IncrementalEdition:
    """An edition (``edition``) with its recorder and memo, and what is kept of it for the next build.

    ``base`` is a hash of what everything depends on: the engine, settings, the outlines of all files.
    """

    def __init__(
        self, sources: load.Sources, cache: Cache, engine: str, before: IncrementalEdition | None = None
    ) -> None:
        """``before`` is an edition of the same project that is still in memory."""
        self.cache, self.engine, self.recorder = cache, engine, Recorder()
        self.memo: TrackedMemo
        self.texts = {name: source for name, source in sources.files.items() if name.endswith(".md")}
        self.settings = sources.settings
        how = repr((self.settings.extensions, self.settings.options_in_words))
        self.hashes = {name: combined(engine, how, name, source) for name, source in self.texts.items()}
        self.documents: dict[str, Document] = {}
        data_files = {name: source for name, source in sources.files.items() if name not in self.texts}
        registers = self._registers(data_files)
        outlines = self._outlines()
        known = load.with_lookups(load.with_settings(registers, sources.settings), outlines.values())
        # records of works and registers are dependencies one by one; on all other files everything depends
        by_record = {
            f"{BIBLIOGRAPHY}/{name}" for name in ("works.bib", *(f"{key}.yml" for key in (WORKS, *known.registers)))
        }
        others = ((name, source) for name, source in data_files.items() if name not in by_record)
        words = prose_of(replace(known, works={}, entries={}))  # with what the keys in them have come to stand for
        outlined = (outline.without_lines() for outline in outlines.values())
        settings, aliases = repr(sources.settings), sorted(known.aliases.items())
        self.base = combined(engine, settings, aliases, *chain.from_iterable(others), *words, *outlined)
        same = before is not None and before.base == self.base
        results = before.memo.part_results if before and same else {name: self._cached(name) for name in self.texts}
        self.memo = TrackedMemo(self.recorder, self.hashes, dict(results))
        looked_up = ("works", "entries", "unused_works")
        works, entries, unused = (Table(name, getattr(known, name), self.recorder) for name in looked_up)
        pictures, faces = (Table(name, getattr(sources, name), self.recorder) for name in ("pictures", "faces"))
        self.memo.tables |= {"works": works, "entries": entries, "unused_works": unused}
        self.memo.tables |= {"pictures": pictures, "faces": faces}
        sources = replace(sources, pictures=pictures, faces=faces)
        known = replace(known, works=works, entries=entries, unused_works=unused)
        self.reader = TextReader(outlines.values(), known)
        self.edition = self._lazy(replace(load.in_outline(sources, known, self.reader), process=self._processed))

    def _processed(self, request: StyleRequest) -> str:
        """Citations formatted by pandoc, from the cache if it has them."""
        key = combined(self.engine, *request)
        made: str | None = self.cache.get(f"citations {key}", key)
        if made is None:
            made = processor.process(request)
            self.cache.put(f"citations {key}", key, made)
        return made

    def _registers(self, files: Mapping[str, str]) -> Edition:
        """The registers, from the cache or parsed."""
        cited = load.cited(self.texts)
        key = combined(self.engine, *sorted(cited), *chain.from_iterable(files.items()))
        known: dict[str, Any] | None = self.cache.get("registers", key)
        if known is None:
            edition = load.registers(files, cited)
            known = {field.name: getattr(edition, field.name) for field in fields(edition) if field.init}
            self.cache.put("registers", key, known)
        return Edition(**known)

    def _outlines(self) -> dict[str, Outline]:
        """The outlines of all texts, from the cache or parsed. Each is cached by itself, since few change."""
        cached: dict[str, tuple[str, bytes]] = self.cache.get("outlines", self.engine) or {}
        known = {
            name: unpacked(content) for name, (checksum, content) in cached.items() if self.hashes.get(name) == checksum
        }
        outlines = {name: known.get(name) or self._outlined(name) for name in self.texts}
        if self.documents or cached.keys() != self.texts.keys():
            new = {name: (self.hashes[name], packed(outlines[name])) for name in self.documents}
            self.cache.put("outlines", self.engine, {name: new.get(name) or cached[name] for name in self.texts})
        return outlines

    def _outlined(self, name: str) -> Outline:
        outline, self.documents[name] = read_outline(name, self.texts[name], self.settings)
        return outline

    def _lazy(self, draft: Edition) -> Edition:
        """The edition with sections and pages that are parsed on first access to their words."""
        sections = tuple(lazy_section(outline, partial(self._section, outline)) for outline in draft.sections)
        prose = tuple(lazy_page(page, partial(self._page, page)) for page in draft.prose)
        edition = replace(draft, sections=sections, prose=prose)
        object.__setattr__(edition, "memo", self.memo)  # an edition is frozen, and makes its own memo
        self.memo.edition = edition
        self.memo.parts = {section.location.file: section for section in sections} | {
            page.location.file: page for page in prose
        }
        return edition

    def _section(self, outline: Section) -> Section:
        return self.memo.read(outline.location.file, lambda: self.reader.section(outline, self._document(outline)))

    def _page(self, outline: ProsePage) -> ProsePage:
        file = outline.location.file
        return self.memo.read(file, lambda: self.reader.page(file, self._document(outline)))

    def _document(self, outline: Section | ProsePage) -> Document:
        file = outline.location.file
        return self.documents.get(file) or read_outline(file, self.texts[file], self.settings)[1]

    def _cached(self, file: str) -> PartResults:
        return PartResults(*(self.cache.get(file, self.base, in_memory=False) or ()))

    def compute(self, keep_texts: bool) -> None:
        """Compute ``SECTION_FUNCTIONS`` for all sections; without ``keep_texts`` the trees of each are dropped then."""
        styled(self.edition)  # before there are several processes, each of which would format all citations
        names = {function_name(function) for function in SECTION_FUNCTIONS}
        files = [section.location.file for section in self.edition.sections]
        stale = [file for file in files if not names <= self.memo.valid_results(file).packed.keys()]
        if keep_texts or len(stale) * SECONDS < WORTH_A_PROCESS:
            for file in stale:
                self._compute(file)
                self._store(file, keep_texts)
        else:
            for file, dependencies, results in in_processes(self._computed, stale):
                self.memo.part_results[file] = PartResults(dependencies, results)
                self._store(file, keep_texts)

    def _compute(self, file: str) -> None:
        for function in SECTION_FUNCTIONS:
            function(self.edition, self.memo.parts[file])

    def _computed(self, file: str) -> tuple[str, Hashed, dict[str, tuple[str, bytes]]]:
        """Compute a section in a worker process. Returns its file, dependencies and results."""
        self._compute(file)
        results = self.memo.part_results[file]
        return file, tuple(results.dependencies), results.packed

    def _store(self, file: str, keep_text: bool) -> None:
        """Store the results of a file in the cache."""
        results = self.memo.part_results[file]
        self.cache.put(file, self.base, (tuple(results.dependencies), results.packed), in_memory=False)
        results.drop_bytes()
        self.memo.computed.discard(file)
        if not keep_text:
            self.memo.texts.pop(file, None)
            self.documents.pop(file, None)

    def read_texts(self) -> None:
        """Parse all sections that are not parsed yet."""
        for part in self.edition.sections:
            _ = part.body

    def remember(self) -> None:
        """Store the other results of sections and pages in the cache."""
        for file in self.memo.computed:
            self.cache.put(file, self.base, self.memo.part_results[file].as_values(), in_memory=False)
