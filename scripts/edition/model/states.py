"""All that is known of the states of records, and of what marks the editor's titles and notes, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from edition.model.messages import N_, Messages

BRACKETS: Mapping[str, tuple[str, str]] = {"author": ("", ""), "editor": ("[", "]")}
"""Who is responsible for a title → what is printed round it."""


class NoteKind(NamedTuple):
    """A kind of note.

    ``heading`` stands over a list of such notes, whose id is ``anchor``; ``name`` is what a note is called in the
    running text, ``short`` in the plain text. All but the id are messages.
    """

    heading: str
    anchor: str
    name: str
    short: str


NOTE_KINDS: Mapping[str, NoteKind] = {
    "authorial": NoteKind(N_("Notes"), "notes", N_("note %(mark)s"), N_("n. %(mark)s")),
    "editorial": NoteKind(
        N_("Editor’s notes"), "editors-notes", N_("editor’s note %(mark)s"),
        # Translators: “ed.” is short for “editor’s note”; it stands in brackets in the plain text.
        N_("ed. %(mark)s")),
}  # fmt: skip
"""Kinds of notes, in the order of their lists."""


def note_name(kind: str, mark: str, words: Messages) -> str:
    """What a note is called in the running text: note 7, editor’s note b."""
    return words.gettext(NOTE_KINDS[kind].name) % {"mark": mark}


def short_note_name(kind: str, mark: str, words: Messages) -> str:
    """What a note is called in the plain text: n. 7, ed. b."""
    return words.gettext(NOTE_KINDS[kind].short) % {"mark": mark}


QUOTATION_STATES: Mapping[str, str] = {
    "agrees": N_("agrees with the source"),
    "differs": N_("differs from the source"),
    "query": N_("in doubt"),
    "unchecked": N_("not checked"),
    "none": N_("not a quotation"),
}
"""How far a quotation was compared with its source."""


class Checked(NamedTuple):
    """How far a work was checked, in few words, and in a sentence."""

    words: str
    sentence: str


CHECKED: Mapping[str, Checked] = {
    "full": Checked(N_("fully checked"), N_("Every element of this entry was read in a source.")),
    "part": Checked(N_("checked in part"), N_("Some elements of this entry were read in a source, others not.")),
    "no": Checked(
        N_("not checked"), N_("No element of this entry could be read in a source; it follows the printed note.")
    ),
}
MET: Mapping[str, str] = {"yes": N_("met"), "partly": N_("met in part"), "no": N_("not met")}
"""How far the edition meets what a question of the self-audit asks for."""
ACTIONS = ("query", "keep", "record", "annotate")
"""What the editor does about an observation."""
