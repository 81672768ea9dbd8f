"""The figures of the self-audit are counted from the data."""

from __future__ import annotations

import pytest

from edition.site.contents.audit import counts, doubtful
from small_edition import edition_of

TEXT = """
Marsh *came*.[^1] He said “no.”[^ed-a]
{: #p1 }

It rained.
{: #p2 }

[^1]: A note.

[^ed-a]: Another.
"""
FILES = {
    "persons.yml": "a: {name: A, identifiers: {viaf: '1'}}\nb: {name: B, doubts: [{text: T}]}\nc: {name: C}\n",
    "places.yml": "rock: {name: Rock}\n",
    "works.bib": "@book{a, title={A}, year={1}}\n@book{b, title={B}, year={1}}\n@book{c, title={C}, year={1}}\n",
    "works.yml": "a: {checked: full}\nb: {checked: part}\n",
    "quotations.yml": "q1: {anchor: p1, speaker: M, state: differs}\nq2: {anchor: p2, speaker: M, state: agrees}\n",
    "emendations.yml": "e1: {anchor: p2, lemma: rained, reading: raind, reason: R}\n",
    "observations.yml": "o1: {anchor: [p2], action: keep, reason: R}\n",
}


def test_figures() -> None:
    edition = edition_of(TEXT, {f"bibliography/{name}": source for name, source in FILES.items()})
    assert [f"{number} {name}" for name, number in counts(edition) if number] == [
        "2 Paragraphs",
        "1 Author’s notes",
        "1 Editors’ notes",
        "1 Emendations",
        "1 Readings queried or noted",
        "2 Quotations",
        "1 — agrees with the source",
        "1 — differs from the source",
        "3 Works",
        "1 — verified",
        "1 — partly verified",
        "1 — not verified",
        "3 Persons",
        "2 — without an authority record",
        "1 — with doubts",
        "1 Places",
    ]


@pytest.mark.parametrize(
    ("entry", "in_doubt"),
    [
        ("{name: A}", False),
        ("{name: A, born: {date: 1869}}", False),
        ("{name: A, born: {date: 1869, doubt: Or 1870.}}", True),
        ("{name: A, died: {date: 1869, doubt: Or 1870.}}", True),
        ("{name: A, original: {text: Б, doubt: Or V.}}", True),
        ("{name: A, statements: [{text: T, source: [S]}]}", False),
        ("{name: A, statements: [{text: T, source: [S]}, {text: T, doubt: D}]}", True),
        ("{name: A, doubts: [{text: T}]}", True),
    ],
)
def test_what_is_in_doubt(entry: str, in_doubt: bool) -> None:
    edition = edition_of("One.", {"bibliography/persons.yml": f"a: {entry}\n"})
    assert doubtful(edition.entries["a"]) == in_doubt
