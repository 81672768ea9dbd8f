"""What the header says of the encoding: how passages are cited, what the values of attributes mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from edition.model.edition import Edition
from edition.model.states import QUOTATION_STATES
from edition.model.tree import E, Element

DESCRIPTIONS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("descriptions.toml").read_text("utf-8"))
VALUES: Mapping[str, str] = {
    element: words for elements, words in DESCRIPTIONS["values"].items() for element in elements.split()
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
