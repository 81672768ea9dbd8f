"""The edition as a tagged PDF: its trees in typst's markup, typeset in several passes until nothing moves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.books.pdf import faces, pictures
from edition.books.pdf.book import ALL, TypesettingPass, typst_markup
from edition.books.pdf.diagnostics import not_set
from edition.books.pdf.layout import Layout, parse_layout
from edition.books.pdf.note_placement import reserve
from edition.books.pdf.postprocess import postprocess
from edition.books.pdf.typesetting import LARGE, NotSet, typeset
from edition.index.figures import pictures_in
from edition.model.edition import Edition
from edition.model.findings import Refused
from edition.model.output import Output

FILES = {"a4": "edition.pdf", "a5": "edition-a5.pdf", "us-letter": "edition-letter.pdf"}
"""The name of the file for each size of paper, by typst's names of them."""

MOST_PASSES = 4
"""How often a whole book is typeset at most; once is the rule."""


def pdf(edition: Edition, size: str = "a4") -> Output:
    """The edition as a tagged PDF (PDF/UA-1) on paper of this size. Raises ``Refused`` if typst cannot typeset it.

    Every paragraph and every note is a named destination: ``edition.pdf#p12`` opens there.

    The first pass shows the lines of the text, the second, with the space that they reserve, its pages; the third
    typesets the back matter with references to these pages. Then the whole is typeset until its layout is the one from
    which its links and page references were written.
    """
    sections = frozenset(section.slug for section in edition.sections)
    with TemporaryDirectory() as folder:
        faces.write(edition, Path(folder))
        pictures.write(pictures_in(edition, edition.sections).values(), Path(folder))
        lines = _layout_of_lines(edition, size, sections, folder)
        reserved = reserve(edition, lines)
        text, _ = _typeset(edition, TypesettingPass(size, ("text",), reserved=reserved), folder)
        text = text.shifted(lines["opening"].page - 1)
        back, _ = _typeset(edition, TypesettingPass(size, ("back",), text), folder)
        needed = reserved.at_page_tops(text)
        layout = text.followed_by(back.shifted(text.pages - text.pages % 2))
        layout = layout.without(reserved.probes.keys() - needed.probes.keys())
        for _ in range(MOST_PASSES):
            new_pages = frozenset(slug for slug in sections if layout.heads_page(layout[slug]))
            before = layout
            layout, document = _typeset(edition, TypesettingPass(size, ALL, before, needed, new_pages), folder)
            if layout == before:
                break
    return Output(FILES[size], postprocess(document))


def _layout_of_lines(edition: Edition, size: str, sections: frozenset[str], folder: str) -> Layout:
    """The layout of the text if every section begins a page; both halves of a large book are typeset at once."""
    middle = len(edition.sections) // 2
    whole = TypesettingPass(size, ("front", "text"), new_pages=sections)
    if len(typst_markup(edition, whole)) < LARGE:
        return _typeset(edition, whole, folder)[0]
    halves = replace(whole, sections=(0, middle)), replace(whole, parts=("text",), sections=(middle, None))
    with ThreadPoolExecutor() as pool:  # each thread waits for a process of its own
        (first, _), (second, _) = pool.map(lambda half: _typeset(edition, half, folder), halves)
    return first.followed_by(second.without({"opening"}).shifted(first.pages))


def _typeset(edition: Edition, options: TypesettingPass, folder: str) -> tuple[Layout, bytes]:
    """The layout of a pass, and its PDF, empty if it is a draft; the folder has the pictures."""
    markup = typst_markup(edition, options)
    try:
        answer, document = typeset(markup.encode(), options.draft, folder)
    except NotSet as error:
        raise Refused(not_set(error, markup, edition.metadata.location)) from error
    return parse_layout(answer), document
