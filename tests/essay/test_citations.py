"""Every form of every work that the essay cites is the one in ``citations.yml``, and pandoc's unless it says why."""

from __future__ import annotations

import pytest
import yaml

from citation_forms import FORMS, Cases, check_against_pandoc, our_form, pandoc_forms, works_in
from edition.citations.chicago import bibliography_order
from edition.model.works import Work
from folders import ROOT, TESTS

EXPECTED: Cases = yaml.safe_load((TESTS / "essay/citations.yml").read_text("utf-8"))


@pytest.fixture(scope="session")
def works() -> dict[str, Work]:
    """The works of the essay by their keys."""
    return works_in(ROOT / "bibliography/works.bib")


@pytest.fixture(scope="session")
def pandoc(works: dict[str, Work], tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Key and form → pandoc's words."""
    return pandoc_forms({key: works[key] for key in EXPECTED}, EXPECTED, tmp_path_factory.mktemp("pandoc"))


def test_every_work_of_the_author_has_its_forms(works: dict[str, Work]) -> None:
    cited = (ROOT / "bibliography/works.bib").read_text("utf-8").partition("% --- Sources of the annotation")[0]
    assert sorted(EXPECTED) == sorted(key for key in works if f"{{{key}," in cited)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", EXPECTED)
def test_form(key: str, form: str, works: dict[str, Work]) -> None:
    assert our_form(works[key], form, EXPECTED[key].get("page", "")) == EXPECTED[key][form]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", EXPECTED)
def test_form_against_pandoc(key: str, form: str, pandoc: dict[tuple[str, str], str]) -> None:
    check_against_pandoc(EXPECTED[key], form, pandoc[key, form])


def test_order_of_the_bibliography(works: dict[str, Work]) -> None:
    expected = (TESTS / "essay/bibliography_order.txt").read_text("utf-8").split()
    ordered = (work.key for work in sorted(works.values(), key=bibliography_order))
    assert [key for key in ordered if key in EXPECTED] == expected
