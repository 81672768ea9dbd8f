"""The printed signs of the notes of a DOCX file: the author's own, and the numbers that Word counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as etree

from edition.model.lists import in_style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = ("footnote", "endnote")
GONE = (f"{W}del", f"{W}moveFrom")
"""Elements that hold what is marked as deleted."""
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_CHICAGO = "*†‡§"
Signs = dict[tuple[str, str], str]
"""Kind and id of a note → its printed sign."""


def printed_signs(document: etree.Element, settings: etree.Element | None) -> Signs:
    """The sign of every note that is called, in the order of the calls."""
    signs: Signs = {}
    counted: dict[str, int] = {}
    for calls, section in _sections(document):
        ways = {kind: _way(kind, section, settings) for kind in KINDS}
        for kind in KINDS:
            if kind not in counted or ways[kind].get("numRestart") == "eachSect":
                counted[kind] = int(ways[kind].get("numStart", "1")) - 1
        for kind, key, own in calls:
            if not own:
                counted[kind] += 1
                own = _counted(counted[kind], ways[kind].get("numFmt", ""), kind)
            signs[kind, key] = own
    return signs


def _way(kind: str, section: etree.Element, settings: etree.Element | None) -> Mapping[str, str]:
    """How notes of a kind are counted in a section, by the names of Word."""
    found: dict[str, str] = {}
    for root in (settings, section):
        properties = root.find(f"{W}{kind}Pr") if root is not None else None
        found |= {each.tag.removeprefix(W): each.get(f"{W}val", "") for each in properties or ()}
    return found


def _counted(number: int, form: str, kind: str) -> str:
    if form == "chicago":
        return _CHICAGO[(number - 1) % 4] * ((number + 3) // 4)
    return in_style(number, _STYLES.get(form or ("lowerRoman" if kind == "endnote" else ""), "1"))


def _sections(document: etree.Element) -> Iterator[tuple[list[tuple[str, str, str]], etree.Element]]:
    """The calls of each section (kind, id, the author's own sign) with the properties of the section."""
    calls: list[tuple[str, str, str]] = []
    for node in _shown(document):
        if node.tag == f"{W}sectPr":
            yield calls, node
            calls = []
        for call in node if node.tag == f"{W}r" else ():
            kind = call.tag.removeprefix(W).removesuffix("Reference")
            if kind in KINDS and call.tag.endswith("Reference"):
                custom = call.get(f"{W}customMarkFollows") in ("1", "true", "on")
                own = "".join(each.text or "" for each in node.iter(f"{W}t")).strip() if custom else ""
                calls.append((kind, call.get(f"{W}id", ""), own))
    yield calls, etree.Element(f"{W}sectPr")


def _shown(node: etree.Element) -> Iterator[etree.Element]:
    yield node
    for child in node:
        if child.tag not in GONE:
            yield from _shown(child)
