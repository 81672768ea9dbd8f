"""The forms of works in the style and the language of an edition: the one door for all that print a work or a citation.

Each form is a fragment of markup without links, as ``chicago.py`` says.
"""

from __future__ import annotations

from edition.citations import chicago
from edition.model.edition import Edition
from edition.model.kinds import Cite
from edition.model.tree import Fragment
from edition.model.works import Work


def full_note(edition: Edition, work: Work, label: str = "", locator: str = "") -> Fragment:
    """The first citation of a work in full, with a locator if there is one."""
    return chicago.full_note(work, label, locator)


def short_note(edition: Edition, work: Work, label: str = "", locator: str = "") -> Fragment:
    """A later citation of a work, with a locator if there is one."""
    return chicago.short_note(work, label, locator)


def bibliography_entry(edition: Edition, work: Work) -> Fragment:
    """The work in a bibliography, with its full stop."""
    return chicago.bibliography_entry(work)


def title(edition: Edition, work: Work) -> Fragment:
    """The whole title as running text has it."""
    return chicago.title(work)


def worded(edition: Edition, cite: Cite) -> tuple[Cite, ...]:
    """A citation with the words that are to be printed: as it is, if the text has words for it; else, in the words of
    the style, one citation for each item, to be printed with semicolons between them."""
    return chicago.worded(cite, edition.works)
