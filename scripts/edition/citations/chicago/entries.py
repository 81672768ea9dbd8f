"""A work in a bibliography, in Chicago style."""

from __future__ import annotations

from functools import lru_cache

from edition.citations.chicago.creators import (
    SPELLED_OUT,
    contributors,
    is_article,
    is_part,
    leading_names,
    names,
    role_term,
    wording,
)
from edition.citations.chicago.elements import (
    accessed,
    address,
    by_names,
    container,
    container_and_date,
    edition_and_volume,
    event,
    imprint,
    is_description,
    main_title,
    numbers,
    of_issue,
    original_date,
    originally,
    own_title,
    sentence,
    series,
)
from edition.citations.chicago.journals import journal
from edition.citations.locators import locator_in_words
from edition.citations.names import names_in_bibliography, names_listed
from edition.citations.punctuation import Parts, join_sentence
from edition.citations.ranges import ranges_in_words
from edition.model.kinds import CitedPlace
from edition.model.messages import filled
from edition.model.tree import Fragment
from edition.model.works import Work


@lru_cache(maxsize=65_536)
def bibliography_entry(work: Work) -> Fragment:
    """The work in a bibliography, with its full stop."""
    names_, roles = leading_names(work, listed=True)
    who = names_in_bibliography(names_, wording(work))
    if roles:
        who += f", {role_term(work, roles, names_)}"
    rest: Parts
    if is_article(work):
        by = map(sentence, contributors(work, roles, SPELLED_OUT))
        within = sentence(journal(work, ranges_in_words(work.page, wording(work))))
        rest = (own_title(work), original_date(work), *by, within)
    elif is_part(work):
        rest = (own_title(work), original_date(work), _within_volume(work), series(work), sentence(imprint(work, True)))
    else:
        rest = _whole_book(work, roles)
    notes = map(sentence, (work.words("note"), work.words("addendum")))
    return join_sentence((who, *rest, sentence(originally(work)), address(work), *notes), ".", end=".")


def _whole_book(work: Work, roles: tuple[str, ...]) -> Parts:
    """What a bibliography says of a work that is no part of another, after its names."""
    edition, number = edition_and_volume(work, True)
    by = contributors(work, roles, SPELLED_OUT)
    titled: Parts = (own_title(work),)
    if main_title(work):
        titled = (main_title(work), join_sentence((sentence(number), own_title(work)), ","))
        number = ""
    further: Parts = (*by, edition, number, *of_issue(work), *numbers(work), work.words("medium"))
    sentences = map(sentence, further)
    pages = wording(work).pgettext("how many", "%(number)s pp") % {"number": work.number_of_pages}
    extent = pages if work.number_of_pages else ""
    place = locator_in_words((CitedPlace("page", ranges_in_words(work.page, wording(work))),), True, wording(work))
    described = work.genre if work.type == "manuscript" and not is_description(work) else ""
    ending: Parts = (container_and_date(work), described, imprint(work, True))
    return (*titled, *sentences, series(work), *map(sentence, ending), extent, sentence(place))


def _within_volume(work: Work) -> Fragment:
    """The volume of a chapter, in a bibliography, with the pages of the chapter."""
    by = names(work, "container-author")
    edition, number = edition_and_volume(work, False)
    by_whom = by_names(work, names_listed(by, wording(work)))
    titled: Parts = (container(work), by_whom, edition, number)
    if main_title(work):
        own = (container(work), by_whom) if container(work) else ()
        titled = (main_title(work), "" if own else by_whom, edition, number, *own)
    others = contributors(work, (), SPELLED_OUT)
    extra: Parts = (*numbers(work), work.words("medium"), *event(work), *accessed(work))
    pages = ranges_in_words(work.page, wording(work))
    within = join_sentence((*titled, *others, *extra, pages), ",")
    return filled(wording(work).pgettext("in a reference", "In %(title)s"), title=within) if within else ()
