"""Sections and pages that are known by their outline and parsed on first access to their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from edition.model.edition import Note, Paragraph, ProsePage, Section

T = TypeVar("T", bound="_Lazy")


class _Lazy:
    """A record without the fields ``words``: access to one calls ``read``, which gives the whole record.

    ``shown`` is its ``repr``.
    """

    __slots__ = ()
    words = "body"
    shown: tuple[str, ...] = ("location",)
    read: Callable[[], Any]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.read(), name)  # Python asks here for a field that is not set

    def __repr__(self) -> str:
        return repr([getattr(self, name) for name in self.shown])


class _Paragraph(_Lazy, Paragraph):
    __slots__ = ("read",)
    words, shown = "content", ("anchor", "kind")


class _Note(_Lazy, Note):
    __slots__ = ("read",)
    words, shown = "content", ("label", "mark", "at")


class _Section(_Lazy, Section):
    __slots__ = ("read",)


class _Page(_Lazy, ProsePage):
    __slots__ = ("read",)


def lazy_section(outline: Section, read: Callable[[], Section]) -> Section:
    """A section that is parsed on first access to its words or to those of a paragraph or note in it."""

    def part(name: str, number: int) -> Callable[[], Any]:
        return lambda: getattr(read(), name)[number]

    paragraphs = (_lazy(_Paragraph, bare, part("paragraphs", number)) for number, bare in enumerate(outline.paragraphs))
    notes = (_lazy(_Note, note, part("notes", number)) for number, note in enumerate(outline.notes))
    return _lazy(_Section, replace(outline, paragraphs=tuple(paragraphs), notes=tuple(notes)), read)


def lazy_page(outline: ProsePage, read: Callable[[], ProsePage]) -> ProsePage:
    """A page of the editor's own that is parsed on first access to its words."""
    return _lazy(_Page, outline, read)


def _lazy(kind: type[T], outline: Any, read: Callable[[], Any]) -> T:
    record = object.__new__(kind)
    values = {field.name: getattr(outline, field.name) for field in fields(outline) if field.name != kind.words}
    for name, value in (values | {"read": read}).items():
        object.__setattr__(record, name, value)  # records are frozen
    return record
