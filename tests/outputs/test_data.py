"""The downloads of data: each file read back by a program that is not ours, and the whole against its schema."""

from __future__ import annotations

import json
import re
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import bibtexparser
import pypandoc
import pytest
import rispy
import yaml
from jsonschema import Draft202012Validator, ValidationError

from edition.build.outputs import everything
from edition.citations.csl_json import csl_json
from edition.citations.titles import joined_title
from edition.data.markup import markup
from edition.model.edition import Edition
from edition.model.kinds import Cite
from edition.model.tree import Element, find_all, text, walk
from edition.model.works import Work
from edition.sources.bibtex import works
from edition.sources.load import assemble, read
from site_reader import parse

PROJECTS = {"site": "project", "tiny_site": "tiny"}
LEFT_BEHIND = ("location", "record", "creators", "part_of")
"""What a work does not take along into its BibTeX: where it stood, and ties to what is not in the file."""


@pytest.fixture(scope="module", params=["site", "tiny_site"])
def built(request: pytest.FixtureRequest) -> tuple[Path, Edition]:
    """A built site with the edition it was built from."""
    return request.getfixturevalue(request.param), assemble(read(request.getfixturevalue(PROJECTS[request.param])))


def load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def facts(work: Work) -> dict[str, Any]:
    kept = {name: getattr(work, name) for name in work.__dataclass_fields__ if name not in LEFT_BEHIND}
    kept["container_title"] = joined_title(work.container_title, kept.pop("container_subtitle"))
    kept["genre"] = work.genre or ("periodical" if work.type == "periodical" else "")
    return kept | {"creators": [(creator.role, creator.name) for creator in work.creators]}


