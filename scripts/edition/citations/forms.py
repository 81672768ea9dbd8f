"""The forms of works in the style and the language of an edition: the one door for all that print a work or a citation.

Each form is a fragment of markup without links, as ``chicago.py`` says.
"""

from __future__ import annotations

from edition.citations import chicago
from edition.citations.locators import locator_in_words
from edition.model.edition import Edition
from edition.model.kinds import GENERATED, Cite
from edition.model.tree import Fragment
from edition.model.works import Work, translated


def full_note(edition: Edition, work: Work, label: str = "", locator: str = "") -> Fragment:
    """The first citation of a work in full, with a locator if there is one."""
    return chicago.full_note(_worded_in(edition, work), label, locator)


def short_note(edition: Edition, work: Work, label: str = "", locator: str = "") -> Fragment:
    """A later citation of a work, with a locator if there is one."""
    return chicago.short_note(_worded_in(edition, work), label, locator)


def bibliography_entry(edition: Edition, work: Work) -> Fragment:
    """The work in a bibliography, with its full stop."""
    return chicago.bibliography_entry(_worded_in(edition, work))


def title(edition: Edition, work: Work) -> Fragment:
    """The whole title as running text has it."""
    return chicago.title(_worded_in(edition, work))


def worded(edition: Edition, cite: Cite) -> tuple[Cite, ...]:
    """A citation with the words that are to be printed: as it is, if the text has words for it; else, in the words of
    the style, one citation for each item, to be printed with semicolons between them."""
    if cite.form != GENERATED:
        return (cite,)
    known = {item.work: edition.works[item.work] for item in cite.items if item.work in edition.works}
    return chicago.worded(cite, {key: _worded_in(edition, work) for key, work in known.items()})


def locator(edition: Edition, label: str, value: str) -> str:
    """A locator after its term, with that of pages too: ``pp. 20–24``, ``chap. 2``."""
    return locator_in_words(label, value, page_term=True, words=edition.messages)


def _worded_in(edition: Edition, work: Work) -> Work:
    """The work, as the functions of the style are to word it: in the language of the interface."""
    return translated(work, edition.messages.language) if edition.messages.translations else work
