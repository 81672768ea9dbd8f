"""How TEI sets words apart, and the elements that they are here."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

_ELEMENTS = {
    "em": "italic italics i it oblique spaced letterspaced gesperrt g", "strong": "bold b",
    "sup": "superscript sup super", "sub": "subscript sub", "sc": "smallcaps small-caps sc k", "kbd": "key",
}  # fmt: skip
"""Element → words of ``rend``, ``rendition`` or ``style``. Words are spaced for emphasis in German type; “g” and “k”
are that and small capitals in the Deutsches Textarchiv."""
_RENDITIONS = {word: tag for tag, words in _ELEMENTS.items() for word in words.split()}
_NO_SIGN = frozenset("simple font style weight variant letter spacing css".split())
SET_APART = {"hi": "", "emph": "em", "title": "em", "foreign": "em", "term": "em", "mentioned": "em", "code": "code"}
"""Name of an element of TEI → element here, if nothing is said of its form."""


def tags_of(node: etree.Element, name: str) -> tuple[list[str], str]:
    """The elements for words set apart, and what is to be told of a form that there is not here ("" if nothing)."""
    given = " ".join(node.get(key, "") for key in ("rend", "rendition", "style"))
    words = [word for word in re.findall(r"[a-z]+(?:-[a-z]+)*", given.lower()) if word not in _NO_SIGN]
    tags = list(dict.fromkeys(_RENDITIONS[word] for word in words if word in _RENDITIONS))
    if not tags and not SET_APART[name]:
        return [], f"hi ({' '.join(words)})" if words else "hi"
    return tags or [SET_APART[name]], ""
