"""The edition as a book: the tree to typst's markup, and typst's PDF of it, with tags, bookmarks and destinations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import typst

from edition.addresses import paragraph_number
from edition.markup import text
from edition.model import Edition, IsoDate, Output, Problem, Refused, Section
from edition.render.paper.apparatus import apparatus
from edition.render.paper.closeness import NOTHING, Mended, close_notes, mending
from edition.render.paper.front import imprint, title_page
from edition.render.paper.words import Words, array, call, string
from edition.wording import date_parts

NAMES = {"a4": "edition.pdf", "a5": "edition-a5.pdf", "us-letter": "edition-letter.pdf"}
"""The sizes of paper by typst's names, and the file for each."""

ROUNDS = 4
"""How often a book may be set to bring every note to the page of its call."""

TEXT_FACE = "Libertinus Serif"
FALLBACKS = (
    "Noto Sans", "Noto Emoji", "Noto Sans Symbols", "Noto Sans Arabic", "Noto Sans Armenian", "Noto Sans Bengali",
    "Noto Sans Devanagari", "Noto Sans Ethiopic", "Noto Sans Georgian", "Noto Sans Gujarati", "Noto Sans Gurmukhi",
    "Noto Sans Kannada", "Noto Sans Khmer", "Noto Sans Lao", "Noto Sans Malayalam", "Noto Sans Myanmar",
    "Noto Sans Oriya", "Noto Sans Sinhala", "Noto Sans Tamil", "Noto Sans Telugu", "Noto Sans Thai",
)  # fmt: skip
"""Faces for what the text face lacks, all from one package: the machine's own fonts would make other bytes."""


def paper(edition: Edition, size: str = "a4") -> tuple[Output, ...]:
    """The edition as a tagged PDF (PDF/UA-1) on paper of this size; ``Refused`` if typst cannot set it.

    Every paragraph, every note and its first call is a named destination: ``edition.pdf#p12`` opens there.
    """
    mended = Mended()
    for _ in range(ROUNDS):
        pdf = _set(edition, source(edition, size, mended))
        better = mending(edition, pdf, mended)
        if better == mended:
            break
        mended = better
    return (Output(NAMES[size], pdf),)


def _set(edition: Edition, source: str) -> bytes:
    try:
        return typst.compile(source.encode(), format="pdf", font_paths=_faces(), pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        said = str(error).strip().split("\n")[0]
        message = f"the PDF cannot be set: {said[:160]}."
        hint = "A script that no face of the engine has cannot be printed yet."
        raise Refused(Problem(edition.metadata.place, "p-not-set", message, hint)) from error


@cache
def _faces() -> typst.Fonts:
    """What there is to set with: typst's own faces and those of the package."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(files("manimgx_fonts"))])


def source(edition: Edition, size: str, mended: Mended = NOTHING) -> str:
    """The whole book in typst's markup."""
    template = files("edition.render").joinpath("templates/paper.typ").read_text(encoding="utf-8")
    words = Words(edition)
    parts = [
        f"#let book = {_book(edition, size, mended)}",
        template,
        title_page(edition),
        imprint(edition),
        "#contents",
        "#opening",
    ]
    for section in edition.sections:
        parts += _section(section, words)
    parts += apparatus(edition, words)
    return "\n".join(parts)


def _book(edition: Edition, size: str, mended: Mended) -> str:
    """What the template must know of the whole, as a dictionary."""
    about = edition.metadata
    language, _, region = about.language.partition("-")
    paragraphs = (
        f"(number: {string(paragraph_number(p.anchor))}, section: {string(_title(section))})"
        for section in edition.sections
        for p in section.paragraphs
    )
    entries = {
        "size": string(size),
        "title": string(about.title),
        "subtitle": string(about.subtitle),
        "author": string(about.author),
        "byline": string(about.byline),
        "description": string(f"{about.subtitle or about.title}. Version {about.version}"),
        "date": _date(about.date),
        "language": string(language),
        "region": string(region) if region else "none",
        "fonts": array(map(string, (TEXT_FACE, *FALLBACKS))),
        "paragraphs": array(paragraphs),
        "close": _close(edition, mended),
        "breaks": array(map(string, sorted(mended.breaks))),
    }
    return "(" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + ")"


def _close(edition: Edition, mended: Mended) -> str:
    """For notes near each other, by key: lines ahead, lines behind, whether unbroken."""
    found = (
        f"{string(anchor)}: ({close.ahead}, {close.behind}, {str(close.whole).lower()})"
        for anchor, close in close_notes(edition, mended.held).items()
    )
    return f"({', '.join(found) or ':'})"


def _date(date: IsoDate) -> str:
    """The date of the document: the edition's own, its first day where it is a month or a year."""
    if not date:
        return "none"
    year, month, day = (*map(int, date_parts(date)[0]), 1, 1)[:3]
    return f"datetime(year: {year}, month: {month}, day: {day})"


def _section(section: Section, words: Words) -> Iterator[str]:
    title = words.inline(section.heading)
    brackets = ('#"["', '#"]"') if section.resp == "editor" else ("", "")
    arguments = map(string, (section.slug, str(section.number), _title(section)))
    yield call("section", *arguments, content=f"{brackets[0]}{title}{brackets[1]}")
    yield words.blocks(section.body)


def _title(section: Section) -> str:
    return f"[{section.title}]" if section.resp == "editor" else text(section.heading)
