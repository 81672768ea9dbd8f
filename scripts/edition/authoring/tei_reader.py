"""TEI P5 as a manuscript: divisions, paragraphs, quotations, verse, lists, tables, notes, emphasis.

The established text is read: lemmas, corrections, expansions and regularized forms. Names and citations are read as
words; ``edition link`` links them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from xml.etree import ElementTree as etree

from edition.authoring import tei_elements
from edition.authoring.input_files import Unreadable
from edition.authoring.manuscript import Manuscript
from edition.authoring.pictures import figure
from edition.authoring.tei_elements import TEI, XML_ID, name_of, plain
from edition.authoring.tree_building import in_a_line, paragraph, spaced, unwrapped
from edition.model.kinds import NoteRef
from edition.model.tree import Content, E, Element, Fragment, normalized

_TRANSCRIBED = {"del": "deleted", "add": "added", "unclear": "unclear"}
"""Element of TEI → the element here, for what the author’s hand did and what is hardly legible."""
_OMITTED = frozenset("sic orig abbr rdg surplus fw figDesc graphic noteGrp".split())
"""Elements that are not the established text."""
_POINTS = frozenset("lb pb gap cb milestone anchor gb".split())
_REPLACED = frozenset("sic orig abbr rdg surplus".split())
"""Elements that the established text replaces."""


def read(source: bytes) -> Manuscript:
    """A document of TEI as a manuscript. Raises ``Unreadable``."""
    try:
        root = etree.fromstring(source)
    except etree.ParseError as error:
        raise Unreadable(f"this is not XML: {error}. Mend it, and try again.") from error
    if root.tag != f"{TEI}TEI":
        raise Unreadable("this XML is not a document of TEI P5, whose first element is <TEI>.")
    return _Reader().manuscript(root)


class _Reader:
    """Reads one document. ``labels`` has the label of each note by its id, ``called`` the ids of notes in the back
    that references call; ``unknown`` counts what is left out, ``replaced`` are words that the text replaces."""

    def __init__(self) -> None:
        self.notes: dict[str, Fragment] = {}
        self.labels: dict[str, str] = {}
        self.note_marks: dict[str, str] = {}
        self.unknown: Counter[str] = Counter()
        self.replaced: list[str] = []
        self.numbers = 0
        self.called = frozenset[str]()
        words = "p ab opener closer salute signed dateline speaker stage cit"
        self.block_rules: Mapping[str, Callable[[etree.Element, int], Iterator[Element]]] = {
            **dict.fromkeys(words.split(), self._text_block), "head": self._heading, "lg": self._verse,
            "figure": self._figure, "list": self._list, "listBibl": self._list, "table": self._table,
            "blockquote": self._quotation,
        }  # fmt: skip

    def manuscript(self, root: etree.Element) -> Manuscript:
        """The manuscript in a document with this root."""
        front, body, back = (root.find(f"{TEI}text/{TEI}{part}") for part in ("front", "body", "back"))
        apart = {note.get(XML_ID, "") for note in back.iter(f"{TEI}note")} if back is not None else set()
        self.called = frozenset(tei_elements.calls_of(root) & apart)
        title = plain(root, f"{TEI}text/{TEI}front//{TEI}titlePart") or plain(root, f".//{TEI}titleStmt/{TEI}title")
        byline = plain(root, f"{TEI}text/{TEI}front//{TEI}byline")
        author = ", ".join(map(tei_elements.person_of, root.iterfind(f".//{TEI}titleStmt/{TEI}author"))) or byline
        parts = [part for part in front if part.tag != f"{TEI}titlePage"] if front is not None else []
        blocks = [block for part in parts for block in self._block(part, 1)]
        blocks += [block for part in (body, back) if part is not None for block in self._blocks(part, 1)]
        in_order = sorted(self.notes, key=lambda label: int(label) if label.isdigit() else self.numbers + 1)
        marks = {key: mark for key, mark in self.note_marks.items() if key.isdigit() and mark not in ("", key)}
        notes = {label: self.notes[label] for label in in_order}
        language, warnings = root.get(tei_elements.XML_LANG, ""), tuple(self._warnings())
        return Manuscript(tuple(blocks), notes, marks, title, byline, author, language, warnings)

    def _warnings(self) -> Iterator[str]:
        for name, number in sorted((+self.unknown).items()):
            yield f"Left out: <{name}>, {number} {'time' if number == 1 else 'times'}."
        if self.replaced:
            what = " · ".join(" ".join(words.split()) for words in self.replaced)[:100]
            yield f"Left out: what the established text stands for, “{what}”. Emend it in emendations.yml."

    # --- Blocks

    def _blocks(self, node: etree.Element, level: int) -> Iterator[Element]:
        """The blocks in a division; words between them are a paragraph."""
        run: list[Content] = []
        for part in self._mixed(node, level):
            if isinstance(part, Element) and part.tag in tei_elements.BLOCK_TAGS:
                yield from paragraph(run)
                run = []
                yield part
            else:
                run.append(part)
        yield from paragraph(run)

    def _mixed(self, node: etree.Element, level: int) -> Iterator[Content]:
        """The blocks and words in an element, in order."""
        in_words = name_of(node) in ("p", "ab", "l", "head", "seg", "note")

        def read(child: etree.Element) -> Iterator[Content]:
            name = name_of(child)
            is_inline = name in tei_elements.WITHIN_WORDS or (name == "figure" and child.find(f"{TEI}head") is None)
            is_block = (name in self.block_rules or name in tei_elements.DIVISIONS) and not (in_words and is_inline)
            return self._block(child, level) if is_block else self._inline(child)

        return _with_words(node, read, spaced)

    def _block(self, node: etree.Element, level: int) -> Iterator[Element]:
        name = name_of(node)
        if name == "byline" and node.find(f"{TEI}supplied") is not None:
            return
        if name in tei_elements.DIVISIONS:
            yield from self._blocks(node, level + 1 if name.startswith("div") else level)
        elif name in self.block_rules:
            yield from self.block_rules[name](node, level)
        else:
            yield from paragraph(list(self._inline(node)))

    def _heading(self, node: etree.Element, level: int) -> Iterator[Element]:
        supplied = node.find(f"{TEI}supplied") is not None and not (node.text or "").strip()
        given = (("class", "editor"),) if supplied else ()
        yield Element(f"h{min(max(level - 1, 1), 6)}", given, in_a_line(self._inlines(node)))

    def _text_block(self, node: etree.Element, level: int) -> Iterator[Element]:
        if node.get("type") == "code":
            yield E("pre", E("code", "".join(node.itertext()).rstrip("\n") + "\n"))
        else:
            yield from self._blocks(node, level)

    def _quotation(self, node: etree.Element, level: int) -> Iterator[Element]:
        yield Element("blockquote", (), tuple(self._blocks(node, level)))

    def _verse(self, node: etree.Element, level: int) -> Iterator[Element]:
        lines: list[Element] = []
        for child in node:
            if name_of(child) == "lg":
                lines += self._verse(child, level + 1)
            elif name_of(child) == "l":
                lines.append(Element("l", (), normalized(self._within(child))))
            else:
                yield from self._block(child, level + 1)
        yield Element("lg", (), tuple(lines))

    def _list(self, node: etree.Element, level: int) -> Iterator[Element]:
        rend = node.get("rend", "") + node.get("type", "")
        items: list[Content] = []
        glossary, label = "definition" in rend or "gloss" in rend, list[Content]()
        for child in node:
            tag = "li"
            if name_of(child) == "head":
                yield from paragraph(list(self._inlines(child)))
                continue
            if name_of(child) == "label" and not glossary:
                label = [*self._inlines(child), " "]
                continue
            if glossary:
                tag = "dt" if name_of(child) == "label" or (not items or items[-1].tag == "dd") else "dd"  # type: ignore[union-attr]
            content = tuple(self._blocks(child, level))
            single = len(content) == 1 and content[0].tag == "p"
            inner = content[0].children if single else unwrapped(content)
            items.append(Element(tag, (), normalized((*label, *inner))))
            label = []
        kind = "dl" if any(isinstance(item, Element) and item.tag == "dt" for item in items) else ""
        yield Element(kind or ("ol" if "number" in rend or "order" in rend else "ul"), (), tuple(items))

    def _figure(self, node: etree.Element, level: int) -> Iterator[Element]:
        """A figure: its picture with the alternative text, its heading and paragraphs as the caption."""
        if node.find(f"{TEI}figure") is not None:
            yield Element("figure", (), tuple(part for inner in node for part in self._figure(inner, level)))
            return
        words: list[Content] = []
        for child in node:
            if name_of(child) in ("head", "p", "caption"):
                words += [" "] if words else []
                words += self._inlines(child)
        graphic = node.find(f"{TEI}graphic")
        if graphic is None:
            yield from paragraph(words)
            return
        alt = plain(node, f"{TEI}figDesc")
        given = {"src": graphic.get("url", ""), "alt": alt, "width": graphic.get("width", "")}
        picture = Element("img", tuple((name, value) for name, value in given.items() if value))
        yield figure(picture, normalized(words))

    def _table(self, node: etree.Element, level: int) -> Iterator[Element]:
        rows = [Element("caption", (), self._inlines(head)) for head in node.findall(f"{TEI}head")]
        for row in node.iter(f"{TEI}row"):
            cells = row.findall(f"{TEI}cell")
            tags = ("th" if "label" in (cell.get("role"), row.get("role")) else "td" for cell in cells)
            rows.append(
                E("tr", *(Element(tag, (), self._inlines(cell)) for tag, cell in zip(tags, cells, strict=True)))
            )
        yield Element("table", (), tuple(rows))

    # --- Words

    def _inlines(self, node: etree.Element) -> Fragment:
        return normalized(self._within(node))

    def _within(self, node: etree.Element) -> Iterator[Content]:
        return _with_words(node, self._inline, str if node.get(tei_elements.XML_SPACE) == "preserve" else spaced)

    def _inline(self, node: etree.Element) -> Iterator[Content]:
        name = name_of(node)
        if name in _OMITTED or not isinstance(node.tag, str) or (name == "note" and node.get("type") == "reason"):
            if name in _REPLACED:
                self.replaced.append("".join(node.itertext()))
            return
        if name == "note":
            label = self._note(node)
            yield from () if node.get(XML_ID) in self.called else (NoteRef(label),)
        elif (name in ("ptr", "ref") and node.get("type") == "note") or tei_elements.called_by(node) in self.called:
            yield NoteRef(self._label(node.get("target", "").rpartition("#")[2], node.get("n", "")))
        elif name == "figure":
            yield from (child for part in self._figure(node, 1) for child in part.children)
        elif name in _POINTS:
            yield from self._point(node, name)
        elif name in _TRANSCRIBED:
            yield Element(_TRANSCRIBED[name], (), self._inlines(node))
        elif name in tei_elements.SET_APART:
            yield from self._emphasis(node, name)
        elif name == "ref" and node.get("target", "").startswith(("http:", "https:", "mailto:")):
            yield Element("a", (("href", node.get("target", "")),), self._inlines(node))
        else:
            yield from self._inlines(node)

    def _emphasis(self, node: etree.Element, name: str) -> Fragment:
        """Words in the elements for their form. A form that an edition has not is counted for a warning."""
        tags, unknown = tei_elements.tags_of(node, name)
        content = self._inlines(node)
        self.unknown[unknown] += 1 if unknown else 0
        for tag in tags:
            content = (Element(tag, (), content),)
        return content

    def _point(self, node: etree.Element, name: str) -> Iterator[Content]:
        """What stands for an empty element: a line break, a page break, a gap."""
        number = node.get("n") or node.get("extent") or ""
        if name == "lb":
            yield from () if node.get("break") == "no" else (Element("br"),)
        elif name == "gap" or (name == "pb" and number):
            yield Element(name, (("n", number),))
        else:
            self.unknown[name] += 1

    def _label(self, key: str, printed: str = "") -> str:
        """The label of the note with an id: an editor's own, else its ``printed`` number or the next number."""
        if key.startswith("ed-"):
            return key
        if key not in self.labels:
            self.numbers += 1
            taken = set(self.labels.values())
            self.labels[key] = printed if printed.isdigit() and printed not in taken else str(self.numbers)
        self.note_marks[self.labels[key]] = printed or self.note_marks.get(self.labels[key], "")
        return self.labels[key]

    def _note(self, node: etree.Element) -> str:
        key = node.get(XML_ID, "") or f"note-{len(self.labels)}"
        if node.get("type") == "editorial" and not key.startswith("ed-"):
            key = f"ed-{key}"
        label = self._label(key, node.get("n", ""))
        self.notes[label] = ()
        self.notes[label] = tuple(self._blocks(node, 1))
        return label


def _with_words(
    node: etree.Element, read: Callable[[etree.Element], Iterable[Content]], words: Callable[[str], str]
) -> Iterator[Content]:
    """What is read of the children of an element, the words between them, and spaces between those printed apart."""
    if node.text:
        yield words(node.text)
    for child, following in zip_longest(node, node[1:]):
        yield from read(child)
        if child.tail:
            yield words(child.tail)
        elif following is not None and {name_of(child), name_of(following)} <= tei_elements.APART:
            yield " "
