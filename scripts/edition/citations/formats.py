"""A work in the formats of other programs: BibTeX, RIS, CSL-JSON and COinS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from edition.citations.wording import date_parts, family_name, joined_title, name_in_order, short_title
from edition.model.vocabulary import BIBTEX_FIELDS, BOOK, PERIODICAL, ROLES, VERBATIM_FIELDS, WORK_TYPES
from edition.model.works import Name, Work
from edition.sources.latex import encoded

_VARIABLES = {
    "collection-title": "collection_title", "collection-number": "collection_number", "volume": "volume",
    "number-of-volumes": "number_of_volumes", "issue": "issue", "edition": "edition", "publisher": "publisher",
    "publisher-place": "publisher_place", "URL": "url", "DOI": "doi", "ISBN": "isbn", "language": "language",
    "note": "note",
}  # fmt: skip
"""CSL variable → attribute of a work."""

_CAPITALS = ("title", "subtitle", "shorttitle", "booktitle", "series")
"""BibTeX fields whose capitals are lost without a second pair of braces."""


@lru_cache(maxsize=65_536)
def bibtex(work: Work) -> str:
    """A BibTeX entry that refers to no other and is read back as the same work; its annotation is for programs that do
    not know all fields."""
    type_ = WORK_TYPES[work.type]
    entry_type, _, subtype = type_.bibtex[0].partition(":")
    names: dict[str, list[str]] = {}
    for creator in work.creators:
        names.setdefault(ROLES[creator.role].bibtex, []).append(_bibtex_name(creator.name))
    lines = {field: " and ".join(values) for field, values in names.items()}
    container = joined_title(work.container_title, work.container_subtitle)  # hardly any program knows booksubtitle
    lines[type_.container.fields[0]] = encoded(container)
    for field, attribute in BIBTEX_FIELDS.items():
        value = str(getattr(work, attribute))
        lines[field] = value if field in VERBATIM_FIELDS else encoded(value)
    lines["entrysubtype"] = lines["entrysubtype"] or subtype
    lines["annote"] = encoded(". ".join(beyond(work, "container-author", "introduction", "volumes", "original")))
    if type_.container is PERIODICAL and not work.collection_number:
        lines["number"] = lines.pop("issue")
    for field, value in lines.items():
        if field in _CAPITALS or (field == "publisher" and " and " in value):  # BibTeX splits publishers at “and”
            lines[field] = f"{{{value}}}" if value else ""
    year = re.match(r"-?\d{4}", work.issued)
    lines["year"] = year[0] if year else ("n.d." if type_.dated else "")
    if work.issued == lines["year"]:
        del lines["date"]
    body = "".join(f"  {field:<12} = {{{value}}},\n" for field, value in lines.items() if value and field)
    return f"@{entry_type}{{{work.key},\n{body}}}\n"


def beyond(work: Work, *parts: str) -> Iterator[str]:
    """In words, what a format has no field for: roles (by CSL's names), ``volumes``, ``original`` (its first date)."""
    phrases = {"container-author": "In a book by", "introduction": "Introduction by"}
    for part in parts:
        names = [name_in_order(creator.name) for creator in work.creators if creator.role == part]
        if names:
            yield f"{phrases[part]} {' and '.join(names)}"
    if "volumes" in parts and work.number_of_volumes:
        yield f"{work.number_of_volumes} volumes"
    if "original" in parts and work.original_date:
        yield f"original-date: {work.original_date}"


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return "others" if name.literal == "others" else f"{{{encoded(name.literal)}}}"
    family, given = (_braced(part) for part in (name.family, name.given))
    return ", ".join(part for part in (f"{name.particle} {family}".strip(), encoded(name.suffix), given) if part)


def _braced(part: str) -> str:
    """Part of a name, in braces where BibTeX would otherwise split it: at a comma, or at a word in lower case."""
    is_split = "," in part or any(word[0].islower() for word in part.split())
    return f"{{{encoded(part)}}}" if is_split else encoded(part)


def csl_json(work: Work) -> dict[str, Any]:
    """The work as an item of CSL-JSON 1.0.2.

    What CSL has no variable for (the writer of an introduction, the genre of a chapter) goes into ``custom``: under the
    variables that are nearest to it, styles would print it wrongly. The ``note`` says it too, and when a work first
    appeared: in lines as Zotero keeps them.
    """
    type_ = WORK_TYPES[work.type]
    item: dict[str, Any] = {"id": work.key, "type": type_.csl, "title": joined_title(work.title, work.subtitle)}
    if short_title(work) != item["title"]:
        item["title-short"] = short_title(work)
    custom: dict[str, Any] = {"genre": work.genre} if work.genre and not type_.csl_genre else {}
    if work.container_title:
        item[type_.container.csl] = joined_title(work.container_title, work.container_subtitle)
    for creator in work.creators:
        roles = item if ROLES[creator.role].csl_variable else custom
        roles.setdefault(creator.role, []).append(_csl_name(creator.name))
    item |= {variable: value for variable, name in _VARIABLES.items() if (value := str(getattr(work, name)))}
    if work.page:
        item["page"] = work.page.replace("–", "-")
    for variable, date in (("issued", work.issued), ("original-date", work.original_date)):
        if date:
            item[variable] = {"date-parts": [[int(part) for part in day] for day in date_parts(date)]}
    if notes := [*beyond(work, "original"), *([work.note] if work.note else []), *beyond(work, "introduction")]:
        item["note"] = "\n".join(notes)
    if work.genre and not custom.get("genre"):
        item["genre"] = work.genre
    return item | {"custom": custom} if custom else item


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def ris(work: Work) -> str:
    """The work as a record of RIS, whose lines end with a carriage return and a line feed."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(work)) + "ER  - \r\n"


def _ris_lines(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", WORK_TYPES[work.type].ris
    yield "ID", work.key
    for creator in work.creators:
        if tag := ROLES[creator.role].ris:
            yield tag, _ris_name(creator.name)
    pages = work.page.replace("–", "-")
    first, _, last = pages.partition("-") if re.fullmatch(r"[^-,]+-[^-,]+", pages) else (pages, "", "")
    year = date_parts(work.issued)[0][0] if work.issued else ""
    is_part = WORK_TYPES[work.type].container is BOOK
    series, volumes = ("SV", "IS") if is_part else ("M1", "NV")
    day = "" if "/" in work.issued else work.issued.replace("-", "/")
    values = (
        ("TI", joined_title(work.title, work.subtitle)), ("ST", work.short_title),
        ("T2", joined_title(work.container_title, work.container_subtitle)), ("T3", work.collection_title),
        (series, work.collection_number), ("VL", work.volume), (volumes, work.number_of_volumes),
        ("IS", "" if is_part and work.number_of_volumes else work.issue),
        ("ET", work.edition), ("SP", first), ("EP", last), ("PB", work.publisher), ("CY", work.publisher_place),
        ("PY", year), ("DA", day), ("OP", work.original_date),
        ("UR", work.url), ("DO", work.doi), ("SN", work.isbn), ("LA", work.language), ("M3", work.genre),
        ("M2", "".join(beyond(work, "original"))), ("N1", work.note),
        *(("N1", words) for words in beyond(work, "introduction")),
    )  # fmt: skip
    yield from ((tag, value) for tag, value in values if value)


def _ris_name(name: Name) -> str:
    if name.literal:
        return "et al." if name.literal == "others" else name.literal
    return ", ".join(part for part in (family_name(name), name.given, name.suffix) if part)


@lru_cache(maxsize=65_536)
def coins(work: Work) -> str:
    """The work as an OpenURL ContextObject (Z39.88-2004), for the title of an empty ``span`` of the class ``Z3988``.

    COinS has no other roles than author and contributor: editors and translators are contributors.
    """
    type_ = WORK_TYPES[work.type]
    metadata, genre = type_.openurl
    title = "btitle" if genre in ("book", "report") else "atitle"
    title = "title" if metadata in ("dc", "dissertation") else title
    container = {"dc": "source", "journal": "jtitle", "dissertation": "inst"}.get(metadata, "btitle")
    container_title = "" if container == title else joined_title(work.container_title, work.container_subtitle)
    values = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{metadata}")]
    values += [("rft_id", f"info:doi/{work.doi}")] if work.doi else []
    values += [("rft_id", work.url)] if work.url else []
    values += [("rft.type", type_.zotero) if metadata == "dc" else ("rft.genre", genre)]
    values += [(f"rft.{title}", joined_title(work.title, work.subtitle)), (f"rft.{container}", container_title)]
    for creator in work.creators:
        author = "aucorp" if creator.name.literal else ("creator" if metadata == "dc" else "au")
        name = "" if creator.name.literal == "others" else _ris_name(creator.name)
        values.append((f"rft.{author if creator.role == 'author' else 'contributor'}", name))
    values += [("rft.place", work.publisher_place), ("rft.publisher", work.publisher), ("rft.edition", work.edition)]
    values += [("rft.series", work.collection_title), ("rft.volume", work.volume), ("rft.issue", work.issue)]
    values += [("rft.date", work.issued), ("rft.pages", work.page), ("rft.isbn", work.isbn)]
    values += [("rft.language", work.language)]
    return urlencode([(name, value) for name, value in values if value], quote_via=quote)
