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
        N_("Editors’ notes"), "editors-notes", N_("editors’ note %(mark)s"),
        # Translators: “ed.” is short for “editors’ note”; it stands in brackets in the plain text.
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
    "partly": N_("agrees in part"),
    "elsewhere": N_("stands in another source"),
    "differs": N_("differs from the source"),
    "query": N_("in doubt"),
    "missing": N_("not found"),
    "unchecked": N_("not verified"),
    "none": N_("not a quotation"),
}
"""How far a quotation was compared with its source."""
SECOND_HAND = "second"
"""The verdict on a quotation that agrees with its source as others quote it."""
VERDICTS: Mapping[str, str] = {
    "agrees": QUOTATION_STATES["agrees"],
    SECOND_HAND: N_("agrees, at second hand"),
    **QUOTATION_STATES,
}
"""What is said of a quotation: its state, but that agreement may be at second hand."""
HANDS: Mapping[str, str] = {
    "first": N_("The text cited"),
    "second": N_("The text cited, as others quote it"),
    "other": N_("Another text"),
}
"""What a quotation was compared with."""


def counted_state(state: str, n: int, words: Messages) -> str:
    """So many quotations with a verdict."""
    ngettext = words.ngettext
    forms = {
        "agrees": ngettext("%(n)d agrees with the source", "%(n)d agree with the source", n),
        "second": ngettext("%(n)d agrees, at second hand", "%(n)d agree, at second hand", n),
        "partly": ngettext("%(n)d agrees in part", "%(n)d agree in part", n),
        "differs": ngettext("%(n)d differs from the source", "%(n)d differ from the source", n),
        "elsewhere": ngettext("%(n)d stands in another source", "%(n)d stand in another source", n),
        "missing": ngettext("%(n)d not found", "%(n)d not found", n),
        "query": ngettext("%(n)d in doubt", "%(n)d in doubt", n),
        "unchecked": ngettext("%(n)d not verified", "%(n)d not verified", n),
        "none": ngettext(
            "besides, %(n)d use of quotation marks that is no quotation",
            "besides, %(n)d uses of quotation marks that are no quotations",
            n,
        ),
    }
    return forms[state] % {"n": n}


class Checked(NamedTuple):
    """How far a work was checked, in few words, and in a sentence."""

    words: str
    sentence: str


CHECKED: Mapping[str, Checked] = {
    "full": Checked(N_("verified"), N_("Verified against a catalog or the work itself.")),
    "part": Checked(N_("partly verified"), N_("Partly verified.")),
    "no": Checked(N_("not verified"), N_("Not verified: as cited by the author.")),
}
MET: Mapping[str, str] = {"yes": N_("met"), "partly": N_("partly met"), "no": N_("not met")}
"""How far the edition meets what a question of the self-audit asks for."""
ACTIONS = ("query", "keep", "record", "annotate")
"""What the editor does about an observation."""
