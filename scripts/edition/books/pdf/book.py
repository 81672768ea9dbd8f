"""The whole book in typst's markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from edition.books.pdf.back_matter import apparatus, headings
from edition.books.pdf.front_matter import heads, imprint, title_page
from edition.books.pdf.layout import NOWHERE, Places
from edition.books.pdf.markup import Words, array, call, string
from edition.books.pdf.note_placement import NOTHING, Asked
from edition.citations.wording import date_parts
from edition.model.edition import Edition, Section
from edition.model.records import IsoDate

TEXT_FACE = "Libertinus Serif"
FALLBACKS = (
    "Noto Sans", "Noto Emoji", "Noto Sans Symbols", "Noto Sans Arabic", "Noto Sans Armenian", "Noto Sans Bengali",
    "Noto Sans Devanagari", "Noto Sans Ethiopic", "Noto Sans Georgian", "Noto Sans Gujarati", "Noto Sans Gurmukhi",
    "Noto Sans Kannada", "Noto Sans Khmer", "Noto Sans Lao", "Noto Sans Malayalam", "Noto Sans Myanmar",
    "Noto Sans Oriya", "Noto Sans Sinhala", "Noto Sans Tamil", "Noto Sans Telugu", "Noto Sans Thai",
)  # fmt: skip
"""Faces for what the text face lacks, all from one package: the machine's own fonts would make other bytes."""


ALL = ("front", "text", "rest")
"""The parts of a book: what stands before the text, the text, what stands after it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a book is set: the size of the paper, which parts, where things stand, what lines ask for, what begins pages;
    from which section to which.

    Not all parts are a draft, to see how they fall.
    """

    size: str
    parts: tuple[str, ...] = ALL
    known: Places = NOWHERE
    asked: Asked = NOTHING
    new_pages: frozenset[str] = frozenset()
    sections: tuple[int, int | None] = (0, None)

    @property
    def draft(self) -> bool:
        """Whether it is set only to see how it falls."""
        return self.parts != ALL


def source(edition: Edition, setting: Setting) -> str:
    """The book, or parts of it. A part that begins on a left page has a blank one before it."""
    template = files("edition.books.pdf").joinpath("book.typ").read_text(encoding="utf-8")
    words = Words(edition, setting.known, setting.asked)
    found = [f"#let book = {_book(edition, setting)}", template]
    if "front" in setting.parts:
        found += (title_page(edition), imprint(edition), "#contents")
    if "text" in setting.parts:
        found.append("#opening")
        for section in edition.sections[slice(*setting.sections)]:
            found += _section(section, words, setting)
    elif setting.known.pages % 2:
        found.append("#page[]")
    if "rest" in setting.parts:
        found += apparatus(edition, words)
    return "\n".join((*found, "#measured"))


def _book(edition: Edition, setting: Setting) -> str:
    """What the template must know of the whole, as a dictionary."""
    about = edition.metadata
    language, _, region = about.language.partition("-")
    entries = {
        "size": string(setting.size),
        "draft": str(setting.draft).lower(),
        "contents": array(map(string, (*(section.display_title for section in edition.sections), *headings(edition)))),
        "title": string(about.title),
        "subtitle": string(about.subtitle),
        "author": string(about.author),
        "byline": string(about.byline),
        "description": string(f"{about.subtitle or about.title}. Version {about.version}"),
        "date": _date(about.date),
        "language": string(language),
        "region": string(region) if region else "none",
        "fonts": array(map(string, (TEXT_FACE, *FALLBACKS))),
        "heads": array(f"({string(span)}, {string(title)})" for span, title in heads(edition, setting.known)),
    }
    return "(" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + ")"


def _date(date: IsoDate) -> str:
    """The date of the document: the edition's own, its first day where it is a month or a year."""
    if not date:
        return "none"
    year, month, day = (*map(int, date_parts(date)[0]), 1, 1)[:3]
    return f"datetime(year: {year}, month: {month}, day: {day})"


def _section(section: Section, words: Words, setting: Setting) -> Iterator[str]:
    title = words.inline(section.display_heading)
    new_page = str(section.slug in setting.new_pages).lower()
    arguments = (string(section.slug), string(str(section.number)), new_page, words.room_below(section.body[:1]))
    yield call("section", *arguments, content=title)
    yield words.blocks(section.body)
