"""What is known of figures: their numbers, and the words in which they are named."""

from __future__ import annotations

import re

from edition.model.messages import Messages
from edition.model.tree import Element

AUTOMATIC = "automatic"
"""In place of a figure's number, until the edition is put together and has counted its figures."""
_OWN_NUMBER = re.compile(
    r"\s*(?:fig(?:ure|ura|\.)?|plate|pl\.|ill(?:ustration|\.)|abb(?:ildung|\.)|bild|taf(?:el|\.)|planche|рис(?:унок|\.)?)"
    r"\s*(?:[0-9]+|[IVXLC]+)\b",
    re.IGNORECASE,
)


def begins_with_number(caption: str) -> bool:
    """Whether a caption has a number of the author's own: Fig. 3, Plate IV, Abb. 2."""
    return _OWN_NUMBER.match(caption) is not None


def is_captioned(node: Element) -> bool:
    """Whether an element is a figure that has a caption itself, which a row of figures has not."""
    return node.tag == "figure" and any(child.tag == "figcaption" for child in node.elements)


def figure_label(number: str, messages: Messages) -> str:
    """How a figure is named by its number: “Figure 3”, but as it stands if it is the author's own."""
    if not number.isdigit():
        return number
    return messages.gettext("Figure %(number)s") % {"number": number}
