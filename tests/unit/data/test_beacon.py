"""The entries by their GND numbers: a line each, and no file without addresses to lead to."""

from __future__ import annotations

from edition.data import data
from edition.data.beacon import beacon
from small_edition import edition_of

PERSONS = {
    "bibliography/persons.yml": (
        "marsh: {name: Tobias Marsh, identifiers: {gnd: '118525069', wikidata: Q1}}\n"
        "hale: {name: John Hale, identifiers: {wikidata: Q2}}\n"
    )
}
TEXT = "[Marsh][@marsh] and [Hale][@hale].\n{: #p1 }\n"
ABOUT = "title: T\nauthor: A\nversion: 1.0.0\ndate: 2001-02-03\n"


def test_a_line_for_each_entry_with_a_number() -> None:
    files = PERSONS | {"bibliography/edition.yml": f"{ABOUT}base_address: https://example.org/lamp/\n"}
    edition = edition_of(TEXT, files)
    assert "".join(beacon(edition)).split("\n") == [
        "#FORMAT: BEACON",
        "#PREFIX: https://d-nb.info/gnd/",
        "#NAME: T",
        "#FEED: https://example.org/lamp/data/beacon.txt",
        "#TIMESTAMP: 2001-02-03",
        "118525069||https://example.org/lamp/id/marsh/",
        "",
    ]
    assert "data/beacon.txt" in {plan.uri for plan in data(edition)}


def test_without_an_address_there_is_no_file() -> None:
    edition = edition_of(TEXT, PERSONS | {"bibliography/edition.yml": ABOUT})
    assert "data/beacon.txt" not in {plan.uri for plan in data(edition)}
