"""The edition's Markdown: ordinary Markdown, and ``@`` looks a thing up in the registers.

``parse`` reads a document into trees. The syntax is known only here, as an extension of Python-Markdown. Registers are
not known here: what is looked up stays a ``Lookup``, which ``sections`` resolves.

Nodes know their lines: while Python-Markdown works, each line of the source ends with its number in private-use
characters, which ``tree_reader`` takes out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Lookup, NoteRef
from edition.model.tree import Content, Fragment, Node, rewrite
from edition.sources.figures import PictureProcessor, PictureReferenceProcessor
from edition.sources.tree_reader import ALLOWED_HTML, LINE_MARK, NoteDefinition, TreeReader

_BLOCK_ATTRIBUTES = re.compile(r"[ ]+\{:[^}\n]*\}[ ]*$")
"""Attributes of a heading or a cell. Those of words follow the words without a space."""
_UNNUMBERED = re.compile(r"[> ]*(?:\{:[^}]*\}|[-=*_ ]+|[|:\- ]+)?[ ]*$|[ ]{0,3}\[[^\]^]+\]:")
_ATTRIBUTES_ALONE = re.compile(r"\{:([^}\n]*)\}")
_INLINE = re.compile(r"[\[`*_<\\\x02]|  \n")
"""What inline markup has a sign of; one of the signs is Python-Markdown's own, for what it has found already."""
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r"[ ]{0,3}\[\^([^\]\n]+)\]:[ ]*")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown document as trees: its blocks, its notes in the order of the source, and the findings on it."""

    blocks: Fragment
    notes: tuple[NoteDefinition, ...]
    findings: tuple[Finding, ...]


class _LineNumbers(Preprocessor):
    """Writes at the end of each line its number. A block of code between fences is replaced by its index in ``code``.

    ``first`` is the number of the first line, ``step`` how much it grows with each line; ``unclosed`` is the line of a
    fence without an end, or 0.
    """

    first, step = 1, 1
    code: tuple[str, ...] = ()
    unclosed = 0

    def run(self, lines: list[str]) -> list[str]:
        numbered: list[str] = []
        code: list[str] = []
        fence = ""
        for index, line in enumerate(lines):
            number = self.first + index * self.step
            opening = _FENCE.match(line)
            if fence or opening:
                if opening and not fence:
                    fence, self.unclosed = opening[1], number
                    numbered += ["", f"\ue002{len(code)}\ue003\ue000{number}\ue001"]
                    code.append("")
                elif line.strip().startswith(fence) and not line.strip(" " + fence[0]):
                    fence = ""
                else:
                    code[-1] += line + "\n"
                continue
            if not line.strip() or _UNNUMBERED.match(line):
                numbered.append(line)
                continue
            attributes = _BLOCK_ATTRIBUTES.search(line) if "{:" in line else None
            end = attributes.start() if attributes else len(line.rstrip())
            end -= line.startswith("|") and line[:end].endswith("|")
            numbered.append(f"{line[:end]}\ue000{number}\ue001{line[end:]}")
        self.code, self.unclosed = tuple(code), self.unclosed if fence else 0
        return numbered


class _NoteReference(InlineProcessor):
    """``[^7]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        element = etree.Element("noteref", label=LINE_MARK.sub("", m[1]))
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
            element.text = words if _INLINE.search(words) else AtomicString(words)  # no pattern need be tried on it
            element.attrib["cluster"] = data[index + 1 : end]
            return element, m.start(0), end + 1
        plain = LINE_MARK.sub("", words)
        if "@" not in plain or "[" in plain or not re.search(r"(?:^|[\s;(])@\w", plain):
            return None, None, None
        element.attrib["cluster"] = plain
        return element, m.start(0), index


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
        element.text = m[0]
        return element, m.start(0), m.end(0)


class _NoteDefinitions(BlockProcessor):
    """``[^7]: …``, with further paragraphs indented by four spaces."""

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


