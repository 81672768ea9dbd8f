"""Dates in words."""

from __future__ import annotations

import re
from functools import lru_cache

from edition.citations.ranges import ordinal, ranges_in_words
from edition.model.lists import in_style
from edition.model.messages import IN_ENGLISH, Messages
from edition.model.records import Dated, IsoDate

_SEASON = re.compile(r"(-?\d{4})-2([1-4])")
_EARLY = 1000
"""Years before it are told apart from other numbers."""


@lru_cache(maxsize=8192)
def date_parts(date: IsoDate) -> tuple[tuple[str, ...], ...]:
    """Year, month and day of a date as far as it gives them; two such tuples of a period."""
    matches = (re.fullmatch(r"(-?\d+)(?:-(\d+))?(?:-(\d+))?", end) for end in date.split("/"))
    return tuple(tuple(part for part in match.groups() if part) for match in matches if match)


@lru_cache(maxsize=8192)
def date_in_words(date: IsoDate, words: Messages = IN_ENGLISH, only_year: bool = False, form: str = "") -> str:
    """A date in the words of a language: 1924, March 1924, March 29, 1924, June–July 1955; periods of years as 1924–26,
    50–44 BCE. A ``form`` in EDTF or in brackets says more than the date: [ca. 1955], [1955?], 1950s, [1955]."""
    if form:
        return form if form.startswith("[") else _form_in_words(form, words, only_year)
    ends = [part[:1] if only_year else part for part in date_parts(date)]
    if len(ends) == 2 and ends[0] != ends[1]:
        return _span(ends[0], ends[1], words)
    return _single_date(words, *ends[0]) if ends else ""


def printed_date(dated: Dated, words: Messages = IN_ENGLISH) -> str:
    """A date as the editor wants it printed, else in words."""
    return dated.display or date_in_words(dated.date, words)


def unparted(words: str) -> str:
    """A printed date for a narrow column: a day is not parted from its month, nor a short remark in parentheses."""
    tied = r"\([^()]{1,24}\)|\d\.? (?=[^\W\d])|(?<=[^\W\d]) (?=\d{1,2}\b)"
    return re.sub(tied, lambda match: match[0].replace(" ", "\u00a0"), words)


def _span(first: tuple[str, ...], last: tuple[str, ...], words: Messages) -> str:
    """A period, with what its ends have in common said once."""
    if len(first) == len(last) == 1:
        if last[0].startswith("-"):
            return words.gettext("%(year)s BCE") % {"year": f"{-int(first[0])}–{-int(last[0])}"}
        return ranges_in_words("–".join(_year(int(year), words) for (year,) in (first, last)), words)
    if first[0] == last[0] and len(first) == len(last):
        year = _year(int(first[0]), words)
        if len(first) == 2:
            return _month(words) % {"month": f"{_months(words)[first[1]]}–{_months(words)[last[1]]}", "year": year}
        if first[1] == last[1]:
            days = f"{int(first[2])}–{int(last[2])}"
            return _day(words) % {"month": _months(words, True)[first[1]], "day": days, "year": year}
        without_year = re.sub(r"(?:,| de)? ?%\(year\)s", "", _day(words))
        start = without_year % {"month": _months(words, True)[first[1]], "day": str(int(first[2]))}
        return f"{start}–{_single_date(words, *last)}"
    return f"{_single_date(words, *first)}–{_single_date(words, *last)}"


def _form_in_words(form: str, words: Messages, only_year: bool) -> str:
    """A date in EDTF that is not sure, open, a season, or some decade or century."""
    if "/" in form:
        ends = ["" if end == ".." else _form_in_words(end, words, only_year) for end in form.split("/")]
        first, last = (_SEASON.fullmatch(end) for end in form.split("/"))
        if first and last and first[1] == last[1] and first[2] != last[2] and not only_year:
            return _season(first[1], f"{first[2]}{last[2]}", words)
        return "–".join(dict.fromkeys(ends))
    if form.endswith("XX"):
        number = int(form[:2]) + 1
        # Translators: the numbers of centuries: 1, or I where they are Roman.
        is_roman = words.pgettext("numbers of centuries", "1") == "I"
        shown = in_style(number, "I") if is_roman else ordinal(str(number), words)
        # Translators: a century; an Arabic number is an ordinal already.
        return words.gettext("%(number)s century") % {"number": shown}
    if form.endswith("X"):
        # Translators: a decade, as in 1950s.
        return words.gettext("%(year)ss") % {"year": f"{form[:3]}0"}
    date, sign = (form[:-1], form[-1]) if form[-1] in "~?%" else (form, "")
    if season := _SEASON.fullmatch(date):
        return _season(season[1], "" if only_year else season[2], words)
    shown = date_in_words(IsoDate(date), words, only_year)
    if sign == "?":
        return f"[{shown}?]"
    # Translators: a date that is not known exactly.
    about = words.gettext("ca. %(date)s") % {"date": shown}
    return f"[{about}{'?' * (sign == '%')}]" if sign else shown


def _season(year: str, seasons: str, words: Messages) -> str:
    """A season of a year, or the first and the last of several, by their numbers; without any, the year."""
    # Translators: the seasons in the order of the year.
    names = words.pgettext("seasons", "Spring|Summer|Autumn|Winter").split("|")
    shown = _year(int(year), words)
    return _month(words) % {"month": "–".join(names[int(n) - 1] for n in seasons), "year": shown} if seasons else shown


def year_in_words(year: int, words: Messages) -> str:
    """A year, negative BCE."""
    return words.gettext("%(year)s BCE") % {"year": -year} if year < 0 else str(year)


def _year(year: int, words: Messages) -> str:
    """A year in a date: of the first centuries with the era before it."""
    # Translators: a year of the first thousand after Christ.
    return words.gettext("AD %(year)s") % {"year": year} if 0 < year < _EARLY else year_in_words(year, words)


def _single_date(words: Messages, year: str, month: str = "", day: str = "") -> str:
    shown = _year(int(year), words)
    if not month:
        return shown
    if not day:
        return _month(words) % {"month": _months(words)[month], "year": shown}
    # Translators: the first day of a month, such as “1er mars 1911” in French.
    first = words.pgettext("first of a month", "%(month)s %(day)s, %(year)s")
    pattern = first if int(day) == 1 else _day(words)
    return pattern % {"month": _months(words, True)[month], "day": str(int(day)), "year": shown}


def _months(words: Messages, with_day: bool = False) -> dict[str, str]:
    """Number of a month in two digits → its name."""
    if with_day:
        # Translators: the names of the months where a day stands with them, in the order of the year.
        names = words.pgettext(
            "with a day", "January|February|March|April|May|June|July|August|September|October|November|December"
        )
    else:
        # Translators: the names of the months where no day stands with them, in the order of the year.
        names = words.pgettext(
            "without a day", "January|February|March|April|May|June|July|August|September|October|November|December"
        )
    return {f"{number:02}": name for number, name in enumerate(names.split("|"), 1)}


def _month(words: Messages) -> str:
    # Translators: a month of a year.
    return words.pgettext("date", "%(month)s %(year)s")


def _day(words: Messages) -> str:
    # Translators: a day of a month and year.
    return words.pgettext("date", "%(month)s %(day)d, %(year)s").replace("%(day)d", "%(day)s")
