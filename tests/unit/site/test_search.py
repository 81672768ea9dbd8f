"""The search: how words are compared, what of a page can be found, and the files of the index."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from edition.model.output import Page, SearchRecord
from edition.model.tree import E
from edition.site import search
from edition.site.search import folded, leaves, postings, records
from small_edition import METADATA, edition_of


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("", []),
        ("The Lamp", ["the", "lamp"]),
        ("Marsh’s lamp-oil (1881)", ["marsh", "s", "lamp", "oil", "1881"]),
        ("café CAFE\u0301 Éluard Öhman", ["cafe", "cafe", "eluard", "ohman"]),
        ("Маяк Ёлка Йод", ["маяк", "елка", "иод"]),
        ("מִגְדָּלוֹר", ["מגדלור"]),
        ("ﬁnal H₂O x² ½ №5", ["final", "h2o", "x2", "1", "2", "no5"]),
        ("a\u00a0b\tc\nd…e—f_g", ["a", "b", "c", "d", "e", "f", "g"]),
        ("straße Œuvre Łódź λόγος", ["strasse", "oeuvre", "lodz", "λογοσ"]),
        ("🗼 ¶ &c.", ["c"]),
    ],
)
def test_words_as_they_are_compared(words: str, terms: list[str]) -> None:
    assert folded(words) == terms


def test_german_umlauts_are_found_as_they_are_written_without() -> None:
    page = Page("about/rest.html", "Über Müller", "prose", (E("p", "Goethe"),))
    german = METADATA.replace("language: en", "language: de")
    found = {
        language: " ".join(r.terms for r in records(edition_of("A.", {"bibliography/edition.yml": metadata}), page))
        for language, metadata in (("de", german), ("en", METADATA))
    }
    assert {"muller", "mueller", "uber", "ueber"} <= {*found["de"].split()}
    assert "mueller" not in found["en"].split()


EDITION = edition_of("One.[^1]\n{: #p1 }\n\n[^1]: Note.\n")
ROWS = E("ul", E("li", "First ", E("em", "row"), id="a"), E("li", "without an id"))


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (Page("print/index.html", "All", "print", (E("p", "words"),)), []),
        (
            Page("about/rest.html", "The Rest", "prose", (E("h1", "The Rest"), E("p", "Éluard’s words"))),
            [("about/rest.html", "The Rest", "Éluard’s words", "the rest =the =rest eluard s words")],
        ),
        (
            Page("about/rest.html", "Rest", "prose", (E("article", E("p", "a"), E("h2", "Use", id="u"), E("p", "b")),)),
            [
                ("about/rest.html", "Rest", "a", "rest =rest a"),
                ("about/rest.html#u", "Use · Rest", "b", "use rest b"),
            ],
        ),
        (
            Page("about/list.html", "A List", "list", (ROWS,)),
            [
                ("about/list.html", "A List", "", "a list =a =list"),
                ("about/list.html#a", "A List", "First row", "a list first row"),
            ],
        ),
        (
            Page("about/list.html", "A List", "list", (E("p", "none"),)),
            [("about/list.html", "A List", "none", "a list =a =list none")],
        ),
        (
            Page("persons/index.html", "Persons", "register", (ROWS,)),
            [("persons/index.html", "Persons", "", "persons =persons")],
        ),
        (
            Page("essay/a.html", "A\tB", "section", (), passages=(("p1", "one lamp"), ("n1", "note"))),
            [
                ("essay/a.html", "A B", "", "a b =a =b"),
                ("essay/a.html#p1", "¶\u00a01 · A B", "one lamp", "1 a b one lamp"),
                ("essay/a.html#n1", "N.\u00a01 · A B", "note", "n 1 a b note"),
            ],
        ),
    ],
)
def test_what_of_a_page_can_be_found(page: Page, found: list[tuple[str, ...]]) -> None:
    assert list(map(tuple, records(EDITION, page))) == found


def of_terms(*terms: str) -> list[SearchRecord]:
    return [SearchRecord(f"{number}.html", f"Title {number}", "words", each) for number, each in enumerate(terms)]


BEFORE = of_terms("a b", "b c", "a", "d")


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        (BEFORE, {"a": "[0,2]", "b": "[0,1]", "c": "[1]", "d": "[3]"}),
        (of_terms("a b", "b c", "a d", "d"), {"a": "[0,2]", "b": "[0,1]", "c": "[1]", "d": "[2,1]"}),
        (of_terms("a", "c", "a", "e d"), {"a": "[0,2]", "c": "[1]", "d": "[3]", "e": "[3]"}),
        (of_terms("a", "a", "a"), {"a": "[0,1,1]"}),
        ([], {}),
    ],
)
def test_which_records_a_term_finds(given: Sequence[SearchRecord], steps: dict[str, str]) -> None:
    assert list(postings(given).items()) == list(steps.items())
    known = postings(BEFORE)
    assert list(postings(given, BEFORE, known).items()) == list(steps.items()), "what was known before changes nothing"
    assert known == postings(BEFORE)


def read(content: bytes) -> tuple[str, int, object]:
    """Kind, number and matter of a file of the index."""
    call = content.decode().removeprefix("globalThis.editionSearch(").removesuffix(");\n")
    kind, number, matter = json.loads(f"[{call}]")
    return kind, number, matter


def test_the_index_is_cut_into_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RECORDS_A_LEAF", 3)
    monkeypatch.setattr(search, "WORDS_A_LEAF", 16)
    files = {output.uri: read(output.content) for output in leaves(BEFORE, postings(BEFORE))}
    titles = [[f"{number}.html", f"Title {number}", "words"] for number in range(4)]
    assert files == {
        "search/root.js": ("root", 0, {"words": ["a", "c"], "records": 4, "leaf": 3}),
        "search/words-0.js": ("words", 0, {"a": [0, 2], "b": [0, 1]}),
        "search/words-1.js": ("words", 1, {"c": [1], "d": [3]}),
        "search/records-0.js": ("records", 0, titles[:3]),
        "search/records-1.js": ("records", 1, titles[3:]),
    }


def test_nothing_to_find_has_a_root() -> None:
    (root,) = leaves([], {})
    assert read(root.content) == ("root", 0, {"words": [], "records": 0, "leaf": search.RECORDS_A_LEAF})
