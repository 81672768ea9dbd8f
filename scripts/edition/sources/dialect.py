"""The edition's Markdown: ordinary Markdown, and ``@`` looks a thing up in the registers.

``parse`` reads a document into trees. The syntax is known only here, as an extension of Python-Markdown. Registers are
not known here: what is looked up stays a ``Lookup``, which ``sections`` resolves.

Nodes know their lines: while Python-Markdown works, each line of the source ends with its number in private-use
characters, which ``tree_reader`` takes out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import local
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.util import AtomicString

from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Lookup, NoteRef
from edition.model.tree import Content, Fragment, Node, rewrite
from edition.sources.attributes import Attributes
from edition.sources.blocks import BlockAttributes, NoteDefinitions, NumberedLists, Quotations
from edition.sources.delimiters import Delimiters
from edition.sources.emphasis import Emphasis
from edition.sources.figures import PictureProcessor, PictureReferenceProcessor
from edition.sources.inline import Inline
from edition.sources.lines import LineNumbers
from edition.sources.lookups import IN_TEXT_PATTERN, InTextProcessor, LookupProcessor
from edition.sources.tables import Tables
from edition.sources.tree_reader import ALLOWED_HTML, LINE_MARK, NoteDefinition, TreeReader
from edition.sources.verse import Verse

_BRACKETS = re.compile(r"(?P<begins>^[ >]*)?\[(?P<label>[^\[\]]*)\](?P<colon>:)?", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{(?::|(?=[ ]*(?:[.#][\w-]|[\w-]+=)))[ ]*([^{}\n]*?)[ ]*\}")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown document as trees: its blocks, its notes in the order of the source, and the findings on it."""

    blocks: Fragment
    notes: tuple[NoteDefinition, ...]
    findings: tuple[Finding, ...]


class _NoteReference(InlineProcessor):
    """``[^7]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        element = etree.Element("noteref", label=LINE_MARK.sub("", m[1]))
        return element, m.start(0), m.end(0)


class _Span(LinkInlineProcessor):
    """``[ab ovo]{: lang=la }``: words with attributes."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]
        words, index, handled = self.getText(data, m.end(0))
        attributes = _ATTRIBUTES.match(data, index) if handled else None
        if attributes is None:
            return None, None, None
        element = etree.Element("span")
        element.text = words
        Attributes().assign_attrs(element, attributes[1])
        return element, m.start(0), attributes.end(0)


class _Html(InlineProcessor):
    """Tags of HTML: the few that are allowed as elements, any other as text in an element ``raw``."""

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
        element.text = AtomicString(m[0])
        return element, m.start(0), m.end(0)


class _Dialect(Extension):
    """What Python-Markdown reads instead of its own syntax, or besides it."""

    def extendMarkdown(self, md: Markdown) -> None:
        for registry, names in (
            (md.preprocessors, ("html_block",)),
            (md.inlinePatterns, ("html", "entity", "automail", "not_strong", "em_strong2")),
            (md.treeprocessors, ("prettify", "unescape")),
        ):
            for name in names:
                registry.deregister(name, strict=False)
        md.preprocessors.register(LineNumbers(md), "line-numbers", 5)
        md.treeprocessors.register(Delimiters(md), "delimiters", 21)
        md.treeprocessors.register(Inline(md, (LookupProcessor, PictureProcessor, _Span, _Html)), "inline", 20)
        md.treeprocessors.register(Attributes(md), "attr_list", 8)
        md.inlinePatterns.register(Emphasis(r"[*_]", md), "em_strong", 60)
        md.inlinePatterns.register(_NoteReference(r"\[\^([^\]\n]+)\]", md), "note-reference", 176)
        md.inlinePatterns.register(LookupProcessor(r"\[", md), "lookup", 175)
        md.inlinePatterns.register(PictureProcessor(r"!\[", md), "image_link", 177)
        md.inlinePatterns.register(PictureReferenceProcessor(r"!\[", md), "image_reference", 140)
        md.inlinePatterns.register(_Span(r"\[", md), "span", 172)
        md.inlinePatterns.register(InTextProcessor(IN_TEXT_PATTERN, md), "lookup-in-text", 171)
        md.inlinePatterns.register(InTextProcessor(IN_TEXT_PATTERN, md), "lookup-in-emphasis", 50)  # _@key_
        html = r"<(?P<closing>/?)(?P<tag>[a-zA-Z][\w-]*|!--)(?P<attributes>[^<>]*)>"
        md.inlinePatterns.register(_Html(html, md), "allowed-html", 90)
        md.parser.blockprocessors.register(NoteDefinitions(md.parser), "note-definitions", 75)
        md.parser.blockprocessors.register(Tables(md.parser, {"use_align_attribute": False}), "table", 75.5)
        md.parser.blockprocessors.register(BlockAttributes(md.parser), "block-attributes", 81)
        md.parser.blockprocessors.register(Verse(md.parser), "verse", 76)
        md.parser.blockprocessors.register(NumberedLists(md.parser), "olist", 40)
        md.parser.blockprocessors.register(Quotations(md.parser), "quote", 20)


