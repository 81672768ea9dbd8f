"""Sections and pages of which the outline is known; their text is parsed when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from edition.model.edition import Note, Paragraph, ProsePage, Section
from edition.model.tree import Element, Fragment

Read = Callable[[], Section]


class LazyParagraph(Paragraph):
    """A paragraph of a lazy section."""

    __slots__ = ("number", "read")
    number: int
    read: Read

    def __init__(self, outline: Paragraph, read: Read, number: int) -> None:
        _copy(outline, self, Paragraph, "content")
        object.__setattr__(self, "read", read)
        object.__setattr__(self, "number", number)

    @property
    def content(self) -> Element:
        """The block, read with its section."""
        content: Element = self.read().paragraphs[self.number].content
        return content

    def __repr__(self) -> str:
        return repr((self.anchor, self.kind))


class LazyNote(Note):
    """A note of a lazy section."""

    __slots__ = ("number", "read")
    number: int
    read: Read

    def __init__(self, outline: Note, read: Read, number: int) -> None:
        _copy(outline, self, Note, "content")
        object.__setattr__(self, "read", read)
        object.__setattr__(self, "number", number)

    @property
    def content(self) -> Fragment:
        """The blocks, read with its section."""
        content: Fragment = self.read().notes[self.number].content
        return content

    def __repr__(self) -> str:
        return repr((self.label, self.mark, self.at))


class LazySection(Section):
    """A section; whoever asks for its words makes it be read."""

    __slots__ = ("read",)
    read: Read

    def __init__(self, outline: Section, read: Read) -> None:
        _copy(outline, self, Section, "body")
        paragraphs = tuple(LazyParagraph(part, read, number) for number, part in enumerate(outline.paragraphs))
        notes = tuple(LazyNote(part, read, number) for number, part in enumerate(outline.notes))
        for name, value in (("read", read), ("paragraphs", paragraphs), ("notes", notes)):
            object.__setattr__(self, name, value)

    @property
    def body(self) -> Fragment:
        """The blocks, read with the section."""
        return self.read().body

    def __repr__(self) -> str:
        return self.location.file


class LazyPage(ProsePage):
    """A page of the editor's own; whoever asks for its words makes it be read."""

    __slots__ = ("read",)
    read: Callable[[], ProsePage]

    def __init__(self, outline: ProsePage, read: Callable[[], ProsePage]) -> None:
        _copy(outline, self, ProsePage, "body")
        object.__setattr__(self, "read", read)

    @property
    def body(self) -> Fragment:
        """The blocks, read with the page."""
        return self.read().body

    def __repr__(self) -> str:
        return self.location.file


def _copy(outline: object, lazy: object, kind: type, left_out: str) -> None:
    """Copy the fields of a record, which is frozen, but for one."""
    for name in kind.__slots__:  # type: ignore[attr-defined]
        if name != left_out:
            object.__setattr__(lazy, name, getattr(outline, name))
