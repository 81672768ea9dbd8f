"""Every form of every invented work lies as text in ``tests/cases/citations``; it is compared with ours and pandoc's.

A form in which we depart from pandoc says why under ``differs``; where the two agree it may not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from citation_forms import FORMS, Cases, check_against_pandoc, our_form, pandoc_forms, with_italics, works_in
from edition.citations.chicago import bibliography_entry, bibliography_order, full_note, short_note, worded
from edition.citations.locators import locator_in_words
from edition.model.kinds import GENERATED, SUBSEQUENT, CitationItem, Cite, CitedPlace
from edition.model.tree import walk
from edition.sources.bibtex import works
from folders import CASES

FOLDER = CASES / "citations"
WORKS = works_in(FOLDER / "invented.bib")
EXPECTED: Cases = yaml.safe_load((FOLDER / "invented.yml").read_text("utf-8"))


@pytest.fixture(scope="session")
def pandoc(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Key and form → pandoc's words."""
    return pandoc_forms(WORKS, EXPECTED, tmp_path_factory.mktemp("pandoc"))


def test_every_work_has_its_forms() -> None:
    assert sorted(EXPECTED) == sorted(WORKS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", WORKS)
def test_form(key: str, form: str) -> None:
    assert our_form(WORKS[key], form, EXPECTED[key].get("page", "")) == EXPECTED[key][form]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", WORKS)
def test_form_against_pandoc(key: str, form: str, pandoc: dict[tuple[str, str], str]) -> None:
    check_against_pandoc(EXPECTED[key], form, pandoc[key, form])


def test_three_hundred_entries_over_all_types_and_fields_against_pandoc(tmp_path: Path) -> None:
    """``all_fields.yml`` has the forms in which we depart from pandoc, with the reason; all others are pandoc's."""
    known = yaml.safe_load((FOLDER / "all_fields.yml").read_text("utf-8"))
    read, _ = works((FOLDER / "all_fields.bib").read_text("utf-8"), "all_fields.bib")
    entries = {work.key: work for work in read}
    pages = {key: {"page": known["pages"][key]} if key in known["pages"] else {} for key in entries}
    theirs = pandoc_forms(entries, pages, tmp_path)
    assert len(entries) >= 300
    ours = {(key, form): our_form(entries[key], form, known["pages"].get(key, "")) for key, form in theirs}
    other = {asked: words for asked, words in ours.items() if words != theirs[asked]}
    expected = {(key, form): d["ours"] for key, forms in known["differs"].items() for form, d in forms.items()}
    assert other == expected
    reasons = {differs["why"] for forms in known["differs"].values() for differs in forms.values()}
    assert reasons == set(known["reasons"])


LOCATORS = [line.split(" | ") for line in (FOLDER / "locators.txt").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("label", "locator", "words"), LOCATORS)
def test_locator(label: str, locator: str, words: str) -> None:
    assert locator_in_words((CitedPlace(label.strip(), locator),)) == words


def test_works_that_were_named_are_short() -> None:
    items = (
        CitationItem("ownbook", "page", "3", prefix="see "),
        CitationItem("ownbook", "page", "14", prefix="and ", within=(CitedPlace("volume", "II"),)),
        CitationItem("others", suffix=", a summary", position=SUBSEQUENT),
    )
    assert [with_italics(cite.children) for cite in worded(Cite(items, GENERATED), WORKS)] == [
        "see Ben Reed, *Floods: A Memoir* (1955; Ely: Fenland Press, 1960), 3",
        "and Reed, *Floods*, 2:14",
        "Marsh et al., “On Ditches,” a summary",
    ]


def test_order_of_a_bibliography() -> None:
    listed = sorted(WORKS.values(), key=bibliography_order)
    assert [work.key for work in listed] == (FOLDER / "order.txt").read_text("utf-8").split()


@pytest.mark.parametrize("key", WORKS)
def test_title_stands_in_one_element_and_nothing_is_linked(key: str) -> None:
    for form in (full_note, short_note, bibliography_entry):
        nodes = list(walk(form(WORKS[key])))
        assert [node.get("class") for node in nodes].count("work-title") == 1
        assert {node.tag for node in nodes} <= {"em", "span"}
