"""Elements of TEI: which are blocks, which are printed apart, and what stands for them in an edition."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ELEMENTS = {
    "em": "italic italics i it oblique spaced letterspaced gesperrt g", "strong": "bold b",
    "sup": "superscript sup super", "sub": "subscript sub", "sc": "smallcaps small-caps sc k", "kbd": "key",
}  # fmt: skip
"""Element → words of ``rend``, ``rendition`` or ``style`` that ask for it. German type is spaced for emphasis; “g” is
that, and “k” small capitals, in the Deutsches Textarchiv."""
_RENDITIONS = {word: tag for tag, words in _ELEMENTS.items() for word in words.split()}
_NEUTRAL = frozenset("simple font style weight variant letter spacing css".split())
SET_APART = {"hi": "", "emph": "em", "title": "em", "foreign": "em", "term": "em", "mentioned": "em", "code": "code"}
"""Element of TEI that sets words apart → element here, if its attributes name no form; "" for none."""


def tags_of(node: etree.Element, name: str) -> tuple[list[str], str]:
    """The elements for words set apart, and the name of a form that an edition has not, for a warning ("" if none)."""
    given = " ".join(node.get(key, "") for key in ("rend", "rendition", "style"))
    words = [word for word in re.findall(r"[a-z]+(?:-[a-z]+)*", given.lower()) if word not in _NEUTRAL]
    tags = list(dict.fromkeys(_RENDITIONS[word] for word in words if word in _RENDITIONS))
    if not tags and not SET_APART[name]:
        return [], f"hi ({' '.join(words)})" if words else "hi"
    return tags or [SET_APART[name]], ""


DIVISIONS = frozenset(
    "div div1 div2 div3 div4 div5 div6 floatingText body front back group sp argument epigraph".split()
)
_IN_BLOCKS = frozenset("p lg list table blockquote l".split())
"""Elements that make a quotation a block if they are its children."""
WITHIN_WORDS = frozenset("stage speaker bibl signed dateline salute".split())
"""Elements that are blocks in a division, and words in a paragraph."""
APART = frozenset("addrLine bibl cit quote q salute signed dateline speaker stage surname forename".split())
"""Elements that are printed with a space between them, also where the source has none."""
BLOCK_TAGS = frozenset("lg figure p blockquote ul ol dl table pre hr h1 h2 h3 h4 h5 h6".split())


def name_of(node: etree.Element) -> str:
    """The name of an element without its namespace; ``blockquote`` for a quotation that is a block."""
    name = node.tag.removeprefix(TEI) if isinstance(node.tag, str) else ""
    block = name in ("quote", "q") and (
        "block" in node.get("rend", "") or any(name_of(child) in _IN_BLOCKS for child in node)
    )
    return "blockquote" if block else name


def plain(root: etree.Element, path: str) -> str:
    """The words of the element at a path; "" if there is none."""
    node = root.find(path)
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def person_of(node: etree.Element) -> str:
    """The name of a person, with given names before the family name."""
    parts = [name for tag in ("forename", "nameLink", "surname") for name in node.iter(f"{TEI}{tag}")] or [node]
    return " ".join(" ".join("".join(part.itertext()).split()) for part in parts)


def called_by(node: etree.Element) -> str:
    """The id of the note that a reference calls: its words are a number or a symbol, or there are none. Else ""."""
    is_mark = re.fullmatch(r"[\[(]?(?:\d{1,4}|[*†‡§]{1,3})?[\])]?", "".join(node.itertext()).strip())
    is_reference = node.tag in (f"{TEI}ref", f"{TEI}ptr") and is_mark is not None
    return node.get("target", "").rpartition("#")[2] if is_reference else ""


def calls_of(root: etree.Element) -> set[str]:
    """The ids of all notes that references call."""
    return set(map(called_by, root.iter())) - {""}
