"""Manuscripts that pandoc reads, each format made ready for it, and the words counted that arrive."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as etree
from zipfile import BadZipFile, ZipFile

from edition.authoring import html_page, pandoc, word
from edition.authoring.html_notes import with_notes
from edition.authoring.manuscript import Manuscript, copy_text
from edition.authoring.matching import keys_of_items
from edition.authoring.pandoc_reader import PandocReader
from edition.authoring.pictures import with_pictures
from edition.authoring.private_signs import CITED, ZOTERO
from edition.authoring.unreadable import Unreadable

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def docx(path: Path, works: str) -> Manuscript:
    """A file of Word with its notes, and its citations by Zotero, Mendeley or EndNote."""
    made = word.prepared(path.read_bytes())
    read = _read(made.content, ".docx", "docx+citations", works)
    return _with_warnings(read, made.warnings, made.words)


def odt(path: Path, works: str) -> Manuscript:
    """A file of LibreOffice with its notes, and its citations by Zotero."""
    try:
        with ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        root = etree.fromstring(files["content.xml"])
    except (BadZipFile, KeyError, etree.ParseError) as error:
        raise Unreadable(f"{path} is no ODT file that can be read ({error}). Save it again as .odt.") from error
    for mark in root.iter(f"{TEXT}reference-mark-end"):
        if mark.get(f"{TEXT}name", "").startswith(ZOTERO.split()[0]):
            mark.tail = CITED + (mark.tail or "")
    for tracked in list(root.iter(f"{TEXT}tracked-changes")):
        tracked.clear()
    words = [w for part in root.iter() if part.tag in (f"{TEXT}p", f"{TEXT}h") for w in _words_of_odt(part)]
    files["content.xml"] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return _with_warnings(_read(out.getvalue(), ".odt", "odt", works), [], words)


def _words_of_odt(paragraph: etree.Element) -> list[str]:
    pieces: list[str] = []

    def walk(node: etree.Element) -> None:
        if node.tag in (f"{TEXT}p", f"{TEXT}h", f"{TEXT}note-citation") and node is not paragraph:
            return
        pieces.append(" " if node.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}note") else "")
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")

    walk(paragraph)
    return "".join(pieces).replace(CITED, "").split()


def html(path: Path, works: str) -> Manuscript:
    """A web page with its notes."""
    content = path.read_bytes()
    named = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    try:
        source = content.decode(named[1].decode() if named else "utf-8-sig", errors="strict")
    except (LookupError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} is not in the encoding that it names. Save it as UTF-8.") from error
    page, warnings = html_page.prepared(source)
    return _with_warnings(_read(page.encode(), ".html", "html", works, beside=path.parent), warnings, [])


def epub(path: Path, works: str) -> Manuscript:
    """An electronic book."""
    return _read(path.read_bytes(), ".epub", "epub", works)


def rtf(path: Path, works: str) -> Manuscript:
    """A file of RTF. A letter with a plain one beside it for old programs is given without that."""
    source = path.read_bytes().decode("latin-1")
    if not re.search(r"\\uc0\b", source):
        source = re.sub(r"\\u(-?\d+)(?: ?(?:\\'[0-9a-fA-F]{2}|\?)| ?[^\\{}\s\d])", r"{\\uc0\\u\1 }", source)
    source = source.replace(r"{\*\footnote", r"{\footnote")
    return _read(source.encode("latin-1"), ".rtf", "rtf", works)


READERS: Mapping[str, Callable[[Path, str], Manuscript]] = {
    ".docx": docx, ".odt": odt, ".html": html, ".htm": html, ".xhtml": html, ".epub": epub, ".rtf": rtf,
}  # fmt: skip
"""Ending of a file’s name → what reads it, given its path and BibTeX of known works."""


def _read(content: bytes, ending: str, form: str, works: str, beside: Path | None = None) -> Manuscript:
    """A file, given by its content, as pandoc reads it. Pictures may lie in the folder ``beside`` it."""
    with TemporaryDirectory() as folder:
        source, media = Path(folder, f"manuscript{ending}"), Path(folder, "media")
        source.write_bytes(content)
        document = pandoc.document(source, form, None if beside else media)
        items = _references(document) + list(_zotero_items(document))
        keys, added = keys_of_items(items, works)
        reader = PandocReader(keys)
        read = reader.manuscript(with_notes(document) if ending in (".html", ".epub") else document)
        return with_pictures(replace(read, works=added), beside)


def _references(document: pandoc.Ast) -> list[dict[str, Any]]:
    """The items of citations that pandoc gives, as CSL-JSON."""
    given = document.get("meta", {}).get("references")
    return [_value(item) for item in given["c"]] if given else []


def _value(meta: Any) -> Any:
    """A value of pandoc's metadata as plain data."""
    if meta["t"] == "MetaMap":
        return {name: _value(value) for name, value in meta["c"].items()}
    if meta["t"] == "MetaList":
        return [_value(value) for value in meta["c"]]
    if meta["t"] == "MetaInlines":
        return pandoc.words(meta["c"])
    return meta["c"]


def _zotero_items(node: Any) -> Iterator[dict[str, Any]]:
    """The items of the reference marks of Zotero in an ODT file, as CSL-JSON."""
    if isinstance(node, list):
        for child in node:
            yield from _zotero_items(child)
    elif isinstance(node, dict):
        if node.get("t") == "Span" and str(node["c"][0][0]).startswith(ZOTERO):
            source = node["c"][0][0].removeprefix(ZOTERO)
            items = json.loads(source[: source.rindex("}") + 1]).get("citationItems", [])
            yield from ({**item.get("itemData", {}), "id": str(item["id"])} for item in items)
        yield from _zotero_items(node.get("c"))


def _with_warnings(read: Manuscript, warnings: list[str], words: list[str]) -> Manuscript:
    """The manuscript with what the editor should know; also whether words of the file did not arrive in it."""
    arrived = Counter(re.findall(r"\w+", copy_text(read)))
    missing = Counter(re.findall(r"\w+", " ".join(words))) - arrived
    lost = [word for word in dict.fromkeys(re.findall(r"\w+", " ".join(words))) if word in missing]
    if lost:
        warnings = [*warnings, f"Of the words of the file {missing.total()} did not arrive: {', '.join(lost[:20])}."]
    return replace(read, warnings=(*warnings, *read.warnings))
