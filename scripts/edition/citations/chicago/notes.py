"""A work in a note, in full or in short, in Chicago style."""

from __future__ import annotations

from functools import lru_cache

from edition.citations.chicago.creators import (
    ABBREVIATED,
    contributors,
    is_article,
    is_part,
    leading_names,
    names,
    role_term,
    term,
    wording,
)
from edition.citations.chicago.elements import (
    address,
    by_names,
    container,
    container_and_date,
    edition_and_volume,
    event,
    imprint,
    inside,
    is_description,
    is_headword,
    main_title,
    numbers,
    of_issue,
    original_date,
    own_title,
    series,
    styled_title,
    volume,
)
from edition.citations.chicago.journals import journal
from edition.citations.locators import locator_in_words
from edition.citations.names import names_in_note
from edition.citations.punctuation import Parts, join_sentence, with_brackets
from edition.citations.ranges import ranges_in_words
from edition.citations.titles import short_title_in_words
from edition.model.kinds import CitedPlace
from edition.model.tree import Fragment
from edition.model.works import Work


@lru_cache(maxsize=65_536)
def short_note(work: Work, places: tuple[CitedPlace, ...] = (), apart: str = "") -> Fragment:
    """A later citation of a work: family names, short title, locator. ``apart`` tells it from another of that title."""
    who, _ = leading_names(work)
    rest = short_without_names(work, places, apart, bool(who))
    return join_sentence((names_in_note(who, short=True, language=wording(work)), rest), ",")


def short_without_names(
    work: Work, places: tuple[CitedPlace, ...], apart: str = "", after_names: bool = False
) -> Fragment:
    """A later citation without its names."""
    title = styled_title(work, short_title_in_words(work), after_names)
    if is_headword(work):
        title = join_sentence((container(work), (f"{term(work, 's.v.')} ", *title)), ",")
    if apart:
        title = (*title, f" ({apart})")
    number = volume(work, False) if work.volume and not is_part(work) and not is_article(work) else ""
    place = locator_in_words(places, words=wording(work))
    return join_sentence((title, number, place), ",")


def full_note(work: Work, places: tuple[CitedPlace, ...] = (), bare: bool = False) -> Fragment:
    """The first citation of a work in full, with a locator if there is one; ``bare``: without the names with which it
    begins."""
    words = locator_in_words(places, words=wording(work))
    if is_part(work) or work.type == "article-journal":
        words = words or ranges_in_words(work.page, wording(work))
    if is_article(work):
        of_pages = [place.label for place in places] in ([], ["page"])
        pages, division = (words, "") if of_pages else ("", words)
        by = contributors(work, (), ABBREVIATED)
        body = join_sentence((*_names_and_title(work, bare), original_date(work), *by, journal(work, pages)), ",")
        return join_sentence((body, division, address(work)), ",")
    count_volumes = bool(work.number_of_volumes) and not words
    return join_sentence((_note_without_locator(work, count_volumes, bare), words, address(work)), ",")


def _names_and_title(work: Work, bare: bool) -> Parts:
    if bare:
        return "", "", own_title(work)
    who, roles = leading_names(work)
    return names_in_note(who, language=wording(work)), role_term(work, roles, who), own_title(work, bool(who))


@lru_cache(maxsize=65_536)
def _note_without_locator(work: Work, count_volumes: bool, bare: bool) -> Fragment:
    """A book or a part of one; cached, as the notes on a work differ only in their locators."""
    parts: list[Fragment | str] = [*_names_and_title(work, bare)]
    edition, number = edition_and_volume(work, count_volumes and not is_part(work))
    if is_part(work):
        if is_headword(work):
            parts.clear()
        by = names(work, "container-author")
        whole = main_title(work)
        by_whom = by_names(work, names_in_note(by, language=wording(work)))
        titles: list[Fragment | str] = [inside(work, whole or container(work), not parts), edition, number]
        if whole:
            titles.append(container(work))
        titles.insert(len(titles) if whole and titles[-1] else 1, by_whom)
        parts += [original_date(work), *titles, *contributors(work, (), ABBREVIATED)]
        parts += [*numbers(work), work.words("medium"), *event(work), series(work)]
    else:
        _, roles = leading_names(work)
        if main_title(work):
            parts[2:] = [main_title(work), number, parts[2]]
            number = ""
        parts += [*contributors(work, roles, ABBREVIATED), edition, number, *of_issue(work), *numbers(work)]
        parts += [work.words("medium")]
        parts += [series(work), container_and_date(work)]
    if work.type == "manuscript":
        return _manuscript(work, parts)
    in_parentheses = with_brackets(imprint(work))
    words = join_sentence(parts, ",")
    words = (*words, " (", *in_parentheses, ")") if in_parentheses else words
    return join_sentence((words, (f"{term(work, 's.v.')} ", *own_title(work))), ",") if is_headword(work) else words


def _manuscript(work: Work, parts: list[Fragment | str]) -> Fragment:
    """A manuscript: what it is stands in parentheses, with the date if it is not said where it is kept."""
    note = work.words("note")
    if note and isinstance(note[0], str):
        note = (note[0][:1].lower() + note[0][1:], *note[1:])
    genre = "" if is_description(work) else work.genre
    date = "" if work.container_title or not (genre or note) else container_and_date(work)
    parts = parts[:-1] if date else parts
    description = join_sentence((genre, note, imprint(work), date), ",")
    return (*join_sentence(parts, ","), " (", *description, ")") if description else join_sentence(parts, ",")
