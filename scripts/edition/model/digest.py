"""What is wanted of a section, found while its trees are at hand: then they may go, and it need not be read again.

A *finder* is a function of an edition and one of its sections. What the whole edition is made of (uses, findings,
records of the search, the words of pages) is put together from what finders found, section by section. They may look
at the section itself, at the registers, and of other sections at their anchors and notes, but not at their words:
so what they found holds until one of these changes.

Of the entries and works it is noted who was looked at: a change of another one changes nothing. For that nobody goes
through all of them but functions ``of_registers``, on whose results everything depends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, wraps
from hashlib import sha256
from typing import Any, TypeVar

from edition.model.edition import Edition, Paragraph, Section
from edition.model.tree import Node

T = TypeVar("T")
FINDERS: dict[str, Callable[[Edition, Section], Any]] = {}
HOLLOW = "hollow"
"""Says of a section that what is not kept of it cannot be found any more."""
GONE = Node("gone")
"""The content of a paragraph whose section is without its trees."""


def of_section(find: Callable[[Edition, Section], T]) -> Callable[[Edition, Section], T]:
    """Make a function of a section a finder: what it found may be kept in place of the section's trees."""
    name = find.__name__
    FINDERS[name] = find

    @wraps(find)
    def found(edition: Edition, section: Section) -> T:
        kept: T = section.kept[name] if HOLLOW in section.kept or name in section.kept else find(edition, section)
        return kept

    return found


IN_REGISTERS: dict[str, Callable[[Edition], Any]] = {}
"""What is found in the registers, whatever the text is, and kept with them."""
SEEN_BY_ALL: set[str] = set()
"""That on which everything depends."""
SEEN = "seen"


def kept_with_registers(find: Callable[[Edition], T]) -> Callable[[Edition], T]:
    """Make a function of the registers one whose result is kept with them, for what is made anew each time."""
    name = find.__name__
    IN_REGISTERS[name] = cached = lru_cache(maxsize=4)(find)

    @wraps(find)
    def found(edition: Edition) -> T:
        kept: T = edition.kept[name] if name in edition.kept else cached(edition)
        return kept

    return found


def of_registers(find: Callable[[Edition], T]) -> Callable[[Edition], T]:
    """The same, for everybody: when the result (of texts, tuples and mappings) changes, all is made anew."""
    SEEN_BY_ALL.add(find.__name__)
    return kept_with_registers(find)


def with_digest(registers: Edition) -> Edition:
    """The registers with all that is found in them alone, and a mark of what everybody may look at."""
    found = {name: find(registers) for name, find in IN_REGISTERS.items()}
    return replace(registers, kept=found | {SEEN: mark(*(found[name] for name in sorted(SEEN_BY_ALL)))})


@kept_with_registers
def marks(edition: Edition) -> Mapping[str, str]:
    """A mark of each entry and work by its key, and of all of each. Where they stand in the sources is not in it."""
    entries = {key: mark(entry)[:16] for key, entry in edition.entries.items()}
    works = {key: mark(work)[:16] for key, work in edition.works.items()}
    return entries | works | {ALL_ENTRIES: mark(*entries.items()), ALL_WORKS: mark(*works.items())}


ALL_ENTRIES, ALL_WORKS = "*entries", "*works"
"""They stand for all of them, and their order."""
_noted: set[str] = set()


class Register(Mapping[str, T]):
    """Entries or works by their keys; who is looked at is noted."""

    def __init__(self, records: Mapping[str, T], all_: str) -> None:
        self.records, self.all = records, all_

    def __getitem__(self, key: str) -> T:
        _noted.add(key)
        return self.records[key]

    def __iter__(self) -> Iterator[str]:
        _noted.add(self.all)
        return iter(self.records)

    def __len__(self) -> int:
        _noted.add(self.all)
        return len(self.records)


def noted(registers: Edition) -> Edition:
    """The registers, so that it is noted who in them is looked at."""
    entries, works = Register(registers.entries, ALL_ENTRIES), Register(registers.works, ALL_WORKS)
    return replace(registers, entries=entries, works=works)


def looking(work: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
    """What some work makes, and at whom it looked."""
    global _noted  # noqa: PLW0603
    before, _noted = _noted, set()
    try:
        return work(), tuple(sorted(filter(None, _noted)))
    finally:
        _noted = before


def stood(edition: Edition, looked: Iterable[str]) -> str:
    """A mark of those at whom somebody looked, as they are now."""
    known = marks(edition)
    return mark(" ".join([known.get(key, "") for key in looked]))[:16]


def digested(edition: Edition, section: Section) -> dict[str, Any]:
    """What every finder finds in a section, by the finder's name: what a section without its trees is to keep."""
    kept: dict[str, Any] = {}
    at_hand = replace(section, kept=kept)  # a finder that asks another gets what that one found
    for name, find in FINDERS.items():
        kept[name] = find(edition, at_hand)
    return kept | {HOLLOW: True}


def hollow(section: Section) -> Section:
    """A section, its notes without words, with its anchors and without its words too."""
    paragraphs = tuple(Paragraph(p.anchor, p.kind, GONE, p.section, p.location) for p in section.paragraphs)
    return replace(section, body=(), paragraphs=paragraphs, kept={HOLLOW: True})


def mark(*parts: object) -> str:
    """A mark of values: equal ones have the same, others another."""
    known = sha256()
    for part in parts:
        content = (part if isinstance(part, str) else repr(part)).encode()
        known.update(f"{len(content)} ".encode() + content)
    return known.hexdigest()