def test_bibtex_is_read_back_as_the_same_works(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    source = (folder / "data/bibliography.bib").read_text("utf-8")
    found, findings = works(re.sub(r"  annote .*\n", "", source), "bibliography.bib")
    assert findings == ()
    assert list(map(facts, found)) == list(map(facts, edition.works.values()))
    assert bibtexparser.parse_string(source).failed_blocks == []


def test_bibtex_means_the_same_to_pandoc(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    command = [pypandoc.get_pandoc_path(), "--from=biblatex", "--to=csljson", str(folder / "data/bibliography.bib")]
    found = json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)
    assert {item["id"] for item in found} == set(edition.works)
    for item in found:
        ours = csl_json(edition.works[item["id"]])
        for role in ("author", "editor", "translator"):
            assert list(map(family, item.get(role, []))) == list(map(family, ours.get(role, []))), item["id"]


def family(name: dict[str, str]) -> str:
    """The family name with its particle, wherever that stands."""
    parts = ("dropping-particle", "non-dropping-particle", "family", "literal")
    return " ".join(name[part] for part in parts if part in name)


def test_ris_is_read_back_as_the_same_records(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    found = rispy.loads((folder / "data/bibliography.ris").read_text("utf-8"))
    assert [record["id"] for record in found] == list(edition.works)
    for record in found:
        work = edition.works[record["id"]]
        assert work.title in record["title"]
        assert record.get("year", "") == work.issued.split("-")[0]
        assert len(record.get("authors", [])) == len([c for c in work.creators if c.role == "author"])


def test_csl_json_is_what_pandoc_reads(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    assert load(folder / "data/bibliography.csl.json") == [csl_json(work) for work in edition.works.values()]
    command = [pypandoc.get_pandoc_path(), "--from=csljson", "--to=csljson"]
    source = (folder / "data/bibliography.csl.json").read_text("utf-8")
    again = json.loads(subprocess.run(command, input=source, capture_output=True, encoding="utf-8", check=True).stdout)
    assert {item["id"] for item in again} == set(edition.works)


def test_the_whole_edition_is_as_its_schema_says(built: tuple[Path, Edition]) -> None:
    folder, _ = built
    schema, whole = load(folder / "data/edition.schema.json"), load(folder / "data/edition.json")
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(whole)
    assert (folder / "data" / whole["$schema"]).is_file()


@pytest.mark.parametrize("spoil", [
    lambda whole: whole.pop("metadata"),
    lambda whole: whole["metadata"].pop("version"),
    lambda whole: whole["metadata"].update(date="yesterday"),
    lambda whole: whole["sections"][0].update(number="1"),
    lambda whole: whole["sections"][0]["paragraphs"][0]["content"].update(html="<p>"),
    lambda whole: next(iter(whole["uses"].values()))[0].pop("at"),
])  # fmt: skip
def test_the_schema_refuses_what_is_not_so(tiny_site: Path, spoil: Any) -> None:
    schema, whole = load(tiny_site / "data/edition.schema.json"), load(tiny_site / "data/edition.json")
    spoil(whole)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(whole)


def test_nothing_of_the_text_is_lost(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    whole = load(folder / "data/edition.json")
    assert [section["slug"] for section in whole["sections"]] == [section.slug for section in edition.sections]
    for given, section in zip(whole["sections"], edition.sections, strict=True):
        for one, paragraph in zip(given["paragraphs"], section.paragraphs, strict=True):
            assert one["content"] == {"text": text(paragraph.content)}
            assert markup(paragraph.content) in given["body"]
        assert text(parse(given["body"])) == "".join(map(text, section.body))
        assert [note["content"]["text"] for note in given.get("notes", [])] == [text(n.content) for n in section.notes]
        assert [note["anchor"] for note in given.get("notes", [])] == [note.anchor for note in section.notes]
    assert list(whole["works"]) == list(edition.works)
    assert list(whole["entries"]) == list(edition.entries)
    for name in ("emendations", "observations", "quotations", "witnesses"):
        assert [record["key"] for record in whole[name]] == [record.key for record in getattr(edition, name)]


def test_citations_stand_under_their_place_and_name_their_works(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    whole = load(folder / "data/edition.json")
    anchors = {b["anchor"] for s in whole["sections"] for b in (*s["paragraphs"], *s.get("notes", []))}
    assert whole["citations"].keys() <= anchors
    cited = [item["work"] for them in whole["citations"].values() for cite in them for item in cite["items"]]
    contents = [block.content for section in edition.sections for block in (*section.paragraphs, *section.notes)]
    assert cited == [item.work for content in contents for cite in find_all(content, Cite) for item in cite.items]
    assert cited
    assert {use["at"] for them in whole["uses"].values() for use in them} <= anchors


def test_no_path_of_the_sources_is_told(built: tuple[Path, Edition]) -> None:
    folder, _ = built
    source = (folder / "data/edition.json").read_text("utf-8")
    assert "docs/essay" not in source
    assert ".yml" not in source


def test_the_page_of_downloads_tells_the_truth(built: tuple[Path, Edition]) -> None:
    folder, _ = built
    page = folder / "about/downloads.html"
    nodes = list(walk(parse(page.read_text("utf-8"))))
    sums = dict(reversed(line.split()) for line in text(next(n for n in nodes if n.tag == "pre")).splitlines())
    lists = [node for node in nodes if node.tag == "ul" and node.get("class") in ("books", "files")]
    named = set()
    for row in (node for found in lists for node in found.children if isinstance(node, Element)):
        path = (page.parent / next(node for node in walk(row) if node.tag == "a").get("href")).resolve()
        name = path.relative_to(folder).as_posix()
        named.add(name)
        assert sums[name] == sha256(path.read_bytes()).hexdigest()
        size = next(n for n in walk(row) if n.tag == "small" or n.get("class") == "size")
        kilobytes = int("".join(c for c in text(size).partition("kB")[0] if c.isdigit()))
        assert (kilobytes - 1) * 1000 < path.stat().st_size <= kilobytes * 1000
    assert named == sums.keys()
    kinds = (".pdf", ".epub", ".xml", ".txt", ".md", ".docx")
    books = {path.name for path in folder.iterdir() if path.suffix in kinds} - {"robots.txt"}
    data = {f"data/{path.name}" for path in (folder / "data").iterdir()}
    assert named == books - {"sitemap.xml"} | data | {"CITATION.cff"}


def test_without_the_books_the_page_lists_what_there_is(tiny: Path) -> None:
    outputs = {output.uri: output for output in everything(assemble(read(tiny)))}
    hrefs = [n.get("href") for n in walk(parse(outputs["about/downloads.html"].content.decode())) if n.tag == "a"]
    assert "../data/edition.json" in hrefs
    assert not [href for href in hrefs if href.endswith((".pdf", ".epub", ".tei.xml"))]
    assert not [n for n in walk(parse(outputs["index.html"].content.decode())) if n.get("name") == "citation_pdf_url"]


def test_the_citation_file(tiny_site: Path) -> None:
    tiny = yaml.safe_load((tiny_site / "CITATION.cff").read_text("utf-8"))
    assert (tiny["cff-version"], tiny["type"], str(tiny["version"])) == ("1.2.0", "dataset", "0.1.0")
    assert tiny["authors"] == [{"family-names": "Quill", "given-names": "Ada"}]
    assert tiny["preferred-citation"]["editors"] == [{"name": "Nobody in particular"}]
    assert tiny["preferred-citation"]["type"] == "book"
    assert "The Norport Lantern" in tiny["preferred-citation"]["notes"]
