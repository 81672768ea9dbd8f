"""A doubt of a date leaves its place alone, and a doubt of a place the date: in linked data and in TEI."""

from __future__ import annotations

import pytest

from edition.books.tei.registers import stand_off
from edition.data import schema_org
from edition.model.tree import Element, find_all
from small_edition import edition_of

BORN = "born: {date: 1830-02, place: Norport, source: A book, "


@pytest.mark.parametrize(
    ("doubt", "linked", "certainty"),
    [
        ("", {"birthDate", "birthPlace"}, (None, None)),
        ("doubt: Nobody knows.", set(), ("low", "low")),
        ("doubt: Nobody knows., doubt_of: date", {"birthPlace"}, ("low", None)),
        ("doubt: Nobody knows., doubt_of: place", {"birthDate"}, (None, "low")),
    ],
)
def test_only_what_is_doubted(doubt: str, linked: set[str], certainty: tuple[str | None, str | None]) -> None:
    files = {"bibliography/persons.yml": f"marsh: {{name: Tobias Marsh, {BORN}{doubt}}}}}\n"}
    edition = edition_of("One.", files)
    assert edition.findings == ()
    facts = schema_org.entry(edition, edition.entries["marsh"], "data/persons.jsonld")
    assert {name for name in facts if name.startswith("birth")} == linked
    (birth,) = [node for node in find_all(stand_off(edition), Element) if node.tag == "birth"]
    found = {node.tag: dict(node.attributes).get("cert") for node in find_all(birth, Element)}
    assert (found["date"], found["placeName"]) == certainty
    assert dict(birth.attributes) == {"when": "1830-02"}
