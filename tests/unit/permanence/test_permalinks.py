"""The pages at permanent addresses: where they lead, or what they say of what is gone."""

from __future__ import annotations

import pytest

from edition.model.tree import text, walk
from edition.permanence.permalinks import permalinks
from site_reader import parse
from small_edition import METADATA, edition_of

VERSIONS = {"bibliography/versions.yml": "v: {version: 1.0.0, date: 2000-01-01}\n"}
ENTRY = "{key}: {{kind: {kind}, since: 1.0.0, words: abc, name: It began so, {rest}}}\n"


BEFORE = "Before version 1.1.0 this address led to a paragraph (“It began so”), first published in version 1.0.0."


def pages(entry: str = "", base: str = "") -> dict[str, str]:
    """Key → its page, of an edition with one paragraph and a note, and this entry in its ledger."""
    files = VERSIONS | {"bibliography/anchors.yml": entry}
    files["bibliography/edition.yml"] = METADATA + (f"base_address: {base}\n" if base else "")
    edition = edition_of("One lamp & more.[^1]\n{: #p1 }\n\n[^1]: Note.\n", files)
    made = (output for plan in permalinks(edition) for output in plan.made(edition))
    return {output.uri.split("/")[1]: output.content.decode() for output in made}


def test_what_stands_is_led_to() -> None:
    found = pages()
    assert list(found) == ["first", "p1", "n1"]
    assert '<meta http-equiv="refresh" content="0; url=../../essay/first.html#p1">' in found["p1"]
    assert '<a href="../../essay/first.html#p1">¶\u00a01</a>' in found["p1"]
    assert "url=../../essay/first.html" in found["first"]
    assert [len(page.encode()) for page in found.values() if len(page.encode()) >= 1_000] == []


@pytest.mark.parametrize(
    ("rest", "fate", "links"),
    [
        ("state: moved, to: [p1]", "It stands now as ¶\u00a01.", ["../../essay/first.html#p1"]),
        (
            "state: merged, to: [p1, n1], reason: Too short.",
            "It is now part of ¶\u00a01, Note\u00a01. Too short.",
            ["../../essay/first.html#p1", "../../essay/first.html#n1"],
        ),
        (
            "state: split, to: [p1, gone]",
            "It is now divided into ¶\u00a01, gone.",
            ["../../essay/first.html#p1", "../gone/index.html"],
        ),
        ("state: retired, reason: It was not his.", "It was withdrawn. It was not his.", []),
    ],
)
def test_what_is_gone_says_what_became_of_it(rest: str, fate: str, links: list[str]) -> None:
    page = list(walk(parse(pages(ENTRY.format(key="p9", kind="paragraph", rest=rest))["p9"])))
    assert [text(node) for node in page if node.tag in ("h1", "p")] == ["¶\u00a09", BEFORE, fate]
    assert [node.get("href") for node in page if node.tag == "a"] == links
    assert not [node for node in page if node.get("http-equiv") or node.get("rel") == "canonical"]
    assert [node.get("content") for node in page if node.get("name") == "robots"] == ["noindex"]


def test_a_client_learns_what_to_cite_and_of_what_it_is_part() -> None:
    page = walk(parse(pages(base="https://example.org/x/")["p1"]))
    assert {node.get("rel"): node.get("href") for node in page if node.tag == "link"} == {
        "canonical": "../../essay/first.html#p1",
        "cite-as": "https://example.org/x/id/p1/",
        "collection": "../../index.html",
    }


def test_a_kind_with_a_vowel_and_a_name_that_is_the_label() -> None:
    entry = ENTRY.format(key="guild", kind="organisation", rest="state: retired, until: 1.0.5")
    said = "Before version 1.0.5 this address led to an organization, first published in version 1.0.0."
    assert f"<h1>It began so</h1><p>{said}</p>" in pages(entry)["guild"]


def test_an_edition_with_an_address_leads_to_the_version_that_had_it() -> None:
    entry = ENTRY.format(key="p9", kind="paragraph", rest="state: retired")
    link = '<a href="https://example.org/x/v/1.0.0/id/p9/">As it stood in version 1.0.0</a>'
    assert link in pages(entry, "https://example.org/x/")["p9"]


def test_what_is_no_key_gets_no_page() -> None:
    edition = edition_of("One.\n{: #p1 }", {"docs/essay/02-a b.md": "---\ntitle: Spaced\n---\n\nTwo.\n{: #p2 }\n"})
    made = [output.uri for plan in permalinks(edition) for output in plan.made(edition)]
    assert made == ["id/first/index.html", "id/p1/index.html", "id/p2/index.html"]
