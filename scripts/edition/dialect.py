"""The edition's Markdown: ordinary Markdown, and ``@`` looks a thing up in the registers.

One Python-Markdown extension, and the only place that knows the syntax. ``parsed`` gives a document's blocks and
notes as trees; registers are not known here, so a lookup stays a ``ref`` element for the assembly to resolve.

Every line of the source carries its number into the tree: a mark in private-use characters stands at its end
while Python-Markdown works, and is taken out again when its tree is read, from right to left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.preprocessors import Preprocessor

from edition.markup import Content, Fragment, Node
from edition.model import CitationItem, Place, Problem

ALLOWED_ATTRIBUTES = frozenset("id class lang dir href title src alt colspan rowspan start".split())
ALLOWED_HTML = frozenset("br sub sup kbd small".split())
SAFE_SCHEMES = frozenset(("http", "https", "mailto", ""))

_MARK = re.compile("\ue000(\\d+)\ue001")
_ATTRIBUTES = re.compile(r"[ ]*\{:[^}\n]*\}[ ]*$")
_UNMARKED = re.compile(r"[> ]*(?:\{:[^}]*\}|[-=*_ ]+|\|.*|[|:\- ]+)?[ ]*$|[ ]{0,3}\[[^\]^]+\]:")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r"[ ]{0,3}\[\^([^\]\n]+)\]:[ ]*")
_ITEM = re.compile(r"(?P<prefix>[^@]*)@(?P<key>[^\s,;\]]+)(?P<rest>.*)", re.DOTALL)
_LOCATOR = re.compile(
    r"(?P<label>pp?\.|vols?\.|nos?\.|nn?\.|chaps?\.|ch\.|¶+|§+|ll?\.|secs?\.|figs?\.|cols?\.|fols?\.)?\s*"
    r"(?P<value>[ivxlcdmIVXLCDM\d][\w:.]*(?:\s*[-–,]\s*(?:pp?\.\s*)?[ivxlcdmIVXLCDM\d][\w:.]*)*)(?P<suffix>.*)",
    re.DOTALL,
)
_LABELS = {
    "p": "page", "pp": "page", "vol": "volume", "vols": "volume", "no": "issue", "nos": "issue", "n": "note",
    "nn": "note", "chap": "chapter", "chaps": "chapter", "ch": "chapter", "¶": "paragraph", "§": "section",
    "sec": "section", "secs": "section", "l": "line", "ll": "line", "fig": "figure", "figs": "figure",
    "col": "column", "cols": "column", "fol": "folio", "fols": "folio",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file read: its blocks, its notes by label in order, and what was wrong."""

    blocks: Fragment
    notes: tuple[tuple[str, Node], ...]
    problems: tuple[Problem, ...]


def items(cluster: str) -> tuple[CitationItem, ...]:
    """The items of a citation as pandoc writes them: ``see @key, p. 3; @other, ch. 2``. Malformed: a key only of @."""
    found = []
    for part in cluster.split(";"):
        match = _ITEM.match(_MARK.sub("", part).strip())
        if match is None:
            found.append(CitationItem("", suffix=part.strip()))
            continue
        key, rest = match["key"], match["rest"].strip()
        place = _LOCATOR.match(rest.removeprefix(",").strip())
        if not rest:
            found.append(CitationItem(key, prefix=match["prefix"]))
        elif place:
            label = _LABELS.get((place["label"] or "p.").rstrip(".")[:6] or "p", "paragraph")
            value = re.sub(r"\s*pp?\.\s*", " ", place["value"]).strip()
            found.append(CitationItem(key, label, value, match["prefix"], place["suffix"].strip()))
        else:
            found.append(CitationItem(key, "", "", match["prefix"], rest.removeprefix(",").strip()))
    return tuple(found)


