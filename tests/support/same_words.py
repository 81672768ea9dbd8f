"""What the books are held against: the words of the edition's own trees, paragraph by paragraph, note by note."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element, fromstring

from edition.model import tree
from edition.model.edition import Edition
from edition.model.serialize import to_xml
from edition.model.tree import Fragment, Node, find_all
from edition.site.html_writer import HtmlWriter
from edition.sources.load import assemble, read
from folders import CASES, ROOT, TINY

EDITIONS = {"own": ROOT, "tiny": TINY} | {n: CASES / "books" / n for n in ("awkward", "verse")}
APART = frozenset(
    "p li td th tr dt dd pre br h1 h2 h3 h4 h5 h6 div lb item row cell ab head figure figcaption l speaker".split()
)
"""Elements round which there is space, whether it is written or not."""


@cache
def edition(name: str) -> Edition:
    """One of the editions that the books are tried on."""
    return assemble(read(EDITIONS[name]))


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def words(element: Element, left_out: Callable[[Element], bool]) -> str:
    """The words of an element without those of elements left out; runs of white space are one space."""
    pieces: list[str] = []

    def gather(element: Element) -> None:
        if left_out(element):
            return
        apart = " " if local(element) in APART else ""
        pieces.extend((apart, element.text or ""))
        for child in element:
            gather(child)
            pieces.append(child.tail or "")
        pieces.append(apart)

    gather(element)
    return " ".join("".join(pieces).split())


def is_call(element: Element) -> bool:
    """Whether an element of HTML is the edition's own mark in the text: a note's call, an emendation's ring, the number
    or the credit of a figure."""
    name = element.get("class", "")
    return (
        element.get("role") == "doc-noteref"
        or name.startswith("emendation-mark")
        or name in ("figure-number", "credit")
    )


def without_additions(words: str, edition: Edition) -> str:
    """Words without the numbers and credits of figures, pages of the source and the extent of gaps, where a format has
    no mark for them."""
    figures = [node for s in edition.sections for node in find_all(s.body, tree.Element) if node.tag == "figure"]
    for figure in figures:
        for added in (f"Figure {figure.get('number')}.", figure.get("credit")):
            words = words.replace(added, "", 1) if figure.get("number") and added else words
    for section in edition.sections:
        contents = (*section.body, *(block for note in section.notes for block in note.content))
        for node in find_all(contents, tree.Element):
            if node.tag in ("pb", "gap"):
                n = node.get("n")
                # in the PDF the number is in the margin, without a second bar
                pattern = rf"\|{n}\|?" if node.tag == "pb" else rf"\[{n}\]"
                words = re.sub(pattern, "", words, count=1)
    return " ".join(words.split())


def _words(blocks: Fragment, writer: HtmlWriter) -> str:
    written = tuple(writer.block(block) if isinstance(block, Node) else block for block in blocks)
    return words(fromstring(f"<div>{to_xml(written)}</div>"), is_call)


def paragraphs(edition: Edition) -> dict[str, str]:
    """The words of every paragraph by its anchor; lines of verse are no paragraphs."""
    writer = HtmlWriter(edition)
    blocks = (p for section in edition.sections for p in section.paragraphs if p.content.tag != "l")
    return {paragraph.anchor: _words((paragraph.content,), writer) for paragraph in blocks}


def notes(edition: Edition) -> dict[str, str]:
    """The words of every note by its anchor, generated citations included."""
    writer = HtmlWriter(edition)
    return {note.anchor: _words(note.content, writer) for section in edition.sections for note in section.notes}


def sections(edition: Edition) -> dict[str, str]:
    """The words of every section without its title and notes, what has no anchor included."""
    writer = HtmlWriter(edition)
    return {section.slug: _words(section.body, writer) for section in edition.sections}
