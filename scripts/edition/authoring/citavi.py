"""Citations by Citavi in Word as CSL-JSON. The field of a citation has JSON in base64, with all works that it cites."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from edition.authoring.word_works import Item, item, name

_FIELD = re.compile(r"\s*ADDIN\s+CitaviPlaceholder\{(.*)\}\s*", re.DOTALL)
_ROLES = {"Authors": "author", "Editors": "editor", "Translators": "translator"}
_PAGES = re.compile(r"<os>(.*?)</os>", re.DOTALL)
Object = Mapping[str, Any]


def decoded(source: str) -> str:
    """The text that is coded in base64; "" if it is no base64 of UTF-8."""
    try:
        return base64.b64decode(source + "=" * (-len(source) % 4)).decode("utf-8").strip("\0 \n")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def cited(instruction: str) -> list[Item]:
    """The items cited by a field of Citavi 6 or newer, by its instruction; none if it is another or unreadable."""
    match = _FIELD.fullmatch(instruction)
    try:
        field = json.loads(decoded(match[1])) if match else {}
        known = {node["$id"]: node for node in _objects(field) if "$id" in node}
        return [_cited(entry, known) for entry in field.get("Entries", [])]
    except (ValueError, AttributeError, TypeError, KeyError):
        return []


def _objects(value: Any) -> Iterator[Object]:
    """Every object in a value of JSON."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _objects(child)


def _cited(entry: Object, objects: Object) -> Item:
    work = _get(entry, "Reference", objects)
    made = _work(work, objects)
    pages = entry.get("PageRange") or {}
    locator = pages.get("OriginalString") if isinstance(pages, dict) else _original(pages)
    return {"id": made["id"], "itemData": made} | ({"locator": locator, "label": "page"} if locator else {})


def _get(node: Object, key: str, known: Object) -> Object:
    """The object at a key, also if that is a reference to it; an empty one if there is none."""
    return _resolved(node.get(key) or {}, known)


def _resolved(node: Object, known: Object) -> Object:
    return known[node["$ref"]] if "$ref" in node else node


def _original(pages: Any) -> str:
    """The page range as it was typed, from the XML of Citavi; "" if there is none."""
    match = _PAGES.search(str(pages))
    return match[1] if match else ""


def _work(work: Object, known: Object) -> Item:
    """A work in CSL-JSON. A contribution has the fields of its volume that it lacks."""
    volume = _get(work, "ParentReference", known)
    fields = {key: value for key, value in volume.items() if key != "Title"}
    fields |= {key: value for key, value in work.items() if value}
    houses = [_resolved(house, known).get("Name") for house in fields.get("Publishers") or ()]
    fields |= {
        "BookTitle": _get(work, "Periodical", known).get("Name") or volume.get("Title"),
        "Publisher": houses[0] if houses else "", "Pages": _original(work.get("PageRange")),
    }  # fmt: skip
    of_volume = {"Editors"} if volume else set()
    people = {
        role: [_person(_resolved(person, known)) for person in (fields if key in of_volume else work).get(key) or ()]
        for key, role in _ROLES.items()
    }
    return item(str(work["Id"] if "Id" in work else work["$id"]), str(work.get("ReferenceType")), fields, people)


def _person(person: Object) -> dict[str, str]:
    return name(*(str(person.get(part) or "") for part in ("FirstName", "MiddleName", "LastName")))
