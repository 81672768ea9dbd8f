"""A work as a MODS 3 record: of the formats that reference managers fetch from a page, the only one with all roles.

The record lists its own format in an extension, so that one static file answers all three requests of an unAPI client:
for the formats that there are, for those of this item, and for the item in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from edition.citations.bibtex import UNCOMMON, WITHOUT_VARIABLE, unmapped, unsaid
from edition.citations.titles import short_title
from edition.model.serialize import Prerendered, to_xml, xml_document
from edition.model.tree import E, Element
from edition.model.vocabulary import OTHER, ROLES, WORK_TYPES
from edition.model.works import Creator, Work

NAMESPACE = "http://www.loc.gov/mods/v3"


FORMATS = E("extension", E("formats", E("format", name="mods", type="application/mods+xml"), xmlns=""))


def mods(work: Work) -> bytes:
    """The record as an XML file in UTF-8."""
    return xml_document(E("mods", _record(work), FORMATS, xmlns=NAMESPACE, version="3.7"))


def collection(works: Iterable[Work]) -> bytes:
    """The records of several works in one XML file, which unAPI too asks for as if it were one record."""
    records = [E("mods", _record(work)) for work in works]
    records[-1:] = [E("mods", record.children, FORMATS) for record in records[-1:]]
    return xml_document(E("modsCollection", *records, xmlns=NAMESPACE, version="3.7"))


@lru_cache(maxsize=65_536)
def _record(work: Work) -> Prerendered:
    """What the record says of the work: it stands in a file of its own, and in that of all works."""
    return Prerendered((to_xml(tuple(filter(None, _elements(work)))),))


def _elements(work: Work) -> Iterator[Element | None]:
    """What the record of a work holds; None for what is not known."""
    yield _title(work.title, work.subtitle)
    if short_title(work) != work.title:
        yield E("titleInfo", E("title", short_title(work)), type="abbreviated")
    yield from (_name(creator) for creator in work.creators if creator.role != "container-author")
    yield E("genre", WORK_TYPES[work.type].zotero, authority="local")
    yield _unless_empty("originInfo", *_origin(work))
    yield _unless_empty("language", _unless_empty("languageTerm", work.language, type="code", authority="rfc3066"))
    extents = (*unmapped(work, "volumes"), work.number_of_pages and f"{work.number_of_pages} pages")
    yield _unless_empty("physicalDescription", *(_unless_empty("extent", words) for words in extents))
    further = ("genre", "part", "chapter", "version", *UNCOMMON, "" if work.url else "accessed")
    notes = [work.note, work.addendum, *unsaid(work, *filter(None, further))]
    notes += unmapped(work, "others", "main", "container", "original", "issued", *WITHOUT_VARIABLE)
    yield from (_unless_empty("note", words) for words in notes)
    yield _host(work)
    yield _part(work) if not work.container_title or WORK_TYPES[work.type].container is OTHER else None
    yield from _related(work)
    yield from _identifiers(work)
    yield _unless_empty("classification", work.call_number)
    read = {"dateLastAccessed": work.accessed} if work.accessed else {}
    yield _unless_empty("location", _unless_empty("url", work.url, **read))


def _related(work: Work) -> Iterator[Element | None]:
    """The series, with the number in it, and when the work first appeared."""
    number = _unless_empty("partNumber", work.collection_number)
    series = _unless_empty("titleInfo", _unless_empty("title", work.collection_title), number)
    yield _unless_empty("relatedItem", series, type="series")
    original = _unless_empty("dateIssued", work.original_date, encoding="w3cdtf")
    yield _unless_empty("relatedItem", _unless_empty("originInfo", original), type="original")


def _identifiers(work: Work) -> Iterator[Element | None]:
    """An ISBN of 13 digits as a URN, with the old form beside it: Zotero takes the first ten digits of any ISBN, and of
    an element the first ISBN, without spaces."""
    for isbn in re.findall(r"\d[\d-]{8,15}[\dXx]", work.isbn.replace(" ", "-")):
        digits = isbn.replace("-", "").upper()
        if len(digits) == 13:
            yield E("identifier", f"urn:isbn:{isbn}", type="uri")
        if len(digits) == 13 and digits.startswith("978"):
            sums = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits[3:12], strict=True))
            yield E("identifier", digits[3:12] + "0123456789X"[-sums % 11], type="isbn")
        elif len(digits) != 13:
            yield E("identifier", isbn, type="isbn")
    yield _unless_empty("identifier", work.issn, type="issn")
    yield _unless_empty("identifier", work.doi, type="doi")


def _unless_empty(tag: str, *children: Element | str | None, **attributes: str) -> Element | None:
    """An element with those children that are not empty; None if there are none."""
    present = [child for child in children if child]
    return E(tag, *present, **attributes) if present else None


def _title(title: str, subtitle: str) -> Element:
    return E("titleInfo", E("title", title), _unless_empty("subTitle", subtitle))


def _name(creator: Creator) -> Element:
    """A creator with the roles, as terms and as codes of MARC."""
    name = creator.name
    family = f"{name.particle} {name.family}".strip()
    given = f"{name.given}, {name.suffix}" if name.suffix else name.given  # Zotero reads no terms of address
    parts = (("family", family), ("given", given))
    words = [E("namePart", value, type=kind) for kind, value in parts if value] or [E("namePart", name.literal)]
    role = ROLES[creator.role]
    code = _unless_empty("roleTerm", role.marc, type="code", authority="marcrelator")
    role_terms = E("role", E("roleTerm", role.mods, type="text"), code)
    # Zotero takes the last role that an item of this type can have; for it one of none is an author
    known = (
        E("role", E("roleTerm", "contributor", type="text"))
        if role.mods != "contributor" and role.marc not in ("", "aut")
        else None
    )
    return E("name", tuple(words), known, role_terms, type="corporate" if name.literal else "personal")


def _origin(work: Work) -> Iterator[Element | None]:
    yield _unless_empty("place", _unless_empty("placeTerm", work.publisher_place, type="text"))
    yield _unless_empty("publisher", work.publisher)
    first, _, last = work.issued.partition("/")
    yield _unless_empty("dateIssued", first, encoding="w3cdtf", **({"point": "start"} if last else {}))
    yield _unless_empty("dateIssued", last, encoding="w3cdtf", point="end")
    yield _unless_empty("edition", work.edition)


def _host(work: Work) -> Element | None:
    if not work.container_title or WORK_TYPES[work.type].container is OTHER:
        return None
    names = tuple(_name(creator) for creator in work.creators if creator.role == "container-author")
    return E("relatedItem", _title(work.container_title, work.container_subtitle), names, _part(work), type="host")


def _part(work: Work) -> Element | None:
    numbers = (("volume", work.volume), ("issue", work.issue))
    details = [E("detail", E("number", value), type=kind) for kind, value in numbers if value]
    start, _, end = work.page.partition("–")
    extent = E("extent", E("start", start), E("end", end or start), unit="pages") if work.page else None
    return _unless_empty("part", *details, extent)
