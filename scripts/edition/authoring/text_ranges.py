"""Ranges of the words of a passage, as offsets of the first character and of that behind the last one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar


class Span(Protocol):
    """What has a start and an end (exclusive)."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""


class Range(NamedTuple):
    """A span that is nothing else."""

    start: int
    end: int


NOWHERE = Range(0, 0)
S = TypeVar("S", bound=Span)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of others."""
    return any(overlap(span, other) for other in others)


def contains(outer: Span, inner: Span) -> bool:
    """Whether a span is within another, or the same."""
    return outer.start <= inner.start and inner.end <= outer.end


def without_overlaps(preferred: Iterable[S]) -> list[S]:
    """The spans that overlap no earlier one of the order given; sorted by their starts."""
    selected: list[S] = []
    for span in preferred:
        if not overlaps_any(span, selected):
            selected.append(span)
    return sorted(selected, key=lambda span: span.start)
