"""A work as a record of MODS 3, the one format that reference managers fetch from a page with every creator's role.

The record lists its own format in its extension, as unAPI asks of a server: so one file that never changes answers
all three requests of an unAPI client (which formats, which formats of this item, this item).
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.serialize import xml
from edition.model.tree import E, Element
from edition.model.vocabulary import ROLES, WORK_TYPES
from edition.model.works import Creator, Work

NAMESPACE = "http://www.loc.gov/mods/v3"


def mods(work: Work) -> bytes:
    """The record as a file."""
    own = [creator for creator in work.creators if creator.role != "container-author"]
    record = E(
        "mods",
        _title(work.title, work.subtitle),
        tuple(_name(creator) for creator in own if creator.name.literal != "others"),
        E("genre", WORK_TYPES[work.type].zotero, authority="local"),
        _some("originInfo", *_origin(work)),
        _some("language", _some("languageTerm", work.language, type="code", authority="rfc3066")),
        _some("note", work.note),
        _host(work),
        _part(work) if not work.container_title else None,
        _some("relatedItem", _some("titleInfo", _some("title", work.collection_title)), type="series"),
        _some("identifier", work.isbn, type="isbn"),
        _some("identifier", work.doi, type="doi"),
        _some("location", _some("url", work.url)),
        E("extension", E("formats", E("format", name="mods", type="application/mods+xml"), xmlns="")),
        xmlns=NAMESPACE,
        version="3.7",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml(record)}\n'.encode()


def _some(tag: str, *children: Element | str | None, **attributes: str) -> Element | None:
    """An element, if there is anything in it."""
    filled = [child for child in children if child]
    return E(tag, *filled, **attributes) if filled else None


def _title(title: str, subtitle: str) -> Element:
    return E("titleInfo", E("title", title), _some("subTitle", subtitle))


def _name(creator: Creator) -> Element:
    name = creator.name
    family = f"{name.particle} {name.family}".strip()
    parts = (("family", family), ("given", name.given), ("termsOfAddress", name.suffix))
    words = [E("namePart", value, type=kind) for kind, value in parts if value] or [E("namePart", name.literal)]
    role = ROLES[creator.role]
    terms = E("roleTerm", role.mods, type="text"), E("roleTerm", role.marc, type="code", authority="marcrelator")
    return E("name", tuple(words), E("role", terms), type="corporate" if name.literal else "personal")


def _origin(work: Work) -> Iterator[Element | None]:
    yield _some("place", _some("placeTerm", work.publisher_place, type="text"))
    yield _some("publisher", work.publisher)
    first, _, last = work.issued.partition("/")
    yield _some("dateIssued", first, encoding="w3cdtf", **({"point": "start"} if last else {}))
    yield _some("dateIssued", last, encoding="w3cdtf", point="end")
    yield _some("edition", work.edition)


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
    return _some("part", *details, extent)
