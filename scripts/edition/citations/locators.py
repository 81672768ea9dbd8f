"""Locators in words."""

from __future__ import annotations

from edition.citations.ranges import ranges_in_words
from edition.model.messages import IN_ENGLISH, Messages, is_english
from edition.model.vocabulary import LOCATOR_TERMS


def locator_in_words(label: str, locator: str, page_term: bool = False, words: Messages = IN_ENGLISH) -> str:
    """A locator after its term: ``chap. 2``, ``secs. 3–4``; a volume may go on to pages: ``vol. 1, 85``.

    Pages have their term, as in ``pp. 20–24``, where it is asked for: lists print it, notes in English do not.
    """
    term = LOCATOR_TERMS[label or "page"]
    value = ranges_in_words(locator, words) if term.numbered else locator
    if not value or (term.label == "page" and not page_term and is_english(words.language)):
        return value
    several = term.numbered and ("–" in value.split(",")[0] or ("," in value and term.label != "volume"))
    return f"{words.pgettext('locator', term.many if several else term.one)} {value}"
