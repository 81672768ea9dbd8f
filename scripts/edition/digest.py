"""What is wanted of a section, found while its trees are at hand: then they may go, and it need not be read again.

A *finder* is a function of an edition and one of its sections. What the whole edition is made of (uses, findings,
records of the search, the words of pages) is put together from what finders found, section by section. They may look
at the section itself, at the registers, and of other sections at their anchors and notes, but not at their words:
so what they found holds until one of these changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

from edition.markup import Node
from edition.model import Edition, Paragraph, Section

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


def of_registers(find: Callable[[Edition], T]) -> Callable[[Edition], T]:
    """Make a function of the registers, whatever the text is, one whose result may be kept with them."""
    name = find.__name__
    IN_REGISTERS[name] = find

    @wraps(find)
    def found(edition: Edition) -> T:
        kept: T = edition.kept[name] if name in edition.kept else find(edition)
        return kept

    return found


def with_digest(registers: Edition) -> Edition:
    """The registers with all that is found in them alone."""
    return replace(registers, kept={name: find(registers) for name, find in IN_REGISTERS.items()})


def digested(edition: Edition, section: Section) -> dict[str, Any]:
    """What every finder finds in a section, by the finder's name: what a section without its trees is to keep."""
    kept: dict[str, Any] = {}
    at_hand = replace(section, kept=kept)  # a finder that asks another gets what that one found
    for name, find in FINDERS.items():
        kept[name] = find(edition, at_hand)
    return kept | {HOLLOW: True}


def hollow(section: Section) -> Section:
    """A section, its notes without words, with its anchors and without its words too."""
    paragraphs = tuple(Paragraph(p.anchor, p.kind, GONE, p.section, p.place) for p in section.paragraphs)
    return replace(section, body=(), paragraphs=paragraphs, kept={HOLLOW: True})
