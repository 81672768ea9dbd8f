"""Nodes made of the elements of Python-Markdown. What a text may not contain is a finding; it is left out, or text."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree as etree

from edition.model import languages
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Lookup, NoteRef
from edition.model.records import SCHEMES
from edition.model.tree import BLOCKS, Content, Element, Fragment, Node, find_all, rewrite, text
from edition.sources import foreign
from edition.sources.attributes import LOST
from edition.sources.block_anchors import with_own_anchor
from edition.sources.delimiters import MAX_DEPTH, TOO_DEEP, escaped, unescaped
from edition.sources.figures import PICTURE_ATTRIBUTES, in_line, is_width, lost_in_line, with_figures
from edition.sources.forms import MEANT, formed
from edition.sources.tables import UNREAD, alignment, is_caption, with_captions
from edition.sources.transcription import transcribed

ALLOWED_ATTRIBUTES = frozenset("id class lang dir".split())
ALLOWED_HTML = frozenset("br sub sup kbd small".split())

OF_TAG = {
    "img": PICTURE_ATTRIBUTES | {"src"}, "a": frozenset(("href", "title")), "ol": frozenset(("type", "start")),
    "l": frozenset(("indent",)), "lg": frozenset(("start",)),
}  # fmt: skip
"""Attributes that are allowed on some elements only."""

LINE_MARK = re.compile("\ue000(\\d+)\ue001")
"""The number of a line of the source, at its end."""

_ENTITY = re.compile(r"&#?\w+;")
"""A name or a number of a character. HTML reads some names without a semicolon too, as “¶” in ``?a=b&paragraph=c``."""
_CODE = re.compile("\ue002(\\d+)\ue003")
"""Stands for a block of code: its index."""


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """A note in the source, as its label and its blocks, with the line on which it begins.

    ``sign`` is the printed sign, if it is not the label.
    """

    label: str
    content: Fragment
    line: int
    sign: str = ""


class TreeReader:
    """Makes nodes of one document's elements.

    It reads from the last to the first, because the number of a line stands at its end; so ``findings``, ``notes`` and
    ``raw`` (lines and tags of raw HTML) are in that order. ``code`` are the blocks of code, each in one of
    ``languages``.
    """

    def __init__(self, file: str, last_line: int, code: tuple[str, ...], languages: tuple[str, ...]) -> None:
        self.file, self.line, self.code, self.languages = file, last_line, code, languages
        self.findings: list[Finding] = []
        self.notes: list[NoteDefinition] = []
        self.raw: list[tuple[int, str]] = []
        self.has_pictures = self.has_tables = self.in_note = False

    def report(self, code: str, message: str, hint: str, line: int = 0) -> None:
        """Add a finding on a line, or on that which is being read."""
        self.findings.append(Finding(SourceLocation(self.file, line or self.line), code, message, hint))

    def raw_html(self) -> Iterator[Finding]:
        """``m-raw-html`` for each tag of raw HTML, but not for an end tag if there is a start tag of its name."""
        opened = {_name(tag) for _, tag in self.raw if not tag.startswith("</")}
        allowed = f"Write it in Markdown; allowed are {', '.join(sorted(ALLOWED_HTML))}."
        for line, tag in self.raw:
            if not tag.startswith("</") or _name(tag) not in opened:
                hint = foreign.INSTEAD_OF_HTML.get(_name(tag), allowed)
                place = SourceLocation(self.file, line)
                yield Finding(place, "m-raw-html", f"raw HTML is not allowed here: {tag}", hint)

    def words(self, string: str | None, is_code: bool = False) -> str:
        """Text of the document without line numbers. The first of them becomes the line that is being read."""
        if not string:
            return ""
        self._report_signs(string, is_code)
        if numbers := LINE_MARK.findall(string) if "\ue000" in string else ():
            self.line = int(numbers[0])
            string = LINE_MARK.sub("", string)
        return _characters(string)

    def _report_signs(self, string: str, is_code: bool) -> None:
        """``m-not-read``, ``m-too-deep``: signs that mean nothing here, each on the line on which it stands."""
        findings = [] if is_code else [*foreign.in_line(string)]
        if TOO_DEEP in string:
            message, hint = f"brackets or emphasis stand more than {MAX_DEPTH} deep here.", "Take some of them away."
            findings.append((string.index(TOO_DEEP), Finding(SourceLocation(""), "m-too-deep", message, hint)))
        if not findings:
            return
        numbers = [self.line]
        for line in reversed(string.split("\n")):
            mark = LINE_MARK.search(line)
            numbers.append(int(mark[1]) if mark else numbers[-1])
        ends = [match.start() for match in re.finditer("\n", string)]
        for at, finding in findings:
            place = SourceLocation(self.file, numbers[-1 - bisect(ends, at)])
            self.findings.append(replace(finding, location=place))

    def node(self, element: etree.Element) -> Node:
        """The node for an element. Definitions of notes in it are not among its children, but in ``notes``."""
        if element.tag == "pre":
            element[0].text = f"{(element[0].text or '').rstrip()}\n"
        children = self._children(element)
        if element.tag == "ref":
            stop = (element.tail or "").startswith(".")
            return Lookup(self._only_attribute(element, "cluster"), children, self.line, stop)
        if element.tag == "noteref":
            return NoteRef(self._only_attribute(element, "label"), line=self.line)
        if element.tag == "raw":
            self.raw.append((self.line, text(children)))
            return Element("span", (("class", "refused"),), children, self.line)
        code = _CODE.fullmatch(text(children).strip()) if self.code and element.tag == "p" else None
        if code:
            language = self.languages[int(code[1])]
            named = (("class", f"language-{language}"),) if language else ()
            inner = Element("code", named, (self.code[int(code[1])],))
            return Element("pre", self._attributes(element), (inner,), self.line)
        node = formed(Element(element.tag, self._attributes(element), children, self.line), self.report)
        if node.tag == "span":
            node = transcribed(node, self.report)
        place = SourceLocation(self.file, self.line)
        self.findings += foreign.in_tree(node, MEANT, place) if isinstance(node, Element) else ()
        of_words = node.tag in ("p", "li", "dd") and not any(child.tag in BLOCKS for child in element)
        self.findings += foreign.bars("".join(element.itertext()), place) if of_words else ()
        self.has_pictures |= node.tag == "img"
        self.has_tables |= node.tag == "table"
        return with_figures(node) if node.tag == "p" and self.has_pictures else with_own_anchor(node)

    def finished(self, content: Fragment) -> Fragment:
        """Blocks in which tables have their captions, and pictures that became no figures have no children."""

        def change(node: Node) -> Node:
            if not isinstance(node, Element) or node.tag != "img":
                return node.with_children(with_captions(node.children)) if self.has_tables and node.children else node
            self.line = node.line
            for name in lost_in_line(node):
                message = f"a picture among words has no caption, and its {name} would be shown nowhere."
                self.report("i-in-line", message, "Set it in a paragraph of its own, or take that away.")
            return in_line(node)

        if not self.has_pictures and not self.has_tables:
            return content
        blocks = with_captions(rewrite(content, change))
        for caption in filter(is_caption, find_all(blocks, Element) if self.has_tables else ()):
            self.line = caption.line
            message = f"“{text(caption)[:30]}” is the caption of no table."
            self.report("m-not-read", message, "Write it right before or after a table that has no other.")
        return blocks

    def _children(self, element: etree.Element) -> Fragment:
        children: list[Content] = []
        for child in reversed(element):
            tail = self.words(child.tail)
            if tail:
                children.append(tail)
            if child.tag == "note":
                self.notes.append(self._definition(child))
            elif child.tag == "stray":
                words = self.words(child.text, is_code=True)
                message = f"“{words}” belongs to no block: there is none above it, or it has attributes already."
                self.report("m-bad-attribute", message, "Write all attributes of a block into one pair of braces.")
            elif child.tag != "end":
                children.append(self.node(child))
        start = self.words(element.text, element.tag in ("code", "raw"))
        if (element.text or "").startswith("Table" + escaped(":")):  # no caption
            children.append(start.removeprefix("Table"))
            start = "Table"
        if start:
            children.append(start)
        if element.tag in _CONTAINERS:
            children = [child for child in children if not isinstance(child, str) or child.strip()]
        children.reverse()
        if element.tag == "ol":
            self._compare_numbers([item.get("given", "") for item in element], children)
        return tuple(children)

    def _compare_numbers(self, numbers: list[str], items: list[Content]) -> None:
        """``m-not-read``: the first item of a list whose number in the source is not the one that it will have; but
        all may have the same."""
        for index, number in enumerate(numbers) if len(set(numbers)) > 1 else ():
            if int(number) != int(numbers[0]) + index:
                item, due = items[index], int(numbers[0]) + index
                hint = f"Write {due}., or end the list above it with its anchor, and begin another list."
                message = f"“{number}.” would be printed as {due}."
                self.report("m-not-read", message, hint, item.line if isinstance(item, Element) else 0)
                return

    def _definition(self, element: etree.Element) -> NoteDefinition:
        self.in_note = True
        children = self._children(element)
        self.in_note = False
        label = self._only_attribute(element, "label")
        if swallowed := element.get("swallowed"):  # a block right below the note, which becomes part of it
            line, block = swallowed.split(" ", 1)
            message, hint = f"the note “{label}” swallows {block}.", "Put an empty line before it."
            is_heading = block == "a heading"
            place = 0 if is_heading else int(line)
            self.report("m-heading-swallowed" if is_heading else "m-swallowed", message, hint, place)
        return NoteDefinition(label, children, self.line)

    def _only_attribute(self, element: etree.Element, name: str) -> str:
        """The value of the attribute in which the dialect keeps what stands in brackets; any other is a finding."""
        for key in sorted(element.attrib.keys() - {name, "swallowed"}):
            message = f"the attribute “{key}” is not allowed on a lookup or a note."
            self.report("m-bad-attribute", message, "Take it away.")
        return plain(element.get(name, ""))

    def _attributes(self, element: etree.Element) -> tuple[tuple[str, str], ...]:
        allowed = []
        for key, raw in element.attrib.items():
            value = plain(raw)
            if key == "given":
                continue
            if key == "surplus":
                message = f"this row has more cells than the head of its table: “{self.words(raw).strip()}”."
                self.report("m-wide-row", message, "Give the head as many, or write \\| for a bar in a cell.")
            elif key == LOST:
                message = f"“{value}” in braces is not read: it is no attribute, or another one takes its place."
                self.report("m-bad-attribute", message, "Write each attribute once, as {: #p1 .stage lang=la }.")
            elif key == "unread":
                self.report("m-not-read", *UNREAD[raw])
            elif key in ("href", "src") and not may_lead_to(value):
                self.report("m-bad-link", f"a link may not lead to “{value}”.", "Use https, http, mailto or a file.")
            elif key in ALLOWED_ATTRIBUTES or key in OF_TAG.get(element.tag, ()) or (key == "sign" and self.in_note):
                allowed.append((key, value))
                is_valid, noun, hint = _VALUES.get(key, (bool, "", ""))
                if noun and not is_valid(value):
                    self.report("m-bad-attribute", f"“{value}” is no {noun}.", hint)
            elif key == "style" and alignment(value):
                allowed.append(("align", alignment(value)))
            else:
                self.report("m-bad-attribute", f"the attribute “{key}” is not allowed.", "Allowed: id, class, lang.")
        return tuple(allowed)


_VALUES: dict[str, tuple[Callable[[str], object], str, str]] = {
    "width": (is_width, "width", "Write it like 60%, 300px or 8cm."),
    "lang": (languages.tag, "tag of a language", "Write it like la, de or zh-Hant."),
    "dir": (("ltr", "rtl").__contains__, "direction", "Write ltr or rtl, or the language alone."),
    **dict.fromkeys(("start", "indent"), (str.isdecimal, "number", "Write it in digits.")),
    "type": (tuple("1aAiI").__contains__, "kind of numbers", "Write a, A, i, I or 1."),
}
"""Attribute → whether a value is one of its values; what it is called, and what to write."""
_CONTAINERS = frozenset("div blockquote ul ol dl table thead tbody tr note lg".split())
"""Elements in which white space between the children is no text."""


def plain(value: str) -> str:
    """The value of an attribute without the marks of this reader."""
    return _characters(LINE_MARK.sub("", value))


def _characters(words: str) -> str:
    """Words with the characters that are written behind a backslash, or by a name or a number."""
    words = unescaped(words.replace(TOO_DEEP, ""))
    return _ENTITY.sub(lambda entity: unescape(entity[0]), words) if "&" in words else words


def may_lead_to(address: str) -> bool:
    """Whether an address is well formed, and relative or of an allowed scheme."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    scheme, colon, _ = address.partition(":")
    return not colon or scheme.lower() in SCHEMES or any(mark in scheme for mark in "/?#")


def _name(tag: str) -> str:
    """The name in a tag: ``br`` of ``<br/>``."""
    return tag.strip("</> ").split()[0].lower()
