"""A work in words after Chicago (17th edition, notes and bibliography): full note, short note, bibliography entry.

Each form is a fragment of markup without links. The title is one element of the class ``work-title``, that of the
volume or journal one of the class ``container-title``, for the caller to link. Notes have no full stop at the end, so
that they can be joined; ``with_punctuation(note, ".")`` adds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from edition.citations.chicago.creators import (
    ABBREVIATED,
    SPELLED_OUT,
    contributors,
    is_article,
    is_part,
    leading_names,
    names,
    role_term,
    term,
    wording,
)
from edition.citations.chicago.parts import (
    accessed,
    address,
    container,
    container_and_date,
    edition_and_volume,
    event,
    imprint,
    is_description,
    issued,
    main_title,
    numbers,
    original_date,
    originally,
    series,
    special_issue,
    styled_title,
    undated,
    volume,
    whole_title,
)
from edition.citations.locators import locator_in_words
from edition.citations.names import name_sort_key, names_in_bibliography, names_in_note, names_listed
from edition.citations.punctuation import join_sentence, with_punctuation
from edition.citations.ranges import ordinal, ranges_in_words
from edition.citations.titles import short_title_in_words, without_article
from edition.model.kinds import GENERATED, CitationItem, Cite
from edition.model.messages import filled
from edition.model.order import sort_key
from edition.model.tree import Fragment, text
from edition.model.works import Work

_Parts = tuple[Fragment | str, ...]


def full_note(work: Work, label: str = "", locator: str = "") -> Fragment:
    """The first citation of a work in full, with a locator if there is one."""
    return _note(work, locator_in_words(label, locator, words=wording(work)), label)


@lru_cache(maxsize=65_536)
def short_note(work: Work, label: str = "", locator: str = "") -> Fragment:
    """A later citation of a work: family names, short title, locator."""
    who, _ = leading_names(work)
    title = styled_title(work, short_title_in_words(work), bool(who))
    number = volume(work, False) if work.volume and not is_part(work) and not is_article(work) else ""
    words = wording(work)
    place = locator_in_words(label, locator, words=words)
    return join_sentence((names_in_note(who, short=True, language=words), title, number, place), ",")


@lru_cache(maxsize=65_536)
def bibliography_entry(work: Work) -> Fragment:
    """The work in a bibliography, with its full stop."""
    names_, roles = leading_names(work)
    who = names_in_bibliography(names_, wording(work))
    if roles:
        who += f", {role_term(work, roles, names_)}"
    rest: _Parts
    if is_article(work):
        by = map(_sentence, contributors(work, roles, SPELLED_OUT))
        rest = (title(work), original_date(work), *by, _journal(work, ranges_in_words(work.page, wording(work))))
    elif is_part(work):
        rest = (title(work), original_date(work), _within_volume(work), series(work), imprint(work))
    else:
        rest = _whole_book(work, roles)
    end: _Parts = (_sentence(originally(work)), address(work), work.words("note"), work.words("addendum"))
    return join_sentence((who, *rest, *end), ".", end=".")


def _whole_book(work: Work, roles: tuple[str, ...]) -> _Parts:
    """What a bibliography says of a work that is no part of another, after its names."""
    edition, number = edition_and_volume(work, True)
    by = contributors(work, roles, SPELLED_OUT)
    titled: _Parts = (title(work),)
    if main_title(work):
        titled = (main_title(work), join_sentence((_sentence(number), _own_title(work)), ","))
        number = ""
    sentences = map(_sentence, (*by, edition, number, *numbers(work), *_medium(work)))
    pages = wording(work).pgettext("how many", "%(number)s pp") % {"number": work.number_of_pages}
    extent = pages if work.number_of_pages else ""
    ending: _Parts = (container_and_date(work), _described(work), imprint(work), extent)
    return (*titled, *sentences, series(work), *ending)


def _medium(work: Work) -> _Parts:
    return (work.words("medium"),)


def _described(work: Work) -> Fragment:
    """What a manuscript is."""
    return _sentence((work.genre,)) if work.type == "manuscript" and work.genre and not is_description(work) else ()


def _sentence(words: Fragment | str) -> Fragment:
    """Words that begin a sentence."""
    fragment = (words,) if isinstance(words, str) else words
    if not fragment or not isinstance(fragment[0], str):
        return fragment
    return (fragment[0][:1].upper() + fragment[0][1:], *fragment[1:]) if fragment[0] else fragment


def title(work: Work) -> Fragment:
    """The whole title as running text has it: in italics or in quotation marks."""
    return _own_title(work)


def _own_title(work: Work, after_names: bool = False) -> Fragment:
    return styled_title(work, whole_title(work), after_names)


def cluster(items: Iterable[CitationItem], works: Mapping[str, Work], cited: Collection[str] = ()) -> Fragment:
    """Several works in one note; those in ``cited``, and those named before in the same note, in their short form."""
    seen = set(cited)
    forms: list[Fragment] = []
    for item in items:
        if item.work not in works:
            continue
        form = short_note if item.work in seen else full_note
        seen.add(item.work)
        words = form(works[item.work], item.label, item.locator)
        prefix = f"{item.prefix.strip()} " if item.prefix.strip() else ""
        suffix = item.suffix.strip()
        if suffix and suffix[0].isalnum():
            words = (*with_punctuation(words, ","), " ", suffix)
        elif suffix.startswith(","):
            words = (*with_punctuation(words, ","), suffix[1:])
        elif suffix:
            words = (*words, " ", suffix)
        forms.append((prefix, *words) if prefix else words)
    return tuple(part for number, form in enumerate(forms) for part in (("; ", *form) if number else form))


def worded(cite: Cite, works: Mapping[str, Work]) -> tuple[Cite, ...]:
    """A citation with the words that are to be printed: as it is, if the text has words for it; else, in the words of
    the house style, one citation for each item, to be printed with semicolons between them."""
    if cite.form != GENERATED:
        return (cite,)
    return tuple(Cite((item,), cite.form, cluster((item,), works), cite.line) for item in cite.items)


def bibliography_order(work: Work, language: str = "") -> tuple[tuple[tuple[str, str], ...], str, str]:
    """The key under which a bibliography sorts a work: its leading names, or else its title; then title and date.

    Letters to the same person are sorted by the date on which they were written, whatever follows in their titles.
    """
    who, _ = leading_names(work)
    title = text(whole_title(work))
    title = title.partition(",")[0] if is_description(work) else without_article(title, work.language)
    title = sort_key(title, language)
    named = tuple(name_sort_key(name, language) for name in who)
    return named or ((title, ""),), title, work.original_date or work.issued


# --- Parts of a note -----------------------------------------------------------------------------------------------


def _journal(work: Work, pages: str) -> Fragment:
    """The periodical in which an article stands, with volume, issue, date and pages."""
    date = issued(work)
    several = any(sign in work.issue for sign in "-–/&")
    words = wording(work)
    issue = f"{term(work, 'nos.' if several else 'no.')} {ranges_in_words(work.issue, words)}" if work.issue else ""
    special = special_issue(work)
    within: _Parts = (_inside(work, special), words.gettext("special issue")) if special else ()
    extra: _Parts = (work.words("medium"), *filter(None, numbers(work)), *event(work))
    run = _series_of_journal(work)
    if work.type != "article-journal" or not (work.volume or issue):
        number = f"{term(work, 'vol.')} {work.volume}" if work.volume else ""
        parts = (*within, container(work), run, number, issue, *extra, date, *accessed(work), pages)
        return join_sentence(parts, ",")
    numbered = container(work)
    if run:
        numbered = join_sentence((container(work), run, work.volume), ",")
    elif work.volume:
        numbered = (*container(work), f" {work.volume}")
    dated = (*join_sentence((*within, numbered, issue, *extra), ","), f" ({date or undated(work)})")
    return (*dated, f": {pages}") if pages else dated


def _series_of_journal(work: Work) -> str:
    run = work.collection_title
    if run.isdigit():
        run = wording(work).gettext("%(ordinal)s ser.") % {"ordinal": ordinal(run, wording(work))}
    return " ".join(filter(None, (run, work.collection_number)))


def _within_volume(work: Work) -> Fragment:
    """The volume of a chapter, in a bibliography, with the pages of the chapter."""
    by = names(work, "container-author")
    edition, number = edition_and_volume(work, False)
    by_whom = _by(work, names_listed(by, wording(work)))
    titled: _Parts = (container(work), by_whom, edition, number)
    if main_title(work):
        titled = (main_title(work), by_whom, edition, number, container(work))
    others = contributors(work, (), SPELLED_OUT)
    extra: _Parts = (*numbers(work), work.words("medium"), *event(work))
    pages = ranges_in_words(work.page, wording(work))
    within = join_sentence((*titled, *others, *extra, pages), ",")
    return filled(wording(work).pgettext("in a reference", "In %(title)s"), title=within)


def _inside(work: Work, whole: Fragment) -> Fragment:
    """What the work stands in, in a note."""
    return filled(wording(work).pgettext("within a reference", "in %(title)s"), title=whole)


def _by(work: Work, names_: str) -> str:
    """By whom the book is in which the work stands."""
    return wording(work).pgettext("within a reference", "by %(names)s") % {"names": names_} if names_ else ""


def _note(work: Work, locator: str, label: str) -> Fragment:
    if is_part(work) or work.type == "article-journal":
        locator = locator or ranges_in_words(work.page, wording(work))
    if is_article(work):
        pages, division = (locator, "") if label in ("", "page") else ("", locator)
        by = contributors(work, (), ABBREVIATED)
        body = join_sentence((*_names_and_title(work), original_date(work), *by, _journal(work, pages)), ",")
        return join_sentence((body, division, address(work)), ",")
    return join_sentence((_note_without_locator(work, not locator), locator, address(work)), ",")


def _names_and_title(work: Work) -> _Parts:
    who, roles = leading_names(work)
    return names_in_note(who, language=wording(work)), role_term(work, roles, who), _own_title(work, bool(who))


@lru_cache(maxsize=65_536)
def _note_without_locator(work: Work, count_volumes: bool) -> Fragment:
    """A book or a part of one; cached, as the notes on a work differ only in their locators."""
    parts: list[Fragment | str] = [*_names_and_title(work)]
    edition, number = edition_and_volume(work, count_volumes and not is_part(work))
    if is_part(work):
        by = names(work, "container-author")
        whole = main_title(work)
        by_whom = _by(work, names_in_note(by, language=wording(work)))
        parts += [original_date(work), _inside(work, whole or container(work)), by_whom]
        parts += [edition, number, *([container(work)] if whole else []), *contributors(work, (), ABBREVIATED)]
        parts += [*numbers(work), work.words("medium"), *event(work), series(work)]
    else:
        _, roles = leading_names(work)
        if main_title(work):
            parts[2:] = [main_title(work), number, parts[2]]
            number = ""
        parts += [*contributors(work, roles, ABBREVIATED), edition, number, *numbers(work), work.words("medium")]
        parts += [series(work), container_and_date(work)]
    in_parentheses = imprint(work)
    if work.type == "manuscript":
        return _manuscript(work, parts)
    return (*join_sentence(parts, ","), " (", *in_parentheses, ")") if in_parentheses else join_sentence(parts, ",")


def _manuscript(work: Work, parts: list[Fragment | str]) -> Fragment:
    """A manuscript: what it is and where it is kept stands in parentheses."""
    note = work.words("note")
    if note and isinstance(note[0], str):
        note = (note[0][:1].lower() + note[0][1:], *note[1:])
    genre = "" if is_description(work) else work.genre
    kept = join_sentence((genre, note, imprint(work)), ",")
    return (*join_sentence(parts, ","), " (", *kept, ")") if kept else join_sentence(parts, ",")
