"""What a citation of this edition refers to: the whole edition, a place in the text, or a page of the editor's."""

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

ANCHOR, NUMBER, TITLE, QUOTED = "⟨anchor⟩", "⟨number⟩", "⟨title⟩", "⟨quoted⟩"
"""Placeholders in citation forms that many targets share."""
_WORDS = r"[^\W_](?:[^\W_]|[ ,()-])*(?<![, -])"
_PLAIN = re.compile(rf"(?!(?:The|An|A)\s)({_WORDS})(?:, “({_WORDS})”)?")


@dataclass(frozen=True, slots=True)
class CitationTarget:
    """What a citation refers to; without an ``anchor`` it is the whole edition.

    A place in the text has a ``locator``, which without a ``label`` is complete in itself; a page of the editor's has a
    ``title``.
    """

    anchor: str = ""
    label: str = ""
    locator: str = ""
    title: str = ""

    @property
    def plain_words(self) -> Mapping[str, str]:
        """The words of a title that every form gives unchanged (without punctuation, and without an article that a
        short form would drop), and of another in quotation marks behind it, by their placeholders; else nothing."""
        plain = _PLAIN.fullmatch(self.title)
        pairs = zip((TITLE, QUOTED), plain.groups(), strict=True) if plain else ()
        return {placeholder: words for placeholder, words in pairs if words}

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


def citation_target(edition: Edition, key: str) -> CitationTarget:
    """The target for an anchor, the slug of a section, or the key of an entry or a work."""
    if key in edition.entries:
        return CitationTarget(key, title=edition.entries[key].name)
    if key in edition.works:
        return CitationTarget(key, title=text(forms.name_of(edition, edition.works[key])))
    if key in sections(edition):
        return CitationTarget(key, "section", str(sections(edition)[key].number))
    if paragraph_number(key):
        return CitationTarget(key, "paragraph", paragraph_number(key))
    note = notes(edition).get(key)
    if note is None:
        return CitationTarget(key, "", key)
    if note.kind == "authorial":
        return CitationTarget(key, "note", note.mark)
    return CitationTarget(key, "", note_name(note.kind, note.mark, edition.messages))


def shared_targets(edition: Edition) -> Mapping[str, CitationTarget]:
    """Kind of target → a target with placeholders, for kinds of which an edition has many."""
    return {
        "paragraph": CitationTarget(ANCHOR, "paragraph", NUMBER),
        "authorial": CitationTarget(ANCHOR, "note", NUMBER),
        "editorial": CitationTarget(ANCHOR, "", note_name("editorial", NUMBER, edition.messages)),
        "page": CitationTarget(ANCHOR, title=TITLE),
        "quoted": CitationTarget(ANCHOR, title=f"{TITLE}, “{QUOTED}”"),
    }


def target_address(edition: Edition, cited: CitationTarget) -> str:
    """The permanent address of the target; "" while the edition has no address."""
    return permanent_address(edition, cited.anchor) if cited.anchor else edition.metadata.base_address
