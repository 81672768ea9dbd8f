"""Work types and roles: each says what it is in every format, and what is not there is an error."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from edition.citations.bibtex import bibtex
from edition.citations.chicago import bibliography_entry, full_note, short_note
from edition.citations.csl_json import csl_json
from edition.citations.formats import coins, ris
from edition.data.mods import mods
from edition.model.findings import SourceLocation
from edition.model.tree import text
from edition.model.vocabulary import BOOK, ENTRY_TYPES, OTHER, ROLES, WORK_TYPES, WorkType
from edition.model.works import Creator, Name, Work
from edition.sources.bibtex import works

VALUES = {"url": "https://example.org/"}
FORMATS = (bibtex, coins, csl_json, mods, ris, bibliography_entry, full_note, short_note)


@pytest.mark.parametrize("type_", WORK_TYPES.values(), ids=lambda type_: type_.csl)
def test_a_work_type_says_what_it_is_in_every_format(type_: WorkType) -> None:
    assert all((type_.bibtex, type_.required, type_.ris, type_.openurl[0], type_.zotero, type_.schema_org))
    fields = "".join(f"{field} = {{{VALUES.get(field, 1900)}}}, " for field in type_.required)
    for form in type_.bibtex:
        entry, _, subtype = form.partition(":")
        kind = "type = {mathesis}, " if entry == "thesis" else ""
        (work,), findings = works(f"@{entry}{{k, {fields} {kind} entrysubtype = {{{subtype}}}}}", "works.bib")
        assert (work.type, findings) == (type_.csl, ())
        assert works(bibtex(work), "works.bib")[0][0].type == type_.csl


def test_every_entry_type_can_stand_without_a_subtype() -> None:
    assert {entry for entry, _ in ENTRY_TYPES} == {entry for entry, subtype in ENTRY_TYPES if not subtype}


@pytest.mark.parametrize("export", FORMATS)
def test_an_unknown_work_type_is_an_error(export: Callable[[Work], object]) -> None:
    with pytest.raises(KeyError, match="painting"):
        export(Work("k", "painting", "Ditches", SourceLocation("")))


@pytest.mark.parametrize("export", [bibtex, csl_json, mods, ris])
def test_an_unknown_role_is_an_error(export: Callable[[Work], object]) -> None:
    work = Work("k", "book", "Ditches", SourceLocation(""), creators=(Creator("binder", Name("Reed")),))
    with pytest.raises(KeyError, match="binder"):
        export(work)


def test_a_new_work_type_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    new = WorkType("map", ("map",), ("title",), OTHER, "italic", "MAP", ("dc", ""), "map", "Map")
    monkeypatch.setitem(WORK_TYPES, "map", new)
    work = Work("fens", "map", "The Fens", SourceLocation(""))
    assert bibtex(work).startswith("@map{fens,")
    assert ris(work).startswith("TY  - MAP\r\n")
    assert "rft.type=map&" in coins(work)
    assert '"type": "map"' in json.dumps(csl_json(work))
    assert b'<genre authority="local">map</genre>' in mods(work)
    assert text(full_note(work)) == "The Fens"


def test_the_creator_of_a_container_has_no_heading_of_his_own() -> None:
    assert [role.csl for role in ROLES.values() if not (role.heading and role.schema_org)] == ["container-author"]
    parts = [type_.csl for type_ in WORK_TYPES.values() if type_.container is BOOK]
    assert parts == ["chapter", "paper-conference", "entry-encyclopedia"]
