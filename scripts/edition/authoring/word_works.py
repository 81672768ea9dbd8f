"""Works in the source list of a DOCX file, and the fields that cite them, as CSL-JSON."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

Item = dict[str, Any]
"""A work, or a citation of one, in CSL-JSON."""
_B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_TABLES = tomllib.loads(Path(__file__).with_name("word_works.toml").read_text("utf-8"))
_KINDS, _FIELDS = (
    {name: known for known, names in _TABLES[table].items() for name in names.split()} for table in ("types", "fields")
)
"""Kind of a work in Word, Citavi or LibreOffice → type in CSL; field there → field in CSL."""
_PART = re.compile(r"""(?:\\([A-Za-z])|^\s*CITATION)\s*("[^"]*"|[^\s\\]+)?""")
"""A switch of a field CITATION, or its beginning, and the value behind it."""


def item(key: str, kind: str, fields: Mapping[str, Any], people: Mapping[str, list[dict[str, str]]]) -> Item:
    """A work in CSL-JSON. ``kind`` and ``fields`` are named as in Word, Citavi or LibreOffice; people are by roles."""
    year = re.search(r"\d{4}", str(fields.get("Year") or fields.get("YearResolved") or ""))
    given = {_FIELDS[name]: value for name, value in fields.items() if name in _FIELDS and value}
    issued = {"issued": {"date-parts": [[int(year[0])]]}} if year else {}
    return {
        "id": key,
        "type": _KINDS.get(kind, "book"),
        **given,
        **issued,
        **{role: names for role, names in people.items() if names},
    }


def name(first: str, middle: str, last: str) -> dict[str, str]:
    """A name in CSL-JSON: of a person; of a corporate body if there are no given names."""
    given = " ".join(filter(None, (first.strip(), middle.strip())))
    return {"family": last.strip(), "given": given} if given else {"literal": last.strip()}


def works(roots: Iterable[etree.Element]) -> dict[str, Item]:
    """The works in source lists, given as parts of a file, by their tags."""
    sources = (_work(source) for root in roots for source in root.iter(f"{_B}Source"))
    return {work["id"]: work for work in sources}


def _work(source: etree.Element) -> Item:
    fields = {field.tag.removeprefix(_B): (field.text or "").strip() for field in source}
    roles = {role.lower(): source.find(f"{_B}Author/{_B}{role}") for role in ("Author", "Editor", "Translator")}
    people = {role: [*_names(node)] if node is not None else [] for role, node in roles.items()}
    return item(fields.get("Tag", ""), fields.get("SourceType", ""), fields, people)


def _names(role: etree.Element) -> Iterable[dict[str, str]]:
    for person in role.iter(f"{_B}Person"):
        yield name(*(person.findtext(f"{_B}{part}") or "" for part in ("First", "Middle", "Last")))
    for body in role.iter(f"{_B}Corporate"):
        yield name("", "", body.text or "")


def cited(instruction: str, known: Mapping[str, Item]) -> list[Item]:
    """The items cited by a field CITATION of Word, by its instruction; none for another field, or where a work is not
    ``known`` by its tag."""
    items: list[Item] = []
    for switch, value in _PART.findall(instruction) if instruction.split()[:1] == ["CITATION"] else ():
        words = value.strip('"')
        if switch in ("", "m"):
            items.append({"id": words, "itemData": known.get(words)})
        elif switch in ("p", "v") and items:
            items[-1] |= {"locator": words, "label": "page" if switch == "p" else "volume"}
    return items if all(cited["itemData"] for cited in items) else []
