"""The same words: what a reader sees on the built pages is the copy-text, character by character.

Nothing of the engine's own comparison is used here: the words come from the finished HTML, with the emendations undone
as the page itself lists them, and from the file of the witness. Runs of white space count as one space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from edition.model.tree import Content, Element, text, walk
from folders import CASES
from site_reader import parse

PROJECTS = {"site": "project", "tiny_site": "tiny", "verse_site": "verse"}
MARKS = frozenset(
    """position section-number paragraph-number emendation-mark backlink note-sources editorial figure-number
    credit""".split()
)
"""Classes of what the edition puts round the words of the text."""

LISTS = frozenset("notes emendations neighbours".split())
APART = frozenset("p li td th tr pre h1 h2 h3 h4 h5 h6 div br dt dd figure figcaption".split())


def collapsed(words: str) -> str:
    return " ".join(words.split())


class Page:
    """The article of a section, on its own page or on that of the whole text."""

    def __init__(self, article: Element) -> None:
        self.article = article
        self.readings = {
            node.get("data-emendation"): text(next(n for n in walk(node) if n.get("class") == "reading"))
            for node in walk(self.article)
            if node.tag == "li" and node.has("data-emendation")
        }

    def pieces(self, content: Content, undone: set[str]) -> Iterator[str]:
        """The words of the author's as the witness has them, a space between blocks."""
        if isinstance(content, str):
            yield content
            return
        if MARKS & set(content.get("class").split()):
            return
        if content.get("role") == "doc-noteref":
            yield text(content)
            return
        key = content.get("data-emendation")
        if key:
            yield "" if key in undone else self.readings[key]
            undone.add(key)
            return
        apart = " " if content.tag in APART else ""
        yield apart
        for child in content.children:
            yield from self.pieces(child, undone)
        yield apart

    def words(self, *content: Content) -> str:
        undone: set[str] = set()
        return collapsed("".join(piece for part in content for piece in self.pieces(part, undone)))

    def body(self) -> str:
        parts = (node for node in self.article.children if isinstance(node, Element))
        return self.words(*(part for part in parts if not LISTS & set(part.get("class").split())))

    def notes(self) -> dict[str, str]:
        """The author's notes by their ids."""
        found = (node for node in walk(self.article) if node.get("class") == "note" and node.get("id")[1:].isdigit())
        return {node.get("id"): self.words(node) for node in found}

    def pictures(self) -> Counter[str]:
        return Counter(node.get("alt") for node in walk(self.article) if node.tag == "img")

    def paragraphs(self) -> Iterator[str]:
        found = (node for node in walk(self.article) if node.tag == "p" and node.get("id"))
        return (self.words(node) for node in found)


def articles(path: Path) -> list[Page]:
    tree = parse(path.read_text("utf-8"))
    return [Page(node) for node in walk(tree) if node.tag == "article" and node.has("data-section")]


@pytest.fixture(scope="module")
def verse() -> Path:
    """Verse, a scene, Arabic, pictures, signs of the source and of notes."""
    return CASES / "books/verse"


@pytest.fixture(scope="module")
def verse_site(verse: Path, build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(verse, tmp_path_factory.mktemp("verse") / "site")


@pytest.fixture(scope="module", params=list(PROJECTS))
def pages_and_witness(request: pytest.FixtureRequest) -> tuple[list[Page], list[str]]:
    """The section pages in the order of their sources, and the lines of the witness below title and byline."""
    project, site = request.getfixturevalue(PROJECTS[request.param]), request.getfixturevalue(request.param)
    names = [path.stem.split("-", 1)[1] for path in sorted((project / "docs/essay").glob("*.md"))]
    witnesses = yaml.safe_load((project / "bibliography/witnesses.yml").read_text("utf-8"))
    base = next(witness["file"] for witness in witnesses.values() if witness.get("base"))
    lines = (project / "bibliography" / base).read_text("utf-8").split("\n")
    title, *rest = (collapsed(line) for line in lines if line.strip())
    assert title
    rest = rest[rest[0].startswith("By ") :]
    pages = [page for name in names for page in articles(site / "essay" / f"{name}.html")]
    assert len(pages) == len(names)
    return pages, rest


def test_the_text_is_that_of_the_witness(pages_and_witness: tuple[list[Page], list[str]]) -> None:
    pages, witness = pages_and_witness
    end = next(number for number, line in enumerate(witness) if line.startswith("[1]"))
    assert " ".join(page.body() for page in pages) == " ".join(witness[:end])


def test_paragraphs_end_where_those_of_the_witness_end(pages_and_witness: tuple[list[Page], list[str]]) -> None:
    pages, witness = pages_and_witness
    paragraphs = [words for page in pages for words in page.paragraphs()]
    lines = "\n".join(witness) + "\n"
    spaced = lines.replace("\n", " ")
    assert [words for words in paragraphs if lines[spaced.index(words) + len(words)] != "\n"] == []
    assert paragraphs


def test_the_notes_are_those_of_the_witness(pages_and_witness: tuple[list[Page], list[str]]) -> None:
    pages, witness = pages_and_witness
    notes: dict[str, str] = {}
    start = next(number for number, line in enumerate(witness) if line.startswith("[1]"))
    for line in witness[start:]:
        mark, closing, words = line.partition("] ")
        if closing and re.fullmatch(r"\[(?:\d+|\*+|†|[ivx]+)", mark):
            notes[f"n{len(notes) + 1}"] = words
        else:
            notes[list(notes)[-1]] += f" {line}"
    found = {anchor: words for page in pages for anchor, words in page.notes().items()}
    assert list(found) == list(notes)
    assert found == notes


def test_every_emendation_is_undone(pages_and_witness: tuple[list[Page], list[str]]) -> None:
    pages, _ = pages_and_witness
    for page in pages:
        shown = {node.get("data-emendation") for node in walk(page.article) if node.get("class") == "emended"}
        assert shown == page.readings.keys()


def test_the_page_of_the_whole_text_has_the_same_words(
    pages_and_witness: tuple[list[Page], list[str]], request: pytest.FixtureRequest
) -> None:
    pages, _ = pages_and_witness
    site = request.getfixturevalue(request.node.callspec.params["pages_and_witness"])
    tree = parse((site / "print/index.html").read_text("utf-8"))
    whole = Page(next(node for node in walk(tree) if node.tag == "article"))
    assert whole.body().endswith(" ".join(page.body() for page in pages))
    assert whole.notes() == {anchor: words for page in pages for anchor, words in page.notes().items()}
    assert whole.pictures() == Counter(alt for page in pages for alt in page.pictures().elements())
