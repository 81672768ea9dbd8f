"""An entry as a work: each field becomes what it is in CSL, according to the type of the entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from edition.model import bibtex_fields
from edition.model.bibtex_fields import BIBTEX_FIELDS, COUNTRIES, DATES, NUMBERED, STATES_OF_PUBLICATION, TYPE_NAMES
from edition.model.findings import SourceLocation
from edition.model.locators import LOCATOR_TERMS
from edition.model.tree import Fragment
from edition.model.vocabulary import BOOK, ENTRY_TYPES, PERIODICAL, RESOLVERS, ROLES, WORK_TYPES, WorkType
from edition.model.works import OTHERS, Creator, Work
from edition.sources.bibtex.entries import NAME_FIELDS, Entry
from edition.sources.bibtex.inheritance import keys_of
from edition.sources.latex import commands

_KINDS = {PERIODICAL: "periodical", BOOK: "book"}


def _abbreviations(label: str) -> str:
    term = LOCATOR_TERMS[label]
    return "|".join(form[:-1] for form in (term.one, term.many, *term.also) if form.endswith("."))


_TERMS = {
    name: re.compile(pattern.replace("TERM", _abbreviations(label)), re.IGNORECASE)
    for name, (label, pattern) in bibtex_fields.TERMS.items()
}
"""Attribute → an abbreviation written with its number, which every form prints itself."""
_EDITOR_TYPES = {role.bibtex: role.csl for role in ROLES.values() if role.editor_type} | bibtex_fields.EDITOR_TYPES
_TYPES = frozenset(f"{name}type" for name in NAME_FIELDS)
"""Fields that say what the names in another are of."""
_ASIDE = _TYPES.union(bibtex_fields.REFERENCES, ("ids", "relatedtype", "langid"))
"""Fields that are used, and stand in no form."""


def type_of(entry: Entry) -> WorkType:
    """The type of the work that an entry describes."""
    names = ("booktitle", "maintitle", "crossref")
    if entry.type == "inbook" and entry.has("publisher") and not any(map(entry.has, names)):
        return WORK_TYPES["book"]  # as BibTeX has it: a chapter, or some pages, of the book that has the title
    return ENTRY_TYPES.get((entry.type, entry.fields.get("entrysubtype", ""))) or ENTRY_TYPES[entry.type, ""]


def made(entry: Entry, file: str, key: str, part_of: str, related: tuple[str, ...]) -> tuple[Work, frozenset[str]]:
    """The work of an entry that has all its fields, and the fields of which no use is made in a work of its type."""
    type_ = type_of(entry)
    fields, moved = _arranged(entry, type_)
    values: dict[str, Any] = {BIBTEX_FIELDS[name]: words for name, words in fields.items() if name in BIBTEX_FIELDS}
    title, subtitle = ("journal", "journalsubtitle") if type_.container is PERIODICAL else type_.container.fields
    values |= {"container_title": fields.get(title, ""), "container_subtitle": fields.get(subtitle, "")}
    addon = "journaltitleaddon" if type_.container is PERIODICAL else "booktitleaddon"
    values["container_title_addon"] = fields.get(addon, "")
    values |= {"number": fields.get("own number", ""), "medium": fields.get("medium", ""), "part_of": part_of}
    values |= {name: term.sub("", values[name]) for name, term in _TERMS.items() if values.get(name)}
    values["title"] = values.get("title") or entry.key
    places = dict(BIBTEX_FIELDS)
    places |= {title: "container_title", subtitle: "container_subtitle", addon: "container_title_addon"}
    places |= {"medium": "medium", "own number": "number"}
    creators = _creators(entry)
    work = Work(
        key=key,
        citekey=entry.key if entry.key != key else "",
        ids=tuple(keys_of(entry.fields.get("ids", ""))),
        type=type_.csl,
        location=SourceLocation(file, entry.line),
        creators=tuple(creator for creator in creators if creator.name != OTHERS),
        others=tuple(dict.fromkeys(creator.role for creator in creators if creator.name == OTHERS)),
        related=related,
        markup=tuple(_markup(entry.markup, fields, moved, places)),
        date_forms=tuple((DATES[name], form) for name, form in entry.forms.items() if name in DATES),
        **values,
    )
    return work, frozenset(_unused(entry, fields, type_, places))


def _markup(
    markup: Mapping[str, Fragment], fields: Mapping[str, str], moved: Mapping[str, str], places: Mapping[str, str]
) -> list[tuple[str, Fragment]]:
    """Attribute and words with markup, where the words are those of the attribute."""
    pairs = ((moved.get(name, name), words) for name, words in markup.items())
    placed = ((places[name], words) for name, words in pairs if name in places and name in fields)
    return sorted(placed, key=lambda pair: pair[0])


def _arranged(entry: Entry, type_: WorkType) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of an entry under the names that they have for a work of this type; and which were renamed."""
    fields, moved = dict(entry.fields), dict[str, str]()

    def move(name: str, to: str) -> None:
        if name in fields and not fields.get(to):
            fields[to], moved[name] = fields.pop(name), to

    _arrange_numbers(fields, type_, move)
    _arrange_publisher(fields, type_, move)
    of_whole = type_.container not in (BOOK, PERIODICAL)
    if of_whole:
        for name in ("howpublished", "booktitle", "journal"):
            move(name, type_.container.fields[0])
        move("booksubtitle", "journalsubtitle")
    else:
        move("howpublished", "medium")
    if of_whole and _TERMS["number_of_pages"].search(fields.get("pages", "")):  # xii, 312 p.
        move("pages", "pagetotal")
    if fields.get("type"):
        fields["entrysubtype"] = TYPE_NAMES.get(fields["type"].casefold(), fields.pop("type"))
    else:
        fields.setdefault("entrysubtype", TYPE_NAMES.get(entry.type, "") if type_.csl in ("thesis", "report") else "")
    fields.pop("type", None)
    if type_.csl_genre and (entry.type, fields["entrysubtype"]) in ENTRY_TYPES:  # it said the type, not the genre
        fields["entrysubtype"] = ""
    if not fields.get("language"):
        move("langid", "language")
    fields["language"] = next(filter(None, map(commands.language, fields.get("language", "").split(" and "))), "")
    originals = fields.get("origlanguage", "").split(" and ")
    fields["origlanguage"] = " and ".join(commands.language(name) or name for name in originals)
    if "country" in fields.get("address", ""):
        fields["address"] = " and ".join(COUNTRIES.get(place, place) for place in fields["address"].split(" and "))
    state = fields.get("pubstate", "")
    fields["pubstate"] = STATES_OF_PUBLICATION.get(state, state)
    move("eid", "pages")
    if fields.get("eprint") and fields.get("eprinttype"):  # arXiv:1901.00001
        fields["eprint"] = re.sub(rf"^{re.escape(fields['eprinttype'])}:\s*", "", fields["eprint"], flags=re.IGNORECASE)
    return fields, moved


