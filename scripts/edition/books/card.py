"""The picture that is shown where a page is shared: title and author of the edition, in the face of the books."""

from __future__ import annotations

from importlib.resources import files

from edition.model.edition import Edition
from edition.model.output import Output

FILE = "assets/card.png"
"""1200 by 630 pixels, as those who show such pictures ask for."""


def card(edition: Edition) -> Output:
    """The picture."""
    about = edition.metadata
    kind = edition.messages.gettext("An annotated digital edition") + f" · {about.version}"
    words = {"title": about.title, "author": about.author, "kind": kind}
    return Output(FILE, drawn(files("edition.books").joinpath("card.typ").read_bytes(), words, 72))


def drawn(template: bytes, words: dict[str, str], resolution: float) -> bytes:
    """A picture (PNG) that typst draws of a template and of words; the resolution is in pixels per inch."""
    import typst

    from edition.books.pdf.typesetting import packaged_fonts

    picture: bytes = typst.compile(
        template, format="png", ppi=float(resolution), sys_inputs=words, font_paths=packaged_fonts()
    )
    return picture
