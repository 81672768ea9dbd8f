"""The picture that is shown where a page is shared: title and author of the edition, in the face of the books."""

from __future__ import annotations

from importlib.resources import files

from edition.model.edition import Edition
from edition.model.output import Output

FILE = "assets/card.png"
"""1200 by 630 pixels, as those who show such pictures ask for."""


def card(edition: Edition) -> Output:
    """The picture."""
    import typst

    from edition.books.pdf.typesetting import packaged_fonts

    about = edition.metadata
    source = files("edition.books").joinpath("card.typ").read_bytes()
    kind = edition.messages.gettext("An annotated digital edition") + f" · {about.version}"
    words = {"title": about.title, "author": about.author, "kind": kind}
    picture: bytes = typst.compile(source, format="png", ppi=72.0, sys_inputs=words, font_paths=packaged_fonts())
    return Output(FILE, picture)
