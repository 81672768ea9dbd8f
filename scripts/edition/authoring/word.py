"""DOCX files made ready for pandoc: what it would drop in silence is put where it reads it, or reported.

Measured with pandoc 3.9: text boxes are lost with their words; captions lose “Figure 1”; a note under a sign of the
author's own loses the sign; hidden words are printed; the printed bibliography of Zotero is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree as etree
from zipfile import BadZipFile, ZipFile

from edition.authoring.private_signs import CAPTION, NOTE
from edition.authoring.unreadable import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_NOTES = {f"{W}footnoteReference": "word/footnotes.xml", f"{W}endnoteReference": "word/endnotes.xml"}
_BIBLIOGRAPHY = "ADDIN ZOTERO_BIBL"


@dataclass(slots=True)
class Prepared:
    """A file made ready: its content, the words that are in its text, and what the editor should know."""

    content: bytes
    words: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def prepared(content: bytes) -> Prepared:
    """A DOCX file as pandoc reads it without loss. Raises ``Unreadable``."""
    try:
        archive = ZipFile(BytesIO(content))
        files = {name: archive.read(name) for name in archive.namelist()}
        parts = {name: _parsed(files[name]) for name in PARTS if name in files}
        captions = _caption_styles(files.get("word/styles.xml", b""))
    except (BadZipFile, KeyError, etree.ParseError, RuntimeError) as error:
        raise Unreadable(f"this is no DOCX file that can be read ({error}). Save it again as .docx.") from error
    made = Prepared(b"")
    signs = dict(_signs(parts.get(PARTS[0])))
    for name, root in parts.items():
        _prepare(root, captions, made)
        for note in root if name != PARTS[0] else ():
            _mark(note, signs.get((name, note.get(f"{W}id", "")), ""))
        made.words += [word for paragraph in root.iter(f"{W}p") for word in _words(paragraph)]
        files[name] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    if "word/comments.xml" in files and (number := len(list(_parsed(files["word/comments.xml"])))):
        made.warnings.append(f"Left out: {number} {'comment' if number == 1 else 'comments'} of Word.")
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for name, part in files.items():
            target.writestr(name, part)
    made.content = out.getvalue()
    return made


def _parsed(source: bytes) -> etree.Element:
    for _, (prefix, uri) in etree.iterparse(BytesIO(source), ["start-ns"]):
        if not prefix.startswith("ns"):
            etree.register_namespace(prefix, uri)
    return etree.fromstring(source)


def _caption_styles(source: bytes) -> set[str]:
    """The ids of the styles of captions, whose names are English in every language."""
    found = {"Caption"}
    for style in etree.fromstring(source).iter(f"{W}style") if source else ():
        name = style.find(f"{W}name")
        if name is not None and name.get(f"{W}val", "").lower() == "caption":
            found.add(style.get(f"{W}styleId", ""))
    return found


def _signs(document: etree.Element | None) -> Iterator[tuple[tuple[str, str], str]]:
    """File and id of every note that has a sign of the author's own, and the sign."""
    for run in document.iter(f"{W}r") if document is not None else ():
        for call in run:
            if call.tag in _NOTES and call.get(f"{W}customMarkFollows") in ("1", "true", "on"):
                sign = "".join(each.text or "" for each in run.iter(f"{W}t"))
                yield (_NOTES[call.tag], call.get(f"{W}id", "")), sign.strip()


def _mark(note: etree.Element, sign: str) -> None:
    """Put the sign of a note between signs of private use at its beginning."""
    first = note.find(f"{W}p")
    if first is not None and note.get(f"{W}type") is None:
        _put(first, f"{NOTE}{sign}{NOTE}")


def _put(paragraph: etree.Element, words: str) -> None:
    """Put words at the beginning of a paragraph."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = words
    paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, run)


def _prepare(root: etree.Element, captions: set[str], made: Prepared) -> None:
    """Change a part of the file in place, and say of it what is to be said."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph in parents:
            _unbox(paragraph, parents, made)
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in captions:
            style.set(f"{W}val", "BodyText")
            _put(paragraph, CAPTION)
    for instruction in root.iter(f"{W}instrText"):
        if _BIBLIOGRAPHY in (instruction.text or ""):
            instruction.text = " QUOTE "
    for run in list(root.iter(f"{W}r")):
        properties = run.find(f"{W}rPr")
        hidden = properties.find(f"{W}vanish") if properties is not None else None
        if hidden is not None and hidden.get(f"{W}val") not in ("0", "false", "off"):
            words = "".join(each.text or "" for each in run.iter(f"{W}t"))
            made.warnings += [f"Left out: hidden words, “{words[:60]}”."] if words.strip() else []
            for each in list(run):
                run.remove(each)
    deleted = sum(1 for tag in ("del", "moveFrom") for _ in root.iter(f"{W}{tag}"))
    if deleted:
        passages = "passage that is" if deleted == 1 else "passages that are"
        made.warnings.append(f"Left out: {deleted} {passages} marked as deleted; what is marked as inserted is kept.")


def _unbox(paragraph: etree.Element, parents: dict[etree.Element, etree.Element], made: Prepared) -> None:
    """Put the paragraphs of the text boxes in a paragraph behind it."""
    at = list(parents[paragraph]).index(paragraph)
    for alternative in list(paragraph.iter(f"{MC}AlternateContent")):
        chosen = alternative.find(f"{MC}Choice")
        if chosen is not None and any(True for _ in alternative.iter(f"{W}txbxContent")):
            for other in list(alternative):
                if other is not chosen:
                    alternative.remove(other)
    boxes = list(paragraph.iter(f"{W}txbxContent"))
    inner = {box for outer in boxes for box in outer.iter(f"{W}txbxContent") if box is not outer}
    for box in (box for box in boxes if box not in inner):
        words = "".join(each.text or "" for each in box.iter(f"{W}t"))
        for block in list(box):
            at += 1
            box.remove(block)
            parents[paragraph].insert(at, block)
            parents[block] = parents[paragraph]
        made.warnings += (
            [f"A text box stands behind the paragraph that holds it: “{words[:60]}”."] if words.strip() else []
        )


def _words(paragraph: etree.Element) -> list[str]:
    """The words of a paragraph as they are to be read: without what is deleted, and without signs of private use."""
    pieces: list[str] = []

    def walk(node: etree.Element) -> None:
        for child in node:
            if child.tag in (f"{W}del", f"{W}moveFrom", f"{W}p", f"{W}instrText"):
                continue
            if child.tag == f"{W}t" and not {NOTE, CAPTION} & set(child.text or ""):
                pieces.append(child.text or "")
            elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr", *_NOTES):
                pieces.append(" ")
            walk(child)

    walk(paragraph)
    return "".join(pieces).split()
