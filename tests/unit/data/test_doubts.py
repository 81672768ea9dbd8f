"""A doubt of a date leaves its place alone, and a doubt of a place the date: in linked data and in TEI; events."""

from __future__ import annotations

import pytest

from edition.books.tei.registers import stand_off
from edition.data import schema_org
from edition.model.tree import Element, find_all, text
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


EVENT = "storm: {name: The storm, persons: marsh, works: marsh1881lamp, at: p1, when: {date: 1869-11-01/1869-11-03, "


@pytest.mark.parametrize(
    ("when", "dates", "location", "where"),
    [
        ("place: Norport, source: A book}", {"startDate", "endDate"}, {"@id": "../places/norport.html"}, "#norport"),
        ("place: Nordhaven, source: A book}", {"startDate", "endDate"}, {"@id": "../places/norport.html"}, "#norport"),
        ("place: The sea, source: A book}", {"startDate", "endDate"}, {"name": "The sea"}, None),
        ("place: Norport, doubt: Not seen., doubt_of: place}", {"startDate", "endDate"}, {}, None),
        ("place: Norport, doubt: Not seen., doubt_of: date}", set(), {"@id": "../places/norport.html"}, "#norport"),
        ("place: Norport, doubt: Not seen.}", set(), {}, None),
    ],
)
def test_an_event_has_its_place_and_who_took_part(
    when: str, dates: set[str], location: dict[str, str], where: str | None
) -> None:
    files = {
        "bibliography/persons.yml": "marsh: {name: Tobias Marsh}\n",
        "bibliography/places.yml": "norport: {name: Norport, also: Nordhaven}\n",
        "bibliography/events.yml": f"{EVENT}{when}}}\n",
        "bibliography/works.bib": "@book{marsh1881lamp, title={The lamp}, date={1881}}\n",
    }
    edition = edition_of("One.\n{: #p1 }", files)
    assert edition.findings == ()
    facts = schema_org.entry(edition, edition.entries["storm"], "data/events.jsonld")
    assert {name for name in facts if name.endswith("Date")} == dates
    assert location.items() <= facts.get("location", {}).items()
    assert ("location" in facts) == bool(location)
    assert (facts["attendee"]["name"], facts["about"]["name"]) == ("Tobias Marsh", "The lamp")
    assert facts["subjectOf"]["@id"].endswith("#p1")
    (event,) = [node for node in find_all(stand_off(edition), Element) if node.tag == "event"]
    named = dict(event.attributes)
    assert (named.get("where"), named["corresp"], named["from"]) == (where, "#p1", "1869-11-01")
    told = {node.get("type"): node.get("target") for node in find_all(event, Element) if node.tag == "ptr"}
    assert told == {"participant": "#marsh", "work": "#marsh1881lamp"}


@pytest.mark.parametrize(
    ("field", "words", "certainty"),
    [
        ("date = {1990}", "1990", None),
        ("date = {1990~}", "[ca. 1990]", "low"),
        ("date = {1990?}", "[1990?]", "low"),
        ("year = {[1990]}", "[1990]", None),
        ("date = {1990-21}", "Spring 1990", None),
    ],
)
def test_a_date_of_a_work_is_as_certain_as_it_is_given(field: str, words: str, certainty: str | None) -> None:
    edition = edition_of("One.", {"bibliography/works.bib": f"@book{{a, title = {{A}}, {field}}}"})
    (date,) = [node for node in find_all(stand_off(edition), Element) if node.tag == "date"]
    assert (text(date), dict(date.attributes).get("cert"), date.get("when")) == (words, certainty, "1990")
