"""What is said of the things that have permanent addresses: their kinds, alone and counted, and what became of them."""

from __future__ import annotations

from typing import NamedTuple

from edition.model.edition import Edition
from edition.model.messages import ENGLISH, N_, NN_


class Kind(NamedTuple):
    """A kind of what has a permanent address, in words: a noun, with its article, counted (one, several)."""

    noun: str
    with_article: str
    counted: tuple[str, str]


KINDS = {
    "paragraph": Kind(N_("paragraph"), N_("a paragraph"), NN_("%(n)d paragraph", "%(n)d paragraphs")),
    "note": Kind(N_("note"), N_("a note"), NN_("%(n)d note", "%(n)d notes")),
    "section": Kind(N_("section"), N_("a section"), NN_("%(n)d section", "%(n)d sections")),
    "quotation": Kind(N_("quotation"), N_("a quotation"), NN_("%(n)d quotation", "%(n)d quotations")),
    "work": Kind(N_("work"), N_("a work"), NN_("%(n)d work", "%(n)d works")),
    "person": Kind(N_("person"), N_("a person"), NN_("%(n)d person", "%(n)d persons")),
    "organisation": Kind(N_("organization"), N_("an organization"), NN_("%(n)d organization", "%(n)d organizations")),
    "place": Kind(N_("place"), N_("a place"), NN_("%(n)d place", "%(n)d places")),
    "event": Kind(N_("event"), N_("an event"), NN_("%(n)d event", "%(n)d events")),
}
"""The kinds by their names, but those of the edition's own registers, which have no other words."""

ENDS = {
    "moved": (N_("Moved %(kind)s: %(anchor)s"), N_("It stands now as %(anchors)s.")),
    "merged": (N_("Merged %(kind)s: %(anchor)s"), N_("It is now part of %(anchors)s.")),
    "split": (N_("Split %(kind)s: %(anchor)s"), N_("It is now divided into %(anchors)s.")),
    "retired": (N_("Retired %(kind)s: %(anchor)s"), N_("It was withdrawn.")),
}
"""State of what does not stand any more → how the list of versions says so, and a sentence for its permalink."""


def kind(name: str, edition: Edition) -> str:
    """A kind in words."""
    return edition.messages.gettext(KINDS[name].noun if name in KINDS else name)


def a_kind(name: str, edition: Edition) -> str:
    """A kind with its article, where the language has one."""
    if name in KINDS:
        return edition.messages.gettext(KINDS[name].with_article)
    article = ("an " if name[:1] in "aeiou" else "a ") if edition.messages.language.startswith(ENGLISH) else ""
    return article + name


def counted(name: str, n: int, edition: Edition) -> str:
    """So many of a kind; of a register of the edition's own, its heading and the number."""
    if name in KINDS:
        return edition.messages.ngettext(*KINDS[name].counted, n) % {"n": n}
    heading = next((register.heading for register in edition.registers.values() if register.singular == name), name)
    return f"{heading}{edition.messages.colon}{n}"
