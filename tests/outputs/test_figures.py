"""Figures in every form of the tiny edition: the pictures themselves, their alternative text, caption and number."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pikepdf
import pytest

import same_words
from books import made
from edition.model.edition import Edition
from edition.model.output import Output
from edition.model.tree import Element as Node
from edition.model.tree import text, walk
from pdf_reader import Book, joined
from site_reader import parse

PAGE = "essay/plates.html"
ALTERNATIVES = [
    "a ring with a dot in it", "A lantern on a rock, with rays", "A rock in grey water", "Grey water", "",
    "The lantern once more",
]  # fmt: skip
"""Of the pictures of that section, in their order; the last is in a note."""


@pytest.fixture(scope="module")
def edition() -> Edition:
    return same_words.edition("tiny")


@cache
def book(edition: Edition, ending: str) -> Output:
    return made(edition, ending)[0]


def page(tiny_site: Path, uri: str = PAGE) -> list[Node]:
    return [node for node in walk(parse((tiny_site / uri).read_text("utf-8"))) if isinstance(node, Node)]


def test_pictures_on_the_site(tiny_site: Path, tiny: Path) -> None:
    images = [node for node in page(tiny_site) if node.tag == "img"]
    assert [image.get("alt") for image in images] == ALTERNATIVES
    for image in images:
        shown = (tiny_site / "essay" / image.get("src")).read_bytes()
        assert shown == (tiny / "docs/essay" / image.get("src")).read_bytes()
        assert int(image.get("width")) > 0
        assert int(image.get("height")) > 0
    assert [image.get("loading") for image in images] == ["", "", *["lazy"] * 4]


def test_figures_on_the_site(tiny_site: Path) -> None:
    found = [node for node in page(tiny_site) if node.tag == "figcaption"]
    assert [" ".join(text(caption).split()) for caption in found] == [
        "Figure 1 The old lamp, as Marsh drew it for The Lamp and the Rock, p. 40.[6] Farness Museum, no. 12",
        "Fig. 7. The rock at low water",
        "Figure 2 The same at high water, without a lamp, as no chart has it",
    ]


def test_the_list_of_figures(tiny_site: Path) -> None:
    links = [
        node for node in page(tiny_site, "about/figures.html") if node.tag == "a" and "plates.html#" in node.get("href")
    ]
    shown = [(text(link), link.get("href")) for link in links if text(link)]
    assert shown == [
        ("Figure 1", "../essay/plates.html#p42"),
        ("Fig. 7. The rock at low water", "../essay/plates.html#p43"),
        ("Figure 2", "../essay/plates.html#p43"),
    ]


def test_pictures_in_the_epub(edition: Edition, tiny: Path) -> None:
    with ZipFile(BytesIO(book(edition, ".epub").content)) as archive:
        root = fromstring(archive.read("EPUB/essay/plates.xhtml"))
        images = [element for element in root.iter() if same_words.local(element) == "img"]
        shown = [archive.read(f"EPUB/essay/{image.attrib['src']}".replace("essay/../", "")) for image in images]
        listed = fromstring(archive.read("EPUB/nav.xhtml"))
    assert [image.attrib["alt"] for image in images] == ALTERNATIVES
    originals = {path.read_bytes() for path in (tiny / "docs/essay/plates").iterdir()}
    assert set(shown) == originals
    titles = ["".join(nav.itertext()) for nav in listed.iter() if nav.get(f"{{{OPS}}}type") == "loi"]
    assert [words.startswith("FiguresFigure 1. The old lamp, as Marsh drew it") for words in titles] == [True]


OPS = "http://www.idpf.org/2007/ops"


def test_pictures_in_the_pdf(edition: Edition) -> None:
    content = book(edition, "edition.pdf").content
    with pikepdf.open(BytesIO(content)) as pdf:
        tags = [tag for tag in _tags(pdf.Root.StructTreeRoot) if tag.get("/S") == "/Figure" and "/Alt" in tag]
        assert sorted(str(tag.Alt) for tag in tags) == sorted(filter(None, ALTERNATIVES))
        rasters = {image.objgen for page in pdf.pages for image in page.get_images().values()}
    assert len(rasters) == 3, "lamp, rock, water; the sign is drawn with lines"
    assert "Figures" in [joined(element.pieces()) for element in Book(content).document.walk() if element.tag == "H1"]


def _tags(node: pikepdf.Object) -> list[pikepdf.Object]:
    inside = node.get("/K", [])
    children = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    dictionaries = [child for child in children if isinstance(child, pikepdf.Dictionary)]
    return [node, *(tag for child in dictionaries for tag in _tags(child))]


def test_figures_in_tei(edition: Edition) -> None:
    root: Element = fromstring(book(edition, "edition.tei.xml").content)
    tei = "{http://www.tei-c.org/ns/1.0}"
    figures = {
        element.get("{http://www.w3.org/XML/1998/namespace}id"): element for element in root.iter(f"{tei}figure")
    }
    assert figures["p42"].get("n") == "1"
    assert figures["p42"].findtext(f"{tei}figDesc") == ALTERNATIVES[1]
    graphics = [graphic.attrib for graphic in root.iter(f"{tei}graphic")]
    assert len(graphics) == len(ALTERNATIVES)
    assert graphics[1]["url"].endswith("essay/plates/lamp.png")
    assert graphics[1]["mimeType"] == "image/png"


@pytest.mark.parametrize("ending", ["edition.txt", "edition.md"])
def test_figures_as_plain_text(edition: Edition, ending: str) -> None:
    words = book(edition, ending).content.decode()
    assert all(words.count(alternative) for alternative in ALTERNATIVES)
    assert "Figure 1. The" in words
    assert "Farness Museum, no. 12" in words


@pytest.mark.parametrize("name", ["tiny", "verse"])
def test_as_many_pictures_in_every_format(name: str) -> None:
    """Those that the sources show; an ornament, which has no alternative text, is no figure in the PDF."""
    edition = same_words.edition(name)
    essay = (same_words.EDITIONS[name] / "docs/essay").glob("*.md")
    source = "".join(path.read_text("utf-8") for path in sorted(essay))
    count, ornaments = source.count("!["), source.count('alt=""')
    assert count > 1
    with ZipFile(BytesIO(book(edition, ".epub").content)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.startswith("EPUB/essay/")]
    with pikepdf.open(BytesIO(book(edition, "edition.pdf").content)) as pdf:
        shown = [tag for tag in _tags(pdf.Root.StructTreeRoot) if tag.get("/S") == "/Figure" and "/Alt" in tag]
    assert sum(page.count(b"<img ") for page in pages) == count
    assert len(shown) == count - ornaments
    assert book(edition, "edition.tei.xml").content.count(b"<graphic ") == count
    assert book(edition, "edition.txt").content.count(b"[Picture: ") == count
    assert book(edition, "edition.md").content.count(b"![") == count
