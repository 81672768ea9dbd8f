"""A work in words after Chicago (17th edition, notes and bibliography): full note, short note, bibliography entry.

Each form is a fragment of markup without links. The words of the title stand in one element of the class
``work-title``, those of the volume or journal in one of the class ``container-title``, for the caller to link.
Notes have no full stop at the end, so that they can be joined; ``punctuated(form, ".")`` gives them one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from edition.citations.wording import (
    abbreviated_ranges,
    date_in_words,
    date_parts,
    joined_title,
    locator_in_words,
    name_order,
    names_in_bibliography,
    names_in_note,
    names_listed,
    punctuated,
    requoted,
    run,
    short_title,
    sort_key,
    without_article,
)
from edition.model.tree import E, Fragment
from edition.model.vocabulary import BOOK, PERIODICAL, WORK_TYPES
from edition.model.works import CitationItem, Name, Work

_LEADING = ("author", "editor", "translator")
_ABBREVIATED: dict[tuple[str, ...], str] = {
    ("editor",): "ed.",
    ("translator",): "trans.",
    ("editor", "translator"): "ed. and trans.",
}
_SPELLED: dict[tuple[str, ...], str] = {("editor",): "edited by", ("translator",): "translated by"}
_SPELLED |= {("editor", "translator"): "edited and translated by"}


def full_note(work: Work, label: str = "", locator: str = "") -> Fragment:
    """The work as it is cited first, with a locator if there is one."""
    return _note(work, locator_in_words(label, locator), label)


@lru_cache(maxsize=65_536)
def short_note(work: Work, label: str = "", locator: str = "") -> Fragment:
    """The work as it is cited again: family names, short title, locator."""
    names, _ = _lead(work)
    volume = f"vol. {work.volume}" if work.volume and not _is_contained(work) else ""
    parts = (_words(names_in_note(names, short=True)), _title(work, short_title(work), bool(names)), _words(volume))
    return run((*parts, _words(locator_in_words(label, locator))), ",")


@lru_cache(maxsize=65_536)
def bibliography_entry(work: Work) -> Fragment:
    """The work as it stands in a bibliography, full stop included."""
    names, roles = _lead(work)
    who = names_in_bibliography(names)
    if roles:
        who += f", {_role_term(roles, names)}"
    head = (_words(who), _title(work, joined_title(work.title, work.subtitle)))
    if _is_article(work):
        rest: Sequence[Fragment] = (_words(_original(work)), _journal(work, abbreviated_ranges(work.page)))
    elif _is_part(work):
        rest = (_words(_original(work)), _container_entry(work), _words(_series(work)), _words(_imprint(work)))
    else:
        shares = (words[:1].upper() + words[1:] for words in (*_credits(work, roles, _SPELLED), *_extent(work, True)))
        rest = (*map(_words, (*shares, _series(work))), *_where(work), _words(_imprint(work)))
    return punctuated(run((*head, *rest, _words(_address(work))), "."), ".")


def title(work: Work) -> Fragment:
    """The whole title as running text has it: italics for a book, quotation marks for a part of one."""
    return _title(work, joined_title(work.title, work.subtitle))


def cluster(items: Iterable[CitationItem], works: Mapping[str, Work], cited: Collection[str] = ()) -> Fragment:
    """Several works in one note; those among ``cited``, and any named before in the cluster, in their short form."""
    before = set(cited)
    forms: list[Fragment] = []
    for item in items:
        if item.work not in works:
            continue
        form = short_note if item.work in before else full_note
        before.add(item.work)
        words = form(works[item.work], item.label, item.locator)
        prefix = f"{item.prefix.strip()} " if item.prefix.strip() else ""
        suffix = item.suffix.strip()
        if suffix and suffix[0].isalnum():
            words = (*punctuated(words, ","), " ", suffix)
        elif suffix.startswith(","):
            words = (*punctuated(words, ","), suffix[1:])
        elif suffix:
            words = (*words, " ", suffix)
        forms.append((prefix, *words) if prefix else words)
    return tuple(part for at, form in enumerate(forms) for part in (("; ", *form) if at else form))


def bibliography_order(work: Work) -> tuple[tuple[tuple[str, str], ...], str, str]:
    """What a bibliography is sorted by: its leading names, or else its title; then title and date.

    Letters to the same person go by the date they were written, whatever their description says of it.
    """
    names, _ = _lead(work)
    title = joined_title(work.title, work.subtitle)
    title = sort_key(title.partition(",")[0] if _is_description(work) else without_article(title))
    return tuple(map(name_order, names)) or ((title, ""),), title, work.original_date or work.issued


# --- Creators ------------------------------------------------------------------------------------------------------


def _names(work: Work, role: str) -> tuple[Name, ...]:
    return tuple(creator.name for creator in work.creators if creator.role == role)


def _lead(work: Work) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """The names a form begins with, and their roles if they are no authors. The editors of a volume lead no part."""
    author = _names(work, "author")
    if author or _is_contained(work):
        return author, ()
    names = _names(work, "editor") or _names(work, "translator")
    return names, tuple(role for role in _LEADING if names and _names(work, role) == names)


def _role_term(roles: tuple[str, ...], names: tuple[Name, ...]) -> str:
    term = _ABBREVIATED.get(roles, "")
    return term.replace("ed.", "eds.") if len(names) > 1 else term


def _credits(work: Work, led: tuple[str, ...], terms: Mapping[tuple[str, ...], str]) -> list[str]:
    """Who else had a share, each with the term for it; those who edited and translated are named once."""
    editors, translators = (_names(work, role) if role not in led else () for role in ("editor", "translator"))
    shares: list[tuple[tuple[str, ...], tuple[Name, ...]]] = [(("editor",), editors), (("translator",), translators)]
    if editors and editors == translators:
        shares = [(("editor", "translator"), editors)]
    listed = names_in_note if terms is _ABBREVIATED else names_listed
    found = [f"{terms[roles]} {listed(names)}" for roles, names in shares if names]
    if not _is_part(work) and _names(work, "introduction"):
        found.append(f"introduction by {listed(_names(work, 'introduction'))}")
    return found


# --- Parts of a form -----------------------------------------------------------------------------------------------


def _words(words: str) -> Fragment:
    return (words,) if words else ()


def _is_part(work: Work) -> bool:
    """Whether the work is part of a book."""
    return WORK_TYPES[work.type].container is BOOK


def _is_article(work: Work) -> bool:
    """Whether the work is an article of a periodical."""
    return WORK_TYPES[work.type].container is PERIODICAL


def _is_contained(work: Work) -> bool:
    return _is_part(work) or _is_article(work)


def _is_description(work: Work) -> bool:
    """Whether the title describes a letter rather than being printed over it."""
    return work.genre == "letter" and not _is_article(work)


def _title(work: Work, title: str, after_names: bool = False) -> Fragment:
    if _is_description(work):
        return (E("span", title[:1].lower() + title[1:] if after_names else title, class_="work-title"),)
    style = WORK_TYPES[work.type].title
    if style == "quoted" or (style == "quoted unless published" and not work.publisher):
        return (E("span", f"“{requoted(title, 1)}”", class_="work-title"),)
    return (E("em", requoted(title, 0), class_="work-title"),)


def _container(work: Work) -> Fragment:
    title = joined_title(work.container_title, work.container_subtitle)
    return (E("em", requoted(title, 0), class_="container-title"),) if title else ()


def _where(work: Work) -> tuple[Fragment, ...]:
    """Where something stands that is part of no book or journal, and when, if its title does not say so."""
    year = date_parts(work.issued)[0][0] if work.issued else ""
    imprint = work.publisher or work.publisher_place
    date = "" if imprint or WORK_TYPES[work.type].dated or year in work.title else date_in_words(work.issued)
    return (run((_words(work.container_title), _words(date)), ","),)


def _original(work: Work) -> str:
    """When the words of an article or chapter were written or first printed, if its title does not say so."""
    if not work.original_date or date_parts(work.original_date)[0][0] in work.title:
        return ""
    return date_in_words(work.original_date)


def _journal(work: Work, pages: str) -> Fragment:
    date = date_in_words(work.issued)
    issue = f"no. {work.issue}" if work.issue else ""
    if work.type != "article-journal" or not (work.volume or issue):
        volume = f"vol. {work.volume}" if work.volume else ""
        return run((_container(work), *map(_words, (volume, issue, date, pages))), ",")
    numbered = (*_container(work), f" {work.volume}") if work.volume else _container(work)
    dated = (*run((numbered, _words(issue)), ","), f" ({date or 'n.d.'})")
    return (*dated, f": {pages}") if pages else dated


def _container_entry(work: Work) -> Fragment:
    by = _names(work, "container-author")
    parts = (f"by {names_listed(by)}" if by else "", *_extent(work, False), *_credits(work, (), _SPELLED))
    return ("In ", *run((_container(work), *map(_words, (*parts, abbreviated_ranges(work.page)))), ","))


def _extent(work: Work, volumes: bool) -> tuple[str, str]:
    """Edition and volume, or the number of volumes."""
    edition = work.edition
    if edition.isdigit():
        teens = 10 < int(edition) % 100 < 14
        edition += "th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th")
    if edition and "ed" not in edition.split()[-1]:
        edition += " ed."
    volume = f"vol. {work.volume}" if work.volume else ""
    count = f"{work.number_of_volumes} vols." if work.number_of_volumes and volumes and not volume else ""
    return edition, volume or count


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


def _address(work: Work) -> str:
    return f"https://doi.org/{work.doi}" if work.doi else work.url


def _note(work: Work, pages: str, label: str) -> Fragment:
    if _is_part(work) or work.type == "article-journal":
        pages = pages or abbreviated_ranges(work.page)
    if _is_article(work):
        plain = label in ("", "page")
        body = run((*_head(work), _words(_original(work)), _journal(work, pages if plain else "")), ",")
        return run((body, _words("" if plain else pages), _words(_address(work))), ",")
    return run((_volume(work, bool(pages)), _words(pages), _words(_address(work))), ",")


def _head(work: Work) -> tuple[Fragment, ...]:
    names, roles = _lead(work)
    title = _title(work, joined_title(work.title, work.subtitle), bool(names))
    return _words(names_in_note(names)), _words(_role_term(roles, names)), title


@lru_cache(maxsize=65_536)
def _volume(work: Work, placed: bool) -> Fragment:
    """A book or a part of one, without the place in it: notes differ in that alone."""
    head, (_, roles) = [*_head(work)], _lead(work)
    if _is_part(work):
        by = _names(work, "container-author")
        head += [_words(_original(work)), ("in ", *_container(work)), _words(f"by {names_in_note(by)}" if by else "")]
        middle = (*_extent(work, False), *_credits(work, (), _ABBREVIATED), _series(work))
    else:
        middle = (*_credits(work, roles, _ABBREVIATED), *_extent(work, not placed), _series(work))
    body = run((*head, *map(_words, middle), *(() if _is_part(work) else _where(work))), ",")
    imprint = _imprint(work)
    return (*body, f" ({imprint})") if imprint else body
