"""The tables of data: what stands in which column, and the page that documents them."""

from __future__ import annotations

import csv
import io
import re

import pytest

from edition.data.spreadsheets import COLUMNS, ROWS, spreadsheet
from folders import ROOT
from small_edition import edition_of

PAGE = ROOT / "docs/about/data.md"

EDITION = edition_of(
    "[Marsh][@marsh] lit it,[^1] as he “says, often.”[^ed-a]\n{: #p1 }\n\n"
    "[^1]: [Marsh, *Lamp*, 3][@lamp, p. 3].\n\n[^ed-a]: [Marsh][@marsh] says so: [see @lamp, vol. 2, pp. 4-5, twice].",
    {
        "bibliography/persons.yml": (
            "marsh: {name: Tobias Marsh, sort: 'Marsh, Tobias', identifiers: {wikidata: Q 1}, summary: 'A *keeper*.',\n"
            "  born: {date: 1830-02, place: Norport, source: A book},\n"
            "  died: {date: 1880, place: Norport, doubt: Not seen., doubt_of: place}}\n"
        ),
        "bibliography/events.yml": (
            "storm: {name: The storm, persons: marsh, works: lamp, when: {date: 1869, place: Norport, doubt: Hm.}}\n"
        ),
        "bibliography/works.bib": "@book{lamp, author = {Marsh, Tobias}, title = {Lamp}, date = {1881}}",
        "bibliography/quotations.yml": (
            "q1: {anchor: p1, begins: “says, ends: often.”, speaker: Marsh, work: lamp, state: unchecked}\n"
        ),
        "bibliography/emendations.yml": "e1: {anchor: p1, lemma: lit, reading: 'li, t', reason: A comma., source: S}\n",
    },
)


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(spreadsheet(EDITION, name))))


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_every_column(name: str) -> None:
    found = list(csv.reader(io.StringIO(spreadsheet(EDITION, name))))
    assert tuple(found[0]) == COLUMNS[name]
    assert len(found) > 1
    assert {len(row) for row in found} == {len(COLUMNS[name])}
    assert COLUMNS.keys() == ROWS.keys()


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("entries", 0, {"key": "marsh", "summary": "A keeper.", "born": "1830-02", "born_place": "Norport"}),
        ("entries", 0, {"identifiers": "wikidata:Q1", "uses_text": "1", "uses_authorial": "0", "uses_editorial": "1"}),
        ("entries", 0, {"died": "1880", "died_place": "Norport", "doubted": "died_place", "persons": ""}),
        ("entries", 1, {"when": "1869", "when_place": "Norport", "doubted": "when when_place"}),
        ("entries", 1, {"persons": "marsh", "works": "lamp"}),
        ("citations", 0, {"work": "lamp", "at": "n1", "layer": "authorial", "locator": "3", "label": "page"}),
        ("citations", 1, {"at": "ed-a", "layer": "editorial", "form": "generated", "prefix": "see", "suffix": "twice"}),
        ("citations", 1, {"label": "page", "locator": "4-5", "within": "volume 2"}),
        ("uses", -1, {"key": "lamp", "note": "ed-a", "label": "page", "locator": "4-5", "within": "volume 2"}),
        ("quotations", 0, {"key": "q1", "layer": "text", "speaker": "Marsh", "state": "unchecked"}),
        ("emendations", 0, {"lemma": "lit", "reading": "li, t", "reason": "A comma.", "source": "S"}),
    ],
)
def test_rows(name: str, row: int, expected: dict[str, str]) -> None:
    found = rows(name)[row]
    assert {column: found[column].strip(" ,") for column in expected} == expected


def test_layers_are_told_apart() -> None:
    found = {(row["key"], row["layer"], row["note"], row["paragraph"], row["position"]) for row in rows("uses")}
    assert found >= {
        ("marsh", "text", "", "p1", "1"),
        ("lamp", "authorial", "n1", "p1", "1"),
        ("marsh", "editorial", "ed-a", "p1", "1"),
        ("lamp", "editorial", "ed-a", "p1", "1"),
    }


@pytest.mark.skipif(not PAGE.exists(), reason="an edition of other matter need not have this page")
def test_every_column_is_documented() -> None:
    page = PAGE.read_text("utf-8")
    parts = dict(re.findall(r"^## (\w+)\.csv\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    told = {name: tuple(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for name, part in parts.items()}
    assert told == dict(COLUMNS)
