"""Stretches of the words of a passage, as offsets from its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Span(Protocol):
    """A stretch of words: where it begins and where it ends (exclusive)."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""


S = TypeVar("S", bound=Span)


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def without_overlaps(preferred: Iterable[S]) -> list[S]:
    """Of stretches that overlap the one that comes first; the result in the order of the words."""
    selected: list[S] = []
    for span in preferred:
        if not any(overlap(span, other) for other in selected):
            selected.append(span)
    return sorted(selected, key=lambda span: span.start)
