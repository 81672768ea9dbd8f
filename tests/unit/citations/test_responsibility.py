"""Authors and editors one by one, with parted names and ORCID; sections by other hands; nobody named as editor."""

from __future__ import annotations

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
import yaml
from pypdf import PdfReader

from edition.books import books
from edition.books.tei import whole_document
from edition.build.outputs import everything
from edition.checks import check
from edition.citations.citation_target import citation_target
from edition.citations.self_citation import citation_forms
from edition.model.edition import Edition
from edition.model.serialize import to_html
from small_edition import SECTION, edition_of

ABOUT = """\
title: Papers on Rain
authors:
  - {family: Marsh, given: Ada, orcid: 0000-0002-1825-0097}
  - {family: van der Oxley, given: Hanna}
  - The Rain Society
editors:
  - {family: Editor, given: Emil, orcid: "https://orcid.org/0000-0001-5109-3700"}
  - {name: Tess Tallow, role: translated by}
version: 1.0.0
date: 2001-02-03
"""
HEAD = (
    "---\ntitle: On drops\nauthor: [{family: Marsh, given: Ada}]\ndate: 1999\n---\n\nOne.[^1]\n{: #p2 }\n\n[^1]: A.\n"
)


@pytest.fixture(scope="module")
def papers() -> Edition:
    files = {
        "bibliography/edition.yml": ABOUT,
        "docs/essay/02-drops.md": HEAD,
        "docs/index.md": "---\ntitle: R\n---\n\nA.\n",
    }
    return edition_of("A paper.\n{: #p1 }", files)


@pytest.fixture(scope="module")
def made(papers: Edition) -> dict[str, str]:
    outputs = (*everything(papers), whole_document(papers))
    return {output.uri: output.content.decode("utf-8", "replace") for output in outputs}


def cited(edition: Edition, key: str) -> dict[str, str]:
    words = ((name, to_html(form)) for name, form in citation_forms(edition, citation_target(edition, key)))
    return {name: re.sub("<[^>]+>", "", form) for name, form in words}


def test_names_come_one_by_one(papers: Edition) -> None:
    assert [f for f in check(papers) if f.location.file == "bibliography/edition.yml"] == []
    assert (papers.metadata.author, papers.metadata.editor) == (
        "Ada Marsh, Hanna van der Oxley, The Rain Society", "Emil Editor",
    )  # fmt: skip
    form = cited(papers, "p1")["Chicago, bibliography"]
    assert form.startswith(
        "Marsh, Ada, Hanna van der Oxley, and The Rain Society. Papers on Rain. Edited by Emil Editor."
    )


def test_who_wrote_a_section_stands_below_its_title(papers: Edition, made: dict[str, str]) -> None:
    book = {plan.uri: plan.made(papers) for plan in books(papers) if plan.uri.endswith(("edition.pdf", ".epub"))}
    with ZipFile(BytesIO(book["edition.epub"].content)) as archive:
        epub = archive.read("EPUB/essay/drops.xhtml").decode()
    pdf = PdfReader(BytesIO(book["edition.pdf"].content))
    written = {
        "epub": epub,
        "pdf": pdf.pages[-1].extract_text(),
        **{uri: made[uri] for uri in ("essay/drops.html", "print/index.html", "edition.tei.xml")},
        **{f"edition.{each}": made[f"edition.{each}"] for each in ("txt", "md") if f"edition.{each}" in made},
    }
    for uri, words in written.items():
        plain = " ".join(re.sub("<[^>]+>", " ", words).split())
        assert re.search(r"2\.? On drops(?: =+)? Ada Marsh", plain) or "On drops Ada Marsh" in plain, uri


def test_a_section_by_another_hand_is_cited_by_its_author(papers: Edition) -> None:
    for key in ("drops", "p2", "n1"):
        forms = cited(papers, key)
        assert forms["Chicago, bibliography"].startswith(
            "Marsh, Ada. “On drops.” In Papers on Rain, version 1.0.0, edited"
        )
        assert forms["Chicago, note"].startswith(
            "Ada Marsh, “On drops,” in Papers on Rain, version 1.0.0, edited by Emil"
        )
        assert forms["APA, reference"].startswith("Marsh, A. (2001). On drops. In E. Editor, Papers on Rain")
        assert forms["MLA, in the text"].startswith("(Marsh, “On drops")
    assert "¶ 2" in cited(papers, "p2")["Chicago, note"]


def test_every_format_has_them(made: dict[str, str]) -> None:
    data = yaml.safe_load(made["CITATION.cff"])
    assert data["authors"][0] == {
        "family-names": "Marsh", "given-names": "Ada", "orcid": "https://orcid.org/0000-0002-1825-0097",
    }  # fmt: skip
    assert data["authors"][2] == {"name": "The Rain Society"}
    assert [person["family-names"] for person in data["preferred-citation"]["editors"]] == ["Editor"]
    tei = made["edition.tei.xml"]
    assert "<surname>van der Oxley</surname>" in tei
    assert '<idno type="ORCID">https://orcid.org/0000-0001-5109-3700</idno>' in tei
    assert "<resp>translated by</resp>" in tei
    page = made["essay/drops.html"]
    assert re.findall(r'name="citation_author" content="([^"]*)"', page) == ["Marsh, Ada"]
    linked = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    assert "https://orcid.org/0000-0002-1825-0097" in json.dumps(linked)


def test_an_edition_without_an_editor_is_annotated() -> None:
    about = "title: T\nauthor: A\nversion: 1.0.0\ndate: 2001-02-03\n"
    files = {"bibliography/edition.yml": about, "docs/index.md": "---\ntitle: T\n---\n\nA.\n"}
    edition = edition_of("One.\n{: #p1 }", files)
    assert check(edition) == ()
    made = {output.uri: output.content.decode("utf-8", "replace") for output in everything(edition)}
    assert "Annotated edition" in made["index.html"]
    words = "".join(made[uri] for uri in made if uri.endswith((".html", ".txt", ".md", ".cff", ".xml")))
    assert not re.search(r"(?i)edited (?:and annotated )?by", re.sub("(?s)<teiHeader>.*?</teiHeader>", "", words))


def test_nobody_named_is_a_finding() -> None:
    edition = edition_of("One.\n{: #p1 }", {"bibliography/edition.yml": "title: T\nversion: 1.0.0\ndate: 2001-02-03\n"})
    assert [f.code for f in check(edition) if f.location.file == "bibliography/edition.yml"] == ["y-missing-field"]
    assert SECTION in {section.location.file for section in edition.sections}


def test_a_copy_text_that_is_not_to_be_had_is_said() -> None:
    witnesses = "A: {title: The print, base: true, absent: true, description: It burnt.}\n"
    files = {"bibliography/witnesses.yml": witnesses, "docs/index.md": "---\ntitle: T\n---\n\nA.\n"}
    assert check(edition_of("One.\n{: #p1 }", files)) == ()
    assert [
        f.code
        for f in check(
            edition_of(
                "One.\n{: #p1 }",
                files
                | {
                    "bibliography/witnesses.yml": witnesses.replace(", absent: true", ""),
                },
            )
        )
    ] == ["t-no-witness"]
