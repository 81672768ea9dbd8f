"""What stands before the text and over it: the title page, the imprint, the running heads."""

from __future__ import annotations

from collections.abc import Iterator

from edition.books.pdf.layout import Places
from edition.books.pdf.markup import call, string
from edition.citations.wording import date_in_words
from edition.index.addresses import paragraph_number
from edition.model.edition import Edition

READING = (
    "The numbers in the outer margin count the paragraphs; they are the same in every form of the edition. "
    "Notes called by a number are the author’s, notes called by a letter the editor’s. "
    "Titles in brackets are the editor’s."
)


def title_page(edition: Edition) -> str:
    """The title page: what the template knows, then whose edition it is and which."""
    about = edition.metadata
    lines = (about.editor, f"Version {about.version}", date_in_words(about.date))
    return call("title-page", content="#linebreak()".join("#" + string(line) for line in lines if line))


def imprint(edition: Edition) -> str:
    """What the book is, where it stands for good, and on what terms; a paragraph each."""
    return call("imprint", content="#parbreak()".join(_imprint(edition)))


def _imprint(edition: Edition) -> Iterator[str]:
    about = edition.metadata
    title = call("emph", content="#" + string(about.title))
    issue = ", ".join(
        part for part in (f". Version {about.version}", date_in_words(about.date), about.publisher) if part
    )
    yield f"#{string(about.author + ', ')}{title}#{string(issue + '.')}"
    if about.base_address:
        yield call("link", string(about.base_address), content="#" + string(about.base_address))
    if about.first_published:
        yield "#" + string(f"First published in {about.first_published}.")
    if about.text_rights or about.text_licence:
        yield "#" + string("The text: " + ". ".join(filter(None, (about.text_rights, about.text_licence))) + ".")
    if about.editorial_licence:
        licence = "#" + string(about.editorial_licence)
        if about.editorial_licence_url:
            licence = call("link", string(about.editorial_licence_url), content=licence)
        yield f"#{string('What the edition adds to it: ')}{licence}#{string('.')}"
    yield "#" + string(READING)


def heads(edition: Edition, known: Places) -> Iterator[tuple[str, str]]:
    """The running head of every page: the numbers of the paragraphs on it, the title of their section or of a part.

    There is none up to the page on which the text begins.
    """
    paragraphs = [(p.anchor, section.display_title) for section in edition.sections for p in section.paragraphs]
    titles = [(known[section.slug], section.display_title) for section in edition.sections]
    titles += [(spots[0], key.removeprefix("part:")) for key, spots in known.spots.items() if key.startswith("part:")]
    on: dict[int, list[tuple[str, str]]] = {}
    for anchor, under in paragraphs:
        for page in range(known[anchor].page, known[f"end:{anchor}"].page + 1):
            on.setdefault(page, []).append((anchor, under))
    for page in range(1, known.pages + 1):
        here = on.get(page) or [("", next((title for spot, title in reversed(titles) if spot.page <= page), ""))]
        yield _span([anchor for anchor, _ in here]), here[0][1] if page > known["opening"].page else ""


def _span(anchors: list[str]) -> str:
    numbers = [number for number in map(paragraph_number, anchors) if number]
    return "¶ " + "–".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""
