"""The files of a book, as a build makes them of its plans."""

from __future__ import annotations

from edition.books import books
from edition.model.edition import Edition
from edition.model.output import Output


def made(edition: Edition, *endings: str) -> list[Output]:
    """The files of the books whose addresses end so."""
    return [plan.made(edition) for plan in books(edition) if plan.uri.endswith(endings)]