class _LineMarks(Preprocessor):
    """Marks the end of every line with its number; a fenced code block becomes an indented one."""

    offset = 0

    def run(self, lines: list[str]) -> list[str]:
        marked, fence = [], ""
        for number, line in enumerate(lines, self.offset + 1):
            opening = _FENCE.match(line)
            if fence or opening:
                closes = bool(fence) and line.strip().startswith(fence) and not line.strip(" " + fence[0])
                opens = not fence and opening is not None
                marked.append("" if closes or opens else "    " + line)
                fence = "" if closes else (opening[1] if opens and opening else fence)
                continue
            if not line.strip() or _UNMARKED.match(line):
                marked.append(line)
                continue
            attributes = _ATTRIBUTES.search(line)
            end = attributes.start() if attributes else len(line.rstrip())
            marked.append(f"{line[:end]}\ue000{number}\ue001{line[end:]}")
        return marked


class _NoteReference(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        element = etree.Element("noteref", label=_MARK.sub("", m[1]))
        return element, m.start(0), m.end(0)


class _Lookup(LinkInlineProcessor):
    """``[words][@key, p. 3]`` and ``[@key, p. 3]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]
        words, index, handled = self.getText(data, m.end(0))
        if not handled:
            return None, None, None
        element = etree.Element("ref")
        if data.startswith("[@", index):
            end = data.find("]", index)
            if end < 0:
                return None, None, None
            element.text, element.attrib["cluster"] = words, data[index + 1 : end]
            return element, m.start(0), end + 1
        plain = _MARK.sub("", words)
        if "@" not in plain or "[" in plain or not re.search(r"(?:^|[\s;(])@\w", plain):
            return None, None, None
        element.attrib["cluster"] = plain
        return element, m.start(0), index


class _Html(InlineProcessor):
    """The short list of HTML that is allowed; anything else stays visible as text and becomes a finding."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        tag = m["tag"].lower()
        if tag in ALLOWED_HTML and m["attributes"].strip(" /") == "" and not m["closing"]:
            end = data.find(f"</{tag}>", m.end(0))
            if tag == "br":
                return etree.Element("br"), m.start(0), m.end(0)
            if end >= 0:
                element = etree.Element(tag)
                element.text = data[m.end(0) : end]
                return element, m.start(0), end + len(tag) + 3
        element = etree.Element("raw")
        element.text = m[0]
        return element, m.start(0), m.end(0)


class _NoteDefinitions(BlockProcessor):
    """``[^7]: …`` with its further paragraphs indented by four spaces."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return any(_DEFINITION.match(line) for line in block.split("\n"))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        first = next(index for index, line in enumerate(lines) if _DEFINITION.match(line))
        if first:
            self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
        following = next((i for i, line in enumerate(lines[first + 1 :], first + 1) if _DEFINITION.match(line)), None)
        own = lines[first:following]
        if following is not None:
            blocks.insert(0, "\n".join(lines[following:]))
        definition = _DEFINITION.match(own[0])
        assert definition is not None
        note = etree.SubElement(parent, "note", label=definition[1])
        note.set("swallowed", "yes" if any(line.lstrip().startswith("#") for line in own[1:]) else "")
        content = ["\n".join([own[0][definition.end() :], *(line.removeprefix("    ") for line in own[1:])])]
        while following is None and blocks and blocks[0].startswith("    "):
            content.append("\n".join(line.removeprefix("    ") for line in blocks.pop(0).split("\n")))
        self.parser.parseBlocks(note, content)


class _Dialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        for registry, names in (
            (md.preprocessors, ("html_block",)),
            (md.inlinePatterns, ("html", "entity", "automail")),
            (md.treeprocessors, ("prettify",)),
        ):
            for name in names:
                registry.deregister(name, strict=False)  # type: ignore[attr-defined]
        md.preprocessors.register(_LineMarks(md), "line-marks", 5)
        md.inlinePatterns.register(_NoteReference(r"\[\^([^\]\n]+)\]", md), "note-reference", 176)
        md.inlinePatterns.register(_Lookup(r"\[", md), "lookup", 175)
        # Names stand inside citations: what the first pass put into an element, the later passes look into.
        md.inlinePatterns.register(_Lookup(r"\[", md), "lookup-inside", 174)
        md.inlinePatterns.register(_Lookup(r"\[", md), "lookup-innermost", 173)
        html = r"<(?P<closing>/?)(?P<tag>[a-zA-Z][\w-]*|!--)(?P<attributes>[^<>]*)>"
        md.inlinePatterns.register(_Html(html, md), "allowed-html", 90)
        md.parser.blockprocessors.register(_NoteDefinitions(md.parser), "note-definitions", 75)


_MARKDOWN = Markdown(extensions=["attr_list", "def_list", "tables", "sane_lists", _Dialect()])


def parsed(source: str, file: str, first_line: int = 1) -> Document:
    """Read one Markdown text. ``first_line`` is the line of the file on which it begins (after front matter)."""
    _MARKDOWN.reset()
    marks = _MARKDOWN.preprocessors["line-marks"]
    assert isinstance(marks, _LineMarks)
    marks.offset = first_line - 1
    lines = source.split("\n")
    for preprocessor in _MARKDOWN.preprocessors:
        lines = preprocessor.run(lines)
    root = _MARKDOWN.parser.parseDocument(lines).getroot()
    for processor in _MARKDOWN.treeprocessors:
        root = processor.run(root) or root
    reader = _TreeReader(file, first_line + source.count("\n"))
    tree = reader.node(root)
    blocks = tuple(child for child in tree.children if isinstance(child, Node) and child.tag != "note")
    notes = tuple((n.get("label"), n) for n in tree.children if isinstance(n, Node) and n.tag == "note")
    return Document(blocks, notes, tuple(sorted(reader.problems)))


class _TreeReader:
    """Python-Markdown's tree made ours, from the last child to the first, so that each line's mark is met in time."""

    def __init__(self, file: str, last_line: int) -> None:
        self.file, self.line = file, last_line
        self.problems: list[Problem] = []

    def report(self, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.file, self.line), code, message, hint))

    def words(self, string: str | None) -> str:
        if not string:
            return ""
        found = _MARK.findall(string)
        if found:
            self.line = int(found[0])
        return unescape(_MARK.sub("", string)) if "&" in string else _MARK.sub("", string)

    def node(self, element: etree.Element) -> Node:
        children: list[Content] = []
        for child in reversed(element):
            tail = self.words(child.tail)
            if tail:
                children.append(tail)
            children.append(self.node(child))
        start = self.words(element.text)
        if start and not (element.tag in ("blockquote", "ul", "ol", "table", "tr") and not start.strip()):
            children.append(start)
        children = [c for c in children if not (isinstance(c, str) and element.tag in _CONTAINERS and not c.strip())]
        if element.tag == "raw":
            message = f"raw HTML is not allowed here: {start}"
            self.report("m-raw-html", message, f"Write it in Markdown; allowed are {', '.join(sorted(ALLOWED_HTML))}.")
            return Node("span", (("class", "refused"),), tuple(reversed(children)), self.line)
        if element.get("swallowed"):
            label = element.get("label")
            self.report("m-heading-swallowed", f"the note “{label}” swallows a heading.", "Put an empty line before it.")
        return Node(element.tag, self.attributes(element), tuple(reversed(children)), self.line)

    def attributes(self, element: etree.Element) -> tuple[tuple[str, str], ...]:
        kept = []
        for key, raw in element.attrib.items():
            value = _MARK.sub("", raw)
            if element.tag in ("ref", "noteref", "note"):
                if key != "swallowed":
                    kept.append((key, value))
            elif key in ("href", "src") and value.split(":")[0].lower() not in SAFE_SCHEMES and _scheme(value):
                self.report("m-bad-link", f"a link may not lead to “{value}”.", "Use https, http, mailto or a file.")
            elif key in ALLOWED_ATTRIBUTES:
                kept.append((key, value))
            elif key != "style" or not value.startswith("text-align"):
                self.report("m-bad-attribute", f"the attribute “{key}” is not allowed.", "Allowed: id, class, lang.")
        return tuple(kept)


_CONTAINERS = frozenset("div blockquote ul ol li dl table thead tbody tr note".split()) - {"li"}


def _scheme(address: str) -> bool:
    before, colon, _ = address.partition(":")
    return bool(colon) and not any(mark in before for mark in "/?#")
