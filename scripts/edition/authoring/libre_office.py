"""ODT files changed for pandoc: what it would drop in silence is put where it reads it, or reported.

Measured with pandoc 3.9: frames and shapes are lost with their words, and of captions in frames “Figure 1”; note marks,
most fields, ruby, numbered paragraphs, indexes, alternative texts and the ends of citations are lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree as etree
from zipfile import BadZipFile

from edition.authoring import word_works
from edition.authoring.archives import (
    CITATION_BOOKMARK,
    CSL_CITATION,
    Piece,
    Prepared,
    citations_in_properties,
    pack,
    parse_xml,
    replace_nodes,
    unzip,
    words_in,
)  # fmt: skip
from edition.authoring.input_files import Unreadable
from edition.authoring.markers import CAPTION, CITATION, NOTE

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, DRAW, OFFICE, STYLE = (f"{_NAMESPACE}{name}:1.0}}" for name in ("text", "drawing", "office", "style"))
SVG, FO = (f"{_NAMESPACE}{name}-compatible:1.0}}" for name in ("svg", "xsl-fo"))
HREF = "{http://www.w3.org/1999/xlink}href"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_CAPTIONS = ("Caption", "Illustration", "Table", "Drawing", "Figure")
"""Names of styles of captions; in the file they are English in every language."""
_READ = frozenset(
    """span a s tab line-break soft-page-break note note-citation note-body bookmark bookmark-start bookmark-end
    reference-mark reference-mark-start reference-mark-end change change-start change-end p h list list-item list-header
    section""".split()
)
"""Elements that pandoc reads; any other within a paragraph becomes a span."""
_INDEXES = re.compile(r"(?:alphabetical|illustration|table|object|user)-index|bibliography|index-(?:body|title)")
_JABREF = re.compile(r"JABREF_(\S+) CID_\d|JR_cite\d*_\d_([^\s,]+)|(?<=,)([^\s,_]+)$")
"""A key in the name of a reference mark of JabRef, of the newer kind or of the older one, which may have several."""
_NAMES = re.compile(r"(?:(?!\s+and\s)[^;])+")
_ROLES = ("author", "editor")
_CHARACTERS = dict.fromkeys((f"{TEXT}{name}" for name in ("s", "tab", "line-break", "note")), " ")
_SKIPPED = (*PARAGRAPHS, f"{TEXT}note-citation")
Parts = list[Piece]


def prepare(content: bytes) -> Prepared:
    """An ODT file changed so that pandoc reads it without loss. Raises ``Unreadable``."""
    try:
        files = unzip(content)
        root, styles = parse_xml(files["content.xml"]), parse_xml(files.get("styles.xml", b"<styles/>"))
        body = next(root.iter(f"{OFFICE}text"))
    except (BadZipFile, KeyError, etree.ParseError, RuntimeError, StopIteration) as error:
        raise Unreadable(f"this is no ODT file that can be read ({error}). Save it again as .odt.") from error
    tags = (set_in.get(f"{FO}language", "none") for set_in in styles.iter(f"{STYLE}text-properties"))
    prepared = Prepared(language=next((tag for tag in tags if tag not in ("none", "zxx")), ""))
    prepared.bookmarks = citations_in_properties(parse_xml(files.get("meta.xml", b"<meta/>")))
    replace_nodes(body, _Preparer([*styles.iter(f"{STYLE}style"), *root.iter(f"{STYLE}style")], prepared).changed)
    prepared.words = [
        word for part in body.iter() if part.tag in PARAGRAPHS for word in words_in(part, _CHARACTERS, _SKIPPED)
    ]
    pages = (part for name in ("header", "footer") for part in styles.iter(f"{STYLE}{name}"))
    prepared.omit("the head and foot of the pages", map(_plain, pages))
    prepared.content = pack(files, {"content.xml": root})
    return prepared


def _plain(node: etree.Element) -> str:
    return " ".join("".join(node.itertext()).split())


class _Preparer:
    """Replaces elements that pandoc does not read. ``bases`` has the base of each style by its name."""

    def __init__(self, styles: list[etree.Element], prepared: Prepared) -> None:
        self.bases = {named.get(f"{STYLE}name", ""): named.get(f"{STYLE}parent-style-name", "") for named in styles}
        self.prepared = prepared
        self.rules: Mapping[str, Callable[[etree.Element], Parts]] = {
            f"{OFFICE}annotation": self._omitted("comments"), f"{OFFICE}annotation-end": lambda _: [],
            f"{TEXT}tracked-changes": self._omitted("what is marked as deleted"),
            f"{TEXT}hidden-text": self._omitted("hidden words"),
            f"{TEXT}table-of-content": self._omitted("the table of contents"),
            f"{TEXT}numbered-paragraph": list, f"{TEXT}ruby": _ruby,
            f"{TEXT}bibliography-mark": self._own_citation, f"{TEXT}note": _note,
            f"{TEXT}section": self._section, f"{DRAW}frame": self._frame,
            f"{TEXT}p": self._paragraph, f"{TEXT}h": self._paragraph,
        }  # fmt: skip

    def changed(self, node: etree.Element, parent: etree.Element) -> Parts:
        """What replaces an element. Frames outside paragraphs stay where they are."""
        prepared = self._changed(node, parent.tag in (*PARAGRAPHS, f"{TEXT}span", f"{TEXT}a"))
        if parent.tag == f"{OFFICE}text":
            prepared, self.prepared.frames = [*prepared, *self.prepared.frames], []
        return prepared

    def _changed(self, node: etree.Element, among_words: bool) -> Parts:
        name = node.tag.removeprefix(TEXT)
        if rule := self.rules.get(node.tag):
            return rule(node)
        if _INDEXES.fullmatch(name):
            return [child for child in node if not child.tag.endswith("-source")]
        if node.tag.startswith(DRAW) and any(True for _ in node.iter(f"{TEXT}p")):
            return self.prepared.move_behind(node, _plain)
        if among_words and node.tag.startswith(TEXT) and name not in _READ:
            node.tag = f"{TEXT}span"
        return [node]

    def _omitted(self, what: str) -> Callable[[etree.Element], Parts]:
        def omit(node: etree.Element) -> Parts:
            self.prepared.omit(what, [" ".join(map(_plain, [*node.iter(f"{TEXT}p")] or [node]))])
            return []

        return omit

    def _section(self, node: etree.Element) -> Parts:
        """A section, unless it is hidden."""
        return [node] if node.get(f"{TEXT}display", "true") == "true" else self._omitted("hidden words")(node)

    def _frame(self, node: etree.Element) -> Parts:
        """A frame: one with a picture as it is, its alternative text recorded; one with words behind its paragraph."""
        picture = node.find(f"{DRAW}image")
        if picture is None:
            box = node.find(f"{DRAW}text-box")
            return [node] if box is None else self.prepared.move_behind(box, _plain)
        for text in [text for name in ("title", "desc") for text in node.findall(f"{SVG}{name}")]:
            self.prepared.alternatives[picture.get(HREF, "")] = _plain(text)
            node.remove(text)
        return [node]

    def _paragraph(self, node: etree.Element) -> Parts:
        """A paragraph with captions marked and citations linked, then those of its frames. A title is recorded."""
        if _plain(node) and self._is(node, "Title") and not self.prepared.title and node.find(f".//{TEXT}note") is None:
            self.prepared.title = _plain(node)
        if _plain(node) and self._is(node, *_CAPTIONS):
            first = node.find(f"{DRAW}frame")
            if first is None:
                node.text = CAPTION + (node.text or "")
            else:
                first.tail = CAPTION + (first.tail or "")
        for kind in ("reference-mark", "bookmark"):
            for start in node.findall(f".//{TEXT}{kind}-start"):
                self._cite(node, start, f"{TEXT}{kind}-end")
        return self.prepared.with_frames(node)

    def _cite(self, paragraph: etree.Element, start: etree.Element, end_tag: str) -> None:
        """Make a link of the words between the reference marks or bookmarks of Zotero, Mendeley or JabRef."""
        name = start.get(f"{TEXT}name", "")
        items = self._cited(name)
        children = list(paragraph)
        at = children.index(start) if start in children else len(children)
        ends = (number for number, part in enumerate(children) if part.tag == end_tag and number > at)
        end = next((number for number in ends if children[number].get(f"{TEXT}name") == name), None)
        if items and end is not None:
            self._link(items, start)
            start.text, start.tail = start.tail, children[end].tail
            start[:], paragraph[at + 1 : end + 1] = children[at + 1 : end], []
        elif items or CITATION_BOOKMARK.match(name):
            self.prepared.keep_as_words(f"“{_plain(paragraph)[:60]}”")

    def _cited(self, name: str) -> list[dict[str, Any]]:
        """The items of a citation by the name of its reference mark or bookmark."""
        if name.startswith(("JABREF_", "JR_cite")):
            return [{"id": "".join(keys)} for keys in _JABREF.findall(name)]
        match = CSL_CITATION.search(name)
        source = match[1] if match else self.prepared.bookmarks.get(name, "{}")
        return list(json.loads(source).get("citationItems", []))

    def _link(self, items: list[dict[str, Any]], node: etree.Element) -> None:
        """Make an element a link to a citation."""
        self.prepared.citations.append(items)
        node.tag, node.attrib = f"{TEXT}a", {HREF: f"{CITATION}{len(self.prepared.citations) - 1}"}

    def _own_citation(self, node: etree.Element) -> Parts:
        """A citation of LibreOffice’s own, whose work is in its attributes."""
        given = {key.removeprefix(TEXT): value for key, value in node.items()}
        fields = {name.capitalize(): value for name, value in given.items()}
        people = {role: [*map(_person, _NAMES.findall(given.get(role, "")))] for role in _ROLES}
        key = given.get("identifier", "")
        work = word_works.item(key, given.get("bibliography-type", ""), fields, people)
        self._link([{"id": key, "itemData": work}], node)
        return [node]

    def _is(self, node: etree.Element, *names: str) -> bool:
        """Whether a paragraph has a style with one of these names, or one that is based on it."""
        style, seen = node.get(f"{TEXT}style-name", ""), set[str]()
        while style and style not in (*seen, *names):
            seen.add(style)
            style = self.bases.get(style, "")
        return style in names


def _person(words: str) -> dict[str, str]:
    family, comma, first = words.strip().removeprefix("and ").partition(",")
    return word_works.name(first, "", family) if comma else {"literal": family}


def _ruby(node: etree.Element) -> Parts:
    base, above = (_plain(part) for name in ("base", "text") for part in node.iter(f"{TEXT}ruby-{name}"))
    return [f"{base}({above})" if above else base]


def _note(node: etree.Element) -> Parts:
    """A note with its mark, between its markers, at its beginning."""
    first = next((block for block in node.iter() if block.tag in PARAGRAPHS), None)
    if first is not None:
        first.text = f"{NOTE}{node.findtext(f'{TEXT}note-citation', '').strip()}{NOTE}{first.text or ''}"
    return [node]
