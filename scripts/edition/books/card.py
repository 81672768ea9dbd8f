"""The pictures that are shown where a page is shared: title and author, in the face of the books.

A section has its own, every other page that of the edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from edition.citations.names import name_in_order
from edition.citations.responsibility import authors_of
from edition.index.addresses import card_uri
from edition.index.tables import sections
from edition.model.edition import Edition
from edition.model.output import Output, Plan


def cards(edition: Edition) -> Iterator[Plan]:
    """The pictures."""
    keys = ("", *(section.slug for section in edition.sections))
    yield from (Plan(card_uri(key), _card, (key,), seconds=0.05) for key in keys)


def _card(edition: Edition, slug: str) -> Output:
    """1200 by 630 pixels, as those who show such pictures ask for."""
    about = edition.metadata
    title, author, kind = about.title, about.author, edition.messages.gettext("An annotated digital edition")
    if section := sections(edition).get(slug):
        title, kind = section.title, about.title
        author = ", ".join(map(name_in_order, authors_of(edition, section))) or author
    words = {"title": title, "author": author, "kind": f"{kind} · {about.version}"}
    return Output(card_uri(slug), drawn(files("edition.books").joinpath("card.typ").read_bytes(), words, 72))


def drawn(template: bytes, words: dict[str, str], resolution: float) -> bytes:
    """A picture (PNG) that typst draws of a template and of words; the resolution is in pixels per inch."""
    import typst

    from edition.books.pdf.typesetting import packaged_fonts

    picture: bytes = typst.compile(
        template, format="png", ppi=float(resolution), sys_inputs=words, font_paths=packaged_fonts()
    )
    return picture
