"""Values of the model as JSON, their schema, and a whole edition of a few lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

import fields
from edition.data.edition_json import Markup, _kind, _value, packed, schema, whole
from edition.model.fields import described
from edition.model.findings import SourceLocation
from edition.model.prose import Prose
from edition.model.records import Dated, Entry, IsoDate, Original, Revision, Statement, Version
from edition.model.tree import E, Element, Fragment
from small_edition import edition_of


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("“a\n", ['"“a\\n"']),
        ({}, ["{}"]),
        ([], ["[]"]),
        ({"a": 1, "b": {"c": [1, 2], "d": {}}}, ["{", '"a": 1,', '"b": {', '"c": [1, 2],', '"d": {}', "}", "}"]),
        ({"a": {"b": {"c": {"d": 1}}}}, ["{", '"a": {', '"b": {"c": {"d": 1}}', "}", "}"]),
        ([{"a": 1, "b": 2}, 3], ["[", "{", '"a": 1,', '"b": 2', "},", "3", "]"]),
    ],
)
def test_a_record_is_a_line(value: object, lines: list[str]) -> None:
    assert packed(value).split("\n") == lines
    assert json.loads(packed(value)) == value


HERE = SourceLocation("a.yml", 3)
ENTRY = {"key": "a", "register": "persons", "name": "A"}


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("words", str, "words"),
        (5, int, 5),
        (True, bool, True),
        (("a", "b"), tuple[str, ...], ["a", "b"]),
        ({"x": Statement(Prose("*T*", (E("em", "T"),)))}, Mapping[str, Statement], {"x": {"text": "*T*"}}),
        (Statement(Prose("T"), (Prose("S"),), Prose("D")), Statement, {"text": "T", "source": ["S"], "doubt": "D"}),
        (Revision("1.0", Prose()), Revision, {"version": "1.0", "reason": ""}),  # needed, though it is empty
        (Version("v", HERE, "1.0", IsoDate("2000")), Version, {"key": "v", "version": "1.0", "date": "2000"}),
        (Entry("a", "persons", HERE, "A", born=Dated(IsoDate("1901"))), Entry, ENTRY | {"born": {"date": "1901"}}),
        (Entry("a", "persons", HERE, "A"), Entry, ENTRY),
        (Entry("a", "persons", HERE, "A", original=Original("Б")), Entry, ENTRY | {"original": {"text": "Б"}}),
        (("one ", "two"), Fragment, {"text": "one two"}),
        ((("a", ("b",)),), tuple[tuple[str, Fragment], ...], [["a", {"text": "b"}]]),
        (("one ", E("em", "two")), Fragment, {"text": "one two", "markup": "one <em>two</em>"}),
        (E("p", "one ", E("em", "two")), Element, {"text": "one two"}),
        ((E("p", "a < b"),), Markup, "<p>a &lt; b</p>"),
    ],
)
def test_values(value: Any, kind: Any, shown: object) -> None:
    assert _value(value, kind) == shown


DATE = r"^-?\d{4}(-\d{2}(-\d{2})?)?(/-?\d{4}(-\d{2}(-\d{2})?)?)?$"


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        (str, {"type": "string"}),
        (int, {"type": "integer"}),
        (bool, {"type": "boolean"}),
        (IsoDate, {"type": "string", "pattern": DATE}),
        (tuple[str, ...], {"type": "array", "items": {"type": "string"}}),
        (Mapping[str, int], {"type": "object", "additionalProperties": {"type": "integer"}}),
        (Dated, {"$ref": "#/$defs/Dated"}),
        (Element, {"$ref": "#/$defs/Words"}),
        (Fragment, {"$ref": "#/$defs/Words"}),
    ],
)
def test_the_schema_of_a_type(kind: Any, shape: object) -> None:
    assert _kind(kind, {}) == shape


def test_the_schema_of_a_record() -> None:
    kinds: dict[str, Any] = {}
    assert _kind(Revision, kinds) == {"$ref": "#/$defs/Revision"}
    assert kinds["Revision"].pop("description").startswith("A change of the words at a published anchor")
    assert kinds == {
        "Revision": {
            "type": "object",
            "properties": {
                "version": {"type": "string", "description": "The version that brought the change."},
                "reason": {
                    "type": "string",
                    "contentMediaType": "text/markdown",
                    "description": "Why the words were changed.",
                },
                "words": {
                    "type": "string",
                    "description": "The fingerprint of the new words; empty, if they are the present ones.",
                },
            },
            "required": ["version", "reason"],
            "additionalProperties": False,
        }
    }


@pytest.mark.parametrize(
    ("date", "valid"),
    [("1901", True), ("-0044-03-15", True), ("1901-02/1902", True), ("1901-2", False), ("1901-02-03/", False)],
)
def test_dates_in_the_schema(date: str, valid: bool) -> None:
    kinds: dict[str, Any] = {}
    validator = Draft202012Validator(_kind(Dated, kinds) | {"$defs": kinds})
    assert validator.is_valid({"date": date}) == valid


TEXT = """
[*The Lamp*][@lampbook, p. 3] of [Marsh][@marsh].[^1]
{: #p1 }

[^1]: [See @lampbook, chap. 2; @lampbook].
"""
FILES = {
    "bibliography/persons.yml": "marsh: {name: T. Marsh, at: [n1]}\n",
    "bibliography/works.bib": "@book{lampbook, title={The Lamp}, year={1881}}\n",
}


def small() -> dict[str, Any]:
    return json.loads("".join(whole(edition_of(TEXT, FILES))))


def test_a_whole_edition() -> None:
    edition = small()
    assert list(edition) == [
        "$schema", "metadata", "sections", "works", "entries", "witnesses", "emendations", "observations", "quotations",
        "ledger", "citations", "uses",
    ]  # fmt: skip
    (section,) = edition["sections"]
    assert (section["number"], section["slug"], section["title"]) == (1, "first", "First")
    assert [(p["anchor"], p["content"]) for p in section["paragraphs"]] == [("p1", {"text": "The Lamp of Marsh."})]
    assert [(note["anchor"], note["mark"], note["at"]) for note in section["notes"]] == [("n1", "1", ["p1"])]
    assert edition["entries"] == {"marsh": {"key": "marsh", "register": "persons", "name": "T. Marsh", "at": ["n1"]}}
    assert edition["works"]["lampbook"]["title"] == "The Lamp"


def test_citations_by_the_place_where_they_stand() -> None:
    item = {"work": "lampbook"}
    assert small()["citations"] == {
        "p1": [{"items": [item | {"label": "page", "locator": "3"}], "form": "short"}],
        "n1": [
            {
                "items": [
                    item | {"label": "chapter", "locator": "2", "prefix": "See "},
                    item | {"position": "subsequent"},
                ],
                "form": "generated",
            },
        ],
    }


def test_words_before_and_behind_a_work_are_plain() -> None:
    text = "One.[^1]\n{: #p1 }\n\n[^1]: [*see* [it](https://e.org) @lampbook, 3, **there**]\n"
    (cite,) = json.loads("".join(whole(edition_of(text, FILES))))["citations"]["n1"]
    assert [(item["prefix"], item["suffix"]) for item in cite["items"]] == [("see it", ", there")]


def test_uses_by_their_keys() -> None:
    uses = small()["uses"]
    assert uses["marsh"] == [
        {"at": "p1", "form": "name"},
        {"at": "p1", "form": "mark", "note": "n1"},
    ]
    assert [(use["at"], use.get("note"), use.get("locator")) for use in uses["lampbook"]] == [
        ("p1", None, "3"),
        ("p1", "n1", "2"),
        ("p1", "n1", None),
    ]


def test_every_field_is_described_and_nothing_else_is() -> None:
    types = {"WholeEdition": schema(), **schema()["$defs"]}
    assert {name: [*fields] for name, fields in described().items()} == {
        name: [*type_["properties"]] for name, type_ in types.items()
    }


@pytest.mark.skipif(not fields.PAGE.exists(), reason="an edition of other matter need not have this page")
def test_the_page_on_the_data_ends_with_all_fields() -> None:
    assert fields.PAGE.read_text("utf-8").endswith(fields.table()), "run scripts/bench/fields.py"


def test_the_whole_is_as_the_schema_says_and_nothing_else_is() -> None:
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    validator.validate(small())
    with pytest.raises(ValidationError):
        validator.validate(small() | {"more": 1})
