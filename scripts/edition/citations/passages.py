"""What is cited of this edition: the whole, a place in the text, or a page of the editor's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from edition.citations import forms
from edition.index.addresses import paragraph_number, permanent_address
from edition.index.tables import notes, sections
from edition.model.edition import Edition
from edition.model.messages import IN_ENGLISH, Messages
from edition.model.states import note_name
from edition.model.tree import text

ANCHOR, NUMBER, TITLE = "⟨anchor⟩", "⟨number⟩", "⟨title⟩"
"""Placeholders in forms that many passages share."""
_PLAIN = re.compile(r"(?!(?:The|An|A)\s)[^\W_](?:[^\W_]|[ ,()-])*(?<![, -])")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is cited: without an ``anchor`` the whole edition.

    A place in the text has a ``locator``, which without a ``label`` is complete in itself; a page of the editor's has a
    ``title``.
    """

    anchor: str = ""
    label: str = ""
    locator: str = ""
    title: str = ""

    @property
    def has_plain_title(self) -> bool:
        """Whether it has a title that every form gives unchanged: without punctuation, and without an article that a
        short form would drop."""
        return _PLAIN.fullmatch(self.title) is not None

    def place(self, style: str = "Chicago", words: Messages = IN_ENGLISH) -> str:
        """The locator with its term in Chicago, MLA or APA style: ``¶ 12``, ``par. 12``, ``para. 12``."""
        return f"{_terms(words)[style, self.label]} {self.locator}" if self.label else self.locator


def _terms(words: Messages) -> Mapping[tuple[str, str], str]:
    """Style and label → term."""
    pgettext = words.pgettext
    return {
        ("Chicago", "paragraph"): "¶",  # as in the margin
        ("MLA", "paragraph"): pgettext("term in MLA style", "par."),
        ("APA", "paragraph"): pgettext("term in APA style", "para."),
        ("Chicago", "note"): pgettext("term in Chicago style", "n."),
        ("MLA", "note"): pgettext("term in MLA style", "n."),
        ("APA", "note"): pgettext("term in APA style", "Note"),
        ("Chicago", "section"): pgettext("term in Chicago style", "sec."),
        ("MLA", "section"): pgettext("term in MLA style", "sec."),
        ("APA", "section"): pgettext("term in APA style", "Section"),
    }


def passage(edition: Edition, key: str) -> Passage:
    """The passage to which an anchor, or the page to which a key of a register or a work leads."""
    if key in edition.entries:
        return Passage(key, title=edition.entries[key].name)
    if key in edition.works:
        return Passage(key, title=text(forms.name_of(edition, edition.works[key])))
    if key in sections(edition):
        return Passage(key, "section", str(sections(edition)[key].number))
    if paragraph_number(key):
        return Passage(key, "paragraph", paragraph_number(key))
    note = notes(edition).get(key)
    if note is None:
        return Passage(key, "", key)
    if note.kind == "authorial":
        return Passage(key, "note", note.mark)
    return Passage(key, "", note_name(note.kind, note.mark, edition.messages))


def shared_passages(edition: Edition) -> Mapping[str, Passage]:
    """Kind of passage, of which there are many → one with placeholders."""
    return {
        "paragraph": Passage(ANCHOR, "paragraph", NUMBER),
        "authorial": Passage(ANCHOR, "note", NUMBER),
        "editorial": Passage(ANCHOR, "", note_name("editorial", NUMBER, edition.messages)),
        "page": Passage(ANCHOR, title=TITLE),
    }


def passage_address(edition: Edition, cited: Passage) -> str:
    """The permanent address of the passage; "" while the edition has no address."""
    return permanent_address(edition, cited.anchor) if cited.anchor else edition.metadata.base_address
