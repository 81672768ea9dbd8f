"""All that is known of files to download, in one place: media types, descriptions, labels on the title page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class FileFormat(NamedTuple):
    """The media type of a file, what it is in a sentence, and the label under which the title page offers it."""

    media_type: str
    description: str = ""
    label: str = ""


_PDF = "application/pdf"
_OTHER = FileFormat("application/octet-stream")
FORMATS: Mapping[str, FileFormat] = {
    "edition.pdf": FileFormat(
        _PDF, "The edition as a book, notes at the foot of the page; tagged for screen readers.", "PDF"),
    "edition-a5.pdf": FileFormat(_PDF, "The same on another size of paper.", "small PDF"),
    ".pdf": FileFormat(_PDF, "The same on another size of paper."),
    "edition.epub": FileFormat("application/epub+zip", "The edition for e-book readers.", "EPUB"),
    "edition.tei.xml": FileFormat(
        "application/tei+xml", "The edition in TEI P5: text, notes, citations, emendations and registers.", "TEI"),
    ".mods.xml": FileFormat("application/mods+xml"),
    "edition.txt": FileFormat("text/plain", "The text and its notes as plain text.", "plain text"),
    "edition.md": FileFormat("text/markdown", "The text and its notes in Markdown.", "Markdown"),
    ".bib": FileFormat("application/x-bibtex", "Every work cited or named, in BibTeX."),
    ".ris": FileFormat("application/x-research-info-systems", "The same in RIS, which most reference managers read."),
    ".csl.json": FileFormat(
        "application/vnd.citationstyles.csl+json", "The same in CSL-JSON, for citation processors."),
    ".jsonld": FileFormat("application/ld+json", "A register as linked data (JSON-LD, schema.org)."),
    "edition.json": FileFormat("application/json",
        "The whole edition: text, notes, citations, works, registers, apparatus, ledger, use of every key."),
    ".schema.json": FileFormat(
        "application/schema+json", "The JSON Schema of that file, with a word on each of its parts."),
    ".cff": FileFormat("text/yaml", "How this edition is cited, in the Citation File Format."),
}  # fmt: skip
"""Name of a file, or how names end → its format; the title page offers those with a label in this order."""


def file_format(uri: str) -> FileFormat:
    """The format of a file by its name or ending."""
    return next((known for ending, known in FORMATS.items() if uri.endswith(ending)), _OTHER)
