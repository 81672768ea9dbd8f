"""All that is known of the states of records, and of what marks the editor's titles and notes, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

BRACKETS: Mapping[str, tuple[str, str]] = {"author": ("", ""), "editor": ("[", "]")}
"""Who is responsible for a title → what is printed round it."""


class NoteKind(NamedTuple):
    """A kind of note.

    ``heading`` stands over a list of such notes, whose id is ``anchor``; ``name`` is what such a note is called in the
    running text, ``short`` in the plain text.
    """

    heading: str
    anchor: str
    name: str
    short: str

    @property
    def capitalized(self) -> str:
        """The name as it begins a sentence."""
        return self.name[:1].upper() + self.name[1:]


NOTE_KINDS: Mapping[str, NoteKind] = {
    "authorial": NoteKind("Notes", "notes", "note", "n."),
    "editorial": NoteKind("Editor’s notes", "editors-notes", "editor’s note", "ed."),
}
"""Kinds of notes, in the order of their lists."""

QUOTATION_STATES: Mapping[str, str] = {
    "agrees": "agrees with the source",
    "differs": "differs from the source",
    "query": "in doubt",
    "unchecked": "not checked",
    "none": "not a quotation",
}
"""How far a quotation was compared with its source."""


class Checked(NamedTuple):
    """How far a work was checked, in few words, and in a sentence."""

    words: str
    sentence: str


CHECKED: Mapping[str, Checked] = {
    "full": Checked("fully checked", "Every element of this entry was read in a source."),
    "part": Checked("checked in part", "Some elements of this entry were read in a source, others not."),
    "no": Checked("not checked", "No element of this entry could be read in a source; it follows the printed note."),
}
MET: Mapping[str, str] = {"yes": "met", "partly": "met in part", "no": "not met"}
"""How far the edition meets what a question of the self-audit asks for."""
ACTIONS = ("query", "keep", "record", "annotate")
"""What the editor does about an observation."""
