"""Locator terms: what divisions of works are called, in English, German, French and Spanish, read and printed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from edition.model.kinds import CitedPlace


class LocatorTerm(NamedTuple):
    """A term that says what kind of division of a work a locator gives.

    ``label`` is CSL's. ``one`` and ``many`` are printed before one and before several; they and the forms under
    ``also`` are read, in capitals too, and an abbreviation also without its full stop. A form that begins with a
    capital is read only as it is. ``numbered``: whether such divisions have numbers; the others have words.
    """

    label: str
    one: str
    many: str
    also: tuple[str, ...] = ()
    numbered: bool = True


_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LOCATOR_TERMS = {
    label: LocatorTerm(label, term["one"], term["many"], tuple(term["also"].split("|")), term.get("numbered", True))
    for label, term in _TABLES.items()
}
"""CSL label → term."""


def _keys(form: str) -> tuple[str, ...]:
    """How a form is looked up: without the full stop at its end."""
    bare = form.rstrip(".")
    return (bare,) if bare[:1].isupper() else (bare, bare.capitalize(), bare.upper())


RANGE_WORDS = "to|through|bis|à|al?|hasta"
DASH = re.compile(rf"\s*[‐-―−-]+\s*|\s+(?:{RANGE_WORDS})\s+")
"""What stands in ranges of numbers."""
_BETWEEN = re.compile(
    r"\s*,\s*(?:(?:and|und|et|y|&)\s+)?|\s+(?:and|und|et|y|&|u\.|sowie|bzw\.|resp\.)\s+(?=\W?(?:\d|[ivxlcIVXLC]+\b))"
)
_VOLUME_AND_PART = re.compile(r"\w+,\d+")


def several(place: CitedPlace) -> list[str]:
    """The numbers of a place: pp. 3, 5 and 7–9 are three. A volume 2,1 is one."""
    is_one = not LOCATOR_TERMS[place.label or "page"].numbered or (
        place.label == "volume" and _VOLUME_AND_PART.fullmatch(place.locator)
    )
    return [place.locator] if is_one else _BETWEEN.split(place.locator)


def by_division(places: Iterable[CitedPlace]) -> list[list[CitedPlace]]:
    """The places of a locator in groups, a new one where a label comes again: volume 1, page 3; volume 2, page 7."""
    parts: list[list[CitedPlace]] = []
    for place in places:
        if not parts or place.label in [before.label for before in parts[-1]]:
            parts.append([])
        parts[-1].append(place)
    return parts


LOCATOR_FORMS = {
    key: term for term in LOCATOR_TERMS.values() for form in (term.one, term.many, *term.also) for key in _keys(form)
}
"""Form that is read, without the full stop at its end → term."""
