"""Keys of works: items of CSL-JSON matched with the works of a bibliography, and new keys for the others."""

from __future__ import annotations

import json
import re
from typing import Any

from edition.authoring import pandoc
from edition.authoring.work_index import normalized
from edition.model.works import Work
from edition.sources import bibtex


def keys_of_items(items: list[dict[str, Any]], source: str) -> tuple[dict[str, str], str]:
    """The keys of items of CSL-JSON by their ids, and BibTeX of those items that are no works of a bibliography.

    ``source`` is the BibTeX of the bibliography. An item with only an id has a key if that is the key of a work.
    """
    if not items:
        return {}, ""
    works, _ = bibtex.works(source, "works.bib")
    keys: dict[str, str] = {}
    new: dict[str, dict[str, Any]] = {}
    taken = {work.key for work in works}
    for item in items:
        identifier = str(item["id"])
        if identifier in keys:
            continue
        same = next((work.key for work in works if _same(item, work)), "")
        same = same or next((key for key, other in new.items() if _facts(item) == _facts(other)), "")
        if same:
            keys[identifier] = same
        elif len(item) > 1:
            keys[identifier] = key = _free(_new_key(item), taken)
            new[key] = {**item, "id": key}
    return keys, pandoc.converted(json.dumps(list(new.values())), "csljson", "biblatex") if new else ""


def _same(item: dict[str, Any], work: Work) -> bool:
    """Whether an item is a work: the same DOI, the same citation key, or the same title and year."""
    if work.key in (item.get("citation-key"), item["id"]):
        return True
    if item.get("DOI") and work.doi:
        return str(item["DOI"]).casefold() == work.doi.casefold()
    title = normalized(str(item.get("title", "")))
    titles = {normalized(work.title), normalized(f"{work.title} {work.subtitle}")}
    return bool(title) and title in titles and (not _year(item) or work.issued[:4] in ("", _year(item)))


def _facts(item: dict[str, Any]) -> tuple[str, ...]:
    """The facts that two items of the same work share: type, title, year, and the key that they would be given."""
    return str(item.get("type")), normalized(str(item.get("title", ""))), _year(item), _new_key(item)


def _year(item: dict[str, Any]) -> str:
    match = re.search(r"\d{4}", json.dumps(item.get("issued", "")))
    return match[0] if match else ""


def _new_key(item: dict[str, Any]) -> str:
    """A key for an item: the first author's family name, the year, and the first long word of the title."""
    people = item.get("author") or item.get("editor") or [{}]
    name = normalized(str(people[0].get("family") or people[0].get("literal") or "")).replace(" ", "")
    return new_key(name, _year(item), str(item.get("title", "")))


def new_key(family: str, year: str, title: str) -> str:
    """A key for a work: family name, year and first long word of the title, at most 40 ASCII letters and digits."""
    long = [word for word in normalized(title).split() if len(word) > 3] or normalized(title).split()
    key = re.sub(r"[^a-z0-9]", "", normalized(family)) + year + (long[0] if long else "")
    return re.sub(r"[^A-Za-z0-9]", "", key.encode("ascii", "ignore").decode())[:40] or "work"


def _free(key: str, taken: set[str]) -> str:
    """The key, with a number if it is ``taken``; it is added to these."""
    name, number = key, 1
    while name in taken:
        number += 1
        name = f"{key}-{number}"
    taken.add(name)
    return name
