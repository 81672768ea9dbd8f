"""The page of downloads: books and data, with their sizes and checksums."""

from __future__ import annotations

from collections.abc import Mapping

from edition.index.addresses import SITE
from edition.model.output import Page
from edition.model.tree import E
from edition.site.contents.components import list_page, table
from edition.site.formats import file_format


def downloads(files: Mapping[str, tuple[int, str]]) -> Page:
    """A page of what there is to take away, each file with its size in bytes and its SHA-256."""
    rows = tuple(
        E(
            "tr",
            E("td", E("a", uri.removeprefix("data/"), href=SITE + uri), data_label="File"),
            E("td", file_format(uri).description, data_label="What it is"),
            E("td", f"{-(-size // 1000):,} kB".replace(",", "\u202f"), data_label="Size"),
            E("td", E("code", checksum), data_label="SHA-256"),
        )
        for uri, (size, checksum) in files.items()
        if "/" not in uri.removeprefix("data/")
    )
    columns = ("File", "What it is", "Size", "SHA-256")
    return list_page("downloads", "Downloads", "The edition as books and as data.", table(columns, rows))
