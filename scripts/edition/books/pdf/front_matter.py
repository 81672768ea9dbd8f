"""The title page, the imprint and the running heads in typst's markup."""

from __future__ import annotations

from collections.abc import Iterator

from edition.books.pdf.code import call, literal, string
from edition.books.pdf.context import BACK_MATTER, of_editors, of_text
from edition.books.pdf.layout import Layout
from edition.books.pdf.markup import TypstWriter
from edition.citations.dates import date_in_words
from edition.citations.self_citation import edited_and_annotated, version_and_date
from edition.index.addresses import paragraph_number
from edition.model.edition import Edition
from edition.model.messages import N_

CONVENTIONS = N_(
    "The numbers in the outer margin are those of the paragraphs, in every form of the edition. "
    "Numbered notes are the author’s; lettered notes are the editors’. "
    "Section titles in brackets have been supplied."
)


INTRODUCTION, NOTE_ON_THE_TEXT = "about/introduction", "about/text"
"""The pages of the editor's own that stand in the book: the one before the text, the other after it."""


def introduction(edition: Edition, writer: TypstWriter) -> str:
    """The introduction, if the edition has one."""
    page = next((page for page in edition.prose if page.uri == INTRODUCTION), None)
    if page is None:
        return ""
    heading = part(page.title)
    return "\n".join((call("pagebreak", weak="true"), heading, writer.blocks(page.body, BACK_MATTER)))


def part(title: str) -> str:
    """The heading of a part of the book."""
    return call("part", string(f"part:{title}"), f"[{literal(title)}]")


def title_page(edition: Edition) -> str:
    """The title page: title and author, which the template has, the editor, the version and its date."""
    about, words = edition.metadata, edition.messages
    version = words.gettext("Version %(version)s") % {"version": about.version}
    lines = (about.editor or edited_and_annotated("", words), version, date_in_words(about.date, words))
    return call("title-page", content="#linebreak()".join(of_editors(edition, line) for line in lines if line))


def imprint(edition: Edition) -> str:
    """The imprint: citation, permanent address, first publication, rights, how to read the book; a paragraph each."""
    return call("imprint", content="#parbreak()".join(_imprint(edition)))


def _imprint(edition: Edition) -> Iterator[str]:
    about, _ = edition.metadata, edition.messages.gettext
    title = call("emph", content=of_text(edition, about.title))
    issue = ", ".join(filter(None, (version_and_date(edition), about.publisher)))
    yield f"#{string(about.author + ', ')}{title}#{string(f'. {issue}.')}"
    if about.base_address:
        yield call("link", string(about.base_address), content=literal(about.base_address))
    if about.first_published:
        yield literal(_("First published: %(where)s.") % {"where": about.first_published})
    if about.text_rights or about.text_licence:
        rights = ". ".join(filter(None, (about.text_rights, about.text_licence)))
        yield literal(_("Text: %(rights)s.") % {"rights": rights})
    if about.editorial_licence:
        licence = literal(about.editorial_licence)
        if about.editorial_licence_url:
            licence = call("link", string(about.editorial_licence_url), content=licence)
        before, after = _("Editorial matter licensed %(licence)s.").split("%(licence)s")
        yield f"#{string(before)}{licence}#{string(after)}"
    yield literal(_(CONVENTIONS))


def running_heads(edition: Edition, layout: Layout) -> Iterator[tuple[str, str]]:
    """For every page the numbers of its paragraphs (``¶ 5–7``) and the title of its section or part.

    The title is empty up to the page on which the text begins: there is no running head.
    """
    on_page: dict[int, list[tuple[str, str]]] = {}
    for section in edition.sections:
        for anchor in (paragraph.anchor for paragraph in section.paragraphs):
            for page in range(layout[anchor].page, layout[f"end:{anchor}"].page + 1):
                on_page.setdefault(page, []).append((anchor, section.plain_title))
    begun = [(layout[section.slug].page, section.plain_title) for section in edition.sections]
    parts = (key for key in layout.positions if key.startswith("part:"))
    begun += [(layout[key].page, key.removeprefix("part:")) for key in parts]
    begun.sort(key=lambda part: part[0])
    for page in range(1, layout.pages + 1):
        of_part = [title for start, title in begun if start == page]
        of_part += [title for start, title in reversed(begun) if start < page]
        shown = on_page.get(page) or [("", next(iter(of_part), ""))]
        yield span_of_numbers([anchor for anchor, _ in shown]), shown[0][1] if page > layout["opening"].page else ""


def span_of_numbers(anchors: list[str]) -> str:
    """``¶ 5–7``: the first and last numbers of paragraphs; nothing if none of the anchors is a number."""
    numbers = [number for number in map(paragraph_number, anchors) if number]
    return "¶ " + "–".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""
