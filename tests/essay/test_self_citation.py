"""A paragraph of the essay, and the page of a person, in the words in which they are cited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from citation_forms import STYLES, check_self_citation_against_pandoc, pandoc_self_citations, with_italics
from edition.citations.citation_target import CitationTarget, citation_target
from edition.citations.self_citation import citation_forms
from edition.model.edition import Edition
from edition.sources.load import assemble, read
from folders import ROOT, TESTS

PASSAGES: dict[str, Any] = yaml.safe_load((TESTS / "essay/self_citation.yml").read_text("utf-8"))


@pytest.fixture(scope="session")
def cited() -> dict[str, tuple[Edition, CitationTarget]]:
    """The edition and the place that is cited, by its key."""
    edition = assemble(read(ROOT))
    # pandoc gives no capital letter to a name that is none
    edition = replace(edition, metadata=replace(edition.metadata, editor="The editors"))
    return {key: (edition, citation_target(edition, key)) for key in PASSAGES}


@pytest.fixture(scope="session")
def pandoc(
    cited: dict[str, tuple[Edition, CitationTarget]], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], str]:
    """Key and form → pandoc's words."""
    return pandoc_self_citations(cited, tmp_path_factory.mktemp("pandoc"))


@pytest.mark.parametrize("key", PASSAGES)
def test_forms(key: str, cited: dict[str, tuple[Edition, CitationTarget]]) -> None:
    made = {name: with_italics(words) for name, words in citation_forms(*cited[key])}
    assert made == {name: words for name, words in PASSAGES[key].items() if name != "differs"}


@pytest.mark.parametrize("form", [form for forms_of_style in STYLES.values() for form in forms_of_style])
@pytest.mark.parametrize("key", PASSAGES)
def test_forms_against_pandoc(key: str, form: str, pandoc: dict[tuple[str, str], str]) -> None:
    check_self_citation_against_pandoc(PASSAGES[key], form, pandoc[key, form])
