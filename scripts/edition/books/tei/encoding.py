"""What the header says of the encoding: how passages are cited, what the values of attributes mean."""

from __future__ import annotations

from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.states import QUOTATION_STATES
from edition.model.tree import E, Element

NAMES = N_(
    "type: main, the heading of the entry; sort, by which it is ordered; original; variant; in the text, its register"
)
LOOK = N_(
    "rend: how it looks in print; row, pictures side by side; indent(n), by n letters; or a class of the editors’"
)
VALUES = {
    "ab": N_(
        "type: the form of the block: heading, dedication, opener, closer, attribution or ornament; code, whose "
        "language is the subtype"
    ),
    "bibl": N_(
        "type: the form of the citation: full, short, ibid, named (without a locator) or generated (worded by the "
        "edition); credit, whose a picture is; first-published, where the text first appeared"
    ),
    "biblStruct": N_("type: the type of the work, in the words of the Citation Style Language"),
    "event": N_("where: the place; corresp: passages that bear on it"),
    "idno": N_("type: the authority file, catalogue or scheme in which it identifies something"),
    **dict.fromkeys(("list", "listObject"), N_("type: the register that is listed")),
    **dict.fromkeys(("persName", "orgName", "placeName", "objectName", "name"), NAMES),
    "note": N_(
        "type: authorial and editorial, the two layers of notes; reason, why a reading was emended; in the registers "
        "summary, statement and doubt, with source and doubt inside them for what each rests on; category, date, born, "
        "died, name; of works genre, note, original-date (when it first appeared) and checked (by the editors)"
    ),
    "ptr": N_("type: note, the call of a note; of an event, participant, who took part in it, or work"),
    "quote": N_(
        "ana: how far the quotation was compared with its source; source: the work; corresp: the note; type: epigraph"
    ),
    "rs": N_("type: work, a work named without being cited; else the register of the entry that is meant"),
    "seg": N_("type: quotation, words quoted within a citation; unresolved, an @key that leads nowhere"),
    "title": N_("type: main, sub, or part for a section; rend: work-title, or container-title of what it stands in"),
    **dict.fromkeys(("cell", "figure", "hi", "l", "milestone", "p"), LOOK),
}
"""Element → what the values of its attributes mean, where TEI leaves that open."""
STATE = "quotation."
"""What stands before a state of quotations in its id: keys have no full stop in them."""


def state_id(state: str) -> str | None:
    """The pointer to a state of quotations."""
    return f"#{STATE}{state}" if state in QUOTATION_STATES else None


def encoding(edition: Edition, rules: Element) -> Element:
    """The description of the encoding; ``rules`` are those of the editors. Passages are named 5, or 5.12 for a numbered
    block of section 5."""
    words = edition.messages.gettext
    block = E("citeStructure", unit="paragraph", match=".//*[@xml:id = concat('p', @n)]", use="@n", delim=".")
    sections = E("citeStructure", block, unit="section", match="/TEI/text/body/div", use="@n")
    usage = (E("tagUsage", words(meaning), gi=name) for name, meaning in VALUES.items())
    states = (E("category", E("catDesc", words(state)), xml__id=STATE + key) for key, state in QUOTATION_STATES.items())
    return E(
        "encodingDesc",
        rules,
        E("refsDecl", sections, default="true"),
        E("tagsDecl", E("namespace", *usage, name="http://www.tei-c.org/ns/1.0")),
        E("classDecl", E("taxonomy", *states, xml__id="quotation.states")),
        E("appInfo", E("application", E("label", "edition"), ident="edition", version="1")),
        E("variantEncoding", method="parallel-segmentation", location="internal"),
    )
