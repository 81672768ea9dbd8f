"""The dates of BibTeX: EDTF as biblatex reads it, and what is written by hand in its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from edition.model.bibtex_fields import MONTHS, NAMES_OF_MONTHS, STATES_BY_HAND
from edition.model.records import NO_DATE, IsoDate
from edition.sources.values import is_date


class ReadDate(NamedTuple):
    """A date in ISO 8601; its form in EDTF or in brackets, where that says more; or a state, such as in press."""

    iso: IsoDate = NO_DATE
    form: str = ""
    state: str = ""


NONE = ReadDate()
UNDATED = frozenset("n.d. nd s.a. s.d. o.j. undated nodate".split()) | {"n. d.", "s. d.", "o. j.", "no date", ""}
STATES = re.compile("|".join(STATES_BY_HAND), re.IGNORECASE)
_NAMES = NAMES_OF_MONTHS | {name: number for number, name in enumerate(MONTHS, 1)}
"""Word → number of a month, or in EDTF of a season."""

_YEAR = r"-?\d{4}"
_EDTF = re.compile(rf"(?P<date>{_YEAR}(?:-\d\d)?(?:-\d\d)?)(?:T[\d:.+Z-]*)?(?P<sign>[~?%]?)")
_DECADE = re.compile(r"(\d{3})[Xxu?]|(\d{2})(?:XX|xx|uu)|(\d{3})0s")
_PARTLY = re.compile(r"(\d{4})-(?:XX|uu)(?:-(?:XX|uu))?|(\d{4}-\d\d)-(?:XX|uu)")
_CIRCA = re.compile(r"(?:c\.|ca\.?|circa|about|around|um|vers|env\.|hacia)\s*(?=\d)", re.IGNORECASE)
_UNDATED_BEFORE = re.compile(r"(?:n\. ?d\.|s\. ?[ad]\.|o\. ?J\.),? *(?=\[)")
_ERA = re.compile(r"(?:AD\s*)?(\d{1,4})\s*(BCE?|CE|AD)?|AD\s*(\d{1,4})", re.IGNORECASE)
_OPEN_SPAN = re.compile(r"(\d{4})\s*--?\s*(?:date|present|today|heute)?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{4})\s*(?:--?|–|/|−)\s*(\d{4}|\d{2})|(\d{3}(\d))/(\d)")
"""Two years, of the second of which the last digits suffice; of 1648/9, also its last."""
_NUMBERS = re.compile(r"[./-]?\d\d?[./-]\d\d?[./-]?")
_IN_WORDS = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=16_384)
def read(words: str) -> ReadDate | None:
    """A date; without a year for one that is none (n.d.) or a state; None for what is no date at all."""
    words = re.sub(r"(?<=\d)\u00a0(?=/|$)", "~", words)  # what TeX takes for a space
    words = words.strip().replace("\u00a0", " ").replace("–", "--").replace("—", "--")
    words = re.sub(r"(?<=\d{4})\.$", "", _UNDATED_BEFORE.sub("", words))
    if words.casefold() in UNDATED or not words.strip("?"):
        return NONE
    if STATES.fullmatch(words):
        return ReadDate(state=words)
    if words.startswith("[") and words.endswith("]"):
        inner = read(words[1:-1])
        return inner and inner._replace(form=words.replace("--", "–"))
    circa = _CIRCA.match(words)
    if circa and (inner := read(words[circa.end() :])):
        return inner._replace(form=f"[{words}]" if inner.form else "/".join(f"{end}~" for end in inner.iso.split("/")))
    return _edtf(words) or _by_hand(words)


def _edtf(words: str) -> ReadDate | None:
    """A date or a span of two in EDTF."""
    if "/" not in words:
        return _point(words)
    first, _, last = words.partition("/")
    if "/" in last:
        return None
    open_ends = ("", "..", "*", "open", "unknown")
    if first in open_ends and last not in open_ends:
        end = _point(last)
        return end and ReadDate(end.iso, f"../{end.form or end.iso}")
    start = _point(first)
    if last in open_ends:
        return start and ReadDate(start.iso, f"{start.form or start.iso}/..")
    end = _point(last)
    if start is None or end is None:
        return None
    iso = IsoDate(f"{start.iso.split('/')[0]}/{end.iso.split('/')[-1]}")
    form = f"{start.form or start.iso}/{end.form or end.iso}" if start.form or end.form else ""
    return ReadDate(iso, form) if is_date(iso) else None


def _point(words: str) -> ReadDate | None:
    """One date in EDTF."""
    if decade := _DECADE.fullmatch(words):
        digits = decade[1] or decade[3] or decade[2]
        unknown = 4 - len(digits)
        iso = f"{digits}{'0' * unknown}/{digits}{'9' * unknown}"
        return ReadDate(IsoDate(iso), digits + "X" * unknown)
    if partly := _PARTLY.fullmatch(words):
        return ReadDate(IsoDate(partly[1] or partly[2]))
    match = _EDTF.fullmatch(words)
    if match is None:
        return None
    date, sign = match["date"], match["sign"]
    season = re.fullmatch(rf"({_YEAR})-(2[1-4])", date)
    iso = _counted(season[1] if season else date)
    if not is_date(iso):
        return None
    form = f"{iso}-{season[2]}{sign}" if season else f"{iso}{sign}" if sign else ""
    return ReadDate(IsoDate(iso), form)


def _counted(date: str) -> str:
    """A date with its year as the engine counts it: EDTF has a year 0, which is 1 BCE, and −43 for 44 BCE."""
    if date.startswith("0000"):
        return f"-0001{date[4:]}"
    return f"-{int(date[1:5]) + 1:04}{date[5:]}" if date.startswith("-") else date


def _by_hand(words: str) -> ReadDate | None:
    """A span of years, a year of an era, or a day, month and year in words."""
    if since := _OPEN_SPAN.fullmatch(words):
        return ReadDate(IsoDate(since[1]), f"{since[1]}/..")
    span = _SPAN.fullmatch(words)
    if span and (span[1] or int(span[4]) + 1 == int(span[5])):
        return _span(span[1] or span[3], span[2] or span[5])
    if era := _ERA.fullmatch(words):
        return _of_era(words, era)
    if words[:1] in "©cp" and re.fullmatch(r"[©cp]\s?\d{4}", words):
        return ReadDate(IsoDate(words[-4:]))
    year_match = re.search(r"\b(\d{4})\b", words)
    if year_match is None or not re.fullmatch(r"[\w\s.,/&-]+", words):
        return None
    rest = f"{words[: year_match.start()]} {words[year_match.end() :]}".strip(" ,")
    return _in_numbers(year_match[1], rest) if _NUMBERS.fullmatch(rest) else with_month(year_match[1], rest)


def _span(first: str, last: str) -> ReadDate | None:
    """Two years, of the second perhaps only its last digits."""
    iso = IsoDate(f"{first}/{first[: 4 - len(last)]}{last}")
    return ReadDate(iso) if is_date(iso) else None


def _of_era(words: str, era: re.Match[str]) -> ReadDate | None:
    """A year of an era: AD 33, 44 BCE; a year of three or four digits alone."""
    year = int(era[1] or era[3])
    before = (era[2] or "").upper().startswith("B")
    known = era[2] or words[:2].upper() == "AD" or len(era[1] or "") > 2
    return ReadDate(IsoDate(f"-{year:04}" if before else f"{year:04}")) if year and known else None


def _in_numbers(year: str, rest: str) -> ReadDate | None:
    """A day written in numbers: 5.3.1955, 1955/03/05. In 3/5/1955 nobody can tell the day from the month."""
    first, second = map(int, _IN_WORDS.findall(rest))
    if rest[0].isdigit() and ("." in rest or first > 12):
        first, second = second, first
    elif rest[0].isdigit() and second <= 12 and first != second:
        return None
    return _edtf(f"{year}-{first:02}-{second:02}")


def with_month(year: str, month: str, day: str = "") -> ReadDate | None:
    """The date of a year and what is written for its month, such as mar, 3, March 4, June/July, spring."""
    tokens = _IN_WORDS.findall(month)
    months = [_NAMES.get(token.casefold(), 0) for token in tokens if not token.isdigit()]
    days = [int(token) for token in tokens if token.isdigit()]
    if not months:  # a month is written as a number
        months, days = days, []
    days = days or [int(number) for number in re.findall(r"\d+", day)]
    if not months or not all(months) or len(months) > 2 or len(days) > 2:
        return None
    if months[0] > 12:  # a season
        return _edtf("/".join(f"{year}-{number}" for number in months)) if min(months) > 12 and not days else None
    parts = [f"{year}-{number:02}" for number in months]
    if days:
        parts += parts[-1:] * (len(days) - len(parts))
        parts = [part + (f"-{days[index]:02}" if index < len(days) else "") for index, part in enumerate(parts)]
    return _edtf("/".join(parts))
