"""The parts of a citation in words, after Chicago (17th edition): titles, names, dates, locators, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from edition.model.messages import ENGLISH, IN_ENGLISH, Messages
from edition.model.order import sort_key
from edition.model.records import Dated, IsoDate
from edition.model.tree import Content, Fragment, Node, text
from edition.model.vocabulary import LOCATOR_TERMS
from edition.model.works import Name, Work

_ARTICLE = re.compile(r"(?:The|An|A)\s+(?=\S)")
_CLOSING_QUOTES = re.compile(r"(?:(‘(?:[^‘’]|’(?=\w))*)’)?”?$")
_RANGE = re.compile(r"(\d+)\s*[-–]+\s*(\d+)(?![\d\w])")


# --- Titles --------------------------------------------------------------------------------------------------------


def joined_title(title: str, subtitle: str) -> str:
    """Title and subtitle as one: with a colon between them, unless the title ends in ``?`` or ``!``."""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title.endswith(("?", "!")) else f"{title}: {subtitle}"


def short_title(work: Work) -> str:
    """The title for a short note: ``short_title`` where the editor gives one, else the title without a leading article,
    and without the subtitle."""
    return work.short_title or without_article(work.title)


def without_article(title: str) -> str:
    """A title without a leading English article."""
    return _ARTICLE.sub("", title, count=1) if _ARTICLE.match(title) else title


def quoted(words: str, language: Messages = IN_ENGLISH) -> str:
    """Words in the quotation marks of a language."""
    return quotation_marks(language)[0] + words + quotation_marks(language)[1]


def quotation_marks(language: Messages) -> list[str]:
    """The quotation marks of a language: opening and closing, then those that stand within others."""
    # Translators: opening and closing quotation marks, with a | between them, then those within others.
    return language.pgettext("quotation marks", "“|”|‘|’").split("|")


def nest_quotation_marks(words: str, depth: int) -> str:
    """The words with their quotation marks double and single in turn, for a place inside ``depth`` pairs of others.

    An apostrophe is the same character as a closing single mark: it closes nothing where a letter follows.
    """
    if not re.search("[“”‘]", words):
        return words
    result = []
    opened: list[str] = []
    for index, character in enumerate(words):
        closes = opened and character == {"“": "”", "‘": "’"}[opened[-1]] and not words[index + 1 : index + 2].isalnum()
        if character in "“‘":
            opened.append(character)
            result.append("“‘"[(depth + len(opened) - 1) % 2])
        elif closes:
            result.append("”’"[(depth + len(opened) - 1) % 2])
            opened.pop()
        else:
            result.append(character)
    return "".join(result)


# --- Punctuation ---------------------------------------------------------------------------------------------------


def with_punctuation(fragment: Fragment, mark: str) -> Fragment:
    """The fragment followed by a comma, semicolon or full stop.

    It goes inside closing quotation marks. Nothing is added where the same mark, or before a full stop ``?`` or ``!``,
    stands already.
    """
    last = fragment[-1] if fragment else ""
    words = last if isinstance(last, str) and last[-1:] not in ("”", "’", "") else text(fragment)
    if not words or words.endswith(mark):
        return fragment
    inner = words[: _end_inside_quotes(words)]
    if inner.endswith(mark) or (mark == "." and inner.endswith(("?", "!"))):
        return fragment
    return _inserted(fragment, mark, len(words) - len(inner)) if len(inner) < len(words) else (*fragment, mark)


def _end_inside_quotes(words: str) -> int:
    """The offset of the closing quotation marks at the end of the words, or their length if there are none."""
    if not words.endswith(("”", "’")):
        return len(words)
    match = _CLOSING_QUOTES.search(words)
    if match is None or not match[0]:
        return len(words)
    return match.end(1) if match[1] else match.start()


def _inserted(fragment: Fragment, mark: str, from_end: int) -> Fragment:
    """The fragment with a mark inserted so many characters before its end, if need be inside its last element."""
    last: Content = fragment[-1]
    if isinstance(last, Node) and len(text(last)) >= from_end:
        return (*fragment[:-1], last.with_children(_inserted(last.children, mark, from_end)))
    words = text(last)
    return (*fragment[:-1], f"{words[:-from_end]}{mark}{words[-from_end:]}")


def join_sentence(parts: Iterable[Fragment | str], mark: str, end: str = "") -> Fragment:
    """The parts that have words, separated by the punctuation mark and a space; ``end`` is the mark after the last."""
    sentence: Fragment = ()
    for part in parts:
        if text(part):
            content = (part,) if isinstance(part, str) else part
            sentence = (*with_punctuation(sentence, mark), " ", *content) if sentence else content
    return with_punctuation(sentence, end) if end else sentence


# --- Names ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def name_in_order(name: Name) -> str:
    """A name in its spoken order: A. B. van der Marsh Jr."""
    return name.literal or " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


def name_inverted(name: Name) -> str:
    """A name with the family name first: Marsh, A. B. van der, Jr."""
    if name.literal:
        return name.literal
    given = " ".join(filter(None, (name.given, name.particle)))
    return ", ".join(filter(None, (name.family, given, name.suffix)))


def family_name(name: Name) -> str:
    """The family name with its particle, as a short note gives it: van der Marsh."""
    return name.literal or f"{name.particle} {name.family}".strip()


@lru_cache(maxsize=8192)
def names_in_note(names: tuple[Name, ...], short: bool = False, language: Messages = IN_ENGLISH) -> str:
    """Names in spoken order; of four or more, or where the source ends in “and others”, the first and “et al.”."""
    words = [family_name(name) if short else name_in_order(name) for name in names]
    if not words:
        return ""
    if len(words) > 3 or "others" in words:
        return f"{words[0]} {_others(language)}"
    return listed(words, language)


@lru_cache(maxsize=8192)
def names_in_bibliography(names: tuple[Name, ...], language: Messages = IN_ENGLISH) -> str:
    """Names, the first of them inverted; of more than ten, the first seven and “et al.”."""
    known = list(takewhile(lambda name: name.literal != "others", names))
    words = [name_inverted(known[0]), *map(name_in_order, known[1:])] if known else []
    if len(words) > 10 or len(known) < len(names):
        return ", ".join((*(words if len(words) <= 10 else words[:7]), _others(language)))
    if len(words) == 2:
        # Translators: two names, the first of which is inverted: “Marsh, Ada, and John Hale”.
        pattern = language.pgettext("names in a bibliography", "%(first)s, and %(last)s")
        return pattern % {"first": words[0], "last": words[1]}
    return listed(words, language)


def names_listed(names: tuple[Name, ...], language: Messages = IN_ENGLISH) -> str:
    """All names in spoken order."""
    known = [name_in_order(name) for name in names if name.literal != "others"]
    return listed(known, language) if len(known) == len(names) else ", ".join((*known, _others(language)))


def _others(language: Messages) -> str:
    # Translators: stands for the names that are left out of a list of authors.
    return language.gettext("et al.")


def listed(words: list[str], language: Messages = IN_ENGLISH) -> str:
    """Names or other words as a list: A; A and B; A, B, and C."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        # Translators: a list of two.
        return language.pgettext("list", "%(first)s and %(last)s") % {"first": words[0], "last": words[1]}
    # Translators: a list of more than two: %(first)s are all but the last, with commas between them.
    pattern = language.pgettext("longer list", "%(first)s, and %(last)s")
    return pattern % {"first": ", ".join(words[:-1]), "last": words[-1]}


