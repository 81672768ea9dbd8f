"""Lists of works as other programs export them, as BibTeX."""

from __future__ import annotations

from pathlib import Path


def bibtex(path: Path) -> str:
    """The BibTeX of a list of works."""
    from edition.authoring.reading import decoded

    return decoded(path)
