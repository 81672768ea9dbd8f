"""Lists of works as other programs export them, as BibTeX."""

from __future__ import annotations

from pathlib import Path

from edition.authoring import pandoc
from edition.authoring.unreadable import Unreadable, decoded

FORMATS = {".ris": "ris", ".json": "csljson", ".xml": "endnotexml"}


def bibtex(path: Path) -> str:
    """The BibTeX of a list of works. Raises ``Unreadable``."""
    ending = path.suffix.lower()
    if ending in (".bib", ".bibtex"):
        return decoded(path)
    if ending not in FORMATS:
        known = ", ".join(sorted((".bib", *FORMATS)))
        raise Unreadable(f"{path} has an ending that is not known for a list of works. Known: {known}.")
    return pandoc.converted(decoded(path), FORMATS[ending], "biblatex")
