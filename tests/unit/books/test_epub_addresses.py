"""The EPUB: addresses in the book, where links lead, ids, the package document."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from edition.books.epub import epub
from edition.books.epub.contents import book_addresses, page_address
from edition.model.edition import Edition
from small_edition import METADATA, SECTION, edition_of

TEXT = """\
[One][@marsh].[^1] [The first](02-second.md#p2), [the page](../about/a.md), [the index](../index.md).[^1]
{: #p1 }

[^1]: A.
"""
FILES = {
    "docs/essay/02-second.md": "---\ntitle: Second\n---\n\nTwo.\n{: #p2 }\n",
    "docs/index.md": "---\ntitle: Small\n---\n\nWords.\n",
    "docs/about/a.md": "---\ntitle: A\n---\n\n[Versions](versions.md) and [search](https://b.org/).\n",
    "bibliography/persons.yml": "marsh: {name: Tobias Marsh}\n",
    "bibliography/works.bib": "@book{lamp, title={The Lamp}, author={Marsh, T.}, date={1881}, publisher={P}}\n",
    "bibliography/emendations.yml": "e1: {anchor: p2, lemma: Two, reading: Tow, reason: R}\n",
}
EDITION = edition_of(TEXT, FILES)


def files(edition: Edition) -> Mapping[str, str]:
    with ZipFile(BytesIO(epub(edition).content)) as book:
        return {name: book.read(name).decode() for name in book.namelist() if not name.endswith((".png", ".woff2"))}


@pytest.mark.parametrize(
    ("uri", "address"),
    [("index.html", "index.xhtml"), ("essay/a.html", "essay/a.xhtml"), ("edition.pdf", "edition.pdf"), ("", "")],
)
def test_pages(uri: str, address: str) -> None:
    assert page_address(uri) == address


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("first", "site:essay/first.xhtml"),
        ("p1", "site:essay/first.xhtml#p1"),
        ("n1", "site:essay/first.xhtml#n1"),
        ("e1", "site:essay/second.xhtml#e1"),
        ("marsh", "site:persons/index.xhtml#marsh"),
        ("lamp", "site:works/index.xhtml#lamp"),
    ],
)
def test_addresses_of_keys(key: str, address: str) -> None:
    assert book_addresses(EDITION)[key] == address


def test_links_lead_into_the_book() -> None:
    page = files(EDITION)["EPUB/essay/first.xhtml"]
    for link in ('href="../persons/index.xhtml#marsh">One', 'href="second.xhtml#p2">The first', 'href="#n1"'):
        assert link in page
    assert 'href="../about/a.xhtml">the page' in page
    assert 'href="../index.xhtml">the index' in page


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("", "<p>Versions and "),
        ("base_address: https://e.org/\n", '<p><a href="https://e.org/about/versions.html">Versions</a> and '),
    ],
)
def test_links_to_what_is_not_in_the_book(base: str, words: str) -> None:
    page = files(edition_of(TEXT, FILES | {"bibliography/edition.yml": METADATA + base}))["EPUB/about/a.xhtml"]
    assert words in page
    assert '<a href="https://b.org/">search</a>' in page


def test_a_note_begins_with_links_to_its_calls() -> None:
    page = files(EDITION)["EPUB/essay/first.xhtml"]
    back = 'class="backlink" role="doc-backlink" aria-label="Back to the text, note 1'
    assert f'<p><a href="#n1-ref" {back}">1</a> <a href="#n1-ref-2" {back}, call 2">↩</a> A.</p>' in page


def test_what_is_added_for_reading_systems() -> None:
    files_ = {SECTION: "---\ntitle: First\n---\n\n![A lamp](lamp.png) “One *two* three.”[^1]\n{: #p1 }\n\n[^1]: A.\n"}
    page = files(edition_of("", files_))["EPUB/essay/first.xhtml"]
    number = '<span class="paragraph-number">1</span>'
    assert f'<p id="p1" class="numbered">{number} <span class="picture">A lamp</span> “One' in page, "no such file"
    assert 'epub:type="noteref"' in page
    assert page.count('id="p1"') == 1


def test_the_media_type_is_the_first_file() -> None:
    with ZipFile(BytesIO(epub(EDITION).content)) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == (
            "mimetype",
            ZIP_STORED,
            b"application/epub+zip",
        )
        assert {file.date_time for file in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_page_is_in_manifest_and_spine_once() -> None:
    found = files(EDITION)
    package = found["EPUB/package.opf"]
    pages = [name.removeprefix("EPUB/") for name in found if name.endswith(".xhtml")]
    assert pages == [
        "cover.xhtml",
        "index.xhtml",
        "nav.xhtml",
        "essay/first.xhtml",
        "essay/second.xhtml",
        "about/emendations.xhtml",
        "persons/index.xhtml",
        "works/index.xhtml",
        "about/a.xhtml",
    ]
    for page in pages:
        id_ = "page." + page.removesuffix(".xhtml").replace("/", ".")
        assert package.count(f'<item id="{id_}" href="{page}"') == package.count(f'<itemref idref="{id_}"/>') == 1
    assert package.count('properties="nav"') == 1
    assert 'href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"' in package
