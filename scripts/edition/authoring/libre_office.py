"""ODT files made ready for pandoc: what it would drop in silence is put where it reads it, or reported.

Measured with pandoc 3.9: frames and shapes are lost with their words, and of captions in frames “Figure 1”; the printed
signs of notes, most fields, ruby, numbered paragraphs, indexes and alternative texts are lost; where citations end.
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
    CSL_CITATION,
    OF_BOOKMARKS,
    Part,
    Prepared,
    bookmarked,
    packed,
    parsed,
    rebuild,
    unpacked,
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
"""Names of styles of captions, which LibreOffice has in English in every language."""
_READ = frozenset(
    """span a s tab line-break soft-page-break note note-citation note-body bookmark bookmark-start bookmark-end
    reference-mark reference-mark-start reference-mark-end change change-start change-end p h list list-item list-header
    section""".split()
)
"""Elements that pandoc reads; the words of any other within a paragraph are words."""
_INDEXES = re.compile(r"(?:alphabetical|illustration|table|object|user)-index|bibliography|index-(?:body|title)")
_JABREF = re.compile(r"JABREF_(\S+) CID_\d|JR_cite\d*_\d_([^\s,]+)|(?<=,)([^\s,_]+)$")
"""A key in the name of the marks of JabRef, of its newer kind or the older one, which may have several."""
_NAMES = re.compile(r"(?:(?!\s+and\s)[^;])+")
_ROLES = ("author", "editor")
_SIGNS = dict.fromkeys((f"{TEXT}{name}" for name in ("s", "tab", "line-break", "note")), " ")
_SKIPPED = (*PARAGRAPHS, f"{TEXT}note-citation")
Parts = list[Part]


def prepared(content: bytes) -> Prepared:
    """An ODT file as pandoc reads it without loss. Raises ``Unreadable``."""
    try:
        files = unpacked(content)
        root, styles = parsed(files["content.xml"]), parsed(files.get("styles.xml", b"<styles/>"))
        body = next(root.iter(f"{OFFICE}text"))
    except (BadZipFile, KeyError, etree.ParseError, RuntimeError, StopIteration) as error:
        raise Unreadable(f"this is no ODT file that can be read ({error}). Save it again as .odt.") from error
    tags = (set_in.get(f"{FO}language", "none") for set_in in styles.iter(f"{STYLE}text-properties"))
    made = Prepared(language=next((tag for tag in tags if tag not in ("none", "zxx")), ""))
    made.bookmarked = bookmarked(parsed(files.get("meta.xml", b"<meta/>")))
    rebuild(body, _Preparing([*styles.iter(f"{STYLE}style"), *root.iter(f"{STYLE}style")], made).changed)
    made.words = [word for part in body.iter() if part.tag in PARAGRAPHS for word in words_in(part, _SIGNS, _SKIPPED)]
    pages = (part for name in ("header", "footer") for part in styles.iter(f"{STYLE}{name}"))
    made.leave("the head and foot of the pages", map(_plain, pages))
    made.content = packed(files, {"content.xml": root})
    return made


def _plain(node: etree.Element) -> str:
    return " ".join("".join(node.itertext()).split())


class _Preparing:
    """Changes what pandoc does not read."""

    def __init__(self, styles: list[etree.Element], made: Prepared) -> None:
        self.bases = {named.get(f"{STYLE}name", ""): named.get(f"{STYLE}parent-style-name", "") for named in styles}
        self.made = made
        self.rules: Mapping[str, Callable[[etree.Element], Parts]] = {
            f"{OFFICE}annotation": self._out("comments"), f"{OFFICE}annotation-end": lambda _: [],
            f"{TEXT}tracked-changes": self._out("what is marked as deleted"),
            f"{TEXT}hidden-text": self._out("hidden words"),
            f"{TEXT}table-of-content": self._out("the table of contents"),
            f"{TEXT}numbered-paragraph": list, f"{TEXT}ruby": _ruby,
            f"{TEXT}bibliography-mark": self._own_citation, f"{TEXT}note": _note,
            f"{TEXT}section": self._section, f"{DRAW}frame": self._frame,
            f"{TEXT}p": self._paragraph, f"{TEXT}h": self._paragraph,
        }  # fmt: skip

    def changed(self, node: etree.Element, parent: etree.Element) -> Parts:
        """What stands in place of an element; frames of a page stand where they are."""
        made = self._changed(node, parent.tag in (*PARAGRAPHS, f"{TEXT}span", f"{TEXT}a"))
        if parent.tag == f"{OFFICE}text":
            made, self.made.waiting = [*made, *self.made.waiting], []
        return made

    def _changed(self, node: etree.Element, among_words: bool) -> Parts:
        name = node.tag.removeprefix(TEXT)
        if rule := self.rules.get(node.tag):
            return rule(node)
        if _INDEXES.fullmatch(name):
            return [child for child in node if not child.tag.endswith("-source")]
        if node.tag.startswith(DRAW) and any(True for _ in node.iter(f"{TEXT}p")):
            return self.made.unbox(node, _plain)
        if among_words and node.tag.startswith(TEXT) and name not in _READ:
            node.tag = f"{TEXT}span"
        return [node]

    def _out(self, what: str) -> Callable[[etree.Element], Parts]:
        def leave(node: etree.Element) -> Parts:
            self.made.leave(what, [" ".join(map(_plain, [*node.iter(f"{TEXT}p")] or [node]))])
            return []

        return leave

    def _section(self, node: etree.Element) -> Parts:
        """A section, unless it is hidden."""
        return [node] if node.get(f"{TEXT}display", "true") == "true" else self._out("hidden words")(node)

    def _frame(self, node: etree.Element) -> Parts:
        """A frame: of a picture as it is, its alternative text kept; of words these, behind the paragraph."""
        picture = node.find(f"{DRAW}image")
        if picture is None:
            box = node.find(f"{DRAW}text-box")
            return [node] if box is None else self.made.unbox(box, _plain)
        for text in [text for name in ("title", "desc") for text in node.findall(f"{SVG}{name}")]:
            self.made.alternatives[picture.get(HREF, "")] = _plain(text)
            node.remove(text)
        return [node]

    def _paragraph(self, node: etree.Element) -> Parts:
        """A paragraph and those of its frames; captions marked, citations linked, the title taken as that."""
        if _plain(node) and self._is(node, "Title") and not self.made.title and node.find(f".//{TEXT}note") is None:
            self.made.title = _plain(node)
        if _plain(node) and self._is(node, *_CAPTIONS):
            first = node.find(f"{DRAW}frame")
            if first is None:
                node.text = CAPTION + (node.text or "")
            else:
                first.tail = CAPTION + (first.tail or "")
        for kind in ("reference-mark", "bookmark"):
            for start in node.findall(f".//{TEXT}{kind}-start"):
                self._cite(node, start, f"{TEXT}{kind}-end")
        return self.made.with_boxes(node)

    def _cite(self, paragraph: etree.Element, start: etree.Element, end_tag: str) -> None:
        """Make a link of a citation by Zotero, Mendeley or JabRef: what stands between its marks."""
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
        elif items or OF_BOOKMARKS.match(name):
            self.made.only_words(f"“{_plain(paragraph)[:60]}”")

    def _cited(self, name: str) -> list[dict[str, Any]]:
        """The items of a citation by the name of its marks."""
        if name.startswith(("JABREF_", "JR_cite")):
            return [{"id": "".join(keys)} for keys in _JABREF.findall(name)]
        match = CSL_CITATION.search(name)
        source = match[1] if match else self.made.bookmarked.get(name, "{}")
        return list(json.loads(source).get("citationItems", []))

    def _link(self, items: list[dict[str, Any]], node: etree.Element) -> None:
        """Make an element a link to a citation."""
        self.made.citations.append(items)
        node.tag, node.attrib = f"{TEXT}a", {HREF: f"{CITATION}{len(self.made.citations) - 1}"}

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
        """Whether a paragraph has a style of these names, or one that is based on it."""
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
    """A note with its printed sign between private-use characters at its beginning."""
    first = next((block for block in node.iter() if block.tag in PARAGRAPHS), None)
    if first is not None:
        first.text = f"{NOTE}{node.findtext(f'{TEXT}note-citation', '').strip()}{NOTE}{first.text or ''}"
    return [node]
