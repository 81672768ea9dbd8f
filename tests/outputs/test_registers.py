"""A register that an edition declares for itself is in every output: the tiny edition has instruments and animals."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

import same_words
from edition.books.pdf.back_matter import part_titles
from edition.model.tree import text, walk
from edition.permanence.ledger import current, expected_ledger
from site_reader import parse


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("index.html", '<a href="instruments/index.html">Instruments</a>'),
        ("index.html", '<a href="animals/index.html">Animals</a>'),
        (
            "instruments/index.html",
            '<a href="bell.html">The bell</a> <span class="count">2 mentions</span>',
        ),
        ("instruments/lens.html", "<dt>Type</dt><dd>optical</dd>"),
        ("instruments/lens.html", '<a href="../essay/the-rock.html#p1" class="passage">'),
        ("animals/cat.html", '<dt>Persons</dt><dd><a href="../persons/marsh.html">'),
        ("essay/the-rock.html", '<a class="naming" data-instrument="lens" href="../instruments/lens.html">lenses</a>'),
        ("essay/the-rock.html", '<a class="naming" data-animal="cat" href="../animals/cat.html">a cat</a>'),
        ("essay/the-rock.html", '<template id="card-lens" data-card="">'),
        ("sitemap.xml", "<loc>https://example.org/lamp/instruments/bell.html</loc>"),
        ("id/bell/index.html", 'href="../../instruments/bell.html"'),
        ("edition.tei.xml", '<listObject type="instruments">\n<object xml:id="lens" corresp="#marsh1881lamp">'),
        (
            "edition.tei.xml",
            '<list type="animals">\n<item xml:id="cat" corresp="#marsh"><name type="main">The cat</name>',
        ),
        ("edition.tei.xml", '<objectName ref="#lens">lenses</objectName>'),
        ("edition.tei.xml", '<name type="animal" ref="#cat">a cat</name>'),
    ],
)
def test_the_site_has_it(tiny_site: Path, uri: str, words: str) -> None:
    assert words in (tiny_site / uri).read_text(encoding="utf-8")


def test_the_search_finds_its_entries(tiny_site: Path) -> None:
    records = "".join(path.read_text(encoding="utf-8") for path in (tiny_site / "search").glob("records-*.js"))
    assert all(f'["{uri}","The ' in records for uri in ("instruments/lens.html", "animals/cat.html"))


def test_the_data_have_it(tiny_site: Path) -> None:
    _, lens, bell = json.loads((tiny_site / "data/instruments.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert (lens["@type"], lens["@id"]) == ("Product", "https://example.org/lamp/id/lens/")
    assert bell["alternateName"] == "the fog bell"
    assert json.loads((tiny_site / "data/animals.jsonld").read_text(encoding="utf-8"))["@graph"][1]["@type"] == "Thing"
    whole = json.loads((tiny_site / "data/edition.json").read_text(encoding="utf-8"))
    assert whole["entries"]["lens"]["register"] == "instruments"
    assert [register["heading"] for register in whole["metadata"]["registers"].values()] == ["Instruments", "Animals"]
    assert [use["at"] for use in whole["uses"]["bell"]] == ["p4", "p11"]


def test_the_books_have_it(tiny_site: Path) -> None:
    assert {"Instruments", "Animals", "Bibliography"} <= {*part_titles(same_words.edition("tiny"))}
    with ZipFile(tiny_site / "edition.epub") as book:
        page = parse(book.read("EPUB/instruments/index.xhtml").decode())
    assert [text(node) for node in walk(page) if node.tag in ("h1", "h2")] == [
        "Instruments",
        "Lens lentille, 1869",
        "The bell",
    ]


def test_the_ledger_keeps_its_entries() -> None:
    edition = same_words.edition("tiny")
    assert [current(edition)[key].kind for key in ("lens", "cat")] == ["instrument", "animal"]
    cat = expected_ledger(edition)["cat"]
    assert (cat.name, cat.since) == ("The cat", "0.1.0")
