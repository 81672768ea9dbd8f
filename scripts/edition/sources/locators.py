"""Citations in pandoc's syntax, ``see @key, p. 3; @other, chap. 2``, divided into their parts."""

from __future__ import annotations

import re
from difflib import get_close_matches
from operator import itemgetter

from edition.model.kinds import IN_TEXT, WITHOUT_AUTHOR, CitationItem, CitedPlace
from edition.model.locators import LOCATOR_FORMS, LocatorTerm
from edition.model.records import grouped
from edition.model.tree import words_of
from edition.sources.citekeys import KEY
from edition.sources.tree_reader import LINE_MARK

_ITEM = re.compile(rf"(?P<prefix>(?:[^@]|@(?![\w{{]))*?)(?P<mode>[-+]?)(?<!\w)@{KEY}(?P<rest>.*)", re.DOTALL)

_ROMAN = "m{0,4}(?:c[md]|d?c{0,4})(?:x[cl]|l?x{0,4})(?:i[xv]|v?i{0,4})"
_DIGITS = r"\d(?:\w|[.:](?=\w))*(?:\\?[*†‡]|\s?[rv][°º]|\s(?:recto|verso)\b)?"
_NUMERAL = rf"(?:(?=[ivxlcdm]){_ROMAN}|(?=[IVXLCDM]){_ROMAN.upper()})(?![^\W_])\*?"
_NUMBER = rf"(?:[\[(]?{_DIGITS}[\])]?|[\[(]?{_NUMERAL}[\])]?)"
_LETTERED = r"(?:[A-Z]{1,2}\d\w*)"
_LETTER, _SMALL = r"(?:[A-Z](?![\w.]))", r"(?:[a-z](?!\w))"
# without a term before it, a roman numeral is one only where nothing but further numbers follows (“I believe” is words)
# and it has no letter that stands for more than 100 (“mix” is a word)
_SMALL_NUMERAL = rf"(?![mdMD]|\w+[mdMD]){_NUMERAL}"
_ALONE = rf"(?:(?!\d+(?:st|nd|rd|th)\b)[\[(]?{_DIGITS}[\])]?|[\[(]?{_SMALL_NUMERAL}[\])]?(?=\s*(?:[-‐-―−,]|$)))"
_DASH = r"(?:\s*(?:-{1,3}|[‐-―−])\s*|/|\s+(?:to|bis|à|hasta)\s+(?=\d|[ivxlc]+\b))"
_FOLLOWING = r"(?:\s?(?:ff?|sqq?|seqq?)\b\.?|(?:\s(?:et|y))?\s?(?:s{1,2}|suiv|sigs?)\.(?!\w))?"
_AND = r"(?:\s*,\s*(?:(?:and|und|et|y|&)\s+)?|\s+(?:and|und|et|y|&|u\.|sowie|bzw\.|resp\.)\s+)"
_MARKED = rf"(?:{_NUMBER}|{_LETTERED}|{_LETTER})"
_FIRST = rf"{_MARKED}(?:{_DASH}(?:{_MARKED}|{_SMALL}))?{_FOLLOWING}"
_NEXT = rf"{_ALONE}(?:{_DASH}(?:{_ALONE}|{_SMALL}))?{_FOLLOWING}"
_NUMBERS = re.compile(rf"{_FIRST}(?:{_AND}{_NEXT})*")
_ONE_NUMBER = re.compile(rf"\d+,\d+(?=,\s*\D)|{_FIRST.replace('[.:]', '[.]')}")
"""The number of a volume, or of a part of one: 2, II/1, in German also 2,1."""
_ORDINAL = re.compile(r"(\d{1,3})(?:\.|st|nd|rd|th|er|re|es?|º|ª)\s+")
"""A number before its term: 2. Bd., 2nd vol."""
_YEAR = re.compile(r"[12]\d{3},?\s+")
_BARE_NUMBERS = re.compile(rf"{_NEXT}(?:{_AND}{_NEXT})*")
_HEADWORD = re.compile("""[“‘"„«][^”’"“»]+[”’"“»]|[^,]+""")
_FORMS = grouped(sorted(LOCATOR_FORMS, key=len, reverse=True), itemgetter(0))
"""First letter → forms of locator terms, the longest first; one pattern of them all takes long to compile."""
_AFTER_TERM = re.compile(r"(?:\.|(?=[\s\d,]|$)|(?<=\W))\s*")
_UNKNOWN_TERM = re.compile(rf"(?P<word>[^\W\d_]+)(?:(?P<stop>\.)\s*{_ALONE}|\s+\d)")
_PLAIN_NUMBER = re.compile(rf"\d+|{_NUMERAL}")
_COMMA, _COLON, _BLANK = re.compile(r"\s*,\s*"), re.compile(r":\s*"), re.compile(r"\s+")
_MONTH = re.compile(
    r"\s+(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|"
    r"Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|de\s+(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))\b"
)
LAST_SAME = re.compile(r"\W*(?:ibid(?:em)?|ebd|ebenda)\b", re.IGNORECASE)
"""The beginning of words that cite the same work as the citation before them."""
_SEMICOLON = re.compile(r";(?![^{}]*\}|[^()@]*\)|[^“”@]*”)")
_BRACES = re.compile(r"\s*,?\s*\{([^{}]*)\}")


