"""The whole book in typst's markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from edition.books.pdf.back_matter import back_matter, part_titles
from edition.books.pdf.code import array, call, in_language, language_arguments, string
from edition.books.pdf.context import of_editors
from edition.books.pdf.faces import FONTS
from edition.books.pdf.front_matter import imprint, introduction, running_heads, title_page
from edition.books.pdf.layout import UNKNOWN, Layout
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED, ReservedSpace
from edition.citations.dates import date_parts
from edition.citations.responsibility import byline
from edition.model.edition import Edition, Section
from edition.model.messages import direction
from edition.model.records import IsoDate

ALL = ("front", "text", "back")
"""The parts of a book: front matter, text, back matter."""

_ARABIC = re.compile("[\u0600-\u06ff]")
_LARGER_ARABIC = r'#show regex("[\p{Arabic}\u{600}-\u{6ff}]+"): set text(1.25em)'
"""Arabic letters are small beside Latin ones of one size. The rule costs time, and is left out where there are none."""


@dataclass(frozen=True, slots=True)
class TypesettingPass:
    """What is typeset in one pass, and what is known of the passes before it.

    ``size`` is the size of the paper by typst's name, ``parts`` are parts of the book, ``sections`` start and end of a
    slice of its sections. Sections in ``new_pages`` (by their slugs) begin a page.
    """

    size: str
    parts: tuple[str, ...] = ALL
    layout: Layout = UNKNOWN
    reserved: ReservedSpace = NOTHING_RESERVED
    new_pages: frozenset[str] = frozenset()
    sections: tuple[int, int | None] = (0, None)

    @property
    def draft(self) -> bool:
        """Whether only a part is typeset, to see its layout."""
        return self.parts != ALL


def typst_markup(edition: Edition, options: TypesettingPass) -> str:
    """The markup of a pass: the template with its settings, then the parts. A part that would begin on a left page has
    a blank page before it."""
    template = files("edition.books.pdf").joinpath("book.typ").read_text(encoding="utf-8")
    writer = TypstWriter(edition, options.layout, options.reserved)
    pieces = [f"#let book = {_settings(edition, options)}", template]
    if "front" in options.parts:
        pieces += (title_page(edition), _in_editors_language(edition, imprint(edition)), "#contents")
        pieces.append(_in_editors_language(edition, introduction(edition, writer)))
    if "text" in options.parts:
        pieces.append("#opening")
        for section in edition.sections[slice(*options.sections)]:
            pieces += _section(section, writer, options)
    elif options.layout.pages % 2:
        pieces.append("#page[]")
    if "back" in options.parts:
        pieces.append(_in_editors_language(edition, "\n".join(back_matter(edition, writer))))
    if any(map(_ARABIC.search, pieces)):
        pieces.insert(2, _LARGER_ARABIC)
    return "\n".join((*pieces, "#measured"))


def _in_editors_language(edition: Edition, markup: str) -> str:
    """Markup in the language of the editors, where it is another than that of the text."""
    return in_language(edition.editors_language, markup) if markup and edition.text_attributes else markup


def _settings(edition: Edition, options: TypesettingPass) -> str:
    """What the template is told of the book, as a dictionary of typst's code."""
    about = edition.metadata
    _ = edition.messages.gettext
    titles = (*(section.plain_title for section in edition.sections), *part_titles(edition))
    heads = running_heads(edition, options.layout)
    version = _("Version %(version)s") % {"version": about.version}
    values = {
        "size": string(options.size),
        "draft": str(options.draft).lower(),
        "contents": array(map(string, titles)),
        **{name: string(getattr(about, name)) for name in ("title", "subtitle", "author", "byline")},
        "description": string(f"{about.subtitle or about.title}. {version}"),
        "date": _date(about.date),
        **language_arguments(about.language),
        "rtl": str(direction(about.language) == "rtl").lower(),
        "contents-title": f"[{of_editors(edition, _('Contents'))}]",
        # Translators: short for “page”, before its number.
        "page-term": string(edition.messages.pgettext("before the number of a page", "p.")),
        "fonts": array(map(string, FONTS)),
        "heads": array(f"({string(numbers)}, {string(title)})" for numbers, title in heads),
    }
    return "(" + ", ".join(f"{key}: {value}" for key, value in values.items()) + ")"


def _date(date: IsoDate) -> str:
    """A date in typst's code: the first day of a month or a year."""
    if not date:
        return "none"
    year, month, day = (*map(int, date_parts(date)[0]), 1, 1)[:3]
    return f"datetime(year: {year}, month: {month}, day: {day})"


def _section(section: Section, writer: TypstWriter, options: TypesettingPass) -> Iterator[str]:
    yield writer.at(section.location)
    title, shown = writer.title(section.heading)
    if section.display_heading != section.heading:
        shown = {"shown": f"[{writer.inline(section.display_heading)}]"}
    new_page = str(section.slug in options.new_pages).lower()
    arguments = (string(section.slug), string(str(section.number)), new_page, writer.room_below(section.body[:1]))
    names = byline(writer.edition, section)
    yield call("section", *arguments, content=title, **shown, **({"by": string(names)} if names else {}))
    yield writer.blocks(section.body)
