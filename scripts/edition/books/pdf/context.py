"""What the words being written are in, as far as typst's markup depends on it."""

from __future__ import annotations

from dataclasses import dataclass

from edition.books.pdf.code import in_language, literal
from edition.model.edition import Edition, Note
from edition.model.messages import direction


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


def of_text(edition: Edition, words: str) -> str:
    """Words of the text as markup for a line of the editors'."""
    return _among(edition, edition.metadata.language, edition.editors_language, words)


def of_editors(edition: Edition, words: str) -> str:
    """Words of the editors, or of the interface, as markup for a line of the text's."""
    return _among(edition, edition.editors_language, edition.metadata.language, words)


def _among(edition: Edition, language: str, around: str, words: str) -> str:
    return in_language(language, literal(words), direction(around)) if edition.text_attributes else literal(words)
