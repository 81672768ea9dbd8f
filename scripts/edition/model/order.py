"""The order of dates, names and entries: one rule for site, PDF, EPUB and TEI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from edition.model.records import Entry

DateKey = tuple[int, ...]
"""Year (negative BCE), month and day, as far as a date gives them."""


def date_order(date: str) -> tuple[DateKey, ...]:
    """The key under which a date is sorted: its own, of a span those of both ends; empty for no date."""
    days = (re.fullmatch(r"(-?\d+)(?:-(\d+))?(?:-(\d+))?", day) for day in date.split("/"))
    return tuple(tuple(int(part) for part in day.groups() if part) for day in days if day)


_LAST = "\u9fff"
"""Sorts behind every letter of an alphabet."""
_LETTERS = {"й": f"и{_LAST}", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
"""Letter → as what it is sorted, unless its language has another place for it; й is a letter of its own in all."""
_AFTER_Z = {
    language: {letter: f"z{_LAST * place}" for place, letter in enumerate(letters, 1)}
    for language, letters in {
        "sv": "åäö", "fi": "åäö", "da": "æøå", "no": "æøå", "nb": "æøå", "nn": "æøå",
    }.items()
}  # fmt: skip
_OWN_LETTERS = {
    language: {letter: f"{base}{_LAST}" for letter, base in zip(*letters, strict=True)}
    for language, letters in {
        "es": ("ñ", "n"), "gl": ("ñ", "n"), "pl": ("ąćęłńóśźż", "acelnoszz"), "cs": ("čřšž", "crsz"),
        "sk": ("äčôšž", "acosz"), "sl": ("čšž", "csz"), "hr": ("čćđšž", "ccdsz"), "tr": ("çğıöşü", "cghosu"),
        "hu": ("öü", "ou"), "ro": ("ăâîșț", "aaist"),
    }.items()
}  # fmt: skip
"""Language → the letters that have a place of their own in its alphabet."""


@cache
def _alphabet(language: str) -> dict[int, str]:
    """What letters are sorted as in a language (a BCP 47 tag)."""
    primary = language.partition("-")[0].lower()
    return str.maketrans(_LETTERS | _OWN_LETTERS.get(primary, {}) | _AFTER_Z.get(primary, {}))


@lru_cache(maxsize=65_536)
def sort_key(words: str, language: str = "") -> str:
    """The key under which words are sorted letter by letter in the alphabet of a language: without case, spaces,
    punctuation, and accents that make no letter of its own."""
    letters = unicodedata.normalize("NFC", words.casefold()).translate(_alphabet(language))
    return "".join(character for character in unicodedata.normalize("NFKD", letters) if character.isalnum())


def heading_order(heading: str, language: str = "") -> tuple[str, ...]:
    """The key under which a heading is sorted, in parts: “Marsh, Zoe” stands before “Marshall, Ann”."""
    return tuple(sort_key(part, language) for part in heading.split(","))


def by_name(entries: Iterable[Entry], language: str = "") -> list[Entry]:
    """Entries by their sort forms in the alphabet of a language; those with the same in the order given."""
    return sorted(entries, key=lambda entry: heading_order(entry.sort or entry.name, language))


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
