"""Names in words: in their order or inverted, one or several."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from edition.model.messages import IN_ENGLISH, Messages
from edition.model.order import sort_key
from edition.model.works import Name

_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff々〆〇]+")

_BEFORE_SCRIPT = re.compile(rf"(?:^|\s+)(?={_EAST_ASIAN.pattern})")
"""Where behind a given name the whole name begins in its own script."""
_INITIALS = re.compile(r"\b([^\W\d_][a-z]?)\.(?=[^\W\d_])")
_WITHOUT_STOP = re.compile(r"(?<!\S)[^\W\d_](?!\S)")
_SOUND_OF_I = re.compile("h?[ií](?![aáeéoó])|y(?![aáeéiíoóuú])", re.IGNORECASE)


@lru_cache(maxsize=8192)
def name_in_order(name: Name) -> str:
    """A name in its spoken order: A. B. van der Marsh Jr.; 毛泽东; Satō Haruo, where the family name comes first."""
    if name.literal or _is_east_asian(name):
        return name.literal or name.family + name.given
    given, *script = _BEFORE_SCRIPT.split(name.given, maxsplit=1)
    parts = (given, name.particle, name.family)
    if name.family_first:
        parts = (name.particle, name.family, given)
    return " ".join(filter(None, (*parts, name.suffix, *script)))


def name_inverted(name: Name) -> str:
    """A name with the family name first: Marsh, A. B. van der, Jr."""
    if name.literal or name.family_first or _is_east_asian(name):
        return name_in_order(name)
    given, *script = _BEFORE_SCRIPT.split(name.given, maxsplit=1)
    given = " ".join(filter(None, (given, name.particle)))
    return " ".join((", ".join(filter(None, (name.family, given, name.suffix))), *script))


def _with_stops(name: Name) -> Name:
    """A name with stops and spaces behind its initials: J. A. Marsh."""
    given = _WITHOUT_STOP.sub(lambda match: match[0] + "." * match[0].isupper(), name.given)
    given = _INITIALS.sub(r"\1. ", given)
    return replace(name, given=given) if given != name.given else name


def _is_east_asian(name: Name) -> bool:
    """Whether a name is in Chinese, Japanese or Korean script, in which no blank divides its parts."""
    return bool(_EAST_ASIAN.fullmatch(name.family) and _EAST_ASIAN.fullmatch(name.given))


def family_name(name: Name) -> str:
    """The family name with its particle, as a short note gives it: van der Marsh."""
    return name.literal or f"{name.particle} {name.family}".strip()


def name_in_parts(name: Name) -> str:
    """A name as programs take it apart: van der Marsh, A. B., Jr."""
    return name.literal or ", ".join(filter(None, (family_name(name), name.given, name.suffix)))


@lru_cache(maxsize=8192)
def names_in_note(names: tuple[Name, ...], short: bool = False, language: Messages = IN_ENGLISH) -> str:
    """Names in spoken order; of four or more, or where the source ends in “and others”, the first and “et al.”."""
    words = [family_name(name) if short else name_in_order(_with_stops(name)) for name in names]
    if not words:
        return ""
    if len(words) > 3 or "others" in words:
        return f"{words[0]} {_others(language)}"
    return listed(words, language)


@lru_cache(maxsize=8192)
def names_in_bibliography(names: tuple[Name, ...], language: Messages = IN_ENGLISH) -> str:
    """Names, the first of them inverted; of more than ten, the first seven and “et al.”."""
    known = [*map(_with_stops, takewhile(lambda name: name.literal != "others", names))]
    words = [name_inverted(known[0]), *map(name_in_order, known[1:])] if known else []
    if len(words) > 10 or len(known) < len(names):
        return ", ".join((*(words if len(words) <= 10 else words[:7]), _others(language)))
    if len(words) == 2:
        # Translators: two names, the first of which is inverted: “Marsh, Ada, and John Hale”.
        pattern = language.pgettext("names in a bibliography", "%(first)s, and %(last)s")
        return _filled(pattern, words[0], words[1], language)
    return listed(words, language)


def names_listed(names: tuple[Name, ...], language: Messages = IN_ENGLISH) -> str:
    """All names in spoken order."""
    known = [name_in_order(_with_stops(name)) for name in names if name.literal != "others"]
    if len(known) == len(names):
        return listed(known, language)
    return (", " if len(known) > 1 else " ").join((*known, _others(language)))


def _others(language: Messages) -> str:
    # Translators: stands for the names that are left out of a list of authors.
    return language.gettext("et al.")


def listed(words: list[str], language: Messages = IN_ENGLISH) -> str:
    """Names or other words as a list: A; A and B; A, B, and C."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        # Translators: a list of two.
        return _filled(language.pgettext("list", "%(first)s and %(last)s"), words[0], words[1], language)
    # Translators: a list of more than two: %(first)s are all but the last, with commas between them.
    pattern = language.pgettext("longer list", "%(first)s, and %(last)s")
    return _filled(pattern, ", ".join(words[:-1]), words[-1], language)


def _filled(pattern: str, first: str, last: str, language: Messages) -> str:
    """The pattern of a list filled in. The Spanish “y” is “e” before the sound of an i."""
    if language.language.partition("-")[0] == "es" and _SOUND_OF_I.match(last):
        pattern = pattern.replace(" y ", " e ")
    return pattern % {"first": first, "last": last}


def name_sort_key(name: Name, language: str = "") -> tuple[str, str]:
    """The key under which a name is sorted in the alphabet of a language: by family name, then by the rest."""
    rest = Name("", name.given, name.particle, name.suffix)
    return sort_key(name.literal or name.family, language), sort_key(name_in_order(rest), language)
