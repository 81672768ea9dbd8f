"""A passage in words: every form lies as text in ``tests/cases/self_citation/forms.yml``.

Each is compared with what pandoc makes of our CSL-JSON. Where we depart from it the file has pandoc's words and why
ours are others; where the two agree it may not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from citation_forms import STYLES, check_self_citation_against_pandoc, pandoc_self_citations, with_italics
from edition.citations.bibtex import bibtex
from edition.citations.citation_target import CitationTarget, citation_target
from edition.citations.responsibility import authors_and_editors
from edition.citations.self_citation import citation_forms, cited_work
from edition.model.edition import Edition
from edition.model.records import IsoDate
from edition.model.serialize import to_html
from edition.model.works import Name
from edition.site.contents import citing
from edition.sources.load import assemble, read
from folders import CASES, TINY

PASSAGES: dict[str, Any] = yaml.safe_load((CASES / "self_citation/forms.yml").read_text("utf-8"))
FORMS = [
    "Chicago, note", "Chicago, bibliography", "MLA, works cited", "MLA, in the text", "APA, reference",
    "APA, in the text", "Plain",
]  # fmt: skip
EDITION = assemble(read(TINY))


def without_an_address() -> Edition:
    """The tiny edition as if it had no address and no publisher, and the text was first printed in a journal."""
    about = {"version": "1.0.0", "date": IsoDate("2026-11-24"), "editor": "The editors"}
    article = replace(EDITION.works["quill1911lamp"], type="article-journal", container_title="Gulls: A Review", url="")
    return replace(
        EDITION,
        metadata=replace(EDITION.metadata, **about, base_address="", publisher=""),
        works={**EDITION.works, article.key: article},
    )


NAMELESS = replace(EDITION, metadata=replace(EDITION.metadata, editor=""))
EDITIONS = {"tiny": EDITION, "unaddressed": without_an_address(), "nameless": NAMELESS}
CITED = {
    case: (EDITIONS[case.split()[0]], citation_target(EDITIONS[case.split()[0]], case.split()[1])) for case in PASSAGES
}


@pytest.mark.parametrize("case", PASSAGES)
def test_forms(case: str) -> None:
    made = {name: with_italics(words) for name, words in citation_forms(*CITED[case])}
    assert list(made) == FORMS
    assert made == {name: value for name, value in PASSAGES[case].items() if name in FORMS}


@pytest.fixture(scope="session")
def pandoc(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Case and form → pandoc's words; editions apart, since pandoc would tell works of one author apart."""
    folder = tmp_path_factory.mktemp("pandoc")
    by_edition = ({case: CITED[case] for case in CITED if case.split()[0] == name} for name in EDITIONS)
    return {key: words for cited in by_edition for key, words in pandoc_self_citations(cited, folder).items()}


@pytest.mark.parametrize("form", [form for forms_of_style in STYLES.values() for form in forms_of_style])
@pytest.mark.parametrize("case", PASSAGES)
def test_forms_against_pandoc(case: str, form: str, pandoc: dict[tuple[str, str], str]) -> None:
    check_self_citation_against_pandoc(PASSAGES[case], form, pandoc[case, form])


def test_the_whole_edition_has_no_place() -> None:
    found = {name: with_italics(words) for name, words in citation_forms(EDITION, CitationTarget())}
    assert found["MLA, in the text"] == "(Quill)"
    assert "https://example.org/lamp/;" in found["Chicago, note"]
    assert cited_work(EDITION, CitationTarget()).key == "quill1911lamp-0.1.0"


@pytest.mark.parametrize(("key", "terms"), [
    ("p5", ("¶ 5", "par. 5", "para. 5")),
    ("n1", ("n. 1", "n. 1", "Note 1")),
    ("two-keepers", ("sec. 2", "sec. 2", "Section 2")),
])  # fmt: skip
def test_a_place_in_the_terms_of_each_style(key: str, terms: tuple[str, ...]) -> None:
    found = citation_target(EDITION, key)
    assert tuple(found.place(style) for style in ("Chicago", "MLA", "APA")) == terms
    assert f"{terms[0]}. Originally" in bibtex(cited_work(EDITION, found))


def test_an_editors_note_is_named_in_words() -> None:
    edition = EDITION
    note = next(note for section in edition.sections for note in section.notes if note.kind == "editorial")
    assert citation_target(edition, note.anchor).place("APA") == f"editors’ note {note.mark}"


def test_without_an_address_no_host_is_invented() -> None:
    edition = replace(EDITION, metadata=replace(EDITION.metadata, base_address=""))
    for key in ("p5", "marsh", "marsh1881lamp"):
        words = "".join(with_italics(form) for _, form in citation_forms(edition, citation_target(edition, key)))
        assert "http" not in words
        assert cited_work(edition, citation_target(edition, key)).url == ""


def test_names_are_taken_apart_only_where_the_sources_do() -> None:
    authors, editors = authors_and_editors(EDITION)
    assert authors == (Name(family="Quill", given="Ada"),)
    assert editors == (Name(literal="Nobody in particular"),)
    told = replace(EDITION.metadata, editor="Hanna Oxley")
    assert authors_and_editors(replace(EDITION, metadata=told))[1] == (Name(family="Oxley", given="Hanna"),)


def test_without_a_first_publication_the_edition_speaks_for_itself() -> None:
    edition = replace(EDITION, witnesses=())
    found = {name: with_italics(words) for name, words in citation_forms(edition, citation_target(edition, "p5"))}
    assert found["APA, in the text"] == "(Quill, 2001, para. 5)"
    assert found["Chicago, note"].endswith("originally published in The Norport Lantern, 3 March 1911.")


def test_forms_that_are_filled_in_are_those_that_are_made() -> None:
    passages = [citation_target(EDITION, key) for key in (*EDITION.entries, *EDITION.works)]
    titles = (
        "The lamp",
        "A",
        "An end",
        "Marsh & Co",
        "“Words”",
        "Who?",
        "Oxley’s",
        "Морозов",
        "a_b",
        "Lamp (1881)",
        "x, y",
    )
    passages += [CitationTarget("key-1", title=title) for title in titles]
    for cited in passages:
        assert to_html(citing._of_page(EDITION, cited)) == to_html(citing._forms(EDITION, cited)), cited
