"""What the words being written are in, as far as typst's markup depends on it."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model.edition import Note


@dataclass(frozen=True, slots=True)
class Context:
    """What words are in: the note, if any; whether a link, a table, or a deletion and the like (``lined``);
    ``quoted``: as code, whether a paragraph is the first or a next one of a block quotation; the ``direction`` of the
    paragraph, if it is not the text's."""

    note: Note | None = None
    linked: bool = False
    lined: bool = False
    in_table: bool = False
    quoted: str = "none"
    direction: str = ""
    in_back_matter: bool = False
    """There nothing counts as a use."""


TEXT, BACK_MATTER = Context(), Context(in_back_matter=True)
