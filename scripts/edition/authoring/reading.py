"""Manuscripts by their formats: which reader takes which file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from edition.authoring import plain_reader
from edition.authoring.manuscript import Manuscript


class Unreadable(Exception):
    """A manuscript or a list of works cannot be read; the words say why and what to do."""


def _plain(path: Path, works: str) -> Manuscript:
    return plain_reader.read(decoded(path))


READERS: Mapping[str, Callable[[Path, str], Manuscript]] = {".txt": _plain}
"""Ending of a file’s name → what reads it, given its path and the works of the edition as BibTeX."""


def read(path: Path, works: str) -> Manuscript:
    """The manuscript in a file. ``works`` is BibTeX of the works to which its citations are matched.

    Raises ``Unreadable``.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(f"{path} has an ending that is not known. Known: {', '.join(sorted(READERS))}.")
    return reader(path, works)


def decoded(path: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 if it begins with the mark of that. Raises ``Unreadable``."""
    content = path.read_bytes()
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not UTF-8. Save it as UTF-8, and try again.") from error
