"""What several witnesses read stands in every format with their sigla."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from edition.books import tei
from edition.books.epub import epub
from edition.books.pdf.back_matter import back_matter
from edition.books.pdf.layout import Layout
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED
from edition.books.plain import plain_text
from edition.checks import check
from edition.data.spreadsheets import spreadsheet
from edition.model.serialize import to_html
from edition.site.contents import pages
from small_edition import edition_of

FILES = {
    "bibliography/witnesses.yml": (
        "P: {title: The print, base: true, file: p.txt}\nM: {title: The draft}\nK: {title: The copy, file: k.txt}\n"
        "L: {title: The proofs}\n"
    ),
    "bibliography/p.txt": "Small\n\nFirst\n\nThe lamps are lit tonight.\n",
    "bibliography/k.txt": "The lamp is lighted this night.\n",
    "bibliography/emendations.yml": (
        "e1: {anchor: p1, lemma: lamp is, reading: lamps are, readings: {M: lamps are, L: lamp was}, reason: One.}\n"
        "e2: {anchor: p1, lemma: tonight, readings: {M: this night, K: this night}, reason: Later.}\n"
    ),
}


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def outputs() -> dict[str, str]:
    edition = edition_of("The lamp is lit tonight.\n{: #p1 }", FILES)
    assert [str(f) for f in check(edition) if f.code.startswith(("em-", "t-witness"))] == []
    made = {plan.uri: plan for plan in pages(edition)}
    site = (to_html(made[uri].make(edition, *made[uri].arguments).body) for uri in made if uri.endswith("s.html"))
    with ZipFile(BytesIO(epub(edition).content)) as book:
        in_book = book.read("EPUB/about/emendations.xhtml").decode()
    writer = TypstWriter(edition, Layout(), NOTHING_RESERVED)
    return {
        "site": words_of(" ".join(site)),
        "epub": words_of(in_book),
        "text": " ".join(plain_text(edition).content.decode().split()),
        "pdf": "\n".join(back_matter(edition, writer)),
        "csv": spreadsheet(edition, "emendations"),
        "tei": " ".join(tei.whole_document(edition).content.decode().split()),
    }


WORDS = ["lamp is] lamps are P M; lamp was L. One.", "tonight] this night M K. Later.", "M: The draft. K: The copy."]
EXPECTED = {
    **dict.fromkeys(("site", "epub", "text"), WORDS),
    "pdf": [
        '(([#"lamps are"], "P M", ), ([#"lamp was"], "L", ), )',
        '(([#"this night"], "M K", ), )',
        "L: The proofs.",
    ],
    "csv": ["lamp is,lamps are,lamps are P M; lamp was L,One", "tonight,tonight,this night M K,Later"],
    "tei": [
        '<rdg wit="#wit.P #wit.M">lamps are</rdg><rdg wit="#wit.L">lamp was</rdg>',
        '<lem wit="#wit.P">tonight</lem><rdg wit="#wit.M #wit.K">this night</rdg>',
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_reading_has_its_sigla(name: str) -> None:
    found = outputs()[name]
    assert [words for words in EXPECTED[name] if words not in found] == [], found
