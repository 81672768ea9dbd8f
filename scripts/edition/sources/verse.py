"""Verse: lines that begin with ``|`` and a space, as pandoc has them. Further spaces indent a line.

``|`` alone divides stanzas. A line that begins with spaces goes on with the line above it. Attributes at the end of a
line are those of the line, below the last line those of the whole.
"""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as etree

from markdown.blockprocessors import BlockProcessor

from edition.model.forms import LINE, VERSE
from edition.sources.attributes import Attributes
from edition.sources.lines import without_attributes

_LINE = re.compile(r"\|(?:[ ](?P<indent>[ ]*)(?P<words>.*)|(?P<mark>\ue000\d+\ue001)?)[ ]*$")
_HEAD_OF_TABLE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\||$)")
_ROW = re.compile(r"\|.*\|(?:\ue000\d+\ue001)?[ ]*$")
_BREAK = re.compile(r"[ ]*\\(\ue000\d+\ue001)?$")
"""What breaks a line elsewhere; a line of verse ends without it."""
_ALONE = re.compile(r"[ ]{0,3}\{[:#.][^}\n]*\}[ ]*")


class Verse(BlockProcessor):
    """Reads a block of such lines into ``lg`` with ``l``, or with an ``lg`` for each of its stanzas."""

    def test(self, parent: etree.Element, block: str) -> bool:
        if not _LINE.match(block.partition("\n")[0]):
            return False
        lines = block.split("\n")
        if any(map(_ROW.match, lines)) or any(map(_HEAD_OF_TABLE.match, lines[1:2])):
            return False
        of_verse = lines[:-1] if _ALONE.fullmatch(lines[-1]) else lines
        return all(_LINE.match(line) or _turns_over(before, line) for before, line in pairwise(["|", *of_verse]))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        verse = etree.SubElement(parent, VERSE)
        stanza = etree.Element(VERSE)
        stanzas = [stanza]
        lines = blocks.pop(0).split("\n")
        if _ALONE.fullmatch(lines[-1]):
            blocks.insert(0, lines.pop())
        for line in lines:
            match = _LINE.match(line.lstrip())
            if match is None:
                _add_words(stanza[-1], f"{stanza[-1].text}\n{line.strip()}")
            elif match["words"]:
                verse_line = etree.SubElement(stanza, LINE)
                _add_words(verse_line, match["words"])
                if match["indent"]:
                    verse_line.set("indent", str(len(match["indent"])))
            elif len(stanza):
                stanza = etree.Element(VERSE)
                stanzas.append(stanza)
        stanzas = [stanza for stanza in stanzas if len(stanza)]
        verse.extend(stanzas if len(stanzas) > 1 else list(stanzas[0]) if stanzas else [])


def _turns_over(before: str, line: str) -> bool:
    """Whether a line goes on with that before it, which has words."""
    match = _LINE.match(before)
    return line.startswith(" ") and not (match and not match["words"])


def _add_words(line: etree.Element, words: str) -> None:
    """Give a line its words, and the attributes at their end."""
    without = without_attributes(words).rstrip()
    line.text = _BREAK.sub(r"\1", without)
    if attributes := words[len(without) :].strip():
        Attributes().assign_attrs(line, attributes.strip("{:} "))
