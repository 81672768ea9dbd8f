"""The edition as a book: the tree to typst's markup, and typst's PDF of it, with tags, bookmarks and destinations."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from edition.books.pdf.book import ALL, Setting, source
from edition.books.pdf.layout import Places, places
from edition.books.pdf.note_placement import asked
from edition.books.pdf.postprocess import finished
from edition.books.pdf.typesetting import LARGE, printed
from edition.model.edition import Edition
from edition.model.findings import Finding, Refused
from edition.model.output import Output

NAMES = {"a4": "edition.pdf", "a5": "edition-a5.pdf", "us-letter": "edition-letter.pdf"}
"""The sizes of paper by typst's names, and the file for each."""

ROUNDS = 4
"""How often a whole book may be set until nothing moves; once is the rule."""


def pdf(edition: Edition, size: str = "a4") -> Output:
    """The edition as a tagged PDF (PDF/UA-1) on paper of this size; ``Refused`` if typst cannot set it.

    Every paragraph and every note is a named destination: ``edition.pdf#p12`` opens there.

    The text is set once to see how the lines fall, and again with what they ask for to see on which pages; then what
    stands after it, with these pages; then the whole, until it stands where its links and page references say.
    """
    sections = frozenset(section.slug for section in edition.sections)
    with _refusing(edition):
        lines = _lines(edition, size, sections)
        wanted = asked(edition, lines)
        text = _set(edition, Setting(size, ("text",), asked=wanted))[0].moved(lines["opening"].page - 1)
        rest = _set(edition, Setting(size, ("rest",), text))[0].moved(text.pages - text.pages % 2)
        last = wanted.at_heads(text)
        known = text.with_next(rest).without(wanted.marks.keys() - last.marks.keys())
        for _ in range(ROUNDS):
            first = frozenset(slug for slug in sections if known.heads_page(known[slug]))
            found, document = _set(edition, Setting(size, ALL, known, last, first))
            if found == known:
                break
            known = found
    return Output(NAMES[size], finished(document))


def _lines(edition: Edition, size: str, sections: frozenset[str]) -> Places:
    """How the lines fall where every section begins a page: of a large book both halves are set at once."""
    middle = len(edition.sections) // 2
    whole = Setting(size, ("front", "text"), new_pages=sections)
    if len(source(edition, whole)) < LARGE:
        return _set(edition, whole)[0]
    halves = replace(whole, sections=(0, middle)), replace(whole, parts=("text",), sections=(middle, None))
    with ThreadPoolExecutor() as pool:  # each waits for a process of its own
        first, second = pool.map(partial(_set, edition), halves)
    return first[0].with_next(second[0].without({"opening"}).moved(first[0].pages))


def _set(edition: Edition, setting: Setting) -> tuple[Places, bytes]:
    """Where everything stands, and the PDF unless it is a draft."""
    found, document = printed(source(edition, setting).encode(), setting.draft)
    return places(found), document


@contextmanager
def _refusing(edition: Edition) -> Iterator[None]:
    """What typst refuses is a finding."""
    try:
        yield
    except RuntimeError as error:
        said = str(error).strip().split("\n")[0]
        message = f"the PDF cannot be set: {said[:160]}."
        hint = "A script that no face of the engine has cannot be printed yet."
        raise Refused(Finding(edition.metadata.location, "p-not-set", message, hint)) from error
