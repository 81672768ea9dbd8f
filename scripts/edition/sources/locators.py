"""Citations in pandoc's syntax, ``see @key, p. 3; @other, chap. 2``, divided into their parts."""

from __future__ import annotations

import re
from difflib import get_close_matches

from edition.model.kinds import CitationItem
from edition.model.vocabulary import LOCATOR_FORMS, LOCATOR_TERMS
from edition.sources.tree_reader import LINE_MARK

_ITEM = re.compile(r"(?P<prefix>[^@]*)@(?P<key>[^\s,;\]]+)(?P<rest>.*)", re.DOTALL)

_ROMAN = "m{0,4}(?:c[md]|d?c{0,4})(?:x[cl]|l?x{0,4})(?:i[xv]|v?i{0,4})"
_NUMBER = rf"(?:\d[\w:.]*|(?:(?=[ivxlcdm]){_ROMAN}|(?=[IVXLCDM]){_ROMAN.upper()})(?!\w))"
# without a term before it, a roman numeral is one only where nothing but further numbers follows: “I believe” is words
_BARE = rf"(?:\d[\w:.]*|{_NUMBER}(?=\s*(?:[-–,]|$)))"
_FORMS = "|".join(re.escape(form) for form in sorted(LOCATOR_FORMS, key=len, reverse=True))
_TERM = re.compile(rf"(?P<form>{_FORMS})(?:\.|(?=[\s\d])|(?<=\W))\s*", re.IGNORECASE)
_UNKNOWN_TERM = re.compile(rf"(?P<word>[^\W\d_]+)(?:(?P<stop>\.)\s*{_BARE}|\s+\d)")

_BETWEEN = r"\s*(?:[-–]+|,)\s*"
_PAGE = "|".join(form for form, term in LOCATOR_FORMS.items() if term.label == "page")
_PAGE_TERM = rf"(?i:\b(?:{_PAGE})(?:\.\s*|\s+))"
_BARE_PAGES = re.compile(rf"{_BARE}(?:{_BETWEEN}{_PAGE_TERM}?{_BARE})*")
_PAGES = re.compile(rf"{_NUMBER}(?:{_BETWEEN}{_PAGE_TERM}?{_BARE})*")
_NUMBERS = re.compile(rf"{_NUMBER}(?:{_BETWEEN}{_BARE})*")
_HEADWORD = re.compile("""[“‘"][^”’"]+[”’"]|[^,]+""")


def citation_items(cluster: str) -> tuple[CitationItem, ...]:
    """The items of a citation, which are separated by semicolons. What has no key is all suffix, of the work ""."""
    items = []
    for part in cluster.split(";"):
        match = _ITEM.match(LINE_MARK.sub("", part).strip())
        if match is None:
            items.append(CitationItem("", suffix=part.strip()))
        else:
            label, locator, suffix = _divided(match["rest"].strip().removeprefix(",").strip())
            items.append(CitationItem(match["key"], label, locator, match["prefix"], suffix))
    return tuple(items)


def _divided(words: str) -> tuple[str, str, str]:
    """Label, locator and suffix of what follows a key. Where there is no locator, all is suffix."""
    written = _TERM.match(words)
    if written is None:
        term, value = LOCATOR_TERMS["page"], _BARE_PAGES.match(words)
    else:
        term = LOCATOR_FORMS[written["form"].lower()]
        of_pages = term.label in ("page", "volume")
        pattern = _PAGES if of_pages else _NUMBERS if term.numbered else _HEADWORD
        value = pattern.match(words, written.end())
    if value is None:
        return "", "", words
    locator = re.sub(_PAGE_TERM, "", value[0]) if term.numbered else value[0]
    return term.label, locator.strip(), words[value.end() :].strip()


def looks_like_a_locator(item: CitationItem) -> bool:
    """Whether an item has no locator, but a suffix that begins like one.

    That is a known abbreviation or sign without a number, any other abbreviation with one, or a misspelt term with one.
    """
    if item.locator:
        return False
    known, unknown = _TERM.match(item.suffix), _UNKNOWN_TERM.match(item.suffix)
    if known:
        return not known[0].rstrip()[-1].isalnum()
    return unknown is not None and bool(unknown["stop"] or get_close_matches(unknown["word"], LOCATOR_FORMS, 1, 0.8))
