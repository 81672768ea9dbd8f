"""A work in words after Chicago (17th edition, notes and bibliography): full note, short note, bibliography entry.

Each form is a fragment of markup without links. The title is one element of the class ``work-title``, that of the
volume or journal one of the class ``container-title``, for the caller to link. Notes have no full stop at the end, so
that they can be joined; ``with_punctuation(note, ".")`` adds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from edition.citations.chicago.creators import leading_names, wording
from edition.citations.chicago.elements import is_description, own_title
from edition.citations.chicago.entries import bibliography_entry
from edition.citations.chicago.notes import full_note, short_note, short_without_names
from edition.citations.names import name_sort_key, names_in_note
from edition.citations.punctuation import with_punctuation
from edition.citations.titles import whole_title, without_article
from edition.model.kinds import GENERATED, IN_TEXT, SUBSEQUENT, CitationItem, Cite
from edition.model.order import sort_key
from edition.model.tree import Fragment, cut, respelled, text
from edition.model.works import Work

__all__ = ["bibliography_entry", "bibliography_order", "cluster", "full_note", "own_title", "short_note", "worded"]


def cluster(
    items: Iterable[CitationItem], works: Mapping[str, Work], cited: Collection[str] = (), apart: Mapping[str, str] = {}
) -> Fragment:
    """Several works in one note; those in ``cited``, and those named before in the same note, in their short form.

    ``apart`` has, by their keys, what tells works from others with the same short form.
    """
    seen = set(cited)
    forms: list[Fragment] = []
    for item in items:
        if item.work not in works:
            continue
        later = item.work in seen or item.position == SUBSEQUENT
        seen.add(item.work)
        forms.append(_item(works[item.work], item, later, apart.get(item.work, "")))
    return tuple(part for number, form in enumerate(forms) for part in (("; ", *form) if number else form))


def _item(work: Work, item: CitationItem, later: bool, apart: str) -> Fragment:
    """One work of a citation, between its prefix and suffix."""
    if item.mode:
        words = short_without_names(work, item.places, apart) if later else full_note(work, item.places, True)
    else:
        words = short_note(work, item.places, apart) if later else full_note(work, item.places)
    prefix, suffix = _trimmed(item.prefix), _trimmed(item.suffix)
    beginning = text(suffix)[:1]
    if beginning == ",":
        words = (*with_punctuation(words, ","), *cut(suffix, 1, len(text(suffix))))
    elif suffix and beginning not in ".:!?–—-":
        comma = "" if item.locator else ","
        words = (*(with_punctuation(words, comma) if comma else words), " ", *suffix)
    elif suffix:
        words = (*words, *suffix)
    if item.mode == IN_TEXT:
        who, _ = leading_names(work)
        named = names_in_note(who, short=True, language=wording(work))
        words = (*((named,) if named else short_without_names(work, ())), " (", *_in_brackets(words), ")")
    return (*prefix, " ", *words) if prefix else words


_BRACKETS = str.maketrans("()", "[]")


def _in_brackets(words: Fragment) -> Fragment:
    """Words that stand in parentheses, with brackets for their own."""
    return respelled(words, text(words).translate(_BRACKETS))


def _trimmed(words: str | Fragment) -> Fragment:
    """A prefix or suffix without space round it."""
    fragment = (words,) if isinstance(words, str) else words
    flat = text(fragment)
    return cut(fragment, len(flat) - len(flat.lstrip()), len(flat.rstrip()))


def worded(cite: Cite, works: Mapping[str, Work], apart: Mapping[str, str] = {}) -> tuple[Cite, ...]:
    """A citation with the words that are to be printed: as it is, if the text has words for it; else, in the words of
    the house style, one citation for each item, to be printed with semicolons between them."""
    if cite.form != GENERATED:
        return (cite,)
    cites, seen = [], set[str]()
    for item in cite.items:
        cites.append(Cite((item,), cite.form, cluster((item,), works, seen, apart), cite.line))
        seen.add(item.work)
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
