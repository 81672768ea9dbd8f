"""A work as an item of CSL-JSON, which reference managers and every processor of CSL styles read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from edition.citations.bibtex import WITHOUT_VARIABLE, unmapped, unsaid
from edition.citations.dates import date_parts
from edition.citations.titles import joined_words, short_title_in_words, whole_title
from edition.model.records import IsoDate
from edition.model.tree import Element, Fragment
from edition.model.vocabulary import OTHER, RESOLVERS, ROLES, WORK_TYPES
from edition.model.works import OTHERS, Name, Work

_OTHER_NAMES = {"part-number": "part", "chapter-number": "chapter"}
_NAMES = """
    collection-title collection-number volume part-number number-of-volumes issue number chapter-number edition
    version number-of-pages publisher publisher-place medium event-title event-place original-title
    original-publisher original-publisher-place status URL DOI ISBN ISSN call-number language
""".split()
_VARIABLES = {name: _OTHER_NAMES.get(name, name.lower().replace("-", "_")) for name in _NAMES}
"""CSL variable → attribute of a work."""
_DATES = {"issued": "issued", "accessed": "accessed", "original-date": "original_date", "event-date": "event_date"}
_TAGS = {"em": "i", "strong": "b", "sup": "sup", "sub": "sub"}


def csl_json(work: Work) -> dict[str, Any]:
    """The work as an item of CSL-JSON 1.0.2.

    What CSL has no variable for (the writer of an introduction, the genre of a chapter) goes into ``custom``: under the
    variables that are nearest to it, styles would print it wrongly. The ``note`` says it too, and when a work first
    appeared: in lines as Zotero keeps them.
    """
    type_ = WORK_TYPES[work.type]
    item: dict[str, Any] = {"id": work.written_key, "type": _type(work)} | _titles(work)
    custom: dict[str, Any] = {"genre": work.genre} if work.genre and not type_.csl_genre else {}
    for creator in work.creators:
        roles = item if ROLES[creator.role].csl_variable else custom
        roles.setdefault(creator.role, []).append(csl_name(creator.name))
    item |= {variable: rich(work.words(name)) for variable, name in _VARIABLES.items() if getattr(work, name)}
    if work.page:
        item["page"] = work.page.replace("–", "-")
    for variable, attribute in _DATES.items():
        if date := csl_date(getattr(work, attribute), work.date_form(attribute)):
            item[variable] = date
    if not work.issued and work.status:
        item["issued"] = {"literal": work.status}
    if notes := [*_notes(work, item.get("volume-title", ""))]:
        item["note"] = "\n".join(notes)
    if work.genre and not custom.get("genre"):
        item["genre"] = work.genre
    for variable, value in _eprint(work).items():
        item.setdefault(variable, value)
    return item | {"custom": custom} if custom else item


def _notes(work: Work, volume_title: str) -> Iterator[str]:
    """The lines of ``note``: those of the work, and what CSL has no variable for."""
    yield from unmapped(work, "original")
    if volume_title:
        yield f"volume-title: {volume_title}"
    yield from (rich(work.words(name)) for name in ("note", "addendum") if getattr(work, name))
    yield from unsaid(work, "issue_title", "issue_subtitle", "original_language")
    yield from unsaid(work, "eprint_type", "eprint") if work.eprint and (work.url or work.doi) else ()
    yield from unmapped(work, "others", *WITHOUT_VARIABLE)


def _type(work: Work) -> str:
    """The type in CSL-JSON. Zotero refuses a file with “software”, and takes a book with a version for a program."""
    if work.type != "software":
        return work.type
    return "book" if work.version else "document"


def _eprint(work: Work) -> dict[str, str]:
    """The address of a preprint in an archive that is known, or the archive and its number."""
    if not work.eprint:
        return {}
    if resolver := RESOLVERS.get(work.eprint_type.casefold()):
        return {"URL": f"{resolver}{work.eprint}"}
    return {"archive": work.eprint_type, "archive_location": work.eprint}


def for_processor(work: Work, key: str = "") -> dict[str, Any]:
    """The work as pandoc takes it, under a key or its own: names that its source leaves out are one of its own kind,
    how it was published is its publisher, and an issue with a title is a part of its periodical."""
    names = ("issue_title", "issue_subtitle", "original_language", *(("eprint",) if work.url or work.doi else ()))
    left_out: dict[str, Any] = {name: "" for name in names if getattr(work, name)}
    left_out |= {"others": ()} if work.others else {}
    item = csl_json(replace(work, **left_out) if left_out else work)
    item |= {"id": key or work.written_key, "type": work.type}
    _as_pandoc_reads(work, item)
    roles = [role for role in work.others if ROLES[role].csl_variable]
    return item | {role: [*item.get(role, ()), csl_name(OTHERS)] for role in roles}


def _as_pandoc_reads(work: Work, item: dict[str, Any]) -> None:
    """Give an item what styles print of what CSL has no variable for, or only a new one."""
    if how := item.pop("container-title", "") if WORK_TYPES[work.type].container is OTHER else "":
        item["publisher"] = "; ".join(filter(None, (how, item.get("publisher"))))
    if work.publisher_place:
        item["publisher-place"] = work.publisher_place.replace(" and ", "; ")
    if work.type == "periodical" and work.issue_title:
        issue = rich(joined_words(work.words("issue_title"), work.words("issue_subtitle")))
        item |= {"type": "article-journal", "title": issue, "title-short": issue, "container-title": item["title"]}
    item |= {"status": ""} if not work.issued else {}  # the state stands in place of the date
    item |= {"genre": work.genre} if work.type == "document" and work.genre != "document" else {}


def _titles(work: Work) -> dict[str, str]:
    """The titles of a work, of its volume and of what it stands in."""
    title, container, main = (rich(whole_title(work, of)) for of in ("", "container_", "main_"))
    items = {"title": title}
    short = rich(short_title_in_words(work))
    if work.container_title:
        items[WORK_TYPES[work.type].container.csl] = container
    if work.main_title and work.container_title:
        items |= {"container-title": main, "volume-title": container}
    elif work.main_title:
        items |= {"title": main, "volume-title": title}
        short = short if work.short_title else rich(work.words("main_title"))
    if short != items["title"]:
        items["title-short"] = short
    return items


def rich(words: Fragment) -> str:
    """Words with their markup in the tags of CSL-JSON."""
    return "".join(part if isinstance(part, str) else _tagged(part) for part in words)


def _tagged(node: object) -> str:
    assert isinstance(node, Element)
    inner = rich(node.children)
    if node.get("class") == "small-caps":
        return f'<span style="font-variant:small-caps;">{inner}</span>'
    tag = _TAGS.get(node.tag)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def csl_date(date: IsoDate, form: str = "") -> dict[str, Any]:
    """A date in CSL's parts; nothing for none."""
    if not date:
        return {}
    value: dict[str, Any] = {"date-parts": [[int(part) for part in day] for day in date_parts(date)]}
    if form.startswith("["):
        value["literal"] = form
    elif form.endswith(("~", "?", "%")):
        value["circa"] = True
    elif form[-3:-1] == "-2" and "/" not in form:
        value["season"] = int(form[-1])
    return value


def csl_name(name: Name) -> dict[str, Any]:
    """A name in CSL's parts."""
    if name.literal:
        return {"literal": name.literal}
    # every program finds a particle in lower case within the family name; from its own field Zotero does not take it
    family = f"{name.particle} {name.family}" if name.particle.islower() and name.given else name.family
    particle = name.particle if family == name.family else ""
    parts = {"family": family, "given": name.given, "non-dropping-particle": particle, "suffix": name.suffix}
    known: dict[str, Any] = {part: value for part, value in parts.items() if value}
    return known | {"static-ordering": True} if name.family_first else known
