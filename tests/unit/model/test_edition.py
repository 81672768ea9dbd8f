"""The edition: how titles are printed, which witness is the base, which registers there are."""

from __future__ import annotations

from dataclasses import replace

import pytest

import same_words
from edition.model.findings import SourceLocation
from edition.model.records import Witness
from edition.model.registers import LEDGER_KINDS, REGISTERS, TEI_NAMES, Register
from edition.model.states import BRACKETS
from edition.model.tree import E, text

NOWHERE = SourceLocation("")


@pytest.mark.parametrize(
    ("resp", "title"),
    [("author", "Two Keepers"), ("editor", "[Two Keepers]")],
)
def test_the_title_of_a_section_as_it_is_printed(resp: str, title: str) -> None:
    keepers = same_words.edition("tiny").sections[1]
    section = replace(keepers, resp=resp, heading=("Two ", E("em", "Keepers")))
    assert (section.plain_title, section.numbered_title) == ("Two Keepers", "2. Two Keepers")
    assert text(section.display_heading) == title
    assert E("em", "Keepers") in section.display_heading
    assert section.editorial == (resp == "editor")


def test_the_brackets_of_titles_stand_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BRACKETS, "editor", ("⟨", "⟩"))
    assert text(same_words.edition("tiny").sections[0].display_heading) == "⟨The rock⟩"


@pytest.mark.parametrize(
    ("bases", "siglum"), [([], ""), ([False], ""), ([False, True], "B"), ([True, True], "A")], ids=str
)
def test_the_base_witness(bases: list[bool], siglum: str) -> None:
    witnesses = tuple(Witness(key, NOWHERE, "", base) for key, base in zip("AB", bases, strict=False))
    edition = replace(same_words.edition("tiny"), witnesses=witnesses)
    assert edition.siglum == siglum
    assert (edition.base_witness.key if edition.base_witness else "") == siglum


def test_declared_registers_follow_the_others() -> None:
    edition = same_words.edition("tiny")
    assert list(edition.registers) == ["persons", "organisations", "places", "events", "instruments", "animals"]
    animals = edition.registers["animals"]
    assert (animals.singular, animals.tei, animals.schema, animals.by_date) == ("animal", "item", "Thing", False)
    assert [entry.key for entry in edition.entries_of(edition.registers["instruments"])] == ["lens", "bell"]


def test_registers_are_told_apart() -> None:
    assert all(register.tei in TEI_NAMES for register in REGISTERS.values())
    assert not {register.singular for register in REGISTERS.values()} & LEDGER_KINDS
    assert [register.key for register in REGISTERS.values() if register.of_people] == ["persons"]


@pytest.mark.parametrize(
    ("singular", "attribute"), [("ship", "data-ship"), ("Sea law", "data-sea-law"), ("l’île", "data-l-île")]
)
def test_the_attribute_of_a_link_can_stand_in_xml(singular: str, attribute: str) -> None:
    assert Register("k", "K", singular).attribute == attribute
