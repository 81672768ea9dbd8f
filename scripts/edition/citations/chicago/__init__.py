"""A work in words after Chicago (17th edition, notes and bibliography): full note, short note, bibliography entry.

Each form is a fragment of markup without links. The title is one element of the class ``work-title``, that of the
volume or journal one of the class ``container-title``, for the caller to link. Notes have no full stop at the end, so
that they can be joined; ``with_punctuation(note, ".")`` adds it.
"""

from __future__ import annotations

from collections.abc import Mapping

from edition.citations.chicago.creators import leading_names, wording
from edition.citations.chicago.elements import is_description, own_title
from edition.citations.chicago.entries import bibliography_entry
from edition.citations.chicago.notes import full_note, short_note, short_without_names
from edition.citations.names import name_sort_key, names_in_note
from edition.citations.punctuation import with_brackets, with_punctuation
from edition.citations.titles import whole_title, without_article
from edition.model.kinds import IN_TEXT, SUBSEQUENT, CitationItem, Cite, CitedPlace
from edition.model.order import sort_key
from edition.model.tree import Fragment, cut, text
from edition.model.works import Work

__all__ = ["bibliography_entry", "bibliography_order", "full_note", "own_title", "short_note", "worded"]


def _item(work: Work, item: CitationItem, later: bool, apart: str) -> Fragment:
    """One work of a citation, between its prefix and suffix."""
    short = short_without_names if item.mode else short_note
    names_volume = item.places[:1] == (CitedPlace("volume", work.volume),)  # that of the work, whose form has it
    places = item.places[1:] if names_volume else item.places
    words = short(work, places, apart) if later else full_note(work, places, bool(item.mode))
    prefix, suffix = ((part,) if isinstance(part, str) else part for part in (item.prefix, item.suffix))
    before, behind = text(prefix), text(suffix)
    comma = "," if behind.startswith(",") else ""
    words = (*with_punctuation(words, comma), *cut(suffix, len(comma), len(behind.rstrip()))) if behind else words
    if item.mode == IN_TEXT:
        who, _ = leading_names(work)
        named = names_in_note(who, short=True, language=wording(work))
        in_brackets = with_brackets(words)
        words = (*((named,) if named else short_without_names(work, ())), " (", *in_brackets, ")")
    space = "" if before.rstrip()[-1:] in "([“„«‘" else " "
    return (*cut(prefix, len(before) - len(before.lstrip()), len(before.rstrip())), *space, *words)


def worded(cite: Cite, works: Mapping[str, Work], apart: Mapping[str, str] = {}) -> tuple[Cite, ...]:
    """The items of a citation, each as a citation of its own in the words of the house style. Semicolons are printed
    between them.

    A work that was cited before is in its short form. ``apart``: key → what tells a work from others with that form.
    """
    cites, seen = [], set[str]()
    for item in cite.items:
        later = item.work in seen or item.position == SUBSEQUENT
        seen.add(item.work)
        words = _item(works[item.work], item, later, apart.get(item.work, ""))
        cites.append(Cite((item,), cite.form, words, cite.line))
    return tuple(cites)


def bibliography_order(work: Work, language: str = "") -> tuple[tuple[tuple[str, str], ...], str, str]:
    """The key under which a bibliography sorts a work: its leading names, or else its title; then title and date.

    Letters to the same person are sorted by the date on which they were written, whatever follows in their titles.
    """
    who, _ = leading_names(work, listed=True)
    title = text(whole_title(work))
    title = title.partition(",")[0] if is_description(work) else without_article(title, work.language)
    title = sort_key(title, language)
    named = tuple(name_sort_key(name, language) for name in who)
    return named or ((title, ""),), title, work.original_date or work.issued
