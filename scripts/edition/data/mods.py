"""A work as a MODS 3 record: of the formats that reference managers fetch from a page, the only one with all roles.

The record lists its own format in an extension, so that one static file answers all three requests of an unAPI client:
for the formats that there are, for those of this item, and for the item in one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.serialize import xml_document
from edition.model.tree import E, Element
from edition.model.vocabulary import ROLES, WORK_TYPES
from edition.model.works import Creator, Work

NAMESPACE = "http://www.loc.gov/mods/v3"


def mods(work: Work) -> bytes:
    """The record as an XML file in UTF-8."""
    creators = [creator for creator in work.creators if creator.role != "container-author"]
    record = E(
        "mods",
        _title(work.title, work.subtitle),
        tuple(_name(creator) for creator in creators if creator.name.literal != "others"),
        E("genre", WORK_TYPES[work.type].zotero, authority="local"),
        _unless_empty("originInfo", *_origin(work)),
        _unless_empty("language", _unless_empty("languageTerm", work.language, type="code", authority="rfc3066")),
        _unless_empty("note", work.note),
        _host(work),
        _part(work) if not work.container_title else None,
        _unless_empty(
            "relatedItem", _unless_empty("titleInfo", _unless_empty("title", work.collection_title)), type="series"
        ),
        _unless_empty("identifier", work.isbn, type="isbn"),
        _unless_empty("identifier", work.doi, type="doi"),
        _unless_empty("location", _unless_empty("url", work.url)),
        E("extension", E("formats", E("format", name="mods", type="application/mods+xml"), xmlns="")),
        xmlns=NAMESPACE,
        version="3.7",
    )
    return xml_document(record)


def _unless_empty(tag: str, *children: Element | str | None, **attributes: str) -> Element | None:
    """An element with those children that are not empty; None if there are none."""
    present = [child for child in children if child]
    return E(tag, *present, **attributes) if present else None


def _title(title: str, subtitle: str) -> Element:
    return E("titleInfo", E("title", title), _unless_empty("subTitle", subtitle))


def _name(creator: Creator) -> Element:
    name = creator.name
    family = f"{name.particle} {name.family}".strip()
    parts = (("family", family), ("given", name.given), ("termsOfAddress", name.suffix))
    words = [E("namePart", value, type=kind) for kind, value in parts if value] or [E("namePart", name.literal)]
    role = ROLES[creator.role]
    terms = E("roleTerm", role.mods, type="text"), E("roleTerm", role.marc, type="code", authority="marcrelator")
    return E("name", tuple(words), E("role", terms), type="corporate" if name.literal else "personal")


def _origin(work: Work) -> Iterator[Element | None]:
    yield _unless_empty("place", _unless_empty("placeTerm", work.publisher_place, type="text"))
    yield _unless_empty("publisher", work.publisher)
    first, _, last = work.issued.partition("/")
    yield _unless_empty("dateIssued", first, encoding="w3cdtf", **({"point": "start"} if last else {}))
    yield _unless_empty("dateIssued", last, encoding="w3cdtf", point="end")
    yield _unless_empty("edition", work.edition)


def _host(work: Work) -> Element | None:
    if not work.container_title:
        return None
    names = tuple(_name(creator) for creator in work.creators if creator.role == "container-author")
    return E("relatedItem", _title(work.container_title, work.container_subtitle), names, _part(work), type="host")


def _part(work: Work) -> Element | None:
    numbers = (("volume", work.volume), ("issue", work.issue))
    details = [E("detail", E("number", value), type=kind) for kind, value in numbers if value]
    start, _, end = work.page.partition("–")
    extent = E("extent", E("start", start), E("end", end or start), unit="pages") if work.page else None
    return _unless_empty("part", *details, extent)
