"""Readers of the formats that pandoc reads.

Each file is first changed so that pandoc loses nothing in silence; then the words that arrive are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile

from edition.authoring import html_page, libre_office, pandoc, rich_text, word
from edition.authoring.archives import Prepared, pack, unzip
from edition.authoring.html_notes import with_notes
from edition.authoring.input_files import Unreadable
from edition.authoring.manuscript import Manuscript, copy_text
from edition.authoring.markers import NOTE
from edition.authoring.pandoc_reader import PandocReader
from edition.authoring.pictures import with_pictures
from edition.authoring.typed_notes import with_typed_notes, without_heading_of_notes
from edition.authoring.work_keys import keys_of_items

_LOST_IN_RTF = {
    r"\\v(?:1|\b)[ \\]": "hidden words", r"\{\\\*\\annotation": "comments",
    r"\{\\(?:header|footer)[lrf]?\b": "the head and foot of the pages",
}  # fmt: skip
"""Pattern of RTF → what it begins, which pandoc does not read."""

_WITH_ID = re.compile(rb"""(<(?:p|td|th|dt|dd|blockquote)\b[^>]*\sid=("[^"]*"|'[^']*')[^>]*>)""")
"""The start tag of an element whose id pandoc does not read."""


def docx(path: Path, works: str) -> Manuscript:
    """A file of Word with its notes, and its citations by Zotero, Mendeley, EndNote, Citavi or Word."""
    return _read(word.prepare(path.read_bytes()), ".docx", "docx+citations", works)


def odt(path: Path, works: str) -> Manuscript:
    """A file of LibreOffice with its notes, and its citations by Zotero, Mendeley, JabRef or LibreOffice."""
    return _read(libre_office.prepare(path.read_bytes()), ".odt", "odt", works)


def html(path: Path, works: str) -> Manuscript:
    """A web page with its notes."""
    content = path.read_bytes()
    named = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    try:
        source = content.decode(named[1].decode() if named else "utf-8-sig", errors="strict")
    except (LookupError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} is not in the encoding that it names. Save it as UTF-8.") from error
    page, warnings = html_page.prepare(source)
    return _read(Prepared(page.encode(), warnings=warnings), ".html", "html", works, beside=path.parent)


def epub(path: Path, works: str) -> Manuscript:
    """An electronic book."""
    try:
        files = unzip(path.read_bytes())
    except BadZipFile as error:
        raise Unreadable(f"{path} is no electronic book ({error}). Save it again as .epub.") from error
    pages = {name: part for name, part in files.items() if b"<html" in part[:2000]}
    marked = {name: _WITH_ID.sub(rb"\1<span id=\2></span>", part) for name, part in pages.items()}
    return _read(Prepared(pack({**files, **marked}, {})), ".epub", "epub", works)


def rtf(path: Path, works: str) -> Manuscript:
    """A file of RTF. A note mark of the author’s own, which stands before the note, is put into it."""
    content = path.read_bytes()
    if not content.startswith(b"{\\rtf"):
        raise Unreadable(f"{path} is no file of RTF. Save it again as .rtf, or better as .docx.")
    lost = [what for pattern, what in _LOST_IN_RTF.items() if re.search(pattern, content.decode("latin-1"))]
    source, words = rich_text.prepare(content)
    source = source.replace(r"{\*\footnote", r"{\footnote")
    own_mark = r"\{\\super\s+([^{}\\]{1,4})\}\s*\{\\footnote((?:\\[a-z]+-?\d* ?)*)"
    source = re.sub(own_mark, rf"{{\\footnote\2 {NOTE}\1{NOTE}", source)
    source = re.sub(r"\\page\b ?", r"\\line ", source)
    warnings = [f"Left out: {what}. Look at the file." for what in lost]
    return _read(Prepared(source.encode(), words, warnings), ".rtf", "rtf", works)


READERS: Mapping[str, Callable[[Path, str], Manuscript]] = {
    ".docx": docx, ".odt": odt, ".html": html, ".htm": html, ".xhtml": html, ".epub": epub, ".rtf": rtf,
}  # fmt: skip
"""Extension of a file → its reader, which is given its path and the BibTeX of the bibliography."""


def _read(prepared: Prepared, ending: str, form: str, works: str, beside: Path | None = None) -> Manuscript:
    """The manuscript in a prepared file. ``form`` is its format for pandoc; pictures are looked for in the folder
    ``beside`` it, or in the file itself."""
    with TemporaryDirectory() as folder:
        source, media = Path(folder, f"manuscript{ending}"), Path(folder, "media")
        source.write_bytes(prepared.content)
        document = pandoc.document(source, form, None if beside else media)
        cited = [{**item.get("itemData", {}), "id": str(item["id"])} for items in prepared.citations for item in items]
        found = [*map(_value, document.get("meta", {}).get("references", {"c": []})["c"])]  # by pandoc, in CSL-JSON
        keys, added = keys_of_items(found + cited, works)
        reader = PandocReader(keys, prepared)
        if prepared.title:
            document["meta"]["title"] = {"t": "MetaString", "c": prepared.title}
        read = reader.manuscript(with_notes(document) if ending in (".html", ".epub") else document, ending == ".docx")
        read = replace(read, works=added, language=read.language or prepared.language)
        read = with_typed_notes(_with_warnings(with_pictures(read, beside), prepared))
        return without_heading_of_notes(read)


def _value(meta: Any) -> Any:
    """A value of pandoc's metadata as plain data."""
    if meta["t"] == "MetaMap":
        return {name: _value(value) for name, value in meta["c"].items()}
    if meta["t"] == "MetaList":
        return [_value(value) for value in meta["c"]]
    if meta["t"] == "MetaInlines":
        return pandoc.words(meta["c"])
    return meta["c"]


def _with_warnings(read: Manuscript, prepared: Prepared) -> Manuscript:
    """The manuscript with the warnings of its preparation, and one if words of the file did not arrive in it."""
    wanted = re.findall(r"\w+", " ".join(prepared.words))
    missing = Counter(wanted) - Counter(re.findall(r"\w+", copy_text(read)))
    lost = [word for word in dict.fromkeys(wanted) if word in missing]
    warning = [f"Of the words of the file {missing.total()} did not arrive: {', '.join(lost[:20])}."] if lost else []
    return replace(read, warnings=(*prepared.all_warnings(), *warning, *read.warnings))
