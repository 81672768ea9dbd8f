"""Blocks of the dialect: definitions of notes, attributes of blocks, quotations."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.util import AtomicString

from edition.sources.attributes import Attributes
from edition.sources.tree_reader import LINE_MARK

END = "end"
"""The tag of an element that stands for nothing: what follows it is not joined to what stands before it."""
STRAY = "stray"
"""The tag of an element that holds attributes which belong to no block."""
_ATTRIBUTES_ALONE = re.compile(r"(\{[:#.][^}\n]*\})[ ]*(\ue000\d+\ue001)?")
_HAS_ATTRIBUTES = re.compile(r"[ \n]\{[:#.][^}\n]*\}[ ]*$")
_DEFINITION = re.compile(r"[ ]{0,3}\[\^([^\]\n]+)\]:[ ]*")
_HAS_DEFINITION = re.compile(f"^{_DEFINITION.pattern}", re.MULTILINE)
_SWALLOWED = {
    "#": "a heading", ">": "a quotation", "|": "a table or verse", "{": "a paragraph with its anchor",
    ":": "a definition", "-": "a rule", "=": "a rule", "*": "a rule",
}  # fmt: skip
_NUMBER = re.compile(r"[ ]{0,3}(\d+)\.[ ]")
_RULE = r"[*=-](?=[*=\- ]{2,}(?:\ue000|$))"
_BLOCK = re.compile(rf"[ ]{{0,3}}(?:(?P<sign>[#>|]|\{{(?=[:#.])|:(?=[ ])|{_RULE})|[*+-][ ]|\d+[.)][ ])")


class NoteDefinitions(BlockProcessor):
    """``[^7]: …``, with further paragraphs indented by four spaces."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return _HAS_DEFINITION.search(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        first = next(index for index, line in enumerate(lines) if _DEFINITION.match(line))
        if first:
            self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
        following = next(
            (number for number, line in enumerate(lines[first + 1 :], first + 1) if _DEFINITION.match(line)), None
        )
        written = lines[first:following]
        if following is not None:
            blocks.insert(0, "\n".join(lines[following:]))
        definition = _DEFINITION.match(written[0])
        assert definition is not None
        note = etree.SubElement(parent, "note", label=definition[1])
        note.set("swallowed", _swallowed(written))
        content = ["\n".join([written[0][definition.end() :], *(line.removeprefix("    ") for line in written[1:])])]
        while following is None and blocks and blocks[0].startswith("    "):
            content.append("\n".join(line.removeprefix("    ") for line in blocks.pop(0).split("\n")))
        is_begun = LINE_MARK.sub("", content[0]).strip() or not content[1:]
        self.parser.parseBlocks(note, content if is_begun else content[1:])


def _swallowed(lines: list[str]) -> str:
    """What stands right below a note and becomes part of it, behind the number of its line; nothing if nothing does."""
    further = [line for line in lines[1:] if not line.startswith("    ")]
    for line in further:
        if block := _BLOCK.match(line):
            marks = LINE_MARK.findall(further[0] if block["sign"] == "{" else line)
            what = _SWALLOWED.get(block["sign"] or "", "a list")
            anchor = re.search(r"#([^\s}]+)", line) if block["sign"] == "{" else None
            return f"{marks[0] if marks else 0} {f'the paragraph {anchor[1]}' if anchor else what}"
    return ""


class BlockAttributes(BlockProcessor):
    """``{: #p5 }`` as a block of its own: attributes of the block before it, such as a list or a table."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return _ATTRIBUTES_ALONE.fullmatch(block.strip()) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        attributes = _ATTRIBUTES_ALONE.fullmatch(blocks.pop(0).strip())
        assert attributes is not None
        block = parent[-1] if len(parent) else None
        if block is None or block.tag in (END, STRAY) or _HAS_ATTRIBUTES.search(block.text or ""):
            stray = etree.SubElement(parent, STRAY)
            stray.text = AtomicString(f"{attributes[1]}{attributes[2] or ''}")
        else:
            Attributes().assign_attrs(block, attributes[1].strip("{:} "))
            etree.SubElement(parent, END)


class NumberedLists(SaneOListProcessor):
    """``3. …``; each item has the attribute ``given``, its number in the source."""

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        numbers = [match[1] for line in blocks[0].split("\n") if (match := _NUMBER.match(line))]
        super().run(parent, blocks)
        items = parent if parent.tag in ("ol", "ul") else parent[-1]
        for item, number in zip(items[-len(numbers) :], numbers, strict=True):
            item.set("given", number)


class Quotations(BlockQuoteProcessor):
    """``> …``; an empty line without the sign ends the quotation."""

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        if len(parent) and parent[-1].tag == "blockquote":
            etree.SubElement(parent, END)
        super().run(parent, blocks)
