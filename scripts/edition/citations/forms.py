"""The forms of works in the style and the language of an edition: the one door for all that print a work or a citation.

Each form is a fragment of markup without links, as ``chicago.py`` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from edition.citations import chicago
from edition.citations.chicago.elements import imprint, issued
from edition.citations.locators import locator_in_words
from edition.citations.punctuation import join_sentence
from edition.citations.styled import form_of_work, note_on, styled, without_stop
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.kinds import GENERATED, Cite, CitedPlace
from edition.model.messages import isolated
from edition.model.records import grouped
from edition.model.tree import Fragment, text
from edition.model.works import Work, translated


def full_note(edition: Edition, work: Work, places: tuple[CitedPlace, ...] = ()) -> Fragment:
    """The first citation of a work in full, with the places in it that are cited."""
    words: Fragment = ()
    if edition.style and not edition.style.in_notes and (entry := form_of_work(edition, "entry", work)):
        words = join_sentence((without_stop(entry), locator(edition, places)), ",")
    elif edition.style:
        words = note_on(edition, work, places)
    return _isolated(words or chicago.full_note(_worded_in(edition, work), places))


def short_note(edition: Edition, work: Work, places: tuple[CitedPlace, ...] = ()) -> Fragment:
    """A later citation of a work, with the places in it that are cited."""
    if words := form_of_work(edition, "short", work):
        words = join_sentence((words, locator_in_words(places, words=edition.messages)), ",")
    else:
        words = chicago.short_note(_worded_in(edition, work), places, told_apart(edition).get(work.key, ""))
    return _isolated(words)


@derived
def name_of(edition: Edition, work: Work) -> Fragment:
    """Names and short title of a work, by which its page is called: in a style without notes a short form has none."""
    in_notes = edition.style is None or edition.style.in_notes
    return short_note(edition, work) if in_notes else chicago.short_note(_worded_in(edition, work))


@derived
def told_apart(edition: Edition) -> Mapping[str, str]:
    """Key of a work whose short form is that of another too → what tells it apart: the year; if that is another’s too,
    the imprint, or the whole date of what has none."""
    shared = grouped(edition.works.values(), lambda work: text(chicago.short_note(work)))
    apart: dict[str, str] = {}
    for works in (works for works in shared.values() if len(works) > 1):
        years = Counter(issued(work, only_year=True) for work in works)
        for work in (_worded_in(edition, work) for work in works):
            year = issued(work, only_year=True)
            apart[work.key] = year if years[year] == 1 else text(imprint(work)) or issued(work)
    return apart


@derived
def bibliography_entry(edition: Edition, work: Work) -> Fragment:
    """The work in a bibliography, with its full stop."""
    return _isolated(form_of_work(edition, "entry", work) or chicago.bibliography_entry(_worded_in(edition, work)))


def listed_entry(edition: Edition, work: Work) -> Fragment:
    """The same among all others, where a style may have a dash for the names of the entry before."""
    return _isolated(form_of_work(edition, "listed", work) or chicago.bibliography_entry(_worded_in(edition, work)))


def title(edition: Edition, work: Work) -> Fragment:
    """The whole title as running text has it."""
    return chicago.own_title(_worded_in(edition, work))


def worded(edition: Edition, cite: Cite) -> tuple[Cite, ...]:
    """A citation with the words that are to be printed: as it is, if the text has words for it; else, in the words of
    the style, one citation for each item, to be printed with semicolons between them."""
    if cite.form != GENERATED:
        return (cite,)
    if edition.style and (words := styled(edition).get(cite.place, ())):
        return (replace(cite, children=_isolated(words)),)
    works = {item.work: _worded_in(edition, edition.works[item.work]) for item in cite.items}
    cites = chicago.worded(cite, works, told_apart(edition))
    if cite.before_stop:
        cites = (*cites[:-1], replace(cites[-1], children=without_stop(cites[-1].children)))
    return tuple(replace(one, children=_isolated(one.children)) for one in cites)


def locator(edition: Edition, places: Sequence[CitedPlace]) -> str:
    """The places of a locator after their terms, with that of pages too: ``vol. 2, pp. 20–24``, ``chap. 2``."""
    return locator_in_words(places, True, edition.messages)


def _isolated(form: Fragment) -> Fragment:
    """A form whose words written from right to left leave all others in their order."""
    parts = (isolated(part) if isinstance(part, str) else part.with_children(_isolated(part.children)) for part in form)
    return tuple(parts)


def _worded_in(edition: Edition, work: Work) -> Work:
    """The work, as the functions of the style are to word it: in the language of the interface."""
    return translated(work, edition.messages.language) if edition.messages.translations else work
