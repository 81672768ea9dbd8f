"""The page of what there is to take away: books and data, with their sizes and checksums."""

from __future__ import annotations

from collections.abc import Mapping

from edition.index.addresses import SITE
from edition.model.output import Page
from edition.model.tree import E

WHAT = {
    "edition.pdf": "The edition as a book, notes at the foot of the page; tagged for screen readers.",
    ".pdf": "The same on another size of paper.",
    ".epub": "The edition for e-book readers.",
    ".xml": "The edition in TEI P5: text, notes, citations, emendations and registers.",
    ".txt": "The text and its notes as plain text.",
    ".md": "The text and its notes in Markdown.",
    "bibliography.bib": "Every work cited or named, in BibTeX.",
    "bibliography.ris": "The same in RIS, which most reference managers read.",
    "bibliography.csl.json": "The same in CSL-JSON, for citation processors.",
    ".jsonld": "A register as linked data (JSON-LD, schema.org).",
    "edition.json": "The whole edition: text, notes, citations, works, registers, apparatus, ledger, use of every key.",
    "edition.schema.json": "The JSON Schema of that file, with a word on each of its parts.",
    "CITATION.cff": "How this edition is cited, in the Citation File Format.",
}
"""File, or ending of files, → what it is."""


def downloads(files: Mapping[str, tuple[int, str]]) -> Page:
    """A page of what there is to take away, each file with its size in bytes and its SHA-256."""
    head = tuple(E("th", name, scope="col") for name in ("File", "What it is", "Size", "SHA-256"))
    rows = tuple(
        E(
            "tr",
            E("td", E("a", uri.removeprefix("data/"), href=SITE + uri), data_label="File"),
            E("td", _what(uri), data_label="What it is"),
            E("td", f"{-(-size // 1000):,} kB".replace(",", "\u202f"), data_label="Size"),
            E("td", E("code", checksum), data_label="SHA-256"),
        )
        for uri, (size, checksum) in files.items()
        if "/" not in uri.removeprefix("data/")
    )
    table = E("table", E("thead", E("tr", head)), E("tbody", rows), class_="stacked")
    body = E("article", E("h1", "Downloads", id="downloads"), table, class_="apparatus")
    return Page("about/downloads.html", "Downloads", "list", (body,), "The edition as books and as data.")


def _what(uri: str) -> str:
    name = uri.removeprefix("data/")
    return WHAT.get(name) or next((words for end, words in WHAT.items() if name.endswith(end)), "")
