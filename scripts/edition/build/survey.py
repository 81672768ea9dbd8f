"""The edition as its site is made of it: every section digested, and only those read of which nothing is kept."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from edition import checks
from edition.build import outputs
from edition.build.cache import Store, packed, unpacked
from edition.build.workers import Team
from edition.model.digest import FINDERS, SEEN, digested, looking, mark, noted, stood, with_digest
from edition.model.edition import Edition
from edition.model.records import BIBLIOGRAPHY
from edition.model.vocabulary import REGISTERS
from edition.sources import dialect
from edition.sources.load import Draft, Sources, registers
from edition.sources.outlines import ESSAY, Outline, outlined

WANTING = (checks, outputs)
"""Whose finders are to be there before anything is digested."""

RECORDS = frozenset(f"{BIBLIOGRAPHY}/{name}" for name in ("works.bib", "works.yml", *(f"{r}.yml" for r in REGISTERS)))
"""Files of records of which it is noted who is looked at."""
SECONDS = 0.01
"""What a section takes, about."""


class Survey:
    """An edition with all sections digested (``edition``).

    ``stands_on`` is the mark of what all pages stand on: the engine, the outlines of all files and what everybody sees
    of the registers, but not the words of the text; ``shared`` that of all registers.
    """

    def __init__(self, sources: Sources, engine: str, store: Store) -> None:
        self.sources, self.engine, self.store = sources, engine, store
        self.drafted: Draft | None = None
        self.held = {name: source for name, source in sources.files.items() if name.startswith(f"{BIBLIOGRAPHY}/")}
        self.texts = {name: source for name, source in sources.files.items() if name not in self.held}
        self.marks = {name: mark(engine, name, source) for name, source in self.texts.items()}
        self.shared = mark(engine, *chain.from_iterable(self.held.items()))
        prose = {name: self._page(name, store) for name in self.texts if not name.startswith(ESSAY)}
        self.prose = {name: document for name, (_, document) in prose.items()}
        self.outlines = {name: outline for name, (outline, _) in prose.items()}
        kept = store.get("outlines", engine) or {}  # each packed by itself: most are the same the next time
        essay = [name for name in self.texts if name not in self.prose]
        same = (name for name in essay if name in kept and kept[name][0] == self.marks[name])
        self.outlines |= {name: found for name in same if (found := unpacked(kept[name][1]))}
        new = [name for name in essay if name not in self.outlines]
        team = Team(self._read, new, SECONDS)
        self.known()  # while others read
        read = dict(team.results())
        self.outlines |= {name: unpacked(outline) for name, outline in read.items()}
        if new or kept.keys() != set(essay):
            outlines = {name: (self.marks[name], read[name]) if name in read else kept[name] for name in essay}
            store.put("outlines", engine, outlines)
        self.drafted = draft = self.draft()
        besides = (each for each in self.held.items() if each[0] not in RECORDS)
        shared = (engine, sorted(FINDERS), *chain.from_iterable(besides), draft.edition.kept[SEEN])
        self.stands_on = mark(*shared, *(outline.stands_on() for outline in draft.outlines))
        marks = {name: mark(self.stands_on, self.marks[name]) for name in essay}
        there = ((name, store.get(name, marks[name])) for name in essay if name not in new)
        found = {name: each for name, each in there if each and each["stood"] == stood(draft.edition, each["looked"])}
        stale = [name for name in essay if name not in new and name not in found]
        store.let_go(stale)
        old = Team(self._read, stale, SECONDS)
        list(old.results())
        for each in (team, old):
            each.tell((read, marks))
            for name in each.results():
                found[name] = store.get(name, marks[name])  # another process has put it there
        sections = (replace(section, kept=found[section.location.file]) for section in draft.edition.sections)
        self.edition = replace(draft.edition, sections=tuple(sections))

    def _page(self, name: str, store: Store) -> tuple[Outline, dialect.Document]:
        """A page of the editor's, read if it is not kept."""
        found: tuple[Outline, dialect.Document] | None = store.get(name, self.marks[name])
        if found is None:
            found = outlined(name, self.texts[name])
            store.put(name, self.marks[name], found)
        return found

    def known(self) -> Edition:
        """The registers, read if they are not kept."""
        found: Edition | None = self.store.get("registers", self.shared)
        if found is None:
            found = with_digest(registers(self.held))
            self.store.put("registers", self.shared, found)
        return found

    def draft(self) -> Draft:
        """The edition in outline."""
        return Draft(self.sources, noted(self.known()), [self.outlines[name] for name in self.texts], self.prose)

    def _read(self, names: Iterable[str]) -> Generator[tuple[str, bytes] | str | None, Any, None]:
        """The work of a process: first the outlines of some files, then, when all are known, their sections."""
        read = {name: outlined(name, self.texts[name]) for name in names}
        yield from ((name, packed(outline)) for name, (outline, _) in read.items())
        outlines, marks = yield None
        if self.drafted is None:  # another process has not got what was made since it began
            self.outlines |= {n: read[n][0] if n in read else unpacked(each) for n, each in outlines.items()}
        draft = self.drafted or self.draft()
        for outline in (section for section in draft.edition.sections if section.location.file in read):
            _, document = read.pop(outline.location.file)
            name = outline.location.file
            found, looked = looking(lambda: digested(draft.edition, draft.section(outline, document)))  # noqa: B023
            now = stood(draft.edition, looked)
            found |= {"mark": mark(self.marks[name], now), "looked": looked, "stood": now}
            self.store.put(name, marks[name], found)
            yield name
