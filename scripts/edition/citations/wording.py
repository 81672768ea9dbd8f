"""The smallest pieces of a citation after Chicago (17th edition): titles, names, dates, locators, punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from edition.model.records import Dated, IsoDate
from edition.model.tree import Content, Fragment, Node, text
from edition.model.vocabulary import LOCATOR_TERMS
from edition.model.works import Name, Work

MONTHS = "January February March April May June July August September October November December".split()
_ARTICLE = re.compile(r"(?:The|An|A)\s+(?=\S)")
_CLOSING = re.compile(r"(?:(‘(?:[^‘’]|’(?=\w))*)’)?”?$")
_RANGE = re.compile(r"(\d+)\s*[-–]+\s*(\d+)(?![\d\w])")


# --- Titles --------------------------------------------------------------------------------------------------------


def joined_title(title: str, subtitle: str) -> str:
    """Title and subtitle as one: with a colon, unless the title ends in a mark of its own."""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title.endswith(("?", "!")) else f"{title}: {subtitle}"


def short_title(work: Work) -> str:
    """The title for a short note: the editor's, else the title without its subtitle and leading article."""
    return work.short_title or without_article(work.title)


def without_article(title: str) -> str:
    """A title without a leading English article."""
    return _ARTICLE.sub("", title, count=1) if _ARTICLE.match(title) else title


def requoted(words: str, depth: int) -> str:
    """The words with their own quotation marks doubled and single in turn, as they stand inside ``depth`` others."""
    if not re.search("[“”‘]", words):
        return words
    done = []
    inside: list[str] = []
    for at, character in enumerate(words):
        ends = inside and character == {"“": "”", "‘": "’"}[inside[-1]] and not words[at + 1 : at + 2].isalnum()
        if character in "“‘":
            inside.append(character)
            done.append("“‘"[(depth + len(inside) - 1) % 2])
        elif ends:
            done.append("”’"[(depth + len(inside) - 1) % 2])
            inside.pop()
        else:
            done.append(character)
    return "".join(done)


# --- Punctuation ---------------------------------------------------------------------------------------------------


def punctuated(fragment: Fragment, mark: str) -> Fragment:
    """The fragment followed by a comma or full stop, which goes inside closing quotation marks and is never doubled."""
    last = fragment[-1] if fragment else ""
    words = last if isinstance(last, str) and last[-1:] not in ("”", "’", "") else text(fragment)
    if not words or words.endswith(mark):
        return fragment
    bare = words[: _mark_position(words)]
    if bare.endswith(mark) or (mark == "." and bare.endswith(("?", "!"))):
        return fragment
    return _inserted(fragment, mark, len(words) - len(bare)) if len(bare) < len(words) else (*fragment, mark)


def _mark_position(words: str) -> int:
    """Where a mark goes that belongs inside the closing quotation marks at the end."""
    if not words.endswith(("”", "’")):
        return len(words)
    match = _CLOSING.search(words)
    if match is None or not match[0]:
        return len(words)
    return match.end(1) if match[1] else match.start()


def _inserted(fragment: Fragment, mark: str, from_end: int) -> Fragment:
    last: Content = fragment[-1]
    if isinstance(last, Node) and len(text(last)) >= from_end:
        return (*fragment[:-1], last.with_children(_inserted(last.children, mark, from_end)))
    words = text(last)
    return (*fragment[:-1], f"{words[:-from_end]}{mark}{words[-from_end:]}")


def run(parts: Iterable[Fragment], mark: str) -> Fragment:
    """The parts that have words, one after the other, each but the last followed by the mark."""
    done: Fragment = ()
    for part in parts:
        if text(part):
            done = (*punctuated(done, mark), " ", *part) if done else part
    return done


# --- Names ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def name_in_order(name: Name) -> str:
    """A name as it is spoken: A. B. Marsh."""
    return name.literal or " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


def name_inverted(name: Name) -> str:
    """A name as it is sorted: Marsh, A. B. A particle goes behind the given name."""
    if name.literal:
        return name.literal
    given = " ".join(filter(None, (name.given, name.particle)))
    return ", ".join(filter(None, (name.family, given, name.suffix)))


