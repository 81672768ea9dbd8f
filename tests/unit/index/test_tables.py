"""The tables by which the parts of an edition are looked up."""

from __future__ import annotations

import pytest

from edition.index import tables
from edition.model.edition import Edition
from small_edition import edition_of

TEXT = "One.[^1]\n{: #p1 }\n\nTwo.\n{: #p2 }\n\n[^1]: Note.\n"
QUOTATION = "{anchor: p1, speaker: A, state: none}"
FILES = {
    "bibliography/persons.yml": "a: {name: Ann, named: [Ann, Anna], at: [p2]}\nb: {name: Ann, named: [Ann B.]}\n",
    "bibliography/works.bib": "@book{w, title={W}, year={1}}\n",
    "bibliography/quotations.yml": f"q1: {QUOTATION}\nq2: {QUOTATION}\n",
    "bibliography/emendations.yml": "e1: {anchor: n1, lemma: Note, reading: Not, reason: R}\n",
}


@pytest.fixture
def edition() -> Edition:
    return edition_of(TEXT, FILES)


@pytest.mark.parametrize(
    ("table", "held"),
    [
        ("folders", {"w": "works", "a": "persons", "b": "persons"}),
        ("named", {"Ann": "a"}),
        ("forms", {"Ann": "a", "Anna": "a", "Ann B.": "b"}),
        ("bearings", {"a": ("p2",)}),
        ("positions", {"p1": 0, "p2": 1}),
    ],
)
def test_what_stands_under_a_key(table: str, held: dict[str, object], edition: Edition) -> None:
    assert dict(getattr(tables, table)(edition)) == held


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("sections", ["first"]),
        ("paragraphs", ["p1", "p2"]),
        ("notes", ["n1"]),
        ("emendations", ["e1"]),
        ("quotations", ["q1", "q2"]),
    ],
)
def test_the_keys_of_a_table_in_their_order(table: str, keys: list[str], edition: Edition) -> None:
    assert list(getattr(tables, table)(edition)) == keys


def test_what_stands_at_an_anchor(edition: Edition) -> None:
    assert [quotation.key for quotation in tables.quotations_at(edition)["p1"]] == ["q1", "q2"]
    assert [emendation.key for emendation in tables.emendations_at(edition)["n1"]] == ["e1"]


@pytest.mark.parametrize(
    ("register", "dated"),
    [
        ("events: {a: {name: A, when: {date: 1901}}}", True),
        ("events: {a: {name: A}}", False),
        ("events: {a: {name: A, when: {display: once}}}", False),
        ("persons: {a: {name: A, born: {date: 1901}}}", False),
    ],
)
def test_whether_there_is_a_chronology(register: str, dated: bool) -> None:
    name, _, entries = register.partition(": ")
    assert bool(tables.dated_entries(edition_of(TEXT, {f"bibliography/{name}.yml": entries}))) == dated
