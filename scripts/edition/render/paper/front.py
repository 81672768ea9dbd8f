"""What stands before the text: the title page and the imprint."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model import Edition
from edition.render.paper.words import call, string
from edition.wording import date_in_words

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