def citation_items(cluster: str) -> tuple[CitationItem, ...]:
    """The items of a citation, which are separated by semicolons. What has no key is all suffix, of the work ""."""
    items = []
    for part in _SEMICOLON.split(cluster):
        match = _ITEM.match(LINE_MARK.sub("", part).strip())
        if match is None:
            items.append(CitationItem("", suffix=part.strip()))
        else:
            places, suffix = _divided(match["rest"])
            label, locator = places[-1] if places else ("", "")
            mode = {"-": WITHOUT_AUTHOR, "+": IN_TEXT}.get(match["mode"], "")
            key = match["braced"] or match["plain"]
            items.append(CitationItem(key, label, locator, match["prefix"], suffix, places[:-1], mode))
    return tuple(items)


def _divided(rest: str) -> tuple[tuple[CitedPlace, ...], str]:
    """The places that are cited in what follows a key, and its suffix. Where there is no locator, all is suffix."""
    if braces := _BRACES.match(rest):
        place = _in_braces(braces[1].strip())
        return (place,) if place.locator else (), rest[braces.end() :].strip()
    words = rest.strip().lstrip(", \n")
    if (year := _YEAR.match(words)) and _term(words, year.end())[0]:  # 1901, p. 3 is no volume 1901
        return (), words
    places: list[CitedPlace] = []
    at = 0
    while match := _place(words, at, places):
        place, at = match
        place = CitedPlace(place.label, place.locator.replace("\\", ""))
        if len(places) == 1 and place.label == "page" and _is_bare_number(words, places[0], at):  # II, p. 33
            places = [CitedPlace("volume", places[0].locator)]
        if places and places[-1].label == place.label:  # pp. 3–4, pp. 7–8
            place = CitedPlace(place.label, f"{places.pop().locator}, {place.locator}")
        places.append(place)
    return tuple(places), words[at:].strip()


def _in_braces(words: str) -> CitedPlace:
    """What stands in braces is all locator, whatever it is."""
    form, end = _term(words)
    return CitedPlace(LOCATOR_FORMS[form].label if form else "page", words[end:])


def _term(words: str, at: int = 0) -> tuple[str, int]:
    """The form of the locator term that begins at an offset, and the offset after it; ``""`` where there is none."""
    for form in _FORMS.get(words[at : at + 1], ()):
        if words.startswith(form, at) and (after := _AFTER_TERM.match(words, at + len(form))):
            return form, after.end()
    return "", at


def _place(words: str, at: int, before: list[CitedPlace]) -> tuple[CitedPlace, int] | None:
    """The place that begins at an offset, and the offset after it."""
    if before:
        comma = _COMMA.match(words, at) or (_COLON.match(words, at) if _is_volume(before) else None)
        if comma is None:  # vol. 2 p. 33
            comma = _BLANK.match(words, at)
            if comma is None or not _term(words, comma.end())[0]:
                return None
        at = comma.end()
    form, end = _term(words, at)
    if not form and (ordinal := _ORDINAL.match(words, at)):
        form, end = _term(words, ordinal.end())
        if form and not _NUMBERS.match(words, end):
            return CitedPlace(LOCATOR_FORMS[form].label, ordinal[1]), end
        form = ""
    if not form:
        value = _BARE_NUMBERS.match(words, at) if not before or _is_volume(before) else None
        if value is None or _MONTH.match(words, value.end()):
            return None
        return CitedPlace("page", value[0].strip()), value.end()
    term = LOCATOR_FORMS[form]
    value = _pattern(term, form, before).match(words, end)
    return (CitedPlace(term.label, value[0].strip()), value.end()) if value else None


def _pattern(term: LocatorTerm, form: str, before: list[CitedPlace]) -> re.Pattern[str]:
    """What may follow a term. After one volume, or a part of one, a number is a page."""
    if not term.numbered:
        return _HEADWORD
    several = form.casefold() in ("vols", "volumes", "bde", "bände", "tomes", "tomos", "volúmenes", "tt")
    is_volume = term.label == "volume" or (term.label == "part" and before and _is_volume(before))
    return _ONE_NUMBER if is_volume and not several else _NUMBERS


def _is_volume(places: list[CitedPlace]) -> bool:
    return [place.label for place in places] in (["volume"], ["volume", "part"])


def _is_bare_number(words: str, place: CitedPlace, end: int) -> bool:
    """Whether a first place is one number without a term, and the next, which ends at an offset, has one."""
    single = words.startswith(place.locator) and _PLAIN_NUMBER.fullmatch(place.locator)
    rest = words[len(place.locator) : end].lstrip(" ,")
    return bool(single and _term(rest)[0])


def looks_like_a_locator(item: CitationItem) -> bool:
    """Whether an item has no locator, but a suffix that begins like one.

    That is a known abbreviation or sign without a number, any other abbreviation with one, or a misspelt term with one.
    """
    if item.locator:
        return False
    suffix = words_of(item.suffix).lstrip("*_:. ")
    if (year := _YEAR.match(suffix)) and _term(suffix, year.end())[0]:
        return True
    if suffix[:1].isdigit() and words_of(item.suffix).startswith(":"):
        return True
    known, end = _term(suffix)
    if known:
        return not suffix[:end].rstrip()[-1].isalnum()
    unknown = _UNKNOWN_TERM.match(suffix)
    known_words = [form for form in LOCATOR_FORMS if len(form) > 3]
    return unknown is not None and bool(unknown["stop"] or get_close_matches(unknown["word"], known_words, 1, 0.8))
