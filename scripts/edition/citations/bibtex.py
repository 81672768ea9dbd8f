"""A work as an entry of BibTeX, for biblatex and for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from edition.citations.names import name_in_order
from edition.citations.titles import joined_title, joined_words
from edition.model.bibtex_fields import (
    BIBTEX_FIELDS,
    DATES,
    FURTHER_EDITORS,
    STATES_OF_PUBLICATION,
    TYPE_NAMES,
    VERBATIM_FIELDS,
)
from edition.model.vocabulary import BOOK, OTHER, PERIODICAL, ROLES, WORK_TYPES
from edition.model.works import Name, Work
from edition.sources.latex import encoded, encoded_fragment

_CAPITALS = ("title", "subtitle", "shorttitle", "booktitle", "maintitle", "series")
"""BibTeX fields whose capitals are lost without a second pair of braces."""
_TYPE_KEYS = {words: key for key, words in TYPE_NAMES.items()}
_STATE_KEYS = {words: key for key, words in STATES_OF_PUBLICATION.items()}


@lru_cache(maxsize=65_536)
def bibtex(work: Work) -> str:
    """A BibTeX entry that refers to no other and is read back as the same work; its annotation is for programs that do
    not know all fields."""
    type_ = WORK_TYPES[work.type]
    entry_type, _, subtype = type_.bibtex[0].partition(":")
    lines = _creators(work)
    lines[type_.container.fields[0]] = encoded_fragment(
        joined_words(work.words("container_title"), work.words("container_subtitle"))
    )  # hardly any program knows booksubtitle
    for field, attribute in BIBTEX_FIELDS.items():
        value = str(getattr(work, attribute))
        lines[field] = value if not value or field in VERBATIM_FIELDS else encoded_fragment(work.words(attribute))
    lines |= dict(_lines_of_type(work, subtype))
    lines |= {"ids": ", ".join(work.ids), "related": ", ".join(work.related)}
    lines["annote"] = encoded(". ".join(unmapped(work, *WITHOUT_FIELD, "volumes", "main", "original")))
    for field, value in lines.items():
        if field in _CAPITALS or (field == "publisher" and " and " in value):  # BibTeX splits publishers at “and”
            lines[field] = f"{{{value}}}" if value else ""
    lines |= _dates(work)
    body = "".join(f"  {field:<12} = {{{value}}},\n" for field, value in lines.items() if value and field)
    return f"@{entry_type}{{{work.written_key},\n{body}}}\n"


def _creators(work: Work) -> dict[str, str]:
    """The names by their fields; of roles that have none, as many as there are fields for further editors."""
    people: dict[str, list[str]] = {}
    for creator in work.creators:
        people.setdefault(creator.role, []).append(_bibtex_name(creator.name))
    for name in work.others:
        people.setdefault(name, []).append("others")
    lines, further = dict[str, str](), list(FURTHER_EDITORS)
    for name, names in people.items():
        role = ROLES[name]
        field = role.bibtex
        if role.editor_type and further:
            field = further.pop(0)
            lines[f"{field}type"] = "collaborator" if name == "contributor" else role.bibtex
        lines[field] = " and ".join(names)
    return lines


def _lines_of_type(work: Work, subtype: str) -> Iterator[tuple[str, str]]:
    """The lines that depend on the type of a work."""
    type_ = WORK_TYPES[work.type]
    genre = encoded(_TYPE_KEYS.get(work.genre, work.genre) if type_.csl_genre else work.genre)
    yield "entrysubtype", subtype or ("" if type_.csl_genre else genre)
    yield "type", genre if type_.csl_genre or (subtype and genre != subtype) else ""
    if work.type in ("thesis", "report"):
        yield "institution", encoded(work.publisher)
        yield "publisher", ""
    if type_.container is PERIODICAL and not work.collection_number:
        yield "number", encoded(work.issue)
        yield "issue", ""
    if work.number:
        yield "number", encoded_fragment(work.words("number"))
    if type_.container in (BOOK, PERIODICAL):
        yield "howpublished", encoded_fragment(work.words("medium"))
    addon = "journaltitleaddon" if type_.container is PERIODICAL else "booktitleaddon"
    yield addon, encoded_fragment(work.words("container_title_addon"))
    yield "pubstate", encoded(_STATE_KEYS.get(work.status, work.status))


def _dates(work: Work) -> dict[str, str]:
    """The dates in EDTF, the year of publication also by itself."""
    lines = {field: _edtf(work, attribute) for field, attribute in DATES.items()}
    year = re.match(r"-?\d{4}", lines["date"])
    lines["year"] = year[0] if year else ("n.d." if WORK_TYPES[work.type].dated and not work.status else "")
    form = work.date_form("issued")
    if form.startswith("["):
        return lines | {"year": form, "date": ""}
    # of a year alone Zotero drops the sign
    return lines | ({"date": ""} if lines["date"] == lines["year"].lstrip("-") else {})


def _edtf(work: Work, attribute: str) -> str:
    """A date in EDTF, which has a year 0: −43 is 44 BCE."""
    date: str = work.date_form(attribute) or getattr(work, attribute)
    before = re.sub(r"(?:^|(?<=/))-(\d{4})", lambda year: f"-{int(year[1]) - 1:04}", date)
    return before.replace("-0000", "0000")


_OTHER_WORDS = {
    "container-author": "in a book by %(names)s", "annotator": "annotated by %(names)s",
    "commentator": "commentary by %(names)s", "compiler": "compiled by %(names)s", "contributor": "with %(names)s",
}  # fmt: skip
_PHRASES = {
    role: ROLES[role].words or _OTHER_WORDS[role] for role in ROLES if ROLES[role].words or role in _OTHER_WORDS
}
WITHOUT_FIELD = tuple(role for role in _PHRASES if role != "contributor")
"""Roles that most programs know no BibTeX field for."""
WITHOUT_VARIABLE = tuple(role for role in WITHOUT_FIELD if not ROLES[role].csl_variable)
"""Roles that CSL has no variable for."""
WITHOUT_TAG = tuple(role for role in _PHRASES if not ROLES[role].ris)
"""Roles that RIS has no tag for."""


def unmapped(work: Work, *parts: str) -> Iterator[str]:
    """In words, what a format has no field for: roles (by CSL's names), ``others``, ``volumes``, ``main`` (the title of
    all volumes), ``original`` (its first date), ``container``, where that is only how it was published, and ``issued``,
    where that is a period or not certain."""
    roles = {creator.role for creator in work.creators}.union(work.others)
    for part in filter(roles.__contains__, parts):
        names = [name_in_order(creator.name) for creator in work.creators if creator.role == part]
        words = _PHRASES[part] % {"names": " and ".join([*names, *["others"] * (part in work.others)])}
        yield words[0].upper() + words[1:]
    if "others" in parts and {*work.others} - {*parts}:
        yield "And others"
    if "volumes" in parts and work.number_of_volumes:
        yield f"{work.number_of_volumes} volumes"
    if "container" in parts and work.container_title and WORK_TYPES[work.type].container is OTHER:
        yield joined_title(work.container_title, work.container_subtitle)
    if "main" in parts and work.main_title:
        yield f"Main title: {joined_title(work.main_title, work.main_subtitle)}"
    if "original" in parts and work.original_date:
        yield f"original-date: {work.original_date}"
    if "issued" in parts and (form := work.date_form("issued") or ("/" in work.issued and work.issued)):
        yield f"issued: {form}"


UNCOMMON = tuple(
    "title_addon container_title_addon main_title_addon issue_title issue_subtitle number medium event_title "
    "event_place event_date original_title original_publisher original_publisher_place original_language status "
    "eprint_type eprint".split()
)
"""Attributes that neither RIS nor MODS has a place for."""


def unsaid(work: Work, *attributes: str) -> Iterator[str]:
    """In words, attributes that a format has no field for: Original title: Das Moor."""
    for name in attributes:
        if value := getattr(work, name):
            yield f"{name.replace('_', ' ').capitalize()}: {value}"


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return f"{{{encoded(name.literal)}}}"
    family, given = (_braced(part) for part in (name.family, name.given))
    return ", ".join(part for part in (f"{name.particle} {family}".strip(), encoded(name.suffix), given) if part)


def _braced(part: str) -> str:
    """Part of a name, in braces where BibTeX would otherwise split it: at a comma, or at a word in lower case."""
    is_split = "," in part or any(word[0].islower() for word in part.split())
    return f"{{{encoded(part)}}}" if is_split else encoded(part)
