"""A work for other programs: BibTeX, RIS, CSL-JSON and COinS, each complete in itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from edition.citations.wording import date_parts, joined_title, short_title
from edition.model.vocabulary import BIBTEX_FIELDS, PERIODICAL, ROLES, VERBATIM_FIELDS, WORK_TYPES
from edition.model.works import Name, Work
from edition.sources.latex import encoded

_VARIABLES = {
    "collection-title": "collection_title", "collection-number": "collection_number", "volume": "volume",
    "number-of-volumes": "number_of_volumes", "issue": "issue", "edition": "edition", "publisher": "publisher",
    "publisher-place": "publisher_place", "URL": "url", "DOI": "doi", "ISBN": "isbn", "language": "language",
    "note": "note",
}  # fmt: skip
"""CSL variable → attribute of a work."""

_CAPITALS = ("title", "subtitle", "shorttitle", "booktitle", "booksubtitle", "series")
"""Fields of BibTeX whose capitals are lost without a second pair of braces; a publisher loses its “and”."""


@lru_cache(maxsize=65_536)
def bibtex(work: Work) -> str:
    """A BibTeX entry that needs no other and is read back as the same work; its titles keep their capitals."""
    type_ = WORK_TYPES[work.type]
    names: dict[str, list[str]] = {}
    for creator in work.creators:
        names.setdefault(ROLES[creator.role].bibtex, []).append(_bibtex_name(creator.name))
    lines = {field: " and ".join(values) for field, values in names.items()}
    within, within_subtitle = type_.container.fields
    lines |= {within: encoded(work.container_title), within_subtitle: encoded(work.container_subtitle)}
    for name, attribute in BIBTEX_FIELDS.items():
        value = str(getattr(work, attribute))
        lines[name] = value if name in VERBATIM_FIELDS else encoded(value)
    if type_.container is PERIODICAL and not work.collection_number:
        lines["number"] = lines.pop("issue")
    for name, value in lines.items():
        if name in _CAPITALS or (name == "publisher" and " and " in value):
            lines[name] = f"{{{value}}}" if value else ""
    year = re.match(r"-?\d{4}", work.issued)
    lines["year"] = year[0] if year else ("n.d." if type_.dated else "")
    if work.issued == lines["year"]:
        del lines["date"]
    body = "".join(f"  {name:<12} = {{{value}}},\n" for name, value in lines.items() if value and name)
    return f"@{type_.bibtex[0]}{{{work.key},\n{body}}}\n"


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return "others" if name.literal == "others" else f"{{{encoded(name.literal)}}}"
    family, given = (_braced(part) for part in (name.family, name.given))
    return ", ".join(part for part in (f"{name.particle} {family}".strip(), encoded(name.suffix), given) if part)


def _braced(part: str) -> str:
    """Part of a name, in braces where BibTeX would take it apart otherwise."""
    apart = "," in part or any(word[0].islower() for word in part.split())
    return f"{{{encoded(part)}}}" if apart else encoded(part)


def csl_json(work: Work) -> dict[str, Any]:
    """The work as an item of CSL-JSON 1.0.2.

    What CSL has no variable for (the writer of an introduction, what kind of a chapter this is) goes into ``custom``:
    in the variables next to them it would be printed, and wrongly.
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
    if work.genre and not custom.get("genre"):
        item["genre"] = work.genre
    return item | {"custom": custom} if custom else item


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def ris(work: Work) -> str:
    """The work as a record of RIS, its lines ended as the format wants them."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(work)) + "ER  - \r\n"


def _ris_lines(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", WORK_TYPES[work.type].ris
    yield "ID", work.key
    for creator in work.creators:
        yield ROLES[creator.role].ris, _ris_name(creator.name)
    pages = work.page.replace("–", "-")
    first, _, last = pages.partition("-") if re.fullmatch(r"[^-,]+-[^-,]+", pages) else (pages, "", "")
    year = date_parts(work.issued)[0][0] if work.issued else ""
    day = "" if "/" in work.issued else work.issued.replace("-", "/")
    values = (
        ("TI", joined_title(work.title, work.subtitle)), ("ST", work.short_title),
        ("T2", joined_title(work.container_title, work.container_subtitle)), ("T3", work.collection_title),
        ("M1", work.collection_number), ("VL", work.volume), ("NV", work.number_of_volumes), ("IS", work.issue),
        ("ET", work.edition), ("SP", first), ("EP", last), ("PB", work.publisher), ("CY", work.publisher_place),
        ("PY", year), ("DA", day), ("OP", work.original_date),
        ("UR", work.url), ("DO", work.doi), ("SN", work.isbn), ("LA", work.language), ("M3", work.genre),
        ("N1", work.note),
    )  # fmt: skip
    yield from ((tag, value) for tag, value in values if value)


def _ris_name(name: Name) -> str:
    if name.literal:
        return "et al." if name.literal == "others" else name.literal
    return ", ".join(part for part in (f"{name.particle} {name.family}".strip(), name.given, name.suffix) if part)


@lru_cache(maxsize=65_536)
def coins(work: Work) -> str:
    """The work as an OpenURL ContextObject (Z39.88-2004), for the title of an empty ``span`` of the class ``Z3988``.

    COinS knows authors and contributors only: who edited or translated is a contributor.
    """
    type_ = WORK_TYPES[work.type]
    kind, genre = type_.openurl
    title = {"dc": "title", "dissertation": "title"}.get(kind, "btitle" if genre in ("book", "report") else "atitle")
    within = {"dc": "source", "journal": "jtitle", "dissertation": "inst"}.get(kind, "btitle")
    container = "" if within == title else joined_title(work.container_title, work.container_subtitle)
    values = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}")]
    values += [("rft_id", f"info:doi/{work.doi}")] if work.doi else []
    values += [("rft_id", work.url)] if work.url else []
    values += [("rft.type", type_.zotero) if kind == "dc" else ("rft.genre", genre)]
    values += [(f"rft.{title}", joined_title(work.title, work.subtitle)), (f"rft.{within}", container)]
    for creator in work.creators:
        author = "aucorp" if creator.name.literal else ("creator" if kind == "dc" else "au")
        name = "" if creator.name.literal == "others" else _ris_name(creator.name)
        values.append((f"rft.{author if creator.role == 'author' else 'contributor'}", name))
    values += [("rft.place", work.publisher_place), ("rft.publisher", work.publisher), ("rft.edition", work.edition)]
    values += [("rft.series", work.collection_title), ("rft.volume", work.volume), ("rft.issue", work.issue)]
    values += [("rft.date", work.issued), ("rft.pages", work.page), ("rft.isbn", work.isbn)]
    values += [("rft.language", work.language)]
    return urlencode([(name, value) for name, value in values if value], quote_via=quote)
