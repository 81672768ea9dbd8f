"""DOCX files changed for pandoc: what it would drop in silence is put where it reads it, or reported.

Measured with pandoc 3.9: text boxes are lost with their words; captions lose “Figure 1”; note marks are lost; hidden
words are printed; words in wrapping elements, simple fields and the printed bibliography are dropped.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as etree
from zipfile import BadZipFile

from edition.authoring import word_works
from edition.authoring.archives import Prepared, citations_in_properties, pack, parse_xml, unzip, words_in
from edition.authoring.input_files import Unreadable
from edition.authoring.markers import CAPTION, NOTE
from edition.authoring.word_fields import mend_fields, run, unwrap, with_fields, words_of
from edition.authoring.word_layout import mend_layout
from edition.authoring.word_note_marks import GONE, W, printed_note_marks

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_METADATA_STYLES = frozenset(("subtitle", "date", "abstract"))
"""Names of styles whose paragraphs pandoc takes for metadata; here they are text."""
_OMITTED_PARTS = (
    (r"(?:header|footer)\d*", "the head and foot of the pages"), (r"(?:diagrams/data|charts/chart)\d*", "a diagram"),
    (r"comments", "the comments of Word"),
)  # fmt: skip
"""Names of files in the archive that are no text, and what they are."""
_PARTS = ("document", "footnotes", "endnotes", "styles", "settings", "custom-properties")
_CHARACTERS = {f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011", f"{W}tab": " ", f"{W}br": " ",
          f"{W}footnoteReference": " ", f"{W}endnoteReference": " "}  # fmt: skip
"""Element → the character for which it stands, within words or between them."""
_SKIPPED = (*GONE, f"{W}p", f"{W}instrText")
_HEADING, _LEVELS = "EditionHeading", {str(level): level + 1 for level in range(9)}
"""Beginning of the ids of styles for headings by outline level; outline level → level of a heading."""
_LONGEST_HEADING = 200
"""The number of characters of the longest paragraph that is a heading by its outline level."""
Styles = dict[str, etree.Element]


def prepare(content: bytes) -> Prepared:
    """A DOCX file changed so that pandoc reads it without loss. Raises ``Unreadable``."""
    try:
        strict = unzip(content).items()
        files = {name: _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part) for name, part in strict}
        paths = _paths(files)
        parts = {kind: parse_xml(files[path]) for kind, path in paths.items() if kind in _PARTS and path in files}
        document, styles = parts["document"], parts.pop("styles", etree.Element("none"))
    except (BadZipFile, KeyError, etree.ParseError, RuntimeError) as error:
        raise Unreadable(f"this is no DOCX file that can be read ({error}). Save it again as .docx.") from error
    tags = (tag.get(f"{W}val", "").partition("-")[0] for root in (document, styles) for tag in root.iter(f"{W}lang"))
    prepared = Prepared(language=next((tag for tag, _ in Counter(filter(None, tags)).most_common(1)), ""))
    prepared.bookmarks = citations_in_properties(parts.pop("custom-properties", etree.Element("none")))
    lists = (parse_xml(part) for name, part in files.items() if re.fullmatch(r"customXml/item\d+\.xml", name))
    works = word_works.works(lists)
    _add_headings(styles)
    by_id = {named.get(f"{W}styleId", ""): named for named in styles.iter(f"{W}style")}
    settings = parts.pop("settings", None)
    for root in parts.values():
        _prepare(root, by_id, prepared, works)
    note_marks = printed_note_marks(document, settings)
    for kind, root in parts.items():
        for note in root if root is not document else ():
            _add_mark(note, note_marks.get((kind.removesuffix("s"), note.get(f"{W}id", "")), ""))
        prepared.words += [
            word for paragraph in root.iter(f"{W}p") for word in words_in(paragraph, _CHARACTERS, _SKIPPED, (f"{W}t",))
        ]
    _omit_parts(files, prepared)
    prepared.content = pack(
        files, {paths[kind]: root for kind, root in {**parts, "styles": styles}.items() if kind in paths}
    )
    return prepared


def _paths(files: dict[str, bytes]) -> dict[str, str]:
    """The paths of the parts of a file by their kinds: the document, and those that it refers to."""
    whole = dict(_relations(files, "_rels/.rels", ""))
    folder, name = posixpath.split(whole["officeDocument"])
    named = dict(_relations(files, f"{folder}/_rels/{name}.rels", folder))
    return {**whole, **named, "document": whole["officeDocument"]}


def _relations(files: dict[str, bytes], path: str, folder: str) -> Iterator[tuple[str, str]]:
    for relation in etree.fromstring(files[path]).iter(_RELATION) if path in files else ():
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        yield relation.get("Type", "").rpartition("/")[2], target.lstrip("/")


def _value(node: etree.Element, path: str) -> str:
    """The value of the element at a path, given by names; "" if there is none, "on" if it has no value."""
    element = node.find("/".join(f"{W}{name}" for name in path.split("/")))
    return element.get(f"{W}val", "on") if element is not None else ""


def _chain(key: str, styles: Styles) -> list[etree.Element]:
    """The style with an id, and those on which it is based."""
    chain: list[etree.Element] = []
    while key in styles and styles[key] not in chain:
        chain.append(styles[key])
        key = _value(styles[key], "basedOn")
    return chain


def _is_hidden(node: etree.Element, chain: list[etree.Element]) -> bool:
    value = next(filter(None, (_value(level, "rPr/vanish") for level in (node, *chain))), "0")
    return value not in ("0", "false", "off")


def _add_mark(note: etree.Element, mark: str) -> None:
    """Put the mark of a note, between its markers, at its beginning."""
    first = note.find(f"{W}p")
    if first is not None and note.get(f"{W}type") is None:
        _insert(first, f"{NOTE}{mark}{NOTE}")


def _insert(paragraph: etree.Element, words: str) -> None:
    """Put words at the beginning of a paragraph."""
    paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, run(words))


def _prepare(root: etree.Element, styles: Styles, prepared: Prepared, works: Mapping[str, word_works.Item]) -> None:
    """Change a part of the file in place, and record its title, author and what is left out."""
    unwrap(root, prepared)
    mend_layout(root, prepared)
    with_fields(root, prepared)
    mend_fields(root, prepared, works)
    titles: list[etree.Element] = []
    for paragraph in root.iter(f"{W}p"):
        name = _apply_style(paragraph, styles, prepared)
        if name == "title" and words_of(paragraph):
            titles.append(paragraph)
        elif name == "author":
            prepared.author = ", ".join(filter(None, (prepared.author, words_of(paragraph))))
    for further in titles[1:]:  # pandoc reads one alone
        titles[0].extend([run(" "), *further.findall(f"{W}r")])
        further[:] = []
    for hidden in root.iter(f"{W}r"):
        if _is_hidden(hidden, _chain(_value(hidden, "rPr/rStyle"), styles)):
            prepared.omit("hidden words", [words_of(hidden)])
            hidden[:] = []
    deleted = (block for tag in GONE for block in root.iter(tag))
    prepared.omit("what is marked as deleted", (" ".join("".join(block.itertext()).split()) for block in deleted))


def _apply_style(paragraph: etree.Element, styles: Styles, prepared: Prepared) -> str:
    """Change a paragraph by its style: hidden words and the table of contents are left out; captions, and what pandoc
    would take for metadata, get another style. Returns the names of the style and those on which it is based."""
    style, chain = paragraph.find(f"{W}pPr/{W}pStyle"), _chain(_value(paragraph, "pPr/pStyle"), styles)
    names = " ".join(_value(style, "name").lower() for style in chain)  # English in every language
    contents = re.search(r"\btoc (?:\d|heading)", names) is not None
    if contents or _is_hidden(etree.Element("none"), chain):
        prepared.omit("the table of contents" if contents else "hidden words", [words_of(paragraph)])
        for piece in paragraph.iter(f"{W}t"):
            piece.text = ""
    elif style is not None and ("caption" in names or style.get(f"{W}val") == "Caption"):
        style.set(f"{W}val", "BodyText")
        _insert(paragraph, CAPTION)
    elif style is not None and names in _METADATA_STYLES:
        style.set(f"{W}val", "BodyText")
    elif "heading " not in names and names not in ("title", "author"):
        _make_heading(paragraph, chain, prepared)
    number = _value(paragraph, "pPr/numPr/numId") or next(
        filter(None, (_value(level, "pPr/numPr/numId") for level in chain)), "0"
    )
    if number != "0" and "heading " in names:
        prepared.omit("the numbers that Word counts before headings", [words_of(paragraph)])
    return names


def _make_heading(paragraph: etree.Element, chain: list[etree.Element], prepared: Prepared) -> None:
    """Give a paragraph with an outline level the style of a heading; pandoc reads the style alone."""
    level = next(filter(None, (_value(node, "pPr/outlineLvl") for node in (paragraph, *chain))), "9")
    words = words_of(paragraph)
    if level not in _LEVELS or not words:
        return
    if len(words) > _LONGEST_HEADING:
        prepared.warnings.append(f"A paragraph with an outline level is too long for a heading: “{words[:60]}”.")
        return
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for style in properties.findall(f"{W}pStyle"):
        properties.remove(style)
    properties.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": f"{_HEADING}{_LEVELS[level]}"}))


def _add_headings(styles: etree.Element) -> None:
    """Add styles for headings that have only an outline level."""
    for level in _LEVELS.values():
        style = etree.SubElement(styles, f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": f"{_HEADING}{level}"})
        etree.SubElement(style, f"{W}name", {f"{W}val": f"heading {level}"})


def _omit_parts(files: dict[str, bytes], prepared: Prepared) -> None:
    """Record what of a file is no text, and left out."""
    for pattern, what in _OMITTED_PARTS:
        for name in sorted(files):
            if re.fullmatch(rf"word/{pattern}\.xml", name):
                root = parse_xml(files[name])
                prepared.omit(what, [words_of(root) or " ".join(piece.text or "" for piece in root.iter(_TEXT))])
    if any("afchunk" in name.lower() for name in files):
        prepared.warnings.append("Left out: a document within the document. Copy its words into it.")
