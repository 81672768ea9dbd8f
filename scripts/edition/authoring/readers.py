"""Manuscripts read by the extension of their file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from edition.authoring import markdown_reader, pandoc_formats, plain_reader, tei_reader
from edition.authoring.input_files import Unreadable, read_text
from edition.authoring.manuscript import Manuscript
from edition.authoring.pictures import with_pictures


def _plain(path: Path, works: str) -> Manuscript:
    return plain_reader.read(read_text(path))


def _markdown(path: Path, works: str) -> Manuscript:
    return markdown_reader.read(read_text(path), path.parent)


def _tei(path: Path, works: str) -> Manuscript:
    return with_pictures(tei_reader.read(path.read_bytes()), path.parent)


READERS: Mapping[str, Callable[[Path, str], Manuscript]] = {
    ".txt": _plain, ".text": _plain, ".md": _markdown, ".markdown": _markdown, ".xml": _tei, ".tei": _tei,
    **pandoc_formats.READERS,
}  # fmt: skip
"""Extension of a file → its reader, which is given its path and the BibTeX of the bibliography."""


def read(path: Path, works: str) -> Manuscript:
    """The manuscript in a file. ``works`` is BibTeX; citations by reference managers are matched with its works.

    Raises ``Unreadable``.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise Unreadable(f"{path} has an ending that is not known. Save it with one that is: {known}.")
    manuscript = reader(path, works)
    if not manuscript.blocks and not manuscript.title:
        raise Unreadable(f"{path} holds no text.")
    return manuscript
