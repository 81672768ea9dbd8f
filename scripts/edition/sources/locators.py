"""Citations in pandoc's syntax, ``see @key, p. 3; @other, chap. 2``, divided into their parts."""

from __future__ import annotations

import re
from difflib import get_close_matches
from operator import itemgetter

from edition.model.bibtex_fields import NAMES_OF_MONTHS
from edition.model.kinds import IN_TEXT, WITHOUT_AUTHOR, CitationItem, CitedPlace
from edition.model.locators import LOCATOR_FORMS, RANGE_WORDS, LocatorTerm
from edition.model.records import grouped
from edition.model.tree import words_of
from edition.sources.citekeys import KEY
from edition.sources.tree_reader import LINE_MARK

_ITEM = re.compile(rf"(?P<prefix>(?:[^@]|@(?![\w{{]))*?)(?P<mode>(?:(?<!-)[-+])?)(?<!\w)@{KEY}(?P<rest>.*)", re.DOTALL)

_ROMAN = "m{0,4}(?:c[md]|d?c{0,4})(?:x[cl]|l?x{0,4})(?:i[xv]|v?i{0,4})"
_DIGITS = (
    r"\d(?:(?!(?:ff?|sqq?|seqq?)\b(?![-‐-―−])|s{1,2}\.(?!\w))\w|[.:](?=\w))*(?:\(\w{1,4}\))*"
    r"(?:(?:\\?[*†‡′″])+|\s?[rv][°º]|\s(?:recto|verso)\b|\s[rv](?![\w.]))?"
)
_NUMERAL = rf"(?:(?=[ivxlcdm])(?![cdlm]\.){_ROMAN}|(?=[IVXLCDM]){_ROMAN.upper()})(?![^\W_])"
_NUMERAL = rf"{_NUMERAL}(?:[.:](?:[ivxlc]+|\d+)(?!\w))*(?:\\?\*)*"
"""A roman numeral, or several numbers of which the first is one: I.ii.3. The c. of l. c. is none."""
# without a term before it, a roman numeral is one only where nothing but further numbers follows (“I believe” is words)
# and it has no letter that stands for more than 100 (“mix” is a word)
_OPEN, _CLOSE = r"(?:\\?[\[(])?", r"(?:\\?[\])])?"
_SMALL = rf"{_OPEN}(?![mdMD]|\w+[mdMD]){_NUMERAL}{_CLOSE}(?=\s*(?:[-‐-―−,]|$))"
_ALONE = rf"(?:(?!\d+(?:st|nd|rd|th)\b){_OPEN}{_DIGITS}{_CLOSE}|[A-Z]{{1,2}}\d\w*(?=\s*(?:[-‐-―−,]|$))|{_SMALL})"
_DASH = rf"(?:\s*(?:-{{1,3}}|[‐-―−])\s*|/|\s+(?:{RANGE_WORDS})\s+(?=\d|[ivxlc]+\b))"
_TO_LETTER = r"(?<=[a-z])(?:-{1,3}|[‐-―−])[a-z](?!\w)"
_FOLLOWING = r"(?:\s?(?:et\s)?(?:ff?|sqq?|seqq?)\b\.?|(?:\s(?:et|y))?\s?(?:s{1,2}|suiv|sigs?)\.(?!\w))?"
_AND = r"(?:\s*,\s*(?:(?:and|und|et|y|&)\s+)?|\s+(?:and|und|et|y|&|u\.|sowie|bzw\.|resp\.)\s+)"
_SMALL_LETTER = r"[a-z](?=(?:[-–][a-z])?\s*(?:[,;)]|$))"
_MARKED = rf"(?:{_OPEN}(?:{_DIGITS}|{_NUMERAL}){_CLOSE}|[A-Z]{{1,2}}\d\w*|[A-Z](?![\w.])|{_SMALL_LETTER}|\([a-z]\))"
_FIRST = rf"{_MARKED}(?:{_DASH}{_MARKED}|{_TO_LETTER})?{_FOLLOWING}"
_NEXT = rf"{_ALONE}(?:{_DASH}{_ALONE}|{_TO_LETTER})?{_FOLLOWING}"
_NUMBERS = re.compile(rf"{_FIRST}(?:{_AND}{_NEXT})*")
_ONE_NUMBER = re.compile(rf"(?:\d+|[IVXL]+),(?:\d+(?=,\s*\D)|\d(?=\s*(?:[;)]|$)))|{_FIRST.replace('[.:]', '[.]')}")
"""The number of a volume, or of a part of one: 2, II/1, in German also 2,1."""
_ORDINAL = re.compile(r"(\d{1,3})(?:\.|st|nd|rd|th|er|re|es?|º|ª)\s+")
"""A number before its term: 2. Bd., 2nd vol."""
_YEAR = re.compile(r"[\[(]?[12]\d{3}[\])]?(?:(:)\s+(?=\d)|,?\s+)")
_ISSUED = re.compile(r"\s\((?:[^()\d]+\s)?[12]\d{3}(?:[-–/]\d+)?\)(?=[:,]\s*[\w§])")
"""The year of a volume or an issue, behind its number."""
_IN_VOLUME = "|".join(form for form, term in LOCATOR_FORMS.items() if term.label in ("page", "issue"))
_BARE_VOLUME = re.compile(
    rf"(?!0)(?:\d{{1,3}}|[ivxlc]+|[IVXLC]+)(?:[/.]\d{{1,2}}|\(\d{{1,3}}\))?(?!\w)(?:{_ISSUED.pattern})?"
    rf"(?=:\s?[1-9]\d*(?![\d:])|[\s,]+(?:{_IN_VOLUME})(?:\.|\b)\s*[\[(]?(?:\d|[ivxlc]+\b))"
    r"|(?:[IVXL]+(?:/\d{1,2})?|\d{1,3}\(\d{1,3}\))(?=,\s*\d)"
)
"""The number of a volume before its page: 2:33; 2, p. 33; II, 33; 12(3), 45."""
_BARE_NUMBERS = re.compile(rf"{_NEXT}(?:{_AND}(?!\d{{1,3}}:[1-9]){_NEXT})*")
_BETWEEN = re.compile(rf"{_AND}(?=\d{{1,3}}:[1-9])|\s*,\s*|(:\s*)|(\s+)")
"""What stands between two places: before a volume, a comma; behind a volume, a colon; before a term, a space."""
_HEADWORD = """(?:[“‘"„«][^”’"“»]+[”’"“»]|[^,]+)"""
_HEADWORDS = rf"{_HEADWORD}(?:(?:\s*,|\s+(?:and|und|et|y|&))\s+(?!\w{{1,5}}\.?\s?\d){_HEADWORD})*"
_FORMS = grouped(sorted(LOCATOR_FORMS, key=len, reverse=True), itemgetter(0))
"""First letter → forms of locator terms, the longest first; one pattern of them all takes long to compile."""
_AFTER_TERM = re.compile(r"(?:\.|(?=[\s,]|$)|(?<![A-Z])(?=\d)|(?<=\W))\s*")
_UNKNOWN_TERM = re.compile(rf"(?P<word>[^\W\d_]+)(?:(?P<stop>\.)\s*(?:\d|{_SMALL})|\s+\d)")
_NO_PAGE = re.compile(  # 12 May, 1 Cor. 2, 3. Aufl., 1955 ed., 45%
    r"\s?%|[-–/]\d|\.\s+[^\W\d]|\s+(?:[A-Z]\w*\.?\s+\d|(?:edn?|edition|reprint|Aufl|Auflage|Ausgabe|éd|édition|edición"
    rf"|May|(?i:(?:de\s+)?(?:{'|'.join(NAMES_OF_MONTHS)})))\b)"
)
LAST_SAME = re.compile(
    r"\W*(?:(?:see|cf|vgl|siehe|s|voir|v[ée]ase|also|auch|aussi|también)\b\W*){0,2}"
    r"(?:ib[ií]d(?:em)?|ib(?=\.)|ibd|ebd|ebenda)\b",
    re.IGNORECASE,
)
"""The beginning of words that cite the same work as the citation before them."""
PART = re.compile(
    r""";((?:\\.|\{[^{}]*\}|\([^()@]*\)|\[[^\[\]@]*\]|“[^“”@]*”|„[^“”@]*[“”]|«[^«»@]*»|‘[^‘’@]*’|"[^"@]*"|`[^`@]*`"""
    r"""|(?<!\w)(?:'[^'@]*'(?!\w)|\*(?=\S)[^*@]*\*|_(?=\S)[^_@]*_(?!\w))|[^;])*)"""
)
"""A semicolon with what stands behind it. In brackets, quotation marks and emphasis none counts."""
_BRACES = re.compile(r"\s*,?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")


