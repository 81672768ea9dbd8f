"""Records of YAML: which values are dates, keys and addresses; how fields are read; what is suggested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from edition.model.findings import SourceLocation
from edition.model.records import NO_DATE, IsoDate
from edition.sources.values import is_address, is_date, is_key
from edition.sources.yaml_records import Reader, suggestion


@pytest.mark.parametrize(
    "value",
    "1924 1924-03 1924-03-29 1924-02-29 1924/1926 1924-03-29/1924-04 0044 -0044 -0044-03-15 -0050/-0044 -0044/0014 "
    "-0044-03-15/-0044-04-01 1924/1924-03".split(),
)
def test_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    "24 1924-13 1924-02-30 1923-02-29 1926/1924 1924-3 about-1924 -44 -0044/-0050 0014/-0044 -0044-04-01/-0044-03-15 "
    "1924/ /1924 1924/1925/1926".split(),
)
def test_what_is_no_date(value: str) -> None:
    assert not is_date(value)


@pytest.mark.parametrize("key", ["marsh", "p12a", "ed-words", "1869", "A_b-c", "console", "com", "a" * 64])
def test_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize(
    "key", ["", "-a", "_a", "a.b", "a b", "../a", "näher", "index", "Index", "con", "NUL", "Com1", "lpt9", "a" * 65]
)
def test_what_is_no_key(key: str) -> None:
    assert not is_key(key)


@pytest.mark.parametrize(
    "value",
    ["https://example.org", "http://example.org/a_(b)?c=d&e=%20#f", "HTTPS://EXAMPLE.ORG/", "mailto:ada@example.org"],
)
def test_addresses(value: str) -> None:
    assert is_address(value)


@pytest.mark.parametrize(
    "value",
    [
        "example.org", "/page", "//example.org", "https:", "https://", "https:/page", "mailto:", "javascript:alert(1)",
        "data:text/html,x", "file:///etc/passwd", "https://example.org/a b", "java\tscript:alert(1)", "https://[x",
        "https://example.org/\n",
    ],
)  # fmt: skip
def test_what_is_no_address(value: str) -> None:
    assert not is_address(value)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("persns", "Did you mean “persons”?"),
        ("PERSONS", "Write one."),
        ("place", "Did you mean “places”?"),
        ("", "Write one."),
        ("ships", "Write one."),
    ],
)
def test_a_known_word_is_suggested(wrong: str, hint: str) -> None:
    assert suggestion(wrong, ["persons", "places"], "Write one.") == hint


@dataclass(frozen=True)
class Part:
    key: str
    location: SourceLocation
    name: str
    large: bool = False


@dataclass(frozen=True)
class Whole:
    key: str
    location: SourceLocation
    title: str
    date: IsoDate = NO_DATE
    names: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)


LINE = SourceLocation("f.yml", 1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("title: T", Whole("k", LINE, "T")),
        ("title: T, date: 1924-03", Whole("k", LINE, "T", IsoDate("1924-03"))),
        ("title: T, names: one", Whole("k", LINE, "T", names=("one",))),
        ("title: T, names: [one, two]", Whole("k", LINE, "T", names=("one", "two"))),
        ("title: T, names: []", Whole("k", LINE, "T")),
        ("title: T, names: ~, date: null", Whole("k", LINE, "T")),
        ("title: Null, names: [~, ' ', one, 'null']", Whole("k", LINE, "Null", names=("one", "null"))),
        ("title: T, words: {a: b}", Whole("k", LINE, "T", words={"a": "b"})),
        (
            "title: T, parts: {a: {name: A, large: true}}",
            Whole("k", LINE, "T", parts={"a": Part("a", LINE, "A", True)}),
        ),
    ],
)
def test_fields_are_read_by_their_types(fields: str, expected: Whole) -> None:
    reader = Reader()
    assert reader.records(f"k: {{{fields}}}", "f.yml", Whole) == (expected,)
    assert reader.findings == []


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("k: {title: T", ["y-malformed"]),
        ("[k]", ["y-malformed"]),
        pytest.param(f"k: {{title: T}}\nl: {'[' * 30_000}", ["y-malformed"], id="deep-brackets"),
        pytest.param(f"k: {{title: T}}\nl:\n  {'- ' * 30_000}x", ["y-malformed"], id="deep-lists"),
        ("a b: {title: T}", ["y-bad-key"]),
        ("k: {title: T}\nk: {title: T}", ["y-key-twice"]),
        ("k: {title: T, title: U}", ["y-key-twice"]),
        ("k: {}", ["y-missing-field"]),
        ("k: {title: ''}", ["y-missing-field"]),
        ("k: {title: ~}", ["y-missing-field"]),
        ("k: {title: !!binary VA==}", ["y-wrong-type"]),
        ("k: {title: T, names: [!x y, !!set z]}", ["y-wrong-type", "y-wrong-type"]),
        ('k: {title: "T\\u202ex"}', ["f-bidi"]),
        ("k: {title: T, titel: T}", ["y-unknown-field"]),
        ("k: {title: T, date: once}", ["y-bad-date"]),
        ("k: words", ["y-wrong-type"]),
        ("k: {title: [T]}", ["y-wrong-type"]),
        ("k: {title: T, words: b}", ["y-wrong-type"]),
        ("k: {title: T, names: [[a], b, [c]], words: {a: [b], c: {}}}", ["y-wrong-type"] * 4),
        ("k: {title: T, words: {a: b, a: c, [d]: e}}", ["y-key-twice", "y-bad-key"]),
        ("k: {title: T, parts: [a]}", ["y-wrong-type"]),
        ("k: {title: T, parts: {a: {name: A, large: yes}}}", ["y-wrong-type"]),
        ("k: {title: T, parts: {a.b: {name: A}}}", ["y-bad-key"]),
        ("k: {title: T, parts: {a: {}}}", ["y-missing-field"]),
    ],
)
def test_what_is_wrong_is_a_finding(source: str, codes: list[str]) -> None:
    reader = Reader()
    reader.records(source, "f.yml", Whole)
    assert [finding.code for finding in reader.findings] == codes


def test_characters_that_YAML_names_by_their_numbers() -> None:
    reader = Reader()
    (record,) = reader.records('a:\n  name: "b\\fc\\x07\\td"\n', "a.yml", Part)
    assert record.name == "b c \td"
    assert [(f.code, f.location.line, f.message[14:20]) for f in reader.findings] == [
        ("f-character", 2, "U+000C"), ("f-character", 2, "U+0007"),
    ]  # fmt: skip
