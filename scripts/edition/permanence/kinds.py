"""What is said of the things that have permanent addresses: their kinds, alone and counted, and what became of them."""

from __future__ import annotations

from edition.model.edition import Edition
from edition.model.messages import ENGLISH, N_

KINDS = {
    "paragraph": N_("paragraph"),
    "note": N_("note"),
    "section": N_("section"),
    "quotation": N_("quotation"),
    "work": N_("work"),
    "person": N_("person"),
    "organisation": N_("organization"),
    "place": N_("place"),
    "event": N_("event"),
}
"""The kinds of what has an address, but those of the edition's own registers, which have no other words."""

CHANGED = {
    "moved": N_("Moved %(kind)s: %(anchor)s"),
    "merged": N_("Merged %(kind)s: %(anchor)s"),
    "split": N_("Split %(kind)s: %(anchor)s"),
    "retired": N_("Retired %(kind)s: %(anchor)s"),
}
"""State of what ended with a version → how the list of versions says so."""

BECAME = {
    "moved": N_("It stands now as %(anchors)s."),
    "merged": N_("It is now part of %(anchors)s."),
    "split": N_("It is now divided into %(anchors)s."),
    "retired": N_("It was withdrawn."),
}
"""State of what does not stand any more → a sentence for its permalink."""


def kind(name: str, edition: Edition) -> str:
    """A kind in words."""
    return edition.messages.gettext(KINDS.get(name, name))


def a_kind(name: str, edition: Edition) -> str:
    """A kind with its article, where the language has one."""
    _ = edition.messages.gettext
    articled = {
        "paragraph": _("a paragraph"),
        "note": _("a note"),
        "section": _("a section"),
        "quotation": _("a quotation"),
        "work": _("a work"),
        "person": _("a person"),
        "organisation": _("an organization"),
        "place": _("a place"),
        "event": _("an event"),
    }
    article = ("an " if name[:1] in "aeiou" else "a ") if edition.messages.language.startswith(ENGLISH) else ""
    return articled.get(name, article + name)


def counted(name: str, n: int, edition: Edition) -> str:
    """So many of a kind; of a register of the edition's own, its heading and the number."""
    ngettext = edition.messages.ngettext
    forms = {
        "paragraph": ngettext("%(n)d paragraph", "%(n)d paragraphs", n),
        "note": ngettext("%(n)d note", "%(n)d notes", n),
        "section": ngettext("%(n)d section", "%(n)d sections", n),
        "quotation": ngettext("%(n)d quotation", "%(n)d quotations", n),
        "work": ngettext("%(n)d work", "%(n)d works", n),
        "person": ngettext("%(n)d person", "%(n)d persons", n),
        "organisation": ngettext("%(n)d organization", "%(n)d organizations", n),
        "place": ngettext("%(n)d place", "%(n)d places", n),
        "event": ngettext("%(n)d event", "%(n)d events", n),
    }
    if name in forms:
        return forms[name] % {"n": n}
    heading = next((register.heading for register in edition.registers.values() if register.singular == name), name)
    return f"{heading}{edition.messages.colon}{n}"