def citation_items(cluster: str) -> tuple[CitationItem, ...]:
    """The items of a citation, which are separated by semicolons. What has no key is all suffix, of the work ""."""
    return tuple(map(_item, PART.findall(f";{cluster}")))


def _item(part: str) -> CitationItem:
    match = _ITEM.match(LINE_MARK.sub("", part).strip())
    if match is None:
        return CitationItem("", suffix=part.strip())
    places, suffix = _divided(match["rest"])
    label, locator = places[-1] if places else ("", "")
    key, mode = match["braced"] or match["plain"], {"-": WITHOUT_AUTHOR, "+": IN_TEXT}.get(match["mode"], "")
    return CitationItem(key, label, locator, match["prefix"], suffix, places[:-1], mode)


def _divided(rest: str) -> tuple[tuple[CitedPlace, ...], str]:
    """The places that are cited in what follows a key, and its suffix as it is written: with the space or the comma
    before it. Where there is no locator, all is suffix."""
    braces = _BRACES.match(rest)
    words = braces[1].strip() if braces else rest.lstrip(", \n")
    places, end = _places(words)
    if braces and words and end < len(words):  # what stands in braces is all locator, whatever it is
        form, end = _term(words)
        places = (CitedPlace(LOCATOR_FORMS[form].label if form else "page", words[end:]),)
    if braces:
        return places, rest[braces.end() :]
    return places, words[end:].rstrip() if places else rest.rstrip(" \n,")


