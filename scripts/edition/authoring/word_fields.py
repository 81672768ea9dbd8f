"""What pandoc drops within the paragraphs of a DOCX file, put where it reads it: wrapped words, fields, citations."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree as etree

from edition.authoring import citavi, word_works
from edition.authoring.archives import CITATION_BOOKMARK, Piece, Prepared, replace_nodes
from edition.authoring.citavi import decoded
from edition.authoring.word_note_marks import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MENDELEY = "MENDELEY_CITATION_v3_"
_BIBLIOGRAPHY = re.compile(
    r"ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|(?i:CITAVI).?(?i:BIBLIOGRAPHY)|.*CSL_BIBLIOGRAPHY)", re.DOTALL
)
_OTHER = re.compile(r"\s*(CITATION|ADDIN\s+(?!ZOTERO_ITEM|CSL_CITATION|EN\.CITE)[^\s{]{1,40})")
"""The beginning of the instruction of a field that is a citation in a form that is not read."""


def run(words: str) -> etree.Element:
    """A run of words."""
    prepared = etree.Element(f"{W}r")
    etree.SubElement(prepared, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = words
    return prepared


def words_of(node: etree.Element) -> str:
    """The words in an element, with spaces between its paragraphs."""
    pieces = (
        " " if piece.tag == f"{W}p" else piece.text or "" for piece in node.iter() if piece.tag in (f"{W}p", f"{W}t")
    )
    return " ".join("".join(pieces).split())


def unwrap(root: etree.Element, prepared: Prepared) -> None:
    """Replace elements that pandoc drops by their content, and put the paragraphs of text boxes behind theirs."""
    for alternative in root.iter(f"{MC}AlternateContent"):
        chosen = alternative.find(f"{MC}Choice")
        if chosen is not None and any(True for _ in alternative.iter(f"{W}txbxContent")):
            alternative[:] = [chosen]

    def change(node: etree.Element, _: etree.Element) -> list[Piece]:
        rule = _RULES.get(node.tag.removeprefix(W))
        return rule(node, prepared) if rule else [node]

    replace_nodes(root, change)


def _inner(node: etree.Element, _: Prepared) -> list[Piece]:
    return [child for child in node if not child.tag.endswith("Pr")]


def _field(instruction: str, content: Iterable[etree.Element]) -> list[Piece]:
    begin, separate, end = (etree.Element(f"{W}r") for _ in range(3))
    for part, kind in ((begin, "begin"), (separate, "separate"), (end, "end")):
        etree.SubElement(part, f"{W}fldChar", {f"{W}fldCharType": kind})
    instruction_run = etree.Element(f"{W}r")
    etree.SubElement(instruction_run, f"{W}instrText").text = instruction
    return [begin, instruction_run, separate, *content, end]


def _control(node: etree.Element, prepared: Prepared) -> list[Piece]:
    """What replaces a content control: nothing for a placeholder or table of contents, a field for a citation by
    Mendeley."""
    properties, content = node.find(f"{W}sdtPr"), node.find(f"{W}sdtContent")
    if properties is None or content is None:
        return [node]
    gallery, tag = (properties.find(f".//{W}{name}") for name in ("docPartGallery", "tag"))
    contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
    if contents or properties.find(f"{W}showingPlcHdr") is not None:
        prepared.omit("the table of contents" if contents else "what Word asks to be filled in", [words_of(content)])
        for piece in content.iter(f"{W}t"):
            piece.text = ""
        return [node]
    citation = tag.get(f"{W}val", "") if tag is not None else ""
    if citation.startswith(_MENDELEY) and (given := decoded(citation.removeprefix(_MENDELEY))):
        runs = list(content.iter(f"{W}r"))
        return _field(f" ADDIN CSL_CITATION {given} ", runs) if next(content.iter(f"{W}p"), None) is None else [node]
    return [node]


def _ruby(node: etree.Element, _: Prepared) -> list[Piece]:
    base, above = (node.find(f"{W}{name}") for name in ("rubyBase", "rt"))
    words = [words_of(part) if part is not None else "" for part in (base, above)]
    return [run(f"{words[0]}({words[1]})" if words[1] else words[0])[0]]


def _break(node: etree.Element, _: Prepared) -> list[Piece]:
    return [node] if node.get(f"{W}type") in (None, "textWrapping") else [run(" ")[0]]


_RULES: Mapping[str, Callable[[etree.Element, Prepared], list[Piece]]] = {
    "customXml": _inner, "smartTag": _inner, "bdo": _inner, "dir": _inner, "ins": _inner, "moveTo": _inner,
    "fldSimple": lambda node, _: _field(node.get(f"{W}instr", ""), list(node)),
    "p": lambda node, prepared: prepared.with_frames(node),
    "txbxContent": lambda node, prepared: prepared.move_behind(node, words_of),
    "sdt": _control, "ruby": _ruby, "br": _break, "ptab": lambda *_: [etree.Element(f"{W}tab")],
    "cr": lambda *_: [etree.Element(f"{W}br")],
}  # fmt: skip


def with_fields(root: etree.Element, prepared: Prepared) -> None:
    """Replace each bookmark whose citation is in the properties of the file by a field."""
    fields: dict[str, list[Piece]] = {}
    for start in root.iter(f"{W}bookmarkStart"):
        name = start.get(f"{W}name", "")
        if name in prepared.bookmarks:
            fields[start.get(f"{W}id", "")] = _field(f" ADDIN CSL_CITATION {prepared.bookmarks[name]} ", ())
        elif CITATION_BOOKMARK.match(name):
            prepared.keep_as_words("the bookmarks of a program whose data the file does not have")

    def change(node: etree.Element, _: etree.Element) -> list[Piece]:
        field = fields.get(node.get(f"{W}id", ""), [])
        if not field or node.tag not in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            return [node]
        return field[:-1] if node.tag == f"{W}bookmarkStart" else field[-1:]

    replace_nodes(root, change)


def _join_instructions(root: etree.Element) -> None:
    """Put the instruction of each field into one element; Word divides long ones."""
    first = None
    for part in root.iter():
        if part.tag == f"{W}fldChar" or first is None:
            first = part if part.tag == f"{W}instrText" else None
        elif part.tag == f"{W}instrText":
            first.text, part.text = f"{first.text or ''}{part.text or ''}", ""


def mend_fields(root: etree.Element, prepared: Prepared, works: Mapping[str, word_works.Item]) -> None:
    """Change the instructions of fields that pandoc does not read: of bibliographies so that their words stay, of
    citations to CSL-JSON. ``works`` is the source list of Word by tags.

    EndNote keeps a long instruction as data of the field and of a field within it; the inner one is emptied.
    """
    _join_instructions(root)
    runs = [run for run in root.iter(f"{W}r") if any(True for _ in run)]
    for at, run in enumerate(runs):
        element = run.find(f"{W}instrText")
        instruction = (element.text or "") if element is not None else ""
        if element is None or not instruction:
            continue
        if _BIBLIOGRAPHY.search(instruction):
            element.text = " QUOTE "
        elif instruction.split() == ["ADDIN", "EN.CITE"]:
            data = (runs[at - 1].findtext(f"{W}fldChar/{W}fldData") if at else None) or ""
            element.text = f" ADDIN EN.CITE {decoded(''.join(data.split()))}" if data else ""
        elif instruction.split() == ["ADDIN", "EN.CITE.DATA"]:
            for part in (runs[at - 1], run, *runs[at + 1 : at + 2]):
                part[:] = []
        elif items := citavi.cited(instruction) or word_works.cited(instruction, works):
            element.text = f" ADDIN CSL_CITATION {json.dumps({'citationItems': items})} "
        elif match := _OTHER.match(instruction):
            prepared.keep_as_words(f"the fields {match[1]}")
