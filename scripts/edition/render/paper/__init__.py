"""The edition as a book: the tree to typst's markup, and typst's PDF of it, with tags, bookmarks and destinations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

import typst

from edition.model import Edition, Output, Problem, Refused
from edition.render.paper.book import ALL, Setting, source
from edition.render.paper.closeness import asked
from edition.render.paper.finished import finished
from edition.render.paper.places import FOUND, Places, places

NAMES = {"a4": "edition.pdf", "a5": "edition-a5.pdf", "us-letter": "edition-letter.pdf"}
"""The sizes of paper by typst's names, and the file for each."""

ROUNDS = 4
"""How often a book may be set until nothing moves."""


def paper(edition: Edition, size: str = "a4") -> tuple[Output, ...]:
    """The edition as a tagged PDF (PDF/UA-1) on paper of this size; ``Refused`` if typst cannot set it.

    Every paragraph, every note and its first call is a named destination: ``edition.pdf#p12`` opens there.

    The text is set once to see how the lines fall, and again with what they ask for to see on which pages; then what
    stands after it, with these pages; then the whole, until it stands where its links and page references say.
    """
    sections = frozenset(section.slug for section in edition.sections)
    with _refusing(edition):
        lines = _set(edition, Setting(size, ("front", "text"), new_pages=sections))[1]
        wanted = asked(edition, lines)
        text = _set(edition, Setting(size, ("text",), asked=wanted))[1].moved(lines["opening"].page - 1)
        rest = _set(edition, Setting(size, ("rest",), text))[1].moved(text.pages - text.pages % 2)
        known, wanted = text.with_next(rest), wanted.at_heads(text)
        for _ in range(ROUNDS):
            first = frozenset(slug for slug in sections if known.heads_page(known[slug]))
            book, found = _set(edition, Setting(size, ALL, known, wanted, first))
            if found == known:
                break
            known = found
        pdf = book()
    _forget()
    return (Output(NAMES[size], finished(pdf)),)


def _set(edition: Edition, setting: Setting) -> tuple[Callable[[], bytes], Places]:
    """A book, to be had as a PDF, and where everything stands in it."""
    _forget()
    written = source(edition, setting).encode()
    book = typst.Compiler(written, font_paths=_faces())
    found = places(book.eval(FOUND))

    def pdf() -> bytes:
        made = book.compile(written, format="pdf", pdf_standards="ua-1", timestamp=0)
        assert isinstance(made, bytes)
        return made

    return pdf, found


@contextmanager
def _refusing(edition: Edition) -> Iterator[None]:
    """What typst refuses is a finding."""
    try:
        yield
    except RuntimeError as error:
        said = str(error).strip().split("\n")[0]
        message = f"the PDF cannot be set: {said[:160]}."
        hint = "A script that no face of the engine has cannot be printed yet."
        raise Refused(Problem(edition.metadata.place, "p-not-set", message, hint)) from error


def _forget() -> None:
    """Have typst give up what it remembers of a book: ten books later it does, and of a large one it is 700 MB."""
    for _ in range(11):
        typst.compile(b"", font_paths=_faces())


@cache
def _faces() -> typst.Fonts:
    """What there is to set with: typst's own faces and those of the package."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(files("manimgx_fonts"))])
