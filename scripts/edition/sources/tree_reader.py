"""Python-Markdown's tree made ours: what is not allowed in it is left out or shown as text, and reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree as etree

from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Lookup, NoteRef
from edition.model.tree import Content, Element, Fragment, Node, text
from edition.sources.yaml_records import SCHEMES

ALLOWED_ATTRIBUTES = frozenset("id class lang dir href title src alt colspan rowspan start".split())
ALLOWED_HTML = frozenset("br sub sup kbd small".split())

MARK = re.compile("\ue000(\\d+)\ue001")
"""The number of a line of the source, standing at its end."""

_CODE = re.compile("\ue002(\\d+)\ue003")


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """A note as it stands in the source."""

    label: str
    content: Fragment
    line: int


class TreeReader:
    """Python-Markdown's tree made ours, from the last child to the first, so that each line's mark is met in time."""

    def __init__(self, file: str, last_line: int, code: tuple[str, ...]) -> None:
        self.file, self.line, self.code = file, last_line, code
        self.findings: list[Finding] = []
        self.notes: list[NoteDefinition] = []
        """From the last to the first."""
        self.raw: list[tuple[int, str]] = []

    def report(self, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(SourceLocation(self.file, self.line), code, message, hint))

    def raw_html(self) -> Iterator[Finding]:
        """One finding for each element of raw HTML: its end says nothing where its beginning is there."""
        opened = {_name(tag) for _, tag in self.raw if not tag.startswith("</")}
        hint = f"Write it in Markdown; allowed are {', '.join(sorted(ALLOWED_HTML))}."
        for line, tag in self.raw:
            if not tag.startswith("</") or _name(tag) not in opened:
                yield Finding(
                    SourceLocation(self.file, line), "m-raw-html", f"raw HTML is not allowed here: {tag}", hint
                )

    def words(self, string: str | None) -> str:
        if not string:
            return ""
        if found := MARK.findall(string) if "\ue000" in string else ():
            self.line = int(found[0])
            string = MARK.sub("", string)
        return unescape(string) if "&" in string else string

    def node(self, element: etree.Element) -> Node:
        """The node for an element, with its children. Definitions of notes in it are put aside."""
        children = self._children(element)
        if element.tag == "ref":
            return Lookup(self._only(element, "cluster"), children, self.line)
        if element.tag == "noteref":
            return NoteRef(self._only(element, "label"), line=self.line)
        if element.tag == "raw":
            self.raw.append((self.line, text(children)))
            return Element("span", (("class", "refused"),), children, self.line)
        code = _CODE.fullmatch(text(children).strip()) if self.code and element.tag == "p" else None
        if code:
            inner = Element("code", (), (self.code[int(code[1])],))
            return Element("pre", self._attributes(element), (inner,), self.line)
        return Element(element.tag, self._attributes(element), children, self.line)

    def _children(self, element: etree.Element) -> Fragment:
        children: list[Content] = []
        for child in reversed(element):
            tail = self.words(child.tail)
            if tail:
                children.append(tail)
            if child.tag == "note":
                self.notes.append(self._definition(child))
            else:
                children.append(self.node(child))
        start = self.words(element.text)
        if start:
            children.append(start)
        if element.tag in _CONTAINERS:
            children = [child for child in children if not isinstance(child, str) or child.strip()]
        return tuple(reversed(children))

    def _definition(self, element: etree.Element) -> NoteDefinition:
        children = self._children(element)
        label = self._only(element, "label")
        if element.get("swallowed"):
            message, hint = f"the note “{label}” swallows a heading.", "Put an empty line before it."
            self.report("m-heading-swallowed", message, hint)
        return NoteDefinition(label, children, self.line)

    def _only(self, element: etree.Element, name: str) -> str:
        """The value of the one attribute that the dialect gives to an element; an editor can give it no other."""
        for key in sorted(element.attrib.keys() - {name, "swallowed"}):
            message = f"the attribute “{key}” is not allowed on a lookup or a note."
            self.report("m-bad-attribute", message, "Take it away.")
        return MARK.sub("", element.get(name, ""))

    def _attributes(self, element: etree.Element) -> tuple[tuple[str, str], ...]:
        kept = []
        for key, raw in element.attrib.items():
            value = MARK.sub("", raw)
            if key in ("href", "src") and not _may_lead_to(value):
                self.report("m-bad-link", f"a link may not lead to “{value}”.", "Use https, http, mailto or a file.")
            elif key in ALLOWED_ATTRIBUTES:
                kept.append((key, value))
            elif key != "style" or not value.startswith("text-align"):
                self.report("m-bad-attribute", f"the attribute “{key}” is not allowed.", "Allowed: id, class, lang.")
        return tuple(kept)


_CONTAINERS = frozenset("div blockquote ul ol dl table thead tbody tr note".split())
"""Elements in which white space between the children means nothing."""


def _may_lead_to(address: str) -> bool:
    """Whether an address is well formed, and relative or of an allowed scheme."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    scheme, colon, _ = address.partition(":")
    return not colon or scheme.lower() in SCHEMES or any(mark in scheme for mark in "/?#")


def _name(tag: str) -> str:
    return tag.strip("</> ").split()[0].lower()
