"""ODT files made ready for pandoc: what it would drop in silence is put where it reads it, or reported.

Measured with pandoc 3.9: frames and shapes are lost with their words, and of captions in frames “Figure 1”; the printed
signs of notes, most fields, ruby, numbered paragraphs, indexes and alternative texts are lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree as etree
from zipfile import BadZipFile

from edition.authoring.archives import Prepared, packed, parsed, unpacked, written
from edition.authoring.private_signs import CAPTION, CITED, NOTE, ZOTERO
from edition.authoring.unreadable import Unreadable

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, DRAW, OFFICE, STYLE = (f"{_NAMESPACE}{name}:1.0}}" for name in ("text", "drawing", "office", "style"))
SVG, FO = (f"{_NAMESPACE}{name}-compatible:1.0}}" for name in ("svg", "xsl-fo"))
HREF = "{http://www.w3.org/1999/xlink}href"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_CAPTIONS = frozenset(("Caption", "Illustration", "Table", "Drawing", "Figure"))
"""Names of styles of captions, which LibreOffice has in English in every language."""
_READ = frozenset(
    """span a s tab line-break soft-page-break note note-citation note-body bookmark bookmark-start bookmark-end
    reference-mark reference-mark-start reference-mark-end change change-start change-end p h list list-item list-header
    section index-body index-title""".split()
)
"""Elements that pandoc reads; the words of any other within a paragraph are words."""
_INDEXES = re.compile(r"(?:alphabetical|illustration|table|object|user)-index|bibliography")
Parts = list[etree.Element | str]


def prepared(content: bytes) -> Prepared:
    """An ODT file as pandoc reads it without loss. Raises ``Unreadable``."""
    try:
        files = unpacked(content)
        root, styles = parsed(files["content.xml"]), parsed(files.get("styles.xml", b"<styles/>"))
        body = next(root.iter(f"{OFFICE}text"))
    except (BadZipFile, KeyError, etree.ParseError, RuntimeError, StopIteration) as error:
        raise Unreadable(f"this is no ODT file that can be read ({error}). Save it again as .odt.") from error
    made = Prepared(language=next(_languages(styles), ""))
    preparing = _Preparing([*styles.iter(f"{STYLE}style"), *root.iter(f"{STYLE}style")], made)
    preparing.rebuild(body)
    for note in body.iter(f"{TEXT}note"):
        _mark(note)
    made.words = [word for part in body.iter() if part.tag in PARAGRAPHS for word in _words(part)]
    made.warnings += [f"Left out: {what}, “{' · '.join(words)[:60]}”." for what, words in preparing.left_out.items()]
    made.warnings += _elsewhere(styles)
    made.content = packed({**files, "content.xml": written(root)})
    return made


def _languages(styles: etree.Element) -> Iterator[str]:
    for style in styles.iter(f"{STYLE}default-style"):
        for properties in style.iter(f"{STYLE}text-properties"):
            if (tag := properties.get(f"{FO}language", "none")) not in ("none", "zxx"):
                yield tag


class _Preparing:
    """Changes what pandoc does not read. ``waiting`` are paragraphs of frames, which stand behind the next one."""

    def __init__(self, styles: list[etree.Element], made: Prepared) -> None:
        self.bases = {each.get(f"{STYLE}name", ""): each.get(f"{STYLE}parent-style-name", "") for each in styles}
        self.made = made
        self.waiting: list[etree.Element] = []
        self.left_out: dict[str, list[str]] = {}
        self.rules: Mapping[str, Callable[[etree.Element], Parts]] = {
            f"{OFFICE}annotation": self._out("comments"), f"{OFFICE}annotation-end": lambda _: [],
            f"{TEXT}tracked-changes": self._out("what is marked as deleted"),
            f"{TEXT}hidden-text": self._out("hidden words"), f"{TEXT}hidden-paragraph": lambda _: [],
            f"{TEXT}table-of-content": self._out("the table of contents"),
            f"{TEXT}numbered-paragraph": lambda node: list(node), f"{TEXT}ruby": _ruby,
            f"{DRAW}frame": self._frame, f"{TEXT}p": self._paragraph, f"{TEXT}h": self._paragraph,
        }  # fmt: skip

    def rebuild(self, node: etree.Element) -> None:
        """Put in place of each element in a node what pandoc reads."""
        children = list(node)
        node[:] = []
        for child in children:
            self.rebuild(child)
            tail, child.tail = child.tail or "", None
            parts = self._changed(child, node.tag in (*PARAGRAPHS, f"{TEXT}span", f"{TEXT}a"))
            if node.tag == f"{OFFICE}text":
                parts, self.waiting = [*parts, *self.waiting], []
            for part in (*parts, tail):
                if not isinstance(part, str):
                    node.append(part)
                elif len(node):
                    node[-1].tail = (node[-1].tail or "") + part
                else:
                    node.text = (node.text or "") + part

    def _changed(self, node: etree.Element, among_words: bool) -> Parts:
        name = node.tag.removeprefix(TEXT)
        if rule := self.rules.get(node.tag):
            return rule(node)
        if _INDEXES.fullmatch(name):
            return [child for body in node.iter(f"{TEXT}index-body") for child in _flat(body)]
        if node.tag.startswith(DRAW) and any(True for _ in node.iter(f"{TEXT}p")):
            return self._boxed(node)
        if name == "reference-mark-end" and node.get(f"{TEXT}name", "").startswith(ZOTERO.split()[0]):
            return [node, CITED]
        if among_words and node.tag.startswith(TEXT) and name not in _READ:
            node.tag = f"{TEXT}span"
        return [node]

    def _out(self, what: str) -> Callable[[etree.Element], Parts]:
        def leave(node: etree.Element) -> Parts:
            parts = list(node.iter(f"{TEXT}p")) or [node]
            words = " ".join(" ".join("".join(part.itertext()).split()) for part in parts)
            if words:
                self.left_out.setdefault(what, []).append(words)
            return []

        return leave

    def _frame(self, node: etree.Element) -> Parts:
        """A frame: of a picture as it is, its alternative text kept; of words these, behind the paragraph."""
        picture = node.find(f"{DRAW}image")
        if picture is None:
            return self._boxed(node) if node.find(f"{DRAW}text-box") is not None else [node]
        texts = ("".join(each.itertext()) for name in ("desc", "title") for each in node.findall(f"{SVG}{name}"))
        if alternative := next(filter(None, texts), ""):
            self.made.alternatives[picture.get(HREF, "")] = " ".join(alternative.split())
        for name in ("desc", "title"):
            for each in node.findall(f"{SVG}{name}"):
                node.remove(each)
        return [node]

    def _boxed(self, node: etree.Element) -> Parts:
        box = node if node.find(f"{DRAW}text-box") is None else node.find(f"{DRAW}text-box")
        for child in list(box if box is not None else ()):
            if child.tag.startswith(TEXT) or child.tag.endswith("}table"):
                words = " ".join("".join(child.itertext()).split())
                if words and not self._is(child, _CAPTIONS):
                    said = f"A frame stands behind the paragraph that holds it: “{words[:60]}”."
                    self.made.warnings.append(said)
                self.waiting.append(child)
        return []

    def _paragraph(self, node: etree.Element) -> Parts:
        """A paragraph and those of its frames; a caption apart from its picture; the title taken as that."""
        behind, self.waiting = self.waiting, []
        has_words = "".join(node.itertext()).strip()
        if has_words and self._is(node, {"Title"}) and not self.made.title and node.find(f".//{TEXT}note") is None:
            self.made.title = " ".join("".join(node.itertext()).split())
        frames = [each for each in node if each.tag == f"{DRAW}frame"]
        if not has_words or not self._is(node, _CAPTIONS):
            return [node, *behind]
        for frame in frames:
            at = list(node).index(frame)
            words, frame.tail = frame.tail or "", None
            node.remove(frame)
            if at:
                node[at - 1].tail = (node[at - 1].tail or "") + words
            else:
                node.text = (node.text or "") + words
        node.text = CAPTION + (node.text or "")
        pictures = etree.Element(f"{TEXT}p")
        pictures.extend(frames)
        return [*([pictures] if frames else []), node, *behind]

    def _is(self, node: etree.Element, names: frozenset[str] | set[str]) -> bool:
        """Whether a paragraph has a style of these names, or one that is based on it."""
        style, seen = node.get(f"{TEXT}style-name", ""), set[str]()
        while style and style not in seen:
            if style in names:
                return True
            seen.add(style)
            style = self.bases.get(style, "")
        return False


def _flat(body: etree.Element) -> Iterator[etree.Element]:
    """The paragraphs of an index, those of its title among them."""
    for child in body:
        yield from _flat(child) if child.tag == f"{TEXT}index-title" else (child,)


def _ruby(node: etree.Element) -> Parts:
    base, above = ("".join(part.itertext()) for name in ("base", "text") for part in node.iter(f"{TEXT}ruby-{name}"))
    return [f"{base}({above})" if above else base]


def _mark(note: etree.Element) -> None:
    """Put the printed sign of a note between signs of private use at its beginning."""
    citation = note.find(f"{TEXT}note-citation")
    first = next((each for each in note.iter() if each.tag in PARAGRAPHS), None)
    if first is not None:
        sign = "".join(citation.itertext()).strip() if citation is not None else ""
        first.text = f"{NOTE}{sign}{NOTE}{first.text or ''}"


def _elsewhere(styles: etree.Element) -> Iterator[str]:
    """The words at the head and foot of the pages."""
    parts = (part for name in ("header", "footer") for part in styles.iter(f"{STYLE}{name}"))
    words = [each for each in dict.fromkeys(" ".join("".join(p.itertext()).split()) for p in parts) if each]
    if any(re.search(r"[^\W\d]", each) for each in words):
        yield f"Left out: the head and foot of the pages, “{' · '.join(words)[:60]}”."


def _words(paragraph: etree.Element) -> list[str]:
    """The words of a paragraph, without those of its notes, which are paragraphs themselves."""
    pieces: list[str] = []

    def walk(node: etree.Element) -> None:
        if node.tag in (*PARAGRAPHS, f"{TEXT}note-citation") and node is not paragraph:
            return
        pieces.append(" " if node.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}note") else "")
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")

    walk(paragraph)
    return re.sub(f"{NOTE}.*{NOTE}|[{CITED}{CAPTION}]", "", "".join(pieces)).split()
