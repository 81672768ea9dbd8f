"""Locators in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.citations.ranges import ranges_in_words
from edition.model.kinds import CitedPlace
from edition.model.lists import in_style
from edition.model.locators import LOCATOR_TERMS, RANGE_WORDS, several
from edition.model.messages import IN_ENGLISH, Messages, is_english

_ARABIC = {in_style(number, "I"): str(number) for number in range(1, 400)}
"""Roman numeral → number in figures, as far as volumes and prefaces go."""
_ALONE = re.compile(r"\w+\*?")
_IS_RANGE = re.compile(rf"–|\s(?:{RANGE_WORDS})\s|(?:ff?|sqq?|seqq?|ss|suiv|sigs?)\.?$")
_WORDS = re.compile(r"(?![ivxlcdm]+\b)[^\W\d_]{2,}\b", re.IGNORECASE)
"""Words that an editor wrote for the page: pl. 3, the third leaf."""
_SEVERAL_WORDS = re.compile(""",(?![^“„«"]*[”»"])|[”“»"] (?:and|und|et|y|&) [“„«"]""")


def locator_in_words(places: Sequence[CitedPlace], page_term: bool = False, words: Messages = IN_ENGLISH) -> str:
    """The places of a locator after their terms: ``chap. 2``, ``secs. 3–4``; pages after their volume: ``2:33–35``.

    Pages have their term, as in ``vol. 2, pp. 33–35``, where it is asked for: lists print it, notes in English do not.
    """
    page_term = page_term or not is_english(words.language)
    parts: list[str] = []
    for number, place in enumerate(places):
        before = places[number - 1] if number else None
        is_one = before and before.label == "volume" and _ALONE.fullmatch(before.locator)
        if before and is_one and place.label == "page" and not page_term:
            parts[-1] = f"{arabic(before.locator)}:{_value(place, words)}"
        else:
            parts.append(_place_in_words(place, page_term, words))
    return ", ".join(parts)


def arabic(number: str) -> str:
    """The number of a volume in figures, whether it is given in them or as a Roman numeral."""
    return _ARABIC.get(number.upper(), number)


def _value(place: CitedPlace, words: Messages) -> str:
    return ranges_in_words(place.locator, words) if LOCATOR_TERMS[place.label].numbered else place.locator


def _place_in_words(place: CitedPlace, page_term: bool, words: Messages) -> str:
    term, value = LOCATOR_TERMS[place.label], _value(place, words)
    if not value or (place.label == "page" and not (page_term and not _WORDS.match(value))):
        return value
    is_range = (_IS_RANGE if term.numbered else _SEVERAL_WORDS).search(value)
    many = is_range or len(several(CitedPlace(place.label, value))) > 1
    return f"{words.pgettext('locator', term.many if many else term.one)} {value}"
