"""TEI P5 as a manuscript: divisions, paragraphs, quotations, verse, lists, tables, notes, emphasis.

The established text is read: lemmas, corrections, expansions and regular forms. Who is named and what is cited stays
words, which ``edition link`` links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree as etree

from edition.authoring.fragments import joined, paragraph, spaced, unwrapped
from edition.authoring.manuscript import Manuscript
from edition.authoring.pictures import figure
from edition.authoring.tei_renditions import SET_APART, tags_of
from edition.authoring.unreadable import Unreadable
from edition.model.kinds import NoteRef
from edition.model.tree import Content, E, Element, Fragment

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HAND = {"del": "deleted", "add": "added", "unclear": "unclear"}
"""What the author’s hand did, and what can hardly be read."""
_UNSAID = frozenset("sic orig abbr rdg surplus fw figDesc graphic noteGrp".split())
"""What is not the established text."""
_POINTS = frozenset("lb pb gap cb milestone anchor gb".split())
_REPLACED = frozenset("sic orig abbr rdg surplus".split())
"""What it stands for."""


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
    def __init__(self) -> None:
        self.notes: dict[str, Fragment] = {}
        self.labels: dict[str, str] = {}
        self.signs: dict[str, str] = {}
        self.unknown: Counter[str] = Counter()
        self.replaced: list[str] = []
        self.numbers = 0
        words = "p ab opener closer salute signed dateline speaker stage cit"
        self.block_rules: Mapping[str, Callable[[etree.Element, int], Iterator[Element]]] = {
            **dict.fromkeys(words.split(), self._text_block), "head": self._heading, "lg": self._verse,
            "figure": self._figure, "list": self._list, "listBibl": self._list, "table": self._table,
            "blockquote": self._quotation,
        }  # fmt: skip

    def manuscript(self, root: etree.Element) -> Manuscript:
        """The manuscript in a document."""
        front, body = root.find(f"{TEI}text/{TEI}front"), root.find(f"{TEI}text/{TEI}body")
        title = _plain(root, f"{TEI}text/{TEI}front//{TEI}titlePart") or _plain(root, f".//{TEI}titleStmt/{TEI}title")
        byline = _plain(root, f"{TEI}text/{TEI}front//{TEI}byline")
        author = _plain(root, f".//{TEI}titleStmt/{TEI}author") or byline
        blocks = list(self._front(front)) if front is not None else []
        blocks += list(self._blocks(body, 1)) if body is not None else []
        back = root.find(f"{TEI}text/{TEI}back")
        blocks += list(self._blocks(back, 1)) if back is not None else []
        warnings = [
            f"Left out: <{tag}>, {count} {'time' if count == 1 else 'times'}."
            for tag, count in sorted((+self.unknown).items())
        ]
        if self.replaced:
            what = " · ".join(" ".join(words.split()) for words in self.replaced)[:100]
            warnings.append(f"Left out: what the established text stands for, “{what}”. Emend it in emendations.yml.")
        language = root.get(XML_LANG, "")
        notes = dict(
            sorted(self.notes.items(), key=lambda item: int(item[0]) if item[0].isdigit() else self.numbers + 1)
        )
        signs = {label: sign for label, sign in self.signs.items() if label.isdigit() and sign not in ("", label)}
        return Manuscript(tuple(blocks), notes, signs, title, byline, author, language, tuple(warnings))

    def _front(self, front: etree.Element) -> Iterator[Element]:
        for child in front:
            if child.tag != f"{TEI}titlePage":
                yield from self._block(child, 1)

    # --- Blocks

    def _blocks(self, node: etree.Element, level: int) -> Iterator[Element]:
        """The blocks in a division; words between them are a paragraph."""
        run: list[Content] = []
        for part in self._mixed(node, level):
            if isinstance(part, Element) and part.tag in _BLOCK_TAGS:
                yield from paragraph(run)
                run = []
                yield part
            else:
                run.append(part)
        yield from paragraph(run)

    def _mixed(self, node: etree.Element, level: int) -> Iterator[Content]:
        if node.text:
            yield spaced(node.text)
        for child in node:
            name = _name(child)
            words = name in _WITHIN_WORDS or (name == "figure" and child.find(f"{TEI}head") is None)
            inside = words and _name(node) in ("p", "ab", "l", "head", "seg", "note")
            if (name in self.block_rules or name in _DIVISIONS) and not inside:
                yield from self._block(child, level)
            else:
                yield from self._inline(child)
            if child.tail:
                yield spaced(child.tail)

    def _block(self, node: etree.Element, level: int) -> Iterator[Element]:
        name = _name(node)
        if name == "byline" and node.find(f"{TEI}supplied") is not None:
            return
        if name in _DIVISIONS:
            yield from self._blocks(node, level + 1 if name.startswith("div") else level)
        elif name in self.block_rules:
            yield from self.block_rules[name](node, level)
        else:
            yield from paragraph(list(self._inline(node)))

    def _heading(self, node: etree.Element, level: int) -> Iterator[Element]:
        supplied = node.find(f"{TEI}supplied") is not None and not (node.text or "").strip()
        given = (("class", "editor"),) if supplied else ()
        yield Element(f"h{min(max(level - 1, 1), 6)}", given, self._inlines(node))

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
            if _name(child) == "lg":
                lines += self._verse(child, level)
            elif _name(child) == "l":
                lines.append(Element("l", (), joined(self._within(child))))
            else:
                yield from self._block(child, level)
        yield Element("lg", (), tuple(lines))

    def _list(self, node: etree.Element, level: int) -> Iterator[Element]:
        rend = node.get("rend", "") + node.get("type", "")
        items: list[Content] = []
        for child in node:
            tag = "li"
            if "definition" in rend or "gloss" in rend:
                tag = "dt" if _name(child) == "label" or (not items or items[-1].tag == "dd") else "dd"  # type: ignore[union-attr]
            content = tuple(self._blocks(child, level))
            single = len(content) == 1 and content[0].tag == "p"
            inner = content[0].children if single else unwrapped(content)
            items.append(Element(tag, (), inner))
        kind = "dl" if any(isinstance(item, Element) and item.tag == "dt" for item in items) else ""
        yield Element(kind or ("ol" if "number" in rend or "order" in rend else "ul"), (), tuple(items))

    def _figure(self, node: etree.Element, level: int) -> Iterator[Element]:
        """A figure: its picture with the alternative text, and its heading and paragraphs as the caption."""
        if node.find(f"{TEI}figure") is not None:
            yield Element("figure", (), tuple(part for inner in node for part in self._figure(inner, level)))
            return
        words: list[Content] = []
        for child in node:
            if _name(child) in ("head", "p", "caption"):
                words += [" "] if words else []
                words += self._inlines(child)
        graphic = node.find(f"{TEI}graphic")
        if graphic is None:
            yield from paragraph(words)
            return
        alt = _plain(node, f"{TEI}figDesc")
        given = {"src": graphic.get("url", ""), "alt": alt, "width": graphic.get("width", "")}
        picture = Element("img", tuple((name, value) for name, value in given.items() if value))
        yield figure(picture, joined(words))

    def _table(self, node: etree.Element, level: int) -> Iterator[Element]:
        for head in node.findall(f"{TEI}head"):
            yield from paragraph(list(self._inlines(head)))
        rows = []
        for row in node.iter(f"{TEI}row"):
            cells = row.findall(f"{TEI}cell")
            tags = ("th" if "label" in (cell.get("role"), row.get("role")) else "td" for cell in cells)
            rows.append(
                E("tr", *(Element(tag, (), self._inlines(cell)) for tag, cell in zip(tags, cells, strict=True)))
            )
        yield Element("table", (), tuple(rows))

    # --- Words

    def _inlines(self, node: etree.Element) -> Fragment:
        return joined(self._within(node))

    def _within(self, node: etree.Element) -> Iterator[Content]:
        keep = node.get(XML_SPACE) == "preserve"
        if node.text:
            yield node.text if keep else spaced(node.text)
        for child in node:
            yield from self._inline(child)
            if child.tail:
                yield child.tail if keep else spaced(child.tail)

    def _inline(self, node: etree.Element) -> Iterator[Content]:
        name = _name(node)
        if name in _UNSAID or not isinstance(node.tag, str) or (name == "note" and node.get("type") == "reason"):
            if name in _REPLACED:
                self.replaced.append("".join(node.itertext()))
            return
        if name == "note":
            yield NoteRef(self._note(node))
        elif name in ("ptr", "ref") and node.get("type") == "note":
            yield NoteRef(self._label(node.get("target", "").rpartition("#")[2], node.get("n", "")))
        elif name == "figure":
            yield from (child for part in self._figure(node, 1) for child in part.children)
        elif name in _POINTS:
            yield from self._point(node, name)
        elif name in _HAND:
            yield Element(_HAND[name], (), self._inlines(node))
        elif name in SET_APART:
            yield from self._emphasis(node, name)
        elif name == "ref" and node.get("target", "").startswith(("http:", "https:", "mailto:")):
            yield Element("a", (("href", node.get("target", "")),), self._inlines(node))
        else:
            yield from self._inlines(node)

    def _emphasis(self, node: etree.Element, name: str) -> Fragment:
        """Words as they are set apart; a way of doing so that has no form here is told."""
        tags, unknown = tags_of(node, name)
        content = self._inlines(node)
        self.unknown[unknown] += 1 if unknown else 0
        for tag in tags:
            content = (Element(tag, (), content),)
        return content

    def _point(self, node: etree.Element, name: str) -> Iterator[Content]:
        """What an element without words says: where a line or a page begins, that words are missing."""
        number = node.get("n") or node.get("extent") or ""
        if name == "lb":
            yield from () if node.get("break") == "no" else (Element("br"),)
        elif name == "gap" or (name == "pb" and number):
            yield Element(name, (("n", number),))
        else:
            self.unknown[name] += 1

    def _label(self, key: str, printed: str = "") -> str:
        """The label of the note with this id: an editor's own, else the number that it prints or the next one."""
        if key.startswith("ed-"):
            return key
        if key not in self.labels:
            self.numbers += 1
            taken = set(self.labels.values())
            self.labels[key] = printed if printed.isdigit() and printed not in taken else str(self.numbers)
        self.signs[self.labels[key]] = printed or self.signs.get(self.labels[key], "")
        return self.labels[key]

    def _note(self, node: etree.Element) -> str:
        key = node.get(XML_ID, "") or f"note-{len(self.labels)}"
        if node.get("type") == "editorial" and not key.startswith("ed-"):
            key = f"ed-{key}"
        label = self._label(key, node.get("n", ""))
        self.notes[label] = ()
        self.notes[label] = tuple(self._blocks(node, 1))
        return label


_DIVISIONS = frozenset(
    "div div1 div2 div3 div4 div5 div6 floatingText body front back group sp argument epigraph".split()
)
_WHOLE = frozenset("p lg list table blockquote l".split())
"""Elements that make a quotation a block, if they stand in it."""
_WITHIN_WORDS = frozenset("stage speaker bibl signed dateline salute".split())
"""Elements that are blocks in a division, and words in a paragraph."""
_BLOCK_TAGS = frozenset("lg figure p blockquote ul ol dl table pre hr h1 h2 h3 h4 h5 h6".split())


def _name(node: etree.Element) -> str:
    """The name of an element; of a quotation that stands as a block, ``blockquote``."""
    name = node.tag.removeprefix(TEI) if isinstance(node.tag, str) else ""
    block = name in ("quote", "q") and (
        "block" in node.get("rend", "") or any(_name(child) in _WHOLE for child in node)
    )
    return "blockquote" if block else name


def _plain(root: etree.Element, path: str) -> str:
    node = root.find(path)
    return " ".join("".join(node.itertext()).split()) if node is not None else ""
