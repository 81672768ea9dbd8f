"""The order of dates, names and entries: one rule for site, PDF, EPUB and TEI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from edition.model.records import Entry

DateKey = tuple[int, ...]
"""Year (negative BCE), month and day, as far as a date gives them."""


def date_order(date: str) -> tuple[DateKey, ...]:
    """The key under which a date is sorted: its own, of a span those of both ends; empty for no date."""
    days = (re.fullmatch(r"(-?\d+)(?:-(\d+))?(?:-(\d+))?", day) for day in date.split("/"))
    return tuple(tuple(int(part) for part in day.groups() if part) for day in days if day)


def sort_key(words: str) -> str:
    """The key under which words are sorted letter by letter: without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(character for character in plain if character.isalnum())


def heading_order(heading: str) -> tuple[str, ...]:
    """The key under which a heading is sorted, in parts: “Marsh, Zoe” stands before “Marshall, Ann”."""
    return tuple(map(sort_key, heading.split(",")))


def by_name(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by their sort forms; those with the same in the order given."""
    return sorted(entries, key=lambda entry: heading_order(entry.sort or entry.name))


def by_date(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by the beginning of their dates; where dates do not decide (1924, 1924-01-21), in the order given.

    A date that is less exact stands behind all those before it that fall within it; an entry without a date, behind
    all before it.
    """
    keyed: list[tuple[DateKey, Entry]] = []
    last: dict[DateKey, DateKey] = {}  # beginning of a key → the last of the keys so far that begin so
    for entry in entries:
        start = next(iter(date_order(entry.when.date if entry.when else "")), ())
        key = last.get(start, start)
        keyed.append((key, entry))
        for length in range(len(key) + 1):
            last[key[:length]] = max(key, last.get(key[:length], key))
    return [entry for _, entry in sorted(keyed, key=lambda pair: pair[0])]
