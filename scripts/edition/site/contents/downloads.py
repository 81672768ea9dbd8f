"""The page of downloads: books as buttons, then texts and data with their sizes, and the checksums of all."""

from __future__ import annotations

from collections.abc import Mapping

from edition.index.addresses import SITE
from edition.model.edition import Edition
from edition.model.messages import Messages
from edition.model.output import Page
from edition.model.tree import E, Element
from edition.site.contents.components import list_page
from edition.site.formats import FORMATS, file_format

Files = Mapping[str, tuple[int, str]]
"""Address of a file → its size in bytes and its SHA-256."""


def downloads(edition: Edition, files: Files) -> Page:
    """A page of what there is to take away; files in folders below ``data`` are parts of others."""
    _ = edition.messages.gettext
    offered = {uri: file for uri, file in files.items() if "/" not in uri.removeprefix("data/")}
    buttons = [uri for uri, known in FORMATS.items() if known.button and uri in offered]
    books = tuple(_button(edition, uri, offered[uri][0], uri == "edition.pdf") for uri in buttons)
    others = tuple(_file(edition, uri, size) for uri, (size, _sum) in offered.items() if uri not in buttons)
    sums = "".join(f"{checksum}  {uri}\n" for uri, (_size, checksum) in offered.items())
    return list_page(
        "downloads",
        _("Downloads"),
        _("The edition as books and as data."),
        E("p", _("The whole edition as a book: text, notes, registers, citations."), class_="lead") if books else None,
        E("ul", books, class_="books") if books else None,
        (E("h2", _("Text and data"), id="data"), E("ul", others, class_="files")) if others else None,
        E("details", E("summary", _("Checksums (SHA-256)")), E("pre", sums), class_="sums") if sums else None,
        css="broad",
    )


def _button(edition: Edition, uri: str, size: int, first: bool) -> Element:
    _ = edition.messages.gettext
    about = f"{_kilobytes(size, edition.messages)} · {_(FORMATS[uri].purpose)}"
    words = (E("span", _(FORMATS[uri].button), class_="label"), " ", E("small", about))
    return E("li", E("a", *words, class_="button first" if first else "button", href=SITE + uri))


def _file(edition: Edition, uri: str, size: int) -> Element:
    return E(
        "li",
        E("a", uri.removeprefix("data/"), href=SITE + uri),
        " ",
        E("span", edition.messages.gettext(file_format(uri).description), class_="what"),
        " ",
        E("span", _kilobytes(size, edition.messages), class_="size"),
    )


def _kilobytes(size: int, words: Messages) -> str:
    """A size in bytes as it is printed."""
    # Translators: the size of a file in kilobytes. The space does not break.
    return words.gettext("%(number)s\u00a0kB") % {"number": f"{-(-size // 1000):,}".replace(",", "\u202f")}
