"""The page of downloads: books and data, with their sizes and checksums."""

from __future__ import annotations

from collections.abc import Mapping

from edition.index.addresses import SITE
from edition.model.edition import Edition
from edition.model.output import Page
from edition.model.tree import E
from edition.site.contents.components import list_page, table
from edition.site.formats import file_format


def downloads(edition: Edition, files: Mapping[str, tuple[int, str]]) -> Page:
    """A page of what there is to take away, each file with its size in bytes and its SHA-256."""
    _ = edition.messages.gettext
    columns = (_("File"), _("What it is"), _("Size"), "SHA-256")
    rows = tuple(
        E(
            "tr",
            E("td", E("a", uri.removeprefix("data/"), href=SITE + uri), data_label=columns[0]),
            E("td", _(file_format(uri).description), data_label=columns[1]),
            E("td", f"{-(-size // 1000):,} kB".replace(",", "\u202f"), data_label=columns[2]),
            E("td", E("code", checksum), data_label="SHA-256"),
        )
        for uri, (size, checksum) in files.items()
        if "/" not in uri.removeprefix("data/")
    )
    return list_page("downloads", _("Downloads"), _("The edition as books and as data."), table(columns, rows))
