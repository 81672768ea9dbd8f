"""The marks of the notes of a DOCX file: the author's own, and those that Word counts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as etree

from edition.model.lists import in_style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = ("footnote", "endnote")
GONE = (f"{W}del", f"{W}moveFrom")
"""Elements that hold what is marked as deleted."""
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


def printed_note_marks(document: etree.Element, settings: etree.Element | None) -> dict[tuple[str, str], str]:
    """The mark of every note that is called, by its kind (footnote, endnote) and its id."""
    note_marks: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        number = -1
        for calls, section in _sections(document, f"{W}{kind}Reference"):
            properties = (root.find(f"{W}{kind}Pr") for root in (settings, section) if root is not None)
            way = {
                setting.tag.removeprefix(W): setting.get(f"{W}val", "") for part in properties for setting in part or ()
            }
            if number < 0 or way.get("numRestart") == "eachSect":
                number = int(way.get("numStart", "1")) - 1
            style = _STYLES.get(way.get("numFmt") or ("lowerRoman" if kind == "endnote" else ""), "1")
            for key, mark in calls:
                number += not mark
                note_marks[kind, key] = mark or in_style(number, style)
    return note_marks


def _sections(document: etree.Element, tag: str) -> Iterator[tuple[list[tuple[str, str]], etree.Element]]:
    """The calls of each section (id, the author's own mark) with the properties of the section."""
    calls: list[tuple[str, str]] = []
    for node in _shown(document):
        if node.tag == f"{W}sectPr":
            yield calls, node
            calls = []
        for call in node if node.tag == f"{W}r" else ():
            if call.tag == tag:
                mark = "".join(piece.text or "" for piece in node.iter(f"{W}t")).strip()
                custom = call.get(f"{W}customMarkFollows") in ("1", "true", "on")
                calls.append((call.get(f"{W}id", ""), mark if custom else ""))
    yield calls, document


def _shown(node: etree.Element) -> Iterator[etree.Element]:
    yield node
    for child in node:
        if child.tag not in GONE:
            yield from _shown(child)
