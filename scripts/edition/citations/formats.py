"""A work in the formats of other programs: RIS and COinS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from edition.citations.bibtex import UNCOMMON, WITHOUT_TAG, unmapped, unsaid
from edition.citations.dates import date_parts
from edition.citations.names import name_in_parts
from edition.citations.titles import joined_title
from edition.model.vocabulary import BOOK, OTHER, ROLES, WORK_TYPES
from edition.model.works import Work


def ris(work: Work) -> str:
    """The work as a record of RIS, whose lines end with a carriage return and a line feed."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(work)) + "ER  - \r\n"


def _ris_lines(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", WORK_TYPES[work.type].ris
    yield "ID", work.key
    for creator in work.creators:
        if (tag := ROLES[creator.role].ris) and tag != "C2":
            yield tag, name_in_parts(creator.name)
    yield from ((tag, value) for tag, value in _ris_values(work) if value)


def _ris_values(work: Work) -> Iterable[tuple[str, str]]:
    """Tags and values of RIS without type, key and creators. Values may be empty."""
    pages = (work.page or work.number_of_pages).replace("–", "-")
    first, _, last = pages.partition("-") if re.fullmatch(r"[^-,]+-[^-,]+", pages) else (pages, "", "")
    year = date_parts(work.issued)[0][0] if work.issued else ""
    is_part, is_how = (WORK_TYPES[work.type].container is kind for kind in (BOOK, OTHER))
    series, volumes = ("SV", "IS") if is_part else ("M1", "NV")
    day = "" if "/" in work.issued else work.issued.replace("-", "/") if work.issued[:1] != "-" else work.issued
    of_container = (name_in_parts(creator.name) for creator in work.creators if creator.role == "container-author")
    return (
        ("TI", joined_title(work.title, work.subtitle)), ("ST", work.short_title),
        ("T2", "" if is_how else joined_title(work.container_title, work.container_subtitle)),
        ("C2", "; ".join(of_container)),
        ("T3", work.collection_title),
        (series, work.collection_number), ("VL", work.volume), (volumes, work.number_of_volumes),
        ("IS", "" if is_part and work.number_of_volumes else work.issue),
        ("ET", work.edition), ("SP", first), ("EP", last), ("PB", work.publisher), ("CY", work.publisher_place),
        ("PY", year), ("DA", day), ("OP", work.original_date),
        ("UR", work.url), ("DO", work.doi), ("LA", work.language), ("M3", work.genre),
        ("SN", work.isbn or work.issn or (work.number if work.type == "report" else "")),
        ("Y2", work.accessed.replace("-", "/")), ("CN", work.call_number),
        *(("M2", words) for words in unmapped(work, "main", "container", "original", "issued")), ("N1", work.note),
        ("N1", work.addendum), *(("N1", words) for words in unsaid(work, "part", "chapter", "version", *UNCOMMON)),
        *(("N1", words) for words in unmapped(work, "others", *WITHOUT_TAG)),
    )  # fmt: skip


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
    values += [("rft_id", work.doi and f"info:doi/{work.doi}"), ("rft_id", work.url)]
    values += [("rft.type", type_.zotero) if metadata == "dc" else ("rft.genre", genre)]
    values += [(f"rft.{title}", joined_title(work.title, work.subtitle)), (f"rft.{container}", container_title)]
    for creator in work.creators:
        author = "aucorp" if creator.name.literal else ("creator" if metadata == "dc" else "au")
        values.append((f"rft.{author if creator.role == 'author' else 'contributor'}", name_in_parts(creator.name)))
    values += [("rft.place", work.publisher_place), ("rft.publisher", work.publisher), ("rft.edition", work.edition)]
    values += [("rft.series", work.collection_title), ("rft.volume", work.volume), ("rft.issue", work.issue)]
    values += [("rft.date", work.issued), ("rft.pages", work.page), ("rft.isbn", work.isbn)]
    values += [("rft.issn", work.issn), ("rft.language", work.language)]
    return "&".join([f"{name}={quote(value, safe='')}" for name, value in values if value])