class _Parser(local):
    """A parser for each thread: parsers hold state, and a preview checks in one thread while another makes pages."""

    def __init__(self) -> None:
        # given as objects, since Python-Markdown looks for an extension that is named among all installed packages
        extensions = [AttrListExtension(), DefListExtension(), TableExtension(), SaneListExtension(), _Dialect()]
        self.markdown = Markdown(extensions=extensions)


_PARSER = _Parser()


def without_lookups(content: Fragment) -> Fragment:
    """A text with the words of its lookups in place of them, and with calls of notes as they are written."""

    def change(node: Node) -> Content | Fragment:
        if isinstance(node, Lookup):
            return node.children or node.cluster
        return f"[^{node.label}]" if isinstance(node, NoteRef) else node

    return rewrite(content, change)


def _unused(source: str, file: str, first_line: int, step: int) -> Iterator[Finding]:
    """``m-unused-definition``: the address of a link (``[words]: address``) that no link takes; it is shown nowhere."""
    places: dict[str, list[int]] = {}
    definitions: dict[str, list[int]] = {}
    references = _PARSER.markdown.references
    for match in _BRACKETS.finditer(source) if references else ():
        label = " ".join(match["label"].lower().split())
        places.setdefault(label, []).append(match.start("label"))
        if match["begins"] is not None and match["colon"]:
            definitions.setdefault(label, []).append(match.start("label"))
    for label in (" ".join(reference.split()) for reference in references):
        used = len(places.get(label, ())) > len(definitions.get(label, ()))
        for at in definitions.get(label, [])[: -1 if used else None]:  # of several, links take the last
            place = SourceLocation(file, first_line + step * source.count("\n", 0, at))
            message = f"no link takes the address that is defined here for “{label}”."
            yield Finding(place, "m-unused-definition", message, "Write a link to it, or take it away.")


def parse(source: str, file: str, first_line: int = 1, step: int = 1) -> Document:
    """Parse Markdown that begins on ``first_line`` of a file (behind the front matter).

    With 0 for ``step``, all of it stands on that line.
    """
    markdown = _PARSER.markdown
    markdown.reset()
    numbers = markdown.preprocessors["line-numbers"]
    assert isinstance(numbers, LineNumbers)
    numbers.first, numbers.step, numbers.file = first_line, step, file
    lines = source.split("\n")
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    root = markdown.parser.parseDocument(lines).getroot()
    assert root is not None
    for processor in markdown.treeprocessors:
        root = processor.run(root) or root
    reader = TreeReader(file, first_line + source.count("\n") * step, numbers.code, numbers.languages)
    tree = reader.node(root)
    if numbers.unclosed:
        message, hint = "this block of code has no end.", "End it with the marks with which it begins."
        reader.report("m-open-fence", message, hint, numbers.unclosed)
    reader.findings += (*numbers.findings, *_unused(source, file, first_line, step))
    blocks = reader.finished(tuple(child for child in tree.children if not isinstance(child, str)))
    notes = tuple(replace(note, content=reader.finished(note.content)) for note in reversed(reader.notes))
    return Document(blocks, notes, tuple(sorted((*reader.findings, *reader.raw_html()))))
