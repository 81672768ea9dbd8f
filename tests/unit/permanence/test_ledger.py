"""Fingerprints of words, and what becomes of an anchor in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from edition.model.edition import Edition
from edition.model.findings import SourceLocation
from edition.model.messages import IN_ENGLISH
from edition.model.prose import Prose
from edition.model.records import LedgerEntry
from edition.permanence import ledger
from edition.permanence.ledger import current, expected_ledger, fingerprint, label
from small_edition import edition_of

VERSIONS = "v1: {version: 1.0.0, date: 2000-01-01}\n"
PUBLISHED = fingerprint("One lamp.")


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("One lamp.", True),
        (" One\n\tlamp. ", True),
        ("One\u00a0lamp.", True),
        ("One  lamp.", True),
        ("one lamp.", False),
        ("One lamp", False),
        ("Onelamp.", False),
    ],
)
def test_a_fingerprint_is_of_the_words_and_not_of_white_space(words: str, same: bool) -> None:
    assert (fingerprint(words) == PUBLISHED) == same
    assert len(fingerprint(words)) == 12
    assert set(fingerprint(words)) <= set("0123456789abcdef")


def test_a_fingerprint_is_the_same_in_every_form_of_unicode() -> None:
    assert fingerprint("caf\u00e9") == fingerprint("cafe\u0301") == "850f7dc43910"


def edition(text: str, entry: str = "", files: dict[str, str] | None = None) -> Edition:
    """Version 1.1.0 of an edition that was published in 1.0.0, with this entry in its ledger."""
    given = {"bibliography/anchors.yml": entry, "bibliography/versions.yml": VERSIONS}
    return edition_of(text, given | (files or {}))


def standing(text: str, files: dict[str, str] | None = None) -> dict[str, tuple[str, str, str, str]]:
    found = current(edition(text, files=files))
    return {key: (each.kind, each.words, each.address, each.within) for key, each in found.items()}


def test_what_stands_at_every_anchor() -> None:
    text = "One *lamp\nthere* and [Marsh][@marsh].[^1]\n{: #p1 }\n\n[^1]: A “short\n    word.”\n"
    files = {
        "bibliography/persons.yml": "marsh: {name: T. Marsh}\n",
        "bibliography/works.bib": "@book{lampbook, title={The Lamp}, year={1881}}\n",
        "bibliography/quotations.yml": (
            "q1: {anchor: n1, speaker: M, state: none, begins: short, ends: word.}\n"
            "q2: {anchor: p1, speaker: M, state: none, begins: One, ends: lamp}\n"
        ),
    }
    assert standing(text, files) == {
        "first": ("section", "First", "site:essay/first.html", ""),
        "p1": ("paragraph", "One lamp there and Marsh.", "site:essay/first.html#p1", "p1"),
        "q2": ("quotation", "One lamp", "site:essay/first.html#q2", "p1"),
        "n1": ("note", "A “short word.”", "site:essay/first.html#n1", "n1"),
        "q1": ("quotation", "short word.", "site:essay/first.html#q1", "n1"),
        "marsh": ("person", "T. Marsh", "site:persons/marsh.html", ""),
        "lampbook": ("work", "The Lamp", "site:works/lampbook.html", ""),
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("One lamp.", "One lamp."),
        ("x" * 48, "x" * 48),
        ("x" * 49, f"{'x' * 48} …"),
        ("one two three four five six seven eight nine ten eleven", "one two three four five six seven eight nine …"),
    ],
)
def test_the_name_of_an_anchor_is_cut_between_words(words: str, name: str) -> None:
    assert current(edition(f"{words}\n{{: #p1 }}"))["p1"].name == name


OTHER = fingerprint("One lump.")
ENTRY = f"p1: {{kind: paragraph, since: 1.0.0, words: {PUBLISHED}, name: Before"
EMENDATION = "e1: {anchor: p1, lemma: lamp, reading: lump, reason: A misprint.}\n"
EMENDED = {"bibliography/emendations.yml": EMENDATION}
STANDS = "One lamp.\n{: #p1 }"
CHANGED = "Two lamps.\n{: #p1 }"
TWO = fingerprint("Two lamps.")
GONE = "Nothing.\n{: #p2 }"


def recorded(entry: LedgerEntry) -> dict[str, object]:
    """What is written of an entry, but for its kind."""
    fields = ("name", "since", "words", "state", "until", "to", "reason")
    revisions = [(revision.version, revision.reason.source, revision.words) for revision in entry.revisions]
    given = {name: getattr(entry, name) for name in fields if getattr(entry, name)} | {"revisions": revisions}
    return {name: value.source if isinstance(value, Prose) else value for name, value in given.items()}


@pytest.mark.parametrize(
    ("text", "entry", "files", "written"),
    [
        pytest.param(
            STANDS, "", {}, {"name": "One lamp.", "since": "1.1.0", "words": PUBLISHED, "state": "live"}, id="new",
        ),
        pytest.param(STANDS, f"{ENTRY}}}", {}, {"words": PUBLISHED, "state": "live"}, id="the same words"),
        pytest.param(GONE, f"{ENTRY}}}", {}, {"words": PUBLISHED, "state": "live"}, id="gone, and nothing says why"),
        pytest.param(GONE, ENTRY.replace("1.0.0", "0.9.0") + "}", {}, None, id="gone, never published"),
        pytest.param(
            CHANGED, ENTRY.replace("1.0.0", "0.9.0") + "}", {},
            {"name": "Two lamps.", "since": "1.1.0", "words": TWO, "state": "live"}, id="changed, never published",
        ),
        pytest.param(
            GONE, f"{ENTRY}, state: retired, reason: R}}", {},
            {"words": PUBLISHED, "state": "retired", "until": "1.1.0", "reason": "R"}, id="ends in this version",
        ),
        pytest.param(
            GONE, f"{ENTRY}, state: moved, to: [p2], until: 1.0.5}}", {},
            {"words": PUBLISHED, "state": "moved", "to": ("p2",), "until": "1.0.5"}, id="ended before",
        ),
        pytest.param(CHANGED, f"{ENTRY}}}", {}, {"words": PUBLISHED, "state": "live"}, id="changed without a reason"),
        pytest.param(
            CHANGED, f"{ENTRY}, revisions: [{{version: 1.0.1, reason: R}}]}}", {},
            {"name": "Two lamps.", "words": PUBLISHED, "state": "live", "revisions": [("1.0.1", "R", TWO)]},
            id="changed with a revision",
        ),
        pytest.param(
            STANDS, f"{ENTRY}, revisions: [{{version: 1.0.1, reason: R}}]}}", {},
            {"words": PUBLISHED, "state": "live"}, id="a revision of nothing",
        ),
        pytest.param(
            CHANGED, f"{ENTRY}, revisions: [{{version: 1.0.1, reason: R, words: {TWO}}}]}}", {},
            {"words": PUBLISHED, "state": "live", "revisions": [("1.0.1", "R", TWO)]}, id="revised before",
        ),
        pytest.param(
            STANDS, ENTRY.replace(PUBLISHED, OTHER) + "}", EMENDED,
            {"name": "One lamp.", "words": OTHER, "state": "live", "revisions": [("1.1.0", "A misprint.", PUBLISHED)]},
            id="emended",
        ),
        pytest.param(
            CHANGED, ENTRY.replace(PUBLISHED, OTHER) + "}", EMENDED, {"words": OTHER, "state": "live"},
            id="emended, and changed elsewhere",
        ),
        pytest.param(
            STANDS, ENTRY.replace(PUBLISHED, OTHER) + ", state: retired, until: 1.0.5}", EMENDED,
            {"words": OTHER, "state": "retired", "until": "1.0.5"}, id="retired, and something stands there",
        ),
        pytest.param(
            STANDS, f"{ENTRY}, state: split, to: [p1, p2], until: 1.0.5}}", {},
            {"words": PUBLISHED, "state": "split", "to": ("p1", "p2"), "until": "1.0.5"}, id="split, stands in part",
        ),
    ],
)  # fmt: skip
def test_what_becomes_of_an_anchor(
    text: str, entry: str, files: dict[str, str], written: dict[str, object] | None
) -> None:
    ledger_of = expected_ledger(edition(text, entry, files))
    if written is None:
        assert "p1" not in ledger_of
    else:
        assert recorded(ledger_of["p1"]) == {"name": "Before", "since": "1.0.0", "revisions": []} | written


CHECKS = {"gone": ledger.gone, "changed": ledger.changed, "reused": ledger.reused, "bad_targets": ledger.bad_targets}


def codes(edition: Edition) -> Iterator[str]:
    return (finding.code for check in CHECKS.values() for finding in check(edition))


@pytest.mark.parametrize(
    ("text", "entry", "found"),
    [
        (STANDS, f"{ENTRY}}}", []),
        (GONE, f"{ENTRY}}}", ["a-gone"]),
        (GONE, ENTRY.replace("1.0.0", "0.9.0") + "}", []),
        (CHANGED, f"{ENTRY}}}", ["a-changed"]),
        (CHANGED, f"{ENTRY}, revisions: [{{version: 1.0.1, reason: R}}]}}", []),
        (STANDS, f"{ENTRY}, state: retired}}", ["a-reused"]),
        (GONE, f"{ENTRY}, state: retired}}", []),
        (GONE, f"{ENTRY}, state: lost}}", ["a-bad-state"]),
        (GONE, f"{ENTRY}, state: moved}}", ["a-bad-target"]),
        (GONE, f"{ENTRY}, state: moved, to: [p3]}}", ["a-bad-target"]),
        (GONE, f"{ENTRY}, state: merged, to: [p2]}}", []),
        (STANDS, f"{ENTRY}, state: split, to: [p1]}}", ["a-bad-target"]),
    ],
)
def test_what_breaks_a_promise(text: str, entry: str, found: Iterable[str]) -> None:
    assert list(codes(edition(text, entry))) == found


@pytest.mark.parametrize(
    ("key", "kind", "words"),
    [
        ("p5a", "paragraph", "¶\u00a05a"),
        ("n7", "note", "Note\u00a07"),
        ("ed-more", "note", "Editors’ note “How it begins”"),
        ("marsh", "person", "How it begins"),
    ],
)
def test_how_an_anchor_is_called_that_may_be_gone(key: str, kind: str, words: str) -> None:
    assert label(LedgerEntry(key, SourceLocation(""), kind, "1.0.0", "", "How it begins"), IN_ENGLISH) == words


def test_what_is_published_and_what_is_present() -> None:
    versions = [version.version for version in ledger.all_versions(edition("One."))]
    assert versions == ["1.0.0", "1.1.0"]
    again = edition("One.", files={"bibliography/versions.yml": VERSIONS.replace("1.0.0", "1.1.0")})
    assert [version.version for version in ledger.all_versions(again)] == ["1.1.0"]