def family_name(name: Name) -> str:
    """The part of a name that a short note gives."""
    return name.literal or f"{name.particle} {name.family}".strip()


@lru_cache(maxsize=8192)
def names_in_note(names: tuple[Name, ...], short: bool = False) -> str:
    """Names in running order; of four or more, or where the source itself breaks off, the first and “et al.”."""
    words = [family_name(name) if short else name_in_order(name) for name in names]
    if not words:
        return ""
    if len(words) > 3 or "others" in words:
        return f"{words[0]} et al."
    return _listed(words)


@lru_cache(maxsize=8192)
def names_in_bibliography(names: tuple[Name, ...]) -> str:
    """Names with the first inverted; of more than ten, the first seven and “et al.”."""
    known = list(takewhile(lambda name: name.literal != "others", names))
    words = [name_inverted(known[0]), *map(name_in_order, known[1:])] if known else []
    if len(words) > 10 or len(known) < len(names):
        return ", ".join((*(words if len(words) <= 10 else words[:7]), "et al."))
    if len(words) == 2:
        return f"{words[0]}, and {words[1]}"
    return _listed(words)


def names_listed(names: tuple[Name, ...]) -> str:
    """All names in running order."""
    known = [name_in_order(name) for name in names if name.literal != "others"]
    return _listed(known) if len(known) == len(names) else ", ".join((*known, "et al."))


def _listed(words: list[str]) -> str:
    if len(words) < 3:
        return " and ".join(words)
    return f"{', '.join(words[:-1])}, and {words[-1]}"


# --- Dates and locators --------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def date_parts(date: IsoDate) -> tuple[tuple[str, ...], ...]:
    """Year, month and day of a date, or of both ends of a span."""
    days = (re.fullmatch(r"(-?\d+)(?:-(\d+))?(?:-(\d+))?", day) for day in date.split("/"))
    return tuple(tuple(part for part in day.groups() if part) for day in days if day)


def date_in_words(date: IsoDate, only_year: bool = False) -> str:
    """A date as Chicago writes it: 1924, March 1924, March 29, 1924; spans of years as 1924–26, 50–44 BCE."""
    parts = [part[:1] if only_year else part for part in date_parts(date)]
    words = "–".join(_day(*part) for part in parts)
    if len(parts) == 2 and len(parts[0]) == len(parts[1]) == 1:
        return words.replace(" BCE–", "–") if words.endswith(" BCE") else abbreviated_ranges(words)
    return words


def printed_date(dated: Dated) -> str:
    """A date as the editor wants it printed, else in words."""
    return dated.display or date_in_words(dated.date)


def _day(year: str, month: str = "", day: str = "") -> str:
    shown = f"{int(year[1:])} BCE" if year.startswith("-") else year.lstrip("0")
    if not month:
        return shown
    return f"{MONTHS[int(month) - 1]} {int(day)}, {shown}" if day else f"{MONTHS[int(month) - 1]} {shown}"


@lru_cache(maxsize=8192)
def abbreviated_ranges(pages: str) -> str:
    """Page numbers with en dashes, the second of a pair shortened as Chicago 9.61 has it: 370–71, 101–8, 100–104."""
    return re.sub(r"(?<=\w)\s*-+\s*(?=\w)", "–", _RANGE.sub(_abbreviated_range, pages))


def _abbreviated_range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) < len(first):
        last = first[: -len(last)] + last
    if len(last) > len(first) or int(first) < 100 or int(first) % 100 == 0 or int(last) <= int(first):
        return f"{first}–{last}"
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=True))))
    return f"{first}–{last[same if int(first) % 100 < 10 else min(same, len(last) - 2) :]}"


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


def sort_key(words: str) -> str:
    """Words for sorting letter by letter: without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(character for character in plain if character.isalnum())


def name_order(name: Name) -> tuple[str, str]:
    """A name for sorting, by family name, then by the rest."""
    rest = replace(name, family="", literal="")
    return sort_key(name.literal or name.family), sort_key(name_in_order(rest))
