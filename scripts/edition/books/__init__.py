"""The edition as books: PDF, EPUB, TEI, plain text, Markdown and, made of that, Word. No other imports another."""

from __future__ import annotations

from collections.abc import Iterator

from edition.books import tei
from edition.books.card import cards
from edition.books.epub import epub
from edition.books.pdf import FILES, pdf
from edition.books.pdf.faces import left_out
from edition.books.plain import markdown, plain_text
from edition.books.tei.text import TEI_FILE
from edition.books.word import FILE, is_possible, word
from edition.model.edition import Edition
from edition.model.output import Plan


def books(edition: Edition) -> Iterator[Plan]:
    """The books, in the order in which they are offered. There is no PDF of words that cannot be printed."""
    yield Plan(TEI_FILE, tei.whole_document, seconds=0.2)
    yield from (Plan(f"tei/{section.slug}.xml", tei.section_document, (section.slug,)) for section in edition.sections)
    yield Plan("edition.epub", epub, seconds=0.5)
    yield from cards(edition)
    yield Plan("edition.txt", plain_text)
    yield Plan("edition.md", markdown)
    if edition.metadata.docx and is_possible():
        yield Plan(FILE, word, seconds=1.0)
    if not left_out(edition):
        yield from (Plan(file, pdf, (size,), seconds=1.0) for size, file in FILES.items())
