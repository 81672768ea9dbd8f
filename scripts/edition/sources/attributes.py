"""Attributes in braces: ``{: #p1 .stage lang=la }``."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder

LOST = "lost"
"""The attribute that holds what an element has not got of its attributes in the source."""
_WELL_FORMED = re.compile(r"""(?:[ ]*(?:[^ =}]+=(?:"[^"]*"|'[^']*'|[^ =}"']+)|[^ =}]+))*[ ]*""")


class Attributes(AttrListTreeprocessor):
    """Attributes in braces, up to the first closing brace. Python-Markdown goes on to the last one of the line."""

    BASE_RE = r"\{:?[ ]*([^}\n =][^}\n]*)[ ]*\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]

    def assign_attrs(self, elem: etree.Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give an element the attributes; of an attribute that is given twice the last counts."""
        given = [(name, value) for name, value in get_attrs_and_remainder(attrs_string)[0] if name != "."]
        lost = [value for at, (name, value) in enumerate(given) if name in dict(given[at + 1 :])]
        if lost or not _WELL_FORMED.fullmatch(attrs_string):
            elem.set(LOST, " ".join(lost) or attrs_string.strip())
        return super().assign_attrs(elem, attrs_string, strict=strict)
