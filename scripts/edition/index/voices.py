"""Whose words stand in which part of the text, and who is named there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from edition.index.lengths import cell_numbers
from edition.index.tables import paragraphs
from edition.index.uses import occurrences
from edition.model.derived import derived
from edition.model.edition import Edition

SAID, REPORTED, NAMED = "said", "told", "named"
"""Quoted in their own words; words reported by another; named and nothing else."""
WEIGHT = {SAID: 3, REPORTED: 2, NAMED: 1}
MOST_ROWS = 7


class Voices(NamedTuple):
    """The chief persons by what they weigh in the text, and all others whose words stand in it.

    The values of both are the states of cells by their number, from 0: ``said``, ``told`` or ``named``.
    """

    chief: Mapping[str, Mapping[int, str]]
    others: Mapping[str, Mapping[int, str]]


def _spoken(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Key, state and anchor of all words that are quoted or reported in the text."""
    known = paragraphs(edition)
    for quotation in edition.quotations:
        if quotation.anchor in known:
            yield from ((key, SAID, quotation.anchor) for key in quotation.words_of)
            yield from ((key, REPORTED, quotation.anchor) for key in quotation.reported)


def _named(edition: Edition, persons: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Key, state and anchor of every naming of these persons in the text, notes left aside."""
    for key in persons:
        uses = occurrences(edition).get(key, ())
        yield from ((key, NAMED, use.at) for use in uses if not use.note and use.form != "mark")


@derived
def voices(edition: Edition) -> Voices:
    """Who speaks in the text, and who of the persons is named in it."""
    columns, states = cell_numbers(edition), dict[str, dict[int, str]]()
    persons = [key for key, entry in edition.entries.items() if edition.registers[entry.register].of_people]
    for key, state, anchor in (*_spoken(edition), *_named(edition, persons)):
        if anchor in columns and key in edition.entries:
            row = states.setdefault(key, {})
            row[columns[anchor]] = max(state, row.get(columns[anchor], NAMED), key=WEIGHT.__getitem__)
    weights = {key: sum(WEIGHT[state] for state in row.values()) for key, row in states.items()}
    ranked = sorted((key for key in states if key in persons and len(states[key]) > 1), key=lambda key: -weights[key])
    chief = {key: states[key] for key in ranked[:MOST_ROWS]}
    spoken = {
        key: {number: state for number, state in row.items() if state != NAMED}
        for key, row in states.items()
        if key not in chief
    }
    return Voices(chief, {key: row for key, row in spoken.items() if row})