class _BlockAttributes(BlockProcessor):
    """``{: #p5 }`` as a block of its own: attributes of the block before it, such as a list or a table."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return len(parent) > 0 and _ATTRIBUTES_ALONE.fullmatch(block.strip()) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        attributes = _ATTRIBUTES_ALONE.fullmatch(blocks.pop(0).strip())
        assert attributes is not None
        AttrListTreeprocessor().assign_attrs(parent[-1], attributes[1])


class _Tables(TableProcessor):
    """Tables that keep, of a row with more cells than the head has, what would be dropped."""

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]
        if surplus := " | ".join(self._split_row(row)[len(align) :]):  # type: ignore[attr-defined]
            parent[-1].set("surplus", surplus)


class _Dialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        for registry, names in (
            (md.preprocessors, ("html_block",)),
            (md.inlinePatterns, ("html", "entity", "automail")),
            (md.treeprocessors, ("prettify",)),
        ):
            for name in names:
                registry.deregister(name, strict=False)
        md.preprocessors.register(_LineNumbers(md), "line-numbers", 5)
        md.inlinePatterns.register(_NoteReference(r"\[\^([^\]\n]+)\]", md), "note-reference", 176)
        md.inlinePatterns.register(_Lookup(r"\[", md), "lookup", 175)
        md.inlinePatterns.register(PictureProcessor(r"!\[", md), "image_link", 177)
        md.inlinePatterns.register(PictureReferenceProcessor(r"!\[", md), "image_reference", 140)
        # names stand inside citations: each of the later patterns looks into the elements that the one before has made
        md.inlinePatterns.register(_Lookup(r"\[", md), "lookup-inside", 174)
        md.inlinePatterns.register(_Lookup(r"\[", md), "lookup-innermost", 173)
        html = r"<(?P<closing>/?)(?P<tag>[a-zA-Z][\w-]*|!--)(?P<attributes>[^<>]*)>"
        md.inlinePatterns.register(_Html(html, md), "allowed-html", 90)
        md.parser.blockprocessors.register(_NoteDefinitions(md.parser), "note-definitions", 75)
        md.parser.blockprocessors.register(_Tables(md.parser, {"use_align_attribute": False}), "table", 75.5)
        md.parser.blockprocessors.register(_BlockAttributes(md.parser), "block-attributes", 120)


# given as objects, since Python-Markdown looks for an extension that is named among all installed packages
_MARKDOWN = Markdown(
    extensions=[AttrListExtension(), DefListExtension(), TableExtension(), SaneListExtension(), _Dialect()]
)


def without_lookups(content: Fragment) -> Fragment:
    """A text with the words of its lookups in place of them, and with calls of notes as they are written."""

    def change(node: Node) -> Content | Fragment:
        if isinstance(node, Lookup):
            return node.children or node.cluster
        return f"[^{node.label}]" if isinstance(node, NoteRef) else node

    return rewrite(content, change)


def _unused(source: str, file: str, first_line: int, step: int) -> Iterator[Finding]:
    """``m-unused-definition``: the address of a link (``[words]: address``) that no link takes; it is shown nowhere."""
    for label in _MARKDOWN.references:
        places = [match.start() for match in re.finditer(rf"(?i)\[{re.escape(label)}\]", source)]
        if len(places) == 1:
            place = SourceLocation(file, first_line + step * source.count("\n", 0, places[0]))
            message = f"no link takes the address that is defined for “{label}”."
            yield Finding(place, "m-unused-definition", message, "Write a link to it, or take it away.")


def parse(source: str, file: str, first_line: int = 1, step: int = 1) -> Document:
    """Parse Markdown that begins on ``first_line`` of a file (behind the front matter).

    With 0 for ``step``, all of it stands on that line.
    """
    _MARKDOWN.reset()
    numbers = _MARKDOWN.preprocessors["line-numbers"]
    assert isinstance(numbers, _LineNumbers)
    numbers.first, numbers.step = first_line, step
    lines = source.split("\n")
    for preprocessor in _MARKDOWN.preprocessors:
        lines = preprocessor.run(lines)
    root = _MARKDOWN.parser.parseDocument(lines).getroot()
    assert root is not None
    for processor in _MARKDOWN.treeprocessors:
        root = processor.run(root) or root
    reader = TreeReader(file, first_line + source.count("\n") * step, numbers.code)
    tree = reader.node(root)
    if numbers.unclosed:
        message, hint = "this block of code has no end.", "End it with the marks with which it begins."
        reader.findings.append(Finding(SourceLocation(file, numbers.unclosed), "m-open-fence", message, hint))
    reader.findings += _unused(source, file, first_line, step)
    blocks = reader.finished(tuple(child for child in tree.children if not isinstance(child, str)))
    notes = tuple(replace(note, content=reader.finished(note.content)) for note in reversed(reader.notes))
    return Document(blocks, notes, tuple(sorted((*reader.findings, *reader.raw_html()))))