def _arrange_numbers(fields: dict[str, str], type_: WorkType, move: Callable[[str, str], None]) -> None:
    if fields.get("series") in bibtex_fields.STRINGS:
        fields["series"] = bibtex_fields.STRINGS[fields["series"]]
    if type_.container is PERIODICAL:
        if fields.get("issue") and fields.get("number"):
            fields["issue"] = f"{fields.pop('number')}, {fields['issue']}"
        move("number", "issue")
    elif type_.csl in NUMBERED or not fields.get("series"):
        move("number", "own number")


def _arrange_publisher(fields: dict[str, str], type_: WorkType, move: Callable[[str, str], None]) -> None:
    if type_.csl == "webpage":
        move("organization", type_.container.fields[0])
    who = [fields.pop(name, "") for name in ("organization", "institution", "publisher")]
    fields["publisher"] = "; ".join(dict.fromkeys(filter(None, who)))


def _creators(entry: Entry) -> list[Creator]:
    creators = [Creator(_role(entry, name), one) for name in NAME_FIELDS for one in entry.names.get(name, ())]
    order = list(ROLES)
    return sorted(creators, key=lambda creator: order.index(creator.role))


def _role(entry: Entry, name: str) -> str:
    """The role of the names in a field, which for editors may be given beside it."""
    given = entry.fields.get(f"{name}type", "").casefold()
    if given in _EDITOR_TYPES:
        return _EDITOR_TYPES[given]
    return "contributor" if given and name.startswith("editor") else NAME_FIELDS[name]


def _unused(entry: Entry, fields: Mapping[str, str], type_: WorkType, places: Mapping[str, str]) -> list[str]:
    """The fields of which nothing is printed for a work of this type."""
    unplaced = [name for name, value in fields.items() if value and name not in places and name not in _ASIDE]
    without = {*bibtex_fields.NOT_PRINTED[_KINDS.get(type_.container, "whole")].split()}
    without |= {"address"} if type_.csl == "thesis" else set()
    without |= {"eprint", "eprinttype", "eprintclass"} if fields.get("url") or fields.get("doi") else set()
    without |= {"eprintclass"} if fields.get("eprinttype", "").casefold() in RESOLVERS else set()
    without |= {"pubstate"} if fields.get("date") else set()
    given = entry.fields.get("language") or entry.fields.get("langid", "")
    unplaced += ["language"] if given and not commands.language(given) else []  # several, or none that is known
    kinds = ((name, fields[name].casefold()) for name in _TYPES & fields.keys())
    unplaced += [
        name for name, kind in kinds if kind not in ("", *_EDITOR_TYPES) or not entry.has(name.removesuffix("type"))
    ]
    return [*unplaced, *(name for name in (*entry.fields, *entry.names) if name in without)]
