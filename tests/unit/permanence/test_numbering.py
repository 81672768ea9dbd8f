"""Anchors for new blocks, and the ledger as YAML."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from edition.model.findings import SourceLocation
from edition.model.prose import Prose
from edition.model.records import LedgerEntry, Revision
from edition.permanence.numbering import LEDGER, _value, ledger_source, planned
from edition.sources.yaml_records import Reader
from small_edition import SECTION, sources_of


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("A", "A\n{: #p1 }", id="the first"),
        pytest.param("A\n\nB", "A\n{: #p1 }\n\nB\n{: #p2 }", id="one after another"),
        pytest.param("A\n{: #p4 }\n\nB", "A\n{: #p4 }\n\nB\n{: #p5 }", id="at the end the next number"),
        pytest.param("A\n{: #p1 }\n\nB\n\nC\n{: #p2 }", "A\n{: #p1 }\n\nB\n{: #p1a }\n\nC\n{: #p2 }", id="between two"),
        pytest.param("A\n\nB\n{: #p1 }", "A\n{: #p0a }\n\nB\n{: #p1 }", id="before the first"),
        pytest.param(
            "A\n{: #p1a }\n\nB\n\nC\n{: #p2 }", "A\n{: #p1a }\n\nB\n{: #p1b }\n\nC\n{: #p2 }", id="the next free letter"
        ),
        pytest.param(
            "A\n{: #p1 }\n\nB\n\nC\n{: #p1a }\n\nD\n{: #p2 }",
            "A\n{: #p1 }\n\nB\n{: #p1b }\n\nC\n{: #p1a }\n\nD\n{: #p2 }",
            id="a letter that is taken",
        ),
        pytest.param(
            "A\n{: #p1z }\n\nB\n\nC\n{: #p2 }\n\nD\n{: #other }",
            "A\n{: #p1z }\n\nB\n{: #p1a }\n\nC\n{: #p2 }\n\nD\n{: #other }",
            id="an anchor of another kind",
        ),
        pytest.param("A\n{: .verse }", "A\n{: #p1 .verse }", id="beside a class"),
        pytest.param("* A\n* B\n\nC", "* A\n* B\n\n{: #p1 }\n\nC\n{: #p2 }", id="a list"),
        pytest.param("* A\n\n* B", "* A\n\n* B\n\n{: #p1 }", id="a loose list"),
        pytest.param("* A\n* B\n\n1. C", "* A\n* B\n\n{: #p1 }\n\n1. C\n\n{: #p2 }", id="two lists of two kinds"),
        pytest.param("A\n: B\n\n* C", "A\n: B\n\n{: #p1 }\n\n* C\n\n{: #p2 }", id="definitions and a list"),
        pytest.param("| A |\n|---|\n| B |\n\nC", "| A |\n|---|\n| B |\n\n{: #p1 }\n\nC\n{: #p2 }", id="a table"),
        pytest.param("> A\n\n> B", "> A\n> {: #p1 }\n\n> B\n> {: #p2 }", id="two quotations"),
        pytest.param("A[^1]\n[^1]: B", "A[^1]\n{: #p1 }\n[^1]: B", id="right above a note"),
        pytest.param("A\n> B", "A\n{: #p1 }\n> B\n> {: #p2 }", id="right above a quotation"),
        pytest.param("* A\n\n{: .c }", "* A\n\n{: #p1 .c }", id="a list with a class"),
        pytest.param("> A\n> B\n\nC", "> A\n> B\n> {: #p1 }\n\nC\n{: #p2 }", id="a quotation"),
        pytest.param("```\nA\n\nB\n```\n\nC", "```\nA\n\nB\n```\n{: #p1 }\n\nC\n{: #p2 }", id="a block of code"),
        pytest.param("    A\n\nB\n\n    C", "    A\n{: #p1 }\n\nB\n{: #p2 }\n\n    C\n{: #p3 }", id="indented code"),
        pytest.param("A\n{: #p1 }", None, id="nothing to do"),
    ],
)
def test_blocks_are_given_anchors(before: str, after: str | None) -> None:
    sources = sources_of(before)
    files, edition, _, unwritten = planned(sources)
    assert unwritten == ()
    if after is None:
        assert SECTION not in files
    else:
        assert files[SECTION] == sources.files[SECTION].replace(f"\n{before}\n", f"\n{after}\n")
    assert all(finding.code != "a-missing" for finding in edition.findings)


def test_what_can_be_written_is_written_and_what_cannot_is_told() -> None:
    found = planned(sources_of("A\n\nB `x\n{: .c} y`\n\nC"))
    assert found.files[SECTION].endswith("\nA\n{: #p1 }\n\nB `x\n{: .c} y`\n\nC\n{: #p3 }\n")
    (finding,) = found.findings
    assert (finding.location.line, finding.code) == (7, "a-not-written")
    assert "“B x {: .c} y”: it would be read as words" in finding.message


def test_a_number_that_is_in_the_ledger_is_not_given_again() -> None:
    entry = "p7: {kind: paragraph, since: 1.0.0, words: x, state: retired, until: 1.0.1}\n"
    files, *_ = planned(
        sources_of("A", {LEDGER: entry, "bibliography/versions.yml": "v: {version: 1.0.0, date: 2000}"})
    )
    assert "A\n{: #p8 }\n" in files[SECTION]


def test_what_is_new_in_the_ledger_is_told() -> None:
    files, _, new, _ = planned(sources_of("One lamp.\n{: #p1 }"))
    assert [(entry.key, entry.kind, entry.since) for entry in new] == [
        ("first", "section", "1.1.0"),
        ("p1", "paragraph", "1.1.0"),
    ]
    assert list(yaml.safe_load(files[LEDGER])) == ["first", "p1"]
    assert planned(sources_of("One lamp.\n{: #p1 }", files))[0] == {}


def test_what_cannot_be_a_key_is_not_recorded() -> None:
    sources = sources_of("One lamp.\n{: #p1 }\n\nTwo lamps.\n{: #lämp }")
    files = {name.replace("first", "über"): text for name, text in sources.files.items()}
    assert list(yaml.safe_load(planned(replace(sources, files=files)).files[LEDGER])) == ["p1"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("word", "word"),
        ("two-words_3", "two-words_3"),
        ("two words", '"two words"'),
        ("1.0", '"1.0"'),
        ("1e5", '"1e5"'),
        ("-a", '"-a"'),
        ("Yes", '"Yes"'),
        ("n", '"n"'),
        ("NULL", '"NULL"'),
        ("naïve", "naïve"),
        ("Überall", '"Überall"'),
        ('a "b" \\ c: #d', '"a \\"b\\" \\\\ c: #d"'),
        ("", '""'),
        (("p1", "p 2", "no"), '[p1, "p 2", "no"]'),
        ((), "[]"),
    ],
)
def test_values_of_yaml_are_quoted_where_they_must_be(value: str | tuple[str, ...], written: str) -> None:
    assert _value(value) == written
    read = yaml.safe_load(written)
    assert (tuple(read) if isinstance(value, tuple) else read) == value


def test_the_ledger_is_read_back_as_it_was() -> None:
    nowhere = SourceLocation("")
    revisions = (Revision("1.1.0", Prose("Why: “so”"), "0123456789ab"), Revision("1.2.0", Prose("yes")))
    entries = [
        LedgerEntry("p1", nowhere, "paragraph", "1.0.0", "0e1234567890", 'He said: "no" …', revisions=revisions),
        LedgerEntry(
            "no", nowhere, "work", "1.0", "12", "#", "split", "2.0", ("p1", "on", "p 2"), Prose("It\nwas long.")
        ),
    ]
    source = ledger_source(entries)
    assert '""' not in source, "what is empty is not written"
    reader = Reader()
    read = reader.records(source, LEDGER, LedgerEntry)
    assert reader.findings == []
    assert [LedgerEntry(e.key, nowhere, *(getattr(e, name) for name in FIELDS)) for e in read] == entries


FIELDS = "kind since words name state until to reason revisions".split()
