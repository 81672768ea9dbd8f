"""DOCX files made ready for pandoc: what it would drop in silence is put where it reads it, or reported.

Measured with pandoc 3.9: text boxes are lost with their words; captions lose “Figure 1”; the printed signs of notes are
lost; hidden words are printed; wrapped words, simple fields and the printed bibliography are dropped.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree
from zipfile import BadZipFile

from edition.authoring.archives import Prepared, packed, parsed, times, unpacked, written
from edition.authoring.private_signs import CAPTION, NOTE
from edition.authoring.unreadable import Unreadable
from edition.authoring.word_fields import join_instructions, run, unwrap, words_of
from edition.authoring.word_notes import KINDS, W, printed_signs

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_AS_WORDS = frozenset(("subtitle", "date", "abstract"))
"""Names of styles whose paragraphs pandoc takes from the text."""
_ELSEWHERE = (
    (r"(?:header|footer)\d*", "the head and foot of the pages"), (r"(?:diagrams/data|charts/chart)\d*", "a diagram"),
    (r"comments", "the comments of Word"),
)  # fmt: skip
"""Parts of the file that are no text, and what they are."""
_PARTS = ("document", "footnotes", "endnotes", "styles", "settings")
_HYPHENS = {f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011"}
Files = dict[str, bytes]


@dataclass(slots=True)
class Styles:
    """The styles of a file: the names of each and of those on which it is based; which are hidden or numbered."""

    names: dict[str, set[str]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    numbered: set[str] = field(default_factory=set)
    language: str = ""

    def are(self, node: etree.Element, path: str) -> set[str]:
        """The names of the style of a paragraph or a run. Those that Word has itself are English in every language."""
        style = node.find(path)
        return self.names.get(style.get(f"{W}val", ""), set()) if style is not None else set()


def prepared(content: bytes) -> Prepared:
    """A DOCX file as pandoc reads it without loss. Raises ``Unreadable``."""
    try:
        files = unpacked(content)
        for name in files:
            files[name] = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", files[name])
        paths = _paths(files)
        parts = {kind: parsed(files[path]) for kind, path in paths.items() if kind in _PARTS and path in files}
        styles = _styles(parts.get("styles"))
        document = parts["document"]
    except (BadZipFile, KeyError, etree.ParseError, RuntimeError) as error:
        raise Unreadable(f"this is no DOCX file that can be read ({error}). Save it again as .docx.") from error
    made = Prepared(language=_language(document, styles))
    texts = {kind: parts[kind] for kind in ("document", *(f"{kind}s" for kind in KINDS)) if kind in parts}
    for root in texts.values():
        _prepare(root, styles, made)
    signs = printed_signs(document, parts.get("settings"))
    for kind, root in texts.items():
        for note in root if root is not document else ():
            _mark(note, signs.get((kind.removesuffix("s"), note.get(f"{W}id", "")), ""))
        made.words += [word for paragraph in root.iter(f"{W}p") for word in _words(paragraph)]
        files[paths[kind]] = written(root)
    made.warnings = [*dict.fromkeys((*made.warnings, *_elsewhere(files), *_not_read(document, styles)))]
    made.content = packed(files)
    return made


def _paths(files: Files) -> dict[str, str]:
    """The paths of the parts of a file by their kinds: the document, and what it names."""
    document = next(p for kind, p in _relations(files, "_rels/.rels", "") if kind == "officeDocument")
    folder, name = posixpath.split(document)
    others = _relations(files, f"{folder}/_rels/{name}.rels", folder)
    return {**dict(others), "document": document}


def _relations(files: Files, path: str, folder: str) -> Iterator[tuple[str, str]]:
    for relation in etree.fromstring(files[path]).iter(_RELATION) if path in files else ():
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        yield relation.get("Type", "").rpartition("/")[2], target.lstrip("/")


def _styles(root: etree.Element | None) -> Styles:
    made = Styles()
    found = list(root.iter(f"{W}style")) if root is not None else []
    default = root.find(f".//{W}rPrDefault/{W}rPr/{W}lang") if root is not None else None
    made.language = default.get(f"{W}val", "") if default is not None else ""
    bases = {}
    for style in found:
        key, base = style.get(f"{W}styleId", ""), style.find(f"{W}basedOn")
        name = style.find(f"{W}name")
        made.names[key] = {name.get(f"{W}val", "").lower()} if name is not None else set()
        bases[key] = base.get(f"{W}val", "") if base is not None else ""
        made.hidden |= {key} if _is_hidden(style) else set()
        made.numbered |= {key} if style.find(f"{W}pPr/{W}numPr") is not None else set()
    for key in bases:
        base, seen = bases[key], {key}
        while base in bases and base not in seen:
            seen.add(base)
            made.names[key] |= made.names[base]
            made.hidden |= {key} if base in made.hidden else set()
            made.numbered |= {key} if base in made.numbered else set()
            base = bases[base]
    return made


def _is_hidden(node: etree.Element) -> bool:
    hidden = node.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in ("0", "false", "off")


def _language(document: etree.Element, styles: Styles) -> str:
    """The language of most letters, without a country."""
    letters: Counter[str] = Counter()
    for each in document.iter(f"{W}r"):
        own = each.find(f"{W}rPr/{W}lang")
        tag = own.get(f"{W}val") if own is not None else None
        letters[(tag or styles.language).partition("-")[0]] += len(words_of(each))
    return letters.most_common(1)[0][0] if letters else ""


def _mark(note: etree.Element, sign: str) -> None:
    """Put the sign of a note between signs of private use at its beginning."""
    first = note.find(f"{W}p")
    if first is not None and note.get(f"{W}type") is None:
        _put(first, f"{NOTE}{sign}{NOTE}")


def _put(paragraph: etree.Element, words: str) -> None:
    """Put words at the beginning of a paragraph."""
    paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, run(words))


def _prepare(root: etree.Element, styles: Styles, made: Prepared) -> None:
    """Change a part of the file in place, and say of it what is to be said."""
    unwrap(root, made.warnings.append)
    join_instructions(root)
    parents = {child: parent for parent in root.iter() for child in parent}
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph in parents:
            _unbox(paragraph, parents, made)
    left_out: dict[str, list[str]] = {}
    for paragraph in root.iter(f"{W}p"):
        if what := _styled(paragraph, styles):
            left_out.setdefault(what, []).append(words_of(paragraph))
            for each in paragraph.iter(f"{W}t"):
                each.text = ""
    for each in root.iter(f"{W}r"):
        style = each.find(f"{W}rPr/{W}rStyle")
        if (_is_hidden(each) or (style is not None and style.get(f"{W}val") in styles.hidden)) and words_of(each):
            left_out.setdefault("hidden words", []).append(words_of(each))
            each[:] = []
    deleted = [each for tag in ("del", "moveFrom") for each in root.iter(f"{W}{tag}") if any(True for _ in each)]
    for what, words in left_out.items():
        made.warnings.append(f"Left out: {what}, “{' '.join(words)[:60]}”.")
    if deleted:
        passages = "passage that is" if len(deleted) == 1 else "passages that are"
        made.warnings.append(
            f"Left out: {len(deleted)} {passages} marked as deleted; what is marked as inserted is kept."
        )


def _styled(paragraph: etree.Element, styles: Styles) -> str:
    """What a paragraph is, if it is left out; captions and what pandoc takes from the text are given another style."""
    names = styles.are(paragraph, f"{W}pPr/{W}pStyle")
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is None:
        return ""
    if any(re.fullmatch(r"toc \d|toc heading", name) for name in names):
        return "the table of contents"
    if style.get(f"{W}val") in styles.hidden:
        return "hidden words"
    if "caption" in names or style.get(f"{W}val") == "Caption":
        style.set(f"{W}val", "BodyText")
        _put(paragraph, CAPTION)
    elif names & _AS_WORDS:
        style.set(f"{W}val", "BodyText")
    return ""


def _elsewhere(files: Files) -> Iterator[str]:
    """What of a file is no text, and left out."""
    for pattern, what in _ELSEWHERE:
        roots = (parsed(files[name]) for name in sorted(files) if re.fullmatch(rf"word/{pattern}\.xml", name))
        found = (words_of(root) or " ".join(each.text or "" for each in root.iter(_TEXT)) for root in roots)
        words = [each for each in dict.fromkeys(found) if re.search(r"[^\W\d]", each)]
        if words:
            yield f"Left out: {what}, “{' · '.join(words)[:60]}”."


def _not_read(document: etree.Element, styles: Styles) -> Iterator[str]:
    """What of the document is not as it was printed."""
    if number := sum(_is_counted(paragraph, styles) for paragraph in document.iter(f"{W}p")):
        yield f"Left out: the numbers that Word counts before headings, {times(number)}. Write them where they belong."
    tags = [each.get(f"{W}val", "") for each in document.iter(f"{W}tag")]
    if number := sum(tag.startswith("CitaviPlaceholder") for tag in tags):
        yield f"Citations by Citavi are plain words here, {times(number)}; “edition link” finds them."
    marks = [each.get(f"{W}name", "") for each in document.iter(f"{W}bookmarkStart")]
    if number := sum(mark.startswith("ZOTERO_BREF_") for mark in marks):
        hint = "choose “Fields” in Zotero’s preferences of the document, and begin again, or use “edition link”"
        yield f"Citations by Zotero that are kept as bookmarks are plain words here, {times(number)}; {hint}."
    if number := sum(1 for _ in document.iter(f"{W}altChunk")):
        yield f"Left out: documents within the document, {times(number)}. Copy their words into it."


def _is_counted(paragraph: etree.Element, styles: Styles) -> bool:
    """Whether a paragraph is a heading before which Word prints a number that it counts."""
    style, own = paragraph.find(f"{W}pPr/{W}pStyle"), paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if not any(name.startswith("heading ") for name in styles.are(paragraph, f"{W}pPr/{W}pStyle")):
        return False
    by_style = style is not None and style.get(f"{W}val") in styles.numbered
    return own.get(f"{W}val") != "0" if own is not None else by_style


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
        words = words_of(box)
        for block in list(box):
            at += 1
            box.remove(block)
            parents[paragraph].insert(at, block)
            parents[block] = parents[paragraph]
        made.warnings += [f"A text box stands behind the paragraph that holds it: “{words[:60]}”."] if words else []


def _words(paragraph: etree.Element) -> list[str]:
    """The words of a paragraph as they are to be read: without what is deleted, and without signs of private use."""
    pieces: list[str] = []

    def walk(node: etree.Element) -> None:
        for child in node:
            if child.tag in (f"{W}del", f"{W}moveFrom", f"{W}p", f"{W}instrText"):
                continue
            if child.tag == f"{W}t" and not {NOTE, CAPTION} & set(child.text or ""):
                pieces.append(child.text or "")
            elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr", *(f"{W}{kind}Reference" for kind in KINDS)):
                pieces.append(" ")
            elif child.tag in _HYPHENS:
                pieces.append(_HYPHENS[child.tag])
            walk(child)

    walk(paragraph)
    return "".join(pieces).split()
