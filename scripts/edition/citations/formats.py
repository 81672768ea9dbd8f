"""A work for other programs: BibTeX, RIS, CSL-JSON and COinS, each complete in itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from edition.citations.wording import date_parts, joined_title, short_title
from edition.model.works import Name, Work
from edition.sources.entrytypes import NAMES, PLAIN, SUBTYPES, TYPES, VERBATIM, container
from edition.sources.latex import encoded

_ENTRY_TYPES = {csl: kind for kind, (csl, _) in reversed(TYPES.items())}
_ENTRY_TYPES |= {csl: kind for (kind, _), csl in SUBTYPES.items()}

_VARIABLES = {
    "collection-title": "collection_title", "collection-number": "collection_number", "volume": "volume",
    "number-of-volumes": "number_of_volumes", "issue": "issue", "edition": "edition", "publisher": "publisher",
    "publisher-place": "publisher_place", "URL": "url", "DOI": "doi", "ISBN": "isbn", "language": "language",
    "note": "note",
}  # fmt: skip
"""CSL variable → attribute of a work."""

_CAPITALS = ("title", "subtitle", "shorttitle", "booktitle", "booksubtitle", "series")
"""Fields of BibTeX whose capitals are lost without a second pair of braces; a publisher loses its “and”."""

_WITH_GENRE = ("thesis", "report", "manuscript")

_REFERENCE_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "manuscript": "MANSCPT", "pamphlet": "PAMP", "paper-conference": "CPAPER",
    "periodical": "SER", "personal_communication": "PCOMM", "report": "RPRT", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
_TAGS = {
    "AU": "author", "A2": "editor", "A3": "container-author", "A4": "translator", "A5": "introduction",
}  # fmt: skip

_CONTEXTS = {
    "article-journal": ("journal", "article"), "book": ("book", "book"), "chapter": ("book", "bookitem"),
    "pamphlet": ("book", "book"), "paper-conference": ("book", "proceeding"), "report": ("book", "report"),
    "thesis": ("dissertation", ""), "article-magazine": ("dc", "magazineArticle"),
    "article-newspaper": ("dc", "newspaperArticle"), "manuscript": ("dc", "manuscript"),
    "personal_communication": ("dc", "letter"), "webpage": ("dc", "webpage"),
}  # fmt: skip
"""CSL type → format of OpenURL and its genre, or a type of Zotero's where only Dublin Core has room for the work."""


@lru_cache(maxsize=65_536)
def bibtex(work: Work) -> str:
    """A BibTeX entry that needs no other and is read back as the same work; its titles keep their capitals."""
    kind = _ENTRY_TYPES[work.type]
    lines = {
        field: " and ".join(_bibtex_name(creator.name) for creator in work.creators if creator.role == role)
        for field, role in NAMES.items()
    }
    within, within_subtitle = container(kind)
    lines |= {within: encoded(work.container_title), within_subtitle: encoded(work.container_subtitle)}
    for name, attribute in PLAIN.items():
        value = str(getattr(work, attribute))
        lines[name] = value if name in VERBATIM else encoded(value)
    if kind == "article" and not work.collection_number:
        lines["number"] = lines.pop("issue")
    for name, value in lines.items():
        if name in _CAPITALS or (name == "publisher" and " and " in value):
            lines[name] = f"{{{value}}}" if value else ""
    year = re.match(r"-?\d{4}", work.issued)
    lines["year"] = year[0] if year else ("n.d." if "date" in TYPES[kind][1] else "")
    if work.issued == lines["year"]:
        del lines["date"]
    body = "".join(f"  {name:<12} = {{{value}}},\n" for name, value in lines.items() if value and name)
    return f"@{kind}{{{work.key},\n{body}}}\n"


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
    item: dict[str, Any] = {"id": work.key, "type": work.type, "title": joined_title(work.title, work.subtitle)}
    if short_title(work) != item["title"]:
        item["title-short"] = short_title(work)
    custom: dict[str, Any] = {"genre": work.genre} if work.genre and work.type not in _WITH_GENRE else {}
    if work.container_title:
        where = "archive" if work.type in ("manuscript", "personal_communication") else "container-title"
        item[where] = joined_title(work.container_title, work.container_subtitle)
    for creator in work.creators:
        roles = custom if creator.role == "introduction" else item
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
    yield "TY", _REFERENCE_TYPES.get(work.type, "GEN")
    yield "ID", work.key
    for tag, role in _TAGS.items():
        for creator in work.creators:
            if creator.role == role:
                yield tag, _ris_name(creator.name)
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
    kind, genre = _CONTEXTS.get(work.type, ("dc", "document"))
    title = {"dc": "title", "dissertation": "title"}.get(kind, "btitle" if genre in ("book", "report") else "atitle")
    within = {"dc": "source", "journal": "jtitle", "dissertation": "inst"}.get(kind, "btitle")
    container = "" if within == title else joined_title(work.container_title, work.container_subtitle)
    values = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}")]
    values += [("rft_id", f"info:doi/{work.doi}")] if work.doi else []
    values += [("rft_id", work.url)] if work.url else []
    values += [("rft.type" if kind == "dc" else "rft.genre", genre)]
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
