"""A citation style in CSL, and what formats citations in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Style:
    """A style in CSL: its name in ``edition.yml``, its title, its source, and whether its citations are notes."""

    name: str
    title: str
    source: str
    in_notes: bool


class StyleRequest(NamedTuple):
    """What is to be formatted: a style, a language, works as CSL-JSON, a document of citations in pandoc's Markdown."""

    style: str
    language: str
    works: str
    document: str


INSTALL_STYLES = "Install what styles need: pip install “edition[styles]”."
"""The hint where something is not installed."""

Processor = Callable[[StyleRequest], str]
"""Formats a document; gives it as pandoc's JSON. Raises ``StyleError``."""


class StyleError(Exception):
    """Citations cannot be formatted; its words say why. ``missing``: what formats them is not installed."""

    def __init__(self, reason: str, missing: bool = False) -> None:
        super().__init__(reason)
        self.missing = missing
