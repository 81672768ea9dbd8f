"""Where keys and anchors stand on the site, seen from any page; how anchors are called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.index.addresses import (
    addresses,
    anchor_label,
    anchor_links,
    paragraph_number,
    permanent_address,
    relative,
)
from edition.model.edition import Edition
from edition.model.serialize import to_html
from small_edition import edition_of


@pytest.mark.parametrize(
    ("address", "page", "path"),
    [
        ("site:index.html", "index.html", "index.html"),
        ("site:essay/a.html", "index.html", "essay/a.html"),
        ("site:index.html", "essay/a.html", "../index.html"),
        ("site:essay/b.html", "essay/a.html", "b.html"),
        ("site:essay/b.html#p1", "essay/a.html", "b.html#p1"),
        ("site:essay/a.html#p1", "essay/a.html", "#p1"),
        ("site:essay/a.html", "essay/a.html", "a.html"),
        ("site:persons/a.html#x", "essay/a.html", "../persons/a.html#x"),
        ("site:index.html", "id/p1/index.html", "../../index.html"),
        ("site:id/p2/index.html", "id/p1/index.html", "../p2/index.html"),
        ("site:id/p1/a/b.html", "id/p1/index.html", "a/b.html"),
        ("site:essays/b.html", "essay/a.html", "../essays/b.html"),
        ("https://example.org/#a", "essay/a.html", "https://example.org/#a"),
        ("site:javascript:x", "index.html", "./javascript:x"),
        ("site:a:b/c.html", "d/e.html", "../a:b/c.html"),
        ("#p1", "essay/a.html", "#p1"),
    ],
)
def test_addresses_as_seen_from_a_page(address: str, page: str, path: str) -> None:
    assert relative(address, page) == path


TEXT = """
One lamp.[^1]
{: #p1 }

Two lamps.[^ed-more]
{: #p1a }

[^1]: The author’s.

[^ed-more]: The editor’s.
"""


@pytest.fixture
def edition() -> Edition:
    """Two paragraphs and two notes, a person, a work, a quotation and an emendation."""
    files = {
        "bibliography/persons.yml": "marsh: {name: Marsh, named: [Marsh]}\n",
        "bibliography/works.bib": "@book{lampbook, title={The Lamp}, year={1881}}\n",
        "bibliography/quotations.yml": "q1: {anchor: p1, speaker: M, state: none, begins: One, ends: lamp}\n",
        "bibliography/emendations.yml": "e1: {anchor: n1, lemma: author, reading: auther, reason: Misspelt.}\n",
    }
    return edition_of(TEXT, files)


def test_every_key_and_anchor_has_an_address(edition: Edition) -> None:
    assert addresses(edition) == {
        "lampbook": "site:works/lampbook.html",
        "marsh": "site:persons/marsh.html",
        "p1": "site:essay/first.html#p1",
        "p1a": "site:essay/first.html#p1a",
        "n1": "site:essay/first.html#n1",
        "ed-more": "site:essay/first.html#ed-more",
        "q1": "site:essay/first.html#q1",
        "e1": "site:essay/first.html#e1",
    }


@pytest.mark.parametrize(
    ("anchor", "label"),
    [("p1", "¶\u00a01"), ("p1a", "¶\u00a01a"), ("n1", "n.\u00a01"), ("ed-more", "editors’ note a"), ("part", "part")],
)
def test_how_an_anchor_is_called(anchor: str, label: str, edition: Edition) -> None:
    assert anchor_label(anchor, edition) == label


@pytest.mark.parametrize(
    ("anchor", "number"), [("p5", "5"), ("p12a", "12a"), ("p", ""), ("part", ""), ("n5", ""), ("5", ""), ("", "")]
)
def test_the_number_of_a_paragraph(anchor: str, number: str) -> None:
    assert paragraph_number(anchor) == number


def test_passages_are_linked_once_each(edition: Edition) -> None:
    assert to_html(anchor_links(edition, ["n1", "p1", "n1"])) == (
        '<a href="site:essay/first.html#n1">n.\u00a01</a>, <a href="site:essay/first.html#p1">¶\u00a01</a>'
    )
    assert to_html(anchor_links(edition, ["p1"], {"p1": "b.html"})) == '<a href="b.html">¶\u00a01</a>'


@pytest.mark.parametrize(("base", "address"), [("", ""), ("https://example.org/x/", "https://example.org/x/id/p1/")])
def test_permanent_addresses(base: str, address: str, edition: Edition) -> None:
    with_base = replace(edition, metadata=replace(edition.metadata, base_address=base))
    assert permanent_address(with_base, "p1") == address