# --- Numbers, dates and locators -------------------------------------------------------------------------------------


def ordinal(number: str, words: Messages = IN_ENGLISH) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    if not words.language.startswith(ENGLISH):
        # Translators: the ordinal number of an edition of a book.
        return words.pgettext("ordinal", "%(number)sth") % {"number": number}
    is_teen = 10 < int(number) % 100 < 14
    return number + ("th" if is_teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


@lru_cache(maxsize=8192)
def date_parts(date: IsoDate) -> tuple[tuple[str, ...], ...]:
    """Year, month and day of a date as far as it gives them; two such tuples of a period."""
    matches = (re.fullmatch(r"(-?\d+)(?:-(\d+))?(?:-(\d+))?", end) for end in date.split("/"))
    return tuple(tuple(part for part in match.groups() if part) for match in matches if match)


def date_in_words(date: IsoDate, words: Messages = IN_ENGLISH, only_year: bool = False) -> str:
    """A date in the words of a language: 1924, March 1924, March 29, 1924; periods of years as 1924–26, 50–44 BCE."""
    parts = [part[:1] if only_year else part for part in date_parts(date)]
    if len(parts) == 2 and len(parts[0]) == len(parts[1]) == 1:
        (first,), (last,) = parts
        if last.startswith("-"):
            return words.gettext("%(year)s BCE") % {"year": f"{-int(first)}–{-int(last)}"}
        return abbreviated_ranges("–".join(year_in_words(int(year), words) for year in (first, last)))
    return "–".join(_single_date(words, *part) for part in parts)


def printed_date(dated: Dated, words: Messages = IN_ENGLISH) -> str:
    """A date as the editor wants it printed, else in words."""
    return dated.display or date_in_words(dated.date, words)


def year_in_words(year: int, words: Messages) -> str:
    """A year, negative BCE."""
    return words.gettext("%(year)s BCE") % {"year": -year} if year < 0 else str(year)


def _single_date(words: Messages, year: str, month: str = "", day: str = "") -> str:
    shown = year_in_words(int(year), words)
    if not month:
        return shown
    if not day:
        # Translators: the names of the months where no day stands with them, in the order of the year.
        names = words.pgettext(
            "without a day", "January|February|March|April|May|June|July|August|September|October|November|December"
        ).split("|")
        # Translators: a month of a year.
        return words.pgettext("date", "%(month)s %(year)s") % {"month": names[int(month) - 1], "year": shown}
    # Translators: the names of the months where a day stands with them, in the order of the year.
    names = words.pgettext(
        "with a day", "January|February|March|April|May|June|July|August|September|October|November|December"
    ).split("|")
    # Translators: a day of a month and year.
    pattern = words.pgettext("date", "%(month)s %(day)d, %(year)s")
    return pattern % {"month": names[int(month) - 1], "day": int(day), "year": shown}


@lru_cache(maxsize=8192)
def abbreviated_ranges(pages: str) -> str:
    """Numbers with en dashes, the second of a pair shortened as in Chicago 9.61: 370–71, 101–8, 100–104."""
    return re.sub(r"(?<=\w)\s*-+\s*(?=\w)", "–", _RANGE.sub(_abbreviated_range, pages))


def _abbreviated_range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) < len(first):
        last = first[: -len(last)] + last
    if len(last) > len(first) or int(first) < 100 or int(first) % 100 == 0 or int(last) <= int(first):
        return f"{first}–{last}"
    shared = len(list(takewhile(lambda digits: digits[0] == digits[1], zip(first, last, strict=True))))
    return f"{first}–{last[shared if int(first) % 100 < 10 else min(shared, len(last) - 2) :]}"


def locator_in_words(label: str, locator: str, page_term: bool = False) -> str:
    """A locator after its term: ``chap. 2``, ``secs. 3–4``; a volume may go on to pages: ``vol. 1, 85``.

    Pages have their term, as in ``pp. 20–24``, only where it is asked for: lists print it, notes do not.
    """
    term = LOCATOR_TERMS[label or "page"]
    value = abbreviated_ranges(locator) if term.numbered else locator
    if not value or (term.label == "page" and not page_term):
        return value
    several = term.numbered and ("–" in value.split(",")[0] or ("," in value and term.label != "volume"))
    return f"{term.many if several else term.one} {value}"


# --- Order ---------------------------------------------------------------------------------------------------------


def name_sort_key(name: Name) -> tuple[str, str]:
    """The key under which a name is sorted: by family name, then by the rest."""
    rest = replace(name, family="", literal="")
    return sort_key(name.literal or name.family), sort_key(name_in_order(rest))