def _places(words: str) -> tuple[tuple[CitedPlace, ...], int]:
    """The places with which words begin, and the offset after them."""
    places: list[CitedPlace] = []
    at = 0
    while match := None if _is_year(words) else _place(words, at, places):
        place, at = match
        place = CitedPlace(place.label, place.locator.replace("\\", ""))
        if places and places[-1].label == place.label:  # pp. 3–4, pp. 7–8
            place = CitedPlace(place.label, f"{places.pop().locator}, {place.locator}")
        places.append(place)
    return tuple(places), at


def _is_year(words: str) -> bool:
    """Whether words begin with a year before a page: 1901, p. 3 is no volume 1901."""
    year = _YEAR.match(words)
    return year is not None and bool(year[1] or _term(words, year.end())[0])


def _term(words: str, at: int = 0) -> tuple[str, int]:
    """The form of the locator term that begins at an offset, and the offset after it; ``""`` where there is none."""
    for form in _FORMS.get(words[at : at + 1], ()):
        if words.startswith(form, at) and (after := _AFTER_TERM.match(words, at + len(form))):
            return form, after.end()
    return "", at


def _place(words: str, at: int, before: list[CitedPlace]) -> tuple[CitedPlace, int] | None:
    """The place that begins at an offset, and the offset after it."""
    if before:
        between = _BETWEEN.match(words, at)
        has_term = between and _term(words, between.end())[0]
        if not between or (between[1] and not _is_volume(before)) or (between[2] and not has_term):
            return None
        at = between.end()
    form, end = _term(words, at)
    if not form and (ordinal := _ORDINAL.match(words, at)):
        form, end = _term(words, ordinal.end())
        if form and not _NUMBERS.match(words, end):
            return CitedPlace(LOCATOR_FORMS[form].label, ordinal[1]), end
        form = ""
    if not form:
        return _bare_place(words, at, before)
    term = LOCATOR_FORMS[form]
    value = _pattern(term, form, before).match(words, end)
    issued = _ISSUED.match(words, value.end()) if value and term.label in ("volume", "issue") else None
    return _cited(term.label, words, end, issued or value)


def _bare_place(words: str, at: int, before: list[CitedPlace]) -> tuple[CitedPlace, int] | None:
    """A volume or pages that begin at an offset without a term."""
    if (not before or before[-1].label in ("page", "sub-verbo")) and (volume := _BARE_VOLUME.match(words, at)):
        return _cited("volume", words, at, volume)
    value = _BARE_NUMBERS.match(words, at) if not before or _is_volume(before) else None
    return _cited("page", words, at, value) if value and not _NO_PAGE.match(words, value.end()) else None


def _cited(label: str, words: str, at: int, last: re.Match[str] | None) -> tuple[CitedPlace, int] | None:
    """The place between an offset and the end of a match, and its end. A bracket that is not opened in it is none of
    its signs; nothing, if one is opened and not closed."""
    value = words[at : last.end()].strip() if last else ""
    opened = value.count("(") + value.count("[") - value.count(")") - value.count("]")
    value = value[: max(value.rfind(")"), value.rfind("]"))] if opened < 0 else value
    return (CitedPlace(label, value), words.index(value, at) + len(value)) if value and opened <= 0 else None


def _pattern(term: LocatorTerm, form: str, before: list[CitedPlace]) -> re.Pattern[str]:
    """What may follow a term. After one volume, or a part of one, a number is a page."""
    if not term.numbered:
        return re.compile(_HEADWORDS if form.casefold().endswith(("vv", "verbis")) else _HEADWORD)
    several = form.casefold() in ("vols", "volumes", "bde", "bände", "tomes", "tomos", "volúmenes", "tt")
    is_volume = term.label == "volume" or (term.label == "part" and before and _is_volume(before))
    return _ONE_NUMBER if is_volume and not several else _NUMBERS


def _is_volume(places: list[CitedPlace]) -> bool:
    labels = [place.label for place in places[-2:]]
    return labels[-1] in ("volume", "issue") or labels == ["volume", "part"]


def looks_like_a_locator(item: CitationItem) -> bool:
    """Whether an item has no locator, but a suffix that begins like one.

    That is a known abbreviation or sign without a number, any other abbreviation with one, or a misspelt term with one.
    """
    if item.locator:
        return False
    suffix = words_of(item.suffix).lstrip("*_:., \n")
    if _is_year(suffix) or "{" in suffix or (suffix[:1].isdigit() and words_of(item.suffix).startswith(":")):
        return True
    known, end = _term(suffix)
    if known:
        return not suffix[:end].rstrip()[-1].isalnum()
    unknown = _UNKNOWN_TERM.match(suffix)
    known_words = [form for form in LOCATOR_FORMS if len(form) > 3]
    return unknown is not None and bool(unknown["stop"] or get_close_matches(unknown["word"], known_words, 1, 0.8))
