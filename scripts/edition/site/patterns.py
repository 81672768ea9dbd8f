"""Markup that many pages share but for a few words: it is made once, with placeholders for them, and then filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

PLACEHOLDERS = ("\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6")
"""Noncharacters, which no text has."""


def pieces_of(markup: str) -> list[str]:
    """Markup split at its placeholders, which are among the pieces."""
    return re.split(f"([{''.join(PLACEHOLDERS)}])", markup)


def filled_in(pieces: Iterable[str], values: Mapping[str, str]) -> str:
    """The pieces as one, with the values of placeholders in their place."""
    return "".join([values.get(piece, piece) for piece in pieces])
