"""The page of an entry: who it is, its sources as notes, its mentions in lines that open."""

from __future__ import annotations

import pytest

from edition.model.serialize import to_html
from edition.model.tree import Element, find_all, text
from edition.site.contents.annotation import annotation_list
from edition.site.contents.components import cut_round
from edition.site.contents.registers import pages
from small_edition import edition_of

LONG = "The keeper of the lamp at Farness, " + "who was old and grey and slow, " * 5 + "was called Marsh by all."
TEXT = f"Marsh came.\n{{: #p1 }}\n\n{LONG} Marsh went.[^1]\n{{: #p2 }}\n\n[^1]: Marsh again."
PERSONS = """marsh:
  name: Tobias Marsh
  category: historical
  summary: Keeper of the *lamp*.
  named: Marsh
  born: {date: 1830, source: Register}
  statements:
    - {text: He came., source: [Register, "[@p1]"]}
    - {text: He went., source: Log}
quill:
  name: Quill
  category: author
  summary: Wrote.
  statements: {text: S., source: Log}
  at: p1
"""
EDITION = edition_of(TEXT, {"bibliography/persons.yml": PERSONS})
PAGES = {plan.uri: plan.made(EDITION) for plan in pages(EDITION)}


def part(uri: str, kind: str) -> list[Element]:
    """The elements of a class on a page."""
    return [node for node in find_all(PAGES[uri].body, Element) if kind in node.get("class").split()]


def test_who_it_is_comes_first() -> None:
    article = PAGES["persons/marsh.html"].body[0]
    assert [text(child) for child in article.children[:3]] == ["Tobias Marsh", "born 1830", "Keeper of the lamp."]


def test_the_index_shows_where_each_stands() -> None:
    rows = part("persons/index.html", "register")
    strips = [to_html(strip.children) for strip in part("persons/index.html", "strip")]
    assert len(rows) == 2
    assert strips == ['<i class="on"></i><i class="on"></i>', '<i class="on"></i><i></i>']


def test_sources_are_notes_with_one_number_each() -> None:
    marks = [(text(mark), mark.get("href")) for mark in part("persons/marsh.html", "source-mark")]
    assert marks == [("1", "#source-1"), ("2", "#source-2"), ("1", "#source-1")]
    (listed,) = part("persons/marsh.html", "source-notes")
    assert [(row.get("id"), text(row)) for row in listed.children] == [("source-1", "Register"), ("source-2", "Log")]
    assert [text(words) for words in part("persons/marsh.html", "sources")] == ["(¶\u00a01)"]


def test_a_work_lists_the_records_that_cite_it_with_volume_and_page() -> None:
    edition = edition_of(
        TEXT,
        {
            "bibliography/persons.yml": PERSONS.replace("source: Log", 'source: "[@lamp, vol. 2, p. 3]"'),
            "bibliography/works.bib": "@book{lamp, title = {Lamp}, date = {1881}}",
        },
    )
    _, listed = annotation_list(edition, "lamp")
    assert text(listed).startswith("PersonsTobias Marsh (vol. 2, p. 3); Quill (vol. 2, p. 3)")


def test_mentions_open_where_there_is_more() -> None:
    (listed,) = part("persons/marsh.html", "uses")
    first, second = listed.children
    assert "details" not in to_html((first,))
    (details,) = (node for node in find_all(second, Element) if node.tag == "details")
    summary, *sentences = details.children
    assert text(summary) == "… old and grey and slow, was called Marsh by all."
    assert len(sentences) == 3


def test_the_index_tells_kinds_of_people_apart() -> None:
    headings = [node for node in find_all(PAGES["persons/index.html"].body, Element) if node.tag == "h2"]
    assert [text(heading) for heading in headings] == ["People of the story", "Authors and editors of works cited"]
    assert [text(words) for words in part("persons/index.html", "who")] == ["Keeper of the lamp.", "Wrote."]


@pytest.mark.parametrize(
    ("words", "named", "shown"),
    [
        ("Marsh came.", ("Marsh",), "Marsh came."),
        ("a " * 60 + "Marsh " + "b " * 60, ("Marsh",), "… " + "a " * 16 + "Marsh " + "b " * 29 + "b …"),
        ("Marsh " + "b " * 60, ("Marsh",), "Marsh " + "b " * 45 + "b …"),
        ("a " * 60, (), "a " * 48 + "a …"),
    ],
)
def test_a_sentence_is_cut_round_the_name(words: str, named: tuple[str, ...], shown: str) -> None:
    assert cut_round(words, named) == shown
