"""All that is known of files to download, in one place: media types, descriptions, labels on the title page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from edition.model.messages import N_


class FileFormat(NamedTuple):
    """The media type of a file, what it is in a sentence, and the label under which the title page offers it."""

    media_type: str
    description: str = ""
    label: str = ""


_PDF = "application/pdf"
_OTHER = FileFormat("application/octet-stream")
FORMATS: Mapping[str, FileFormat] = {
    "edition.pdf": FileFormat(
        _PDF, N_("The edition as a book, with footnotes; tagged for screen readers."), N_("PDF")),
    "edition-a5.pdf": FileFormat(_PDF, N_("The same in another paper size."), N_("small PDF")),
    ".pdf": FileFormat(_PDF, N_("The same in another paper size.")),
    "edition.epub": FileFormat("application/epub+zip", N_("The edition for e-book readers."), N_("EPUB")),
    "edition.tei.xml": FileFormat(
        "application/tei+xml",
        N_("The edition in TEI P5: text, notes, citations, emendations and registers."), N_("TEI")),
    ".mods.xml": FileFormat("application/mods+xml"),
    "edition.txt": FileFormat("text/plain", N_("The text and its notes as plain text."), N_("plain text")),
    "edition.md": FileFormat("text/markdown", N_("The text and its notes in Markdown."), N_("Markdown")),
    "edition.docx": FileFormat(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        N_("The text for word processors, with footnotes; every note keeps its own sign."), "Word"),
    ".bib": FileFormat("application/x-bibtex", N_("The bibliography in BibTeX.")),
    ".ris": FileFormat(
        "application/x-research-info-systems", N_("The same in RIS, for most reference managers.")),
    ".csl.json": FileFormat(
        "application/vnd.citationstyles.csl+json", N_("The same in CSL-JSON, for citation processors.")),
    ".csv": FileFormat("text/csv", N_("A table for spreadsheets and statistics (CSV).")),
    ".jsonld": FileFormat("application/ld+json", N_("A register as linked data (JSON-LD, schema.org).")),
    "edition.json": FileFormat("application/json",
        N_("The whole edition as data: text, notes, citations, works, registers, apparatus, mentions.")),
    ".schema.json": FileFormat(
        "application/schema+json", N_("The JSON Schema of edition.json, with descriptions.")),
    "beacon.txt": FileFormat(
        "text/plain", N_("The entries by their GND numbers, for those who gather links (BEACON).")),
    ".cff": FileFormat("text/yaml", N_("How to cite this edition, in the Citation File Format.")),
}  # fmt: skip
"""Name of a file, or how names end → its format; the title page offers those with a label in this order."""


def file_format(uri: str) -> FileFormat:
    """The format of a file by its name or ending."""
    return next((known for ending, known in FORMATS.items() if uri.endswith(ending)), _OTHER)
