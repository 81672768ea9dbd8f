"""Pictures and figures in typst's markup, and the files that typst reads for them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from edition.books.pdf.code import call, string
from edition.books.pdf.context import of_editors
from edition.index.figures import picture_of
from edition.model.edition import Edition
from edition.model.figures import figure_label
from edition.model.pictures import Picture
from edition.model.tree import Element

PIXEL = 0.75
"""Points in a pixel of CSS."""


def file_name(picture: Picture) -> str:
    """The name under which typst finds a picture: its ending must say what it is."""
    return f"{picture.checksum}.{picture.measures.media_type.partition('/')[2].partition('+')[0]}"


def write(pictures: Iterable[Picture], folder: Path) -> None:
    """Put pictures where typst looks for them."""
    for picture in pictures:
        (folder / file_name(picture)).write_bytes(picture.content)


def picture(edition: Edition, image: Element, function: str) -> str:
    """A picture by a function of the template: ``picture`` in a figure, ``picture-in-line`` among words."""
    file = picture_of(edition, image)
    if file is None:  # only where an exception lets the finding stand
        return "#" + string(image.get("alt"))
    measures = file.measures
    wide = _width(image.get("width")) if image.get("width") else f"{measures.width * PIXEL:.2f}pt"
    alt = string(image.get("alt")) if image.get("alt") else "none"
    return call(function, string(f"/{file_name(file)}"), alt, wide, f"{measures.height / measures.width:.5f}")


def _width(width: str) -> str:
    """A width in typst's code, which has no pixels."""
    number = width.removesuffix("px")
    return f"{float(number) * PIXEL:.2f}pt" if number[-1:].isdigit() else width


def figure(edition: Edition, node: Element, pictures: str, caption: str) -> str:
    """A figure of its pictures and its caption, which are markup."""
    number = figure_label(node.get("number"), edition.messages)
    arguments = (f"[{of_editors(edition, number)}]" if number else "none", f"[{caption}]" if caption else "none")
    return call("figured", *arguments, string(node.get("credit")), content=pictures)


def row(figures: Iterable[str]) -> str:
    """Several figures side by side; they are markup."""
    return call("row-of-figures", *(f"[{figure}]" for figure in figures))
