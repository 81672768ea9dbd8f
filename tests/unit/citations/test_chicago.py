"""Every form of every invented work lies as text in ``tests/cases/citations``; it is compared with ours and pandoc's.

A form in which we depart from pandoc says why under ``differs``; where the two agree it may not.
"""

from __future__ import annotations

import pytest
import yaml

from citation_forms import FORMS, Cases, check_against_pandoc, our_form, pandoc_forms, with_italics, works_in
from edition.citations.chicago import bibliography_entry, bibliography_order, cluster, full_note, short_note
from edition.citations.locators import locator_in_words
from edition.model.kinds import CitationItem, CitedPlace
from edition.model.tree import walk
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


LOCATORS = [line.split(" | ") for line in (FOLDER / "locators.txt").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("label", "locator", "words"), LOCATORS)
def test_locator(label: str, locator: str, words: str) -> None:
    assert locator_in_words(label.strip(), locator) == words


def test_cluster_joins_items_and_shortens_what_was_named() -> None:
    items = (
        CitationItem("ownbook", "page", "3", prefix="see "),
        CitationItem("ownbook", "page", "14", prefix="and ", within=(CitedPlace("volume", "II"),)),
        CitationItem("others", suffix=", a summary"),
        CitationItem("missing"),
    )
    assert with_italics(cluster(items, WORKS, cited={"others"})) == (
        "see Ben Reed, *Floods: A Memoir* (1955; Ely: Fenland Press, 1960), 3; "
        "and Reed, *Floods*, 2:14; Marsh et al., “On Ditches,” a summary"
    )


def test_order_of_a_bibliography() -> None:
    listed = sorted(WORKS.values(), key=bibliography_order)
    assert [work.key for work in listed] == (FOLDER / "order.txt").read_text("utf-8").split()


@pytest.mark.parametrize("key", WORKS)
def test_title_stands_in_one_element_and_nothing_is_linked(key: str) -> None:
    for form in (full_note, short_note, bibliography_entry):
        nodes = list(walk(form(WORKS[key])))
        assert [node.get("class") for node in nodes].count("work-title") == 1
        assert {node.tag for node in nodes} <= {"em", "span"}
