"""A work in words after Chicago (17th edition, notes and bibliography): full note, short note, bibliography entry.

Each form is a fragment of markup without links. The title is one element of the class ``work-title``, that of the
volume or journal one of the class ``container-title``, for the caller to link. Notes have no full stop at the end, so
that they can be joined; ``with_punctuation(note, ".")`` adds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from edition.citations.wording import (
    abbreviated_ranges,
    date_in_words,
    date_parts,
    join_sentence,
    joined_title,
    locator_in_words,
    name_sort_key,
    names_in_bibliography,
    names_in_note,
    names_listed,
    nest_quotation_marks,
    ordinal,
    short_title,
    with_punctuation,
    without_article,
)
from edition.model.kinds import GENERATED, CitationItem, Cite
from edition.model.order import sort_key
from edition.model.tree import E, Fragment
from edition.model.vocabulary import BOOK, PERIODICAL, WORK_TYPES
from edition.model.works import Name, Work

_LEADING_ROLES = ("author", "editor", "translator")
_Terms = Mapping[tuple[str, ...], str]
_ABBREVIATED: _Terms = {("editor",): "ed.", ("translator",): "trans.", ("editor", "translator"): "ed. and trans."}
_SPELLED_OUT: _Terms = {
    ("editor",): "edited by", ("translator",): "translated by", ("editor", "translator"): "edited and translated by",
}  # fmt: skip
"""Roles of the same creators → the term before their names."""


def full_note(work: Work, label: str = "", locator: str = "") -> Fragment:
    """The first citation of a work in full, with a locator if there is one."""
    return _note(work, locator_in_words(label, locator), label)


@lru_cache(maxsize=65_536)
def short_note(work: Work, label: str = "", locator: str = "") -> Fragment:
    """A later citation of a work: family names, short title, locator."""
    names, _ = _leading_names(work)
    title = _title(work, short_title(work), bool(names))
    volume = f"vol. {work.volume}" if work.volume and not _is_contained(work) else ""
    return join_sentence((names_in_note(names, short=True), title, volume, locator_in_words(label, locator)), ",")


@lru_cache(maxsize=65_536)
def bibliography_entry(work: Work) -> Fragment:
    """The work in a bibliography, with its full stop."""
    names, roles = _leading_names(work)
    who = names_in_bibliography(names)
    if roles:
        who += f", {_role_term(roles, names)}"
    rest: Sequence[Fragment | str]
    if _is_article(work):
        rest = (_original_date(work), _journal(work, abbreviated_ranges(work.page)))
    elif _is_part(work):
        rest = (_original_date(work), _within_volume(work), _series(work), _imprint(work))
    else:
        details = (*_contributors(work, roles, _SPELLED_OUT), *_edition_and_volume(work, True))
        sentences = (words[:1].upper() + words[1:] for words in details)
        rest = (*sentences, _series(work), _container_and_date(work), _imprint(work))
    return join_sentence((who, title(work), *rest, _doi_or_url(work)), ".", end=".")


def title(work: Work) -> Fragment:
    """The whole title as running text has it: in italics or in quotation marks."""
    return _title(work, joined_title(work.title, work.subtitle))


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


def bibliography_order(work: Work) -> tuple[tuple[tuple[str, str], ...], str, str]:
    """The key under which a bibliography sorts a work: its leading names, or else its title; then title and date.

    Letters to the same person are sorted by the date on which they were written, whatever follows in their titles.
    """
    names, _ = _leading_names(work)
    title = joined_title(work.title, work.subtitle)
    title = sort_key(title.partition(",")[0] if _is_description(work) else without_article(title))
    return tuple(map(name_sort_key, names)) or ((title, ""),), title, work.original_date or work.issued


# --- Creators ------------------------------------------------------------------------------------------------------


def _names(work: Work, role: str) -> tuple[Name, ...]:
    return tuple(creator.name for creator in work.creators if creator.role == role)


def _leading_names(work: Work) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """The names with which a form begins, and their roles unless they are the authors.

    A part of a volume never begins with the editors of the volume.
    """
    authors = _names(work, "author")
    if authors or _is_contained(work):
        return authors, ()
    names = _names(work, "editor") or _names(work, "translator")
    return names, tuple(role for role in _LEADING_ROLES if names and _names(work, role) == names)


def _role_term(roles: tuple[str, ...], names: tuple[Name, ...]) -> str:
    term = _ABBREVIATED.get(roles, "")
    return term.replace("ed.", "eds.") if len(names) > 1 else term


def _contributors(work: Work, leading_roles: tuple[str, ...], terms: _Terms) -> list[str]:
    """Editors, translators and writers of introductions, each after the term for the role.

    Leading roles are left out. The names of those who both edited and translated are given once.
    """
    roles: dict[tuple[Name, ...], tuple[str, ...]] = {}
    for role in ("editor", "translator"):
        names = _names(work, role)
        if names and role not in leading_roles:
            roles[names] = (*roles.get(names, ()), role)
    in_words = names_in_note if terms is _ABBREVIATED else names_listed
    contributors = [f"{terms[of_names]} {in_words(names)}" for names, of_names in roles.items()]
    if not _is_part(work) and _names(work, "introduction"):
        contributors.append(f"introduction by {in_words(_names(work, 'introduction'))}")
    return contributors


# --- Parts of a form -----------------------------------------------------------------------------------------------


def _is_part(work: Work) -> bool:
    """Whether the work is part of a book."""
    return WORK_TYPES[work.type].container is BOOK


def _is_article(work: Work) -> bool:
    """Whether the work is an article of a periodical."""
    return WORK_TYPES[work.type].container is PERIODICAL


def _is_contained(work: Work) -> bool:
    """Whether the work is part of a book or an article of a periodical."""
    return _is_part(work) or _is_article(work)


def _is_description(work: Work) -> bool:
    """Whether the title describes a letter rather than being printed over it."""
    return work.genre == "letter" and not _is_article(work)


def _title(work: Work, title: str, after_names: bool = False) -> Fragment:
    if _is_description(work):
        return (E("span", title[:1].lower() + title[1:] if after_names else title, class_="work-title"),)
    style = WORK_TYPES[work.type].title
    if style == "quoted" or (style == "quoted unless published" and not work.publisher):
        return (E("span", f"“{nest_quotation_marks(title, 1)}”", class_="work-title"),)
    return (E("em", nest_quotation_marks(title, 0), class_="work-title"),)


def _container(work: Work) -> Fragment:
    title = joined_title(work.container_title, work.container_subtitle)
    return (E("em", nest_quotation_marks(title, 0), class_="container-title"),) if title else ()


def _container_and_date(work: Work) -> Fragment:
    """The website, archive or the like of a work; its date, unless its title gives the year or it has an imprint."""
    year = date_parts(work.issued)[0][0] if work.issued else ""
    imprint = work.publisher or work.publisher_place
    date = "" if imprint or WORK_TYPES[work.type].dated or year in work.title else date_in_words(work.issued)
    return join_sentence((work.container_title, date), ",")


def _original_date(work: Work) -> str:
    """When an article or chapter was written or first printed, unless its title gives the year."""
    if not work.original_date or date_parts(work.original_date)[0][0] in work.title:
        return ""
    return date_in_words(work.original_date)


def _journal(work: Work, pages: str) -> Fragment:
    date = date_in_words(work.issued)
    issue = f"no. {work.issue}" if work.issue else ""
    if work.type != "article-journal" or not (work.volume or issue):
        volume = f"vol. {work.volume}" if work.volume else ""
        return join_sentence((_container(work), volume, issue, date, pages), ",")
    numbered = (*_container(work), f" {work.volume}") if work.volume else _container(work)
    dated = (*join_sentence((numbered, issue), ","), f" ({date or 'n.d.'})")
    return (*dated, f": {pages}") if pages else dated


def _within_volume(work: Work) -> Fragment:
    """The volume of a chapter, in a bibliography, with the pages of the chapter."""
    by = _names(work, "container-author")
    parts = (f"by {names_listed(by)}" if by else "", *_edition_and_volume(work, False))
    contributors = _contributors(work, (), _SPELLED_OUT)
    return ("In ", *join_sentence((_container(work), *parts, *contributors, abbreviated_ranges(work.page)), ","))


def _edition_and_volume(work: Work, count_volumes: bool) -> tuple[str, str]:
    """The edition; the number of the volume, or of all volumes if they are to be counted."""
    edition = ordinal(work.edition) if work.edition.isdigit() else work.edition
    if edition and "ed" not in edition.split()[-1]:
        edition += " ed."
    if work.volume:
        return edition, f"vol. {work.volume}"
    return edition, f"{work.number_of_volumes} vols." if work.number_of_volumes and count_volumes else ""


def _series(work: Work) -> str:
    return f"{work.collection_title} {work.collection_number}".strip()


def _imprint(work: Work) -> str:
    """Place, publisher and year, with the year of the first edition of a book before them."""
    dated = WORK_TYPES[work.type].dated
    who = ": ".join(filter(None, (work.publisher_place, work.publisher)))
    year = date_in_words(work.issued, only_year=True) or ("n.d." if who or dated else "")
    if not who and not dated:
        return ""
    genre = work.genre if work.type == "thesis" else ""
    imprint = ", ".join(filter(None, (genre, who, year)))
    if work.original_date and not _is_part(work):
        return f"{date_in_words(work.original_date, only_year=True)}; {imprint}"
    return imprint


def _doi_or_url(work: Work) -> str:
    return f"https://doi.org/{work.doi}" if work.doi else work.url


def _note(work: Work, locator: str, label: str) -> Fragment:
    if _is_part(work) or work.type == "article-journal":
        locator = locator or abbreviated_ranges(work.page)
    if _is_article(work):
        pages, division = (locator, "") if label in ("", "page") else ("", locator)
        body = join_sentence((*_names_and_title(work), _original_date(work), _journal(work, pages)), ",")
        return join_sentence((body, division, _doi_or_url(work)), ",")
    return join_sentence((_note_without_locator(work, not locator), locator, _doi_or_url(work)), ",")


def _names_and_title(work: Work) -> tuple[Fragment | str, ...]:
    names, roles = _leading_names(work)
    title = _title(work, joined_title(work.title, work.subtitle), bool(names))
    return names_in_note(names), _role_term(roles, names), title


@lru_cache(maxsize=65_536)
def _note_without_locator(work: Work, count_volumes: bool) -> Fragment:
    """A book or a part of one; cached, as the notes on a work differ only in their locators."""
    parts: list[Fragment | str] = [*_names_and_title(work)]
    if _is_part(work):
        by = _names(work, "container-author")
        parts += [_original_date(work), ("in ", *_container(work)), f"by {names_in_note(by)}" if by else ""]
        parts += [*_edition_and_volume(work, False), *_contributors(work, (), _ABBREVIATED), _series(work)]
    else:
        _, roles = _leading_names(work)
        parts += [*_contributors(work, roles, _ABBREVIATED), *_edition_and_volume(work, count_volumes)]
        parts += [_series(work), _container_and_date(work)]
    imprint = _imprint(work)
    return (*join_sentence(parts, ","), f" ({imprint})") if imprint else join_sentence(parts, ",")
