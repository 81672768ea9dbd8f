"""What the header says of the encoding: how passages are cited, what the values of attributes mean."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.states import QUOTATION_STATES
from edition.model.tree import E, Element

VALUES = {
    "note": N_(
        "type: authorial and editorial, the two layers of notes; reason, why a reading was emended; in the registers "
        "summary, statement and doubt, with source and doubt inside them for what each rests on; category, date, born, "
        "died, name; of works genre, note, original-date (when it first appeared) and checked (by the editors)"
    ),
    "bibl": N_(
        "type: the form of the citation: full, short, ibid, named (without a locator) or generated (worded by the "
        "edition)"
    ),
    "biblStruct": N_("type: the type of the work, in the words of the Citation Style Language"),
    "persName": N_("type: main, the heading of the entry; sort, by which it is ordered; original; variant"),
    "quote": N_("ana: how far the quotation was compared with its source; source: the work; corresp: the note"),
    "rs": N_("type: work, a work named without being cited; else the register of the entry that is meant"),
}
"""Element → what the values of its attributes mean, where TEI leaves that open."""
STATE = "quotation."
"""What stands before a state of quotations in its id: keys have no full stop in them."""


def state_id(state: str) -> str | None:
    """The pointer to a state of quotations."""
    return f"#{STATE}{state}" if state in QUOTATION_STATES else None


def encoding(edition: Edition, rules: Element) -> Element:
    """The description of the encoding; ``rules`` are those of the editors."""
    variants = E("variantEncoding", method="parallel-segmentation", location="internal")
    return E("encodingDesc", rules, _references(), _tags(edition), _classes(edition), _program(), variants)


def _references() -> Element:
    """How passages are named: 5, or 5.12 for a numbered block of section 5."""
    block = E("citeStructure", unit="paragraph", match=".//*[@xml:id = concat('p', @n)]", use="@n", delim=".")
    sections = E("citeStructure", block, unit="section", match="/TEI/text/body/div", use="@n")
    return E("refsDecl", sections, default="true")


def _tags(edition: Edition) -> Element:
    usage = (E("tagUsage", edition.messages.gettext(words), gi=name) for name, words in VALUES.items())
    return E("tagsDecl", E("namespace", *usage, name="http://www.tei-c.org/ns/1.0"))


def _classes(edition: Edition) -> Element:
    return E("classDecl", E("taxonomy", *_states(edition), xml__id="quotation.states"))


def _states(edition: Edition) -> Iterator[Element]:
    for state, words in QUOTATION_STATES.items():
        yield E("category", E("catDesc", edition.messages.gettext(words)), xml__id=f"{STATE}{state}")


def _program() -> Element:
    return E("appInfo", E("application", E("label", "edition"), ident="edition", version="1"))
