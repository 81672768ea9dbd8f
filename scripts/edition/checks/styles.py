"""Findings on the citation style of an edition."""

from __future__ import annotations

from collections.abc import Iterator

from edition.citations.styled import style_error
from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.styles import INSTALL_STYLES


def unusable(edition: Edition) -> Iterator[Finding]:
    """``y-bad-style``: nothing can be formatted in the style."""
    if edition.style and (error := style_error(edition)):
        hint = INSTALL_STYLES if error.missing else "Look at the file of the style."
        message = f"citations cannot be formatted in “{edition.style.name}”: {error}."
        yield Finding(edition.metadata.location, "y-bad-style", message, hint)


WITHIN = (unusable,)
