"""Outlines: what the rest of the edition must know of a Markdown file before anything in it is looked up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from edition.model.edition import Note, Paragraph, Place, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.forms import LINE, QUOTATIONS, WITHOUT_ANCHOR
from edition.model.kinds import Lookup, NoteRef
from edition.model.metadata import FrontMatter
from edition.model.settings import DEFAULTS, SiteSettings
from edition.model.transcription import PAGE_BREAK, is_page_break, page_anchor
from edition.model.tree import BLOCKS, HEADINGS, E, Element, Fragment, Node, find_all, is_block, rewrite, text, walk
from edition.sources import dialect
from edition.sources.figures import figures_in
from edition.sources.note_signs import with_own_labels
from edition.sources.tree_reader import NoteDefinition
from edition.sources.yaml_records import Reader

ESSAY = "docs/essay/"
"""The folder of the sections; other Markdown files are pages of the editor's own."""
EDITORIAL = "ed-"
"""Begins the labels of the editor's notes."""
_TITLE = re.compile(r"^title\s*:", re.MULTILINE)
UNREAD = Element("unread")
"""The content of the paragraphs of an outline."""
IN_TITLES = frozenset("em strong code kbd small sub sup".split())
"""Tags of the elements that a title can have."""
UNANCHORED = frozenset((*HEADINGS, "hr", *WITHOUT_ANCHOR))
"""Tags of blocks that need no anchor."""


def slug(file: str) -> str:
    """The name of a section in addresses: ``london`` of ``docs/essay/03-london.md``, whose number orders the files."""
    name = file.rsplit("/", 1)[-1].removesuffix(".md")
    number, hyphen, rest = name.partition("-")
    return rest if hyphen and number.isdigit() else name


def note_kind(label: str) -> str:
    """The kind of the note with this label: authorial or editorial."""
    return "editorial" if label.startswith(EDITORIAL) else "authorial"


def note_anchor(label: str) -> str:
    """The id of a note: ``n7`` for the label ``7``, but the label itself if it is that of an editor's note."""
    return label if label.startswith(EDITORIAL) else f"n{label}"


@dataclass(frozen=True, slots=True)
class Outline:
    """A Markdown file before anything in it is looked up.

    ``section`` has no words, no number (0), no letters for the editor's notes, and of the numbers of figures only the
    author's; ``anchors`` are the ids of blocks and notes with their lines; ``called`` are the labels of the editor's
    notes in the order of their calls; ``lookups`` are line and cluster of each, in the order of the file, and whether
    it has words.
    """

    file: str
    head: FrontMatter
    section: Section
    anchors: tuple[tuple[str, int], ...]
    called: tuple[str, ...]
    findings: tuple[Finding, ...]
    lookups: tuple[tuple[int, str, bool], ...] = ()

    def without_lines(self) -> tuple[object, ...]:
        """All of it that other files can depend on, which no line number is."""
        paragraphs = tuple((paragraph.anchor, paragraph.kind) for paragraph in self.section.paragraphs)
        notes = tuple((note.label, note.mark, note.at) for note in self.section.notes)
        ids = tuple(anchor for anchor, _ in self.anchors)
        head = self.head
        about = (self.file, self.section.heading, head.resp, self.section.description, head.author, head.date)
        return *about, ids, paragraphs, notes, self.section.figures, self.section.places, self.called


Read = tuple[Outline, dialect.Document]
"""What is read of a file."""


def read_outline(file: str, source: str, settings: SiteSettings = DEFAULTS) -> Read:
    """The outline of a Markdown file, and its parsed body.

    A page of the editor's own whose head has no title, or that has no head, has its first heading for a title.
    """
    head, body, first_line = _front_matter(source)
    document = _with_pages_once(with_own_labels(_parsed(body, file, first_line, settings), file))
    record, document, findings = _record(head, file, document)
    if settings.mkdocs_reason and not file.startswith(ESSAY):  # themes and plugins have fields of their own
        findings = [finding for finding in findings if finding.code != "y-unknown-field"]
    line = next((number for number, words in enumerate(head.split("\n"), 1) if words.startswith("title:")), 1)
    heading, title_findings = _heading(record.title, SourceLocation(file, line))
    if not _is_plain(record.description.tree):
        title_findings += (_not_plain("description", record.description.location),)
    name = slug(file)
    paragraphs = tuple(paragraphs_of(document.blocks, name, file))
    callers = _callers(paragraphs)
    notes = tuple(_note(name, file, note, callers) for note in document.notes)
    bare = tuple(replace(paragraph, content=UNREAD) for paragraph in paragraphs)
    place, about = SourceLocation(file, 1), text(dialect.without_lookups(record.description.in_line()))
    shown, placed = tuple(figures_in(document.blocks)), tuple(_places(document, bare))
    section = Section(0, name, text(heading), heading, record.resp, (), bare, notes, place, about, shown)
    section = replace(section, authors=record.author, date=record.date, places=placed)
    of_notes = () if file.startswith(ESSAY) else _notes_in_prose(file, document)
    every = (*findings, *title_findings, *document.findings, *of_notes)
    contents = (*document.blocks, *(block for note in document.notes for block in note.content))
    anchors = [(node.id, node.line) for node in walk(contents) if node.id]
    anchors += [(note_anchor(note.label), note.line) for note in document.notes]
    lookups = tuple((node.line, node.cluster, bool(node.children)) for node in find_all(contents, Lookup))
    labels = (call.label for call in find_all(document.blocks, NoteRef) if call.label.startswith(EDITORIAL))
    return Outline(file, record, section, tuple(anchors), tuple(dict.fromkeys(labels)), every, lookups), document


def _record(head: str, file: str, document: dialect.Document) -> tuple[FrontMatter, dialect.Document, list[Finding]]:
    """The front matter of a file, or what stands for it; the document without a heading that became its title."""
    reader = Reader()
    if head and not file.startswith(ESSAY) and not _TITLE.search(head):
        titled, document = _titled(file, document)
        head += f"\ntitle: {json.dumps(titled.title)}" if titled else ""
    record = reader.record(head, file, FrontMatter) if head else None
    if record is None and not reader.findings and not file.startswith(ESSAY):
        record, document = _titled(file, document)
    if record is None and not reader.findings:
        message, hint = "the file has no title.", "Begin it with ---, title:."
        reader.findings.append(Finding(SourceLocation(file, 1), "t-no-title", message, hint))
    return record or FrontMatter(slug(file), SourceLocation(file, 1)), document, reader.findings


def _parsed(body: str, file: str, first_line: int, settings: SiteSettings) -> dialect.Document:
    from edition.sources import extended  # most editions name no extensions

    if extended.is_extended(settings, file):
        return extended.parse_extended(body, file, first_line, settings)
    return dialect.parse(body, file, first_line)


def _titled(file: str, document: dialect.Document) -> tuple[FrontMatter | None, dialect.Document]:
    """The first heading of a page as its head, and the rest of the page; None for a page that does not begin so."""
    first = next(iter(document.blocks), "")
    if not isinstance(first, Element) or first.tag != "h1":
        return None, document
    return FrontMatter(text(first), SourceLocation(file, 1)), replace(document, blocks=document.blocks[1:])


def _heading(title: str, location: SourceLocation) -> tuple[Fragment, tuple[Finding, ...]]:
    """A title with its emphasis and code. ``t-bad-title``: it has something else, which could not stand in a link."""
    if all(character.isalnum() or character in " ,.:;–’“”" for character in title):
        return (title,), ()
    document = dialect.parse("# " + " ".join(title.split()), *location)
    heading = next((block for block in document.blocks if isinstance(block, Element)), E("h1", title))
    words = dialect.without_lookups(heading.children)
    if document.findings or (_is_plain(heading.children) and not heading.attributes):
        return words, document.findings
    return (text(words) or title,), (_not_plain("title", location),)


def _is_plain(content: Fragment) -> bool:
    return all(isinstance(node, Element) and node.tag in IN_TITLES for node in walk(content))


def _not_plain(what: str, location: SourceLocation) -> Finding:
    """``t-bad-title``: a title or a description with something that could not stand in a link or an attribute."""
    hint = "Put links, names, citations and notes into the text."
    return Finding(location, "t-bad-title", f"a {what} has words, emphasis and code, and nothing else.", hint)


def _with_pages_once(document: dialect.Document) -> dialect.Document:
    """A document in which a page break in a note has no anchor of its number if one in the text, or in a note before,
    has it: text and notes of one page of the source are divided by the same page break."""
    taken = {node.id for node in walk(document.blocks)}

    def change(node: Node) -> Node:
        if isinstance(node, Element) and node.tag == PAGE_BREAK and node.id == page_anchor(node.get("n")):
            if node.id in taken:
                return node.with_attributes(id=None)
            taken.add(node.id)
        return node

    return replace(
        document, notes=tuple(replace(note, content=rewrite(note.content, change)) for note in document.notes)
    )


def _places(document: dialect.Document, paragraphs: tuple[Paragraph, ...]) -> Iterator[Place]:
    """What has an anchor and is no paragraph, or is a heading: page breaks, words, items; those of a note where it is
    called first."""
    known = frozenset(paragraph.anchor for paragraph in paragraphs)
    notes = {note.label: note.content for note in document.notes}
    nodes = [walk(document.blocks)]
    while nodes:
        node = next(nodes[-1], None)
        if node is None:
            nodes.pop()
        elif isinstance(node, NoteRef):
            nodes.append(walk(notes.pop(node.label, ())))
        elif isinstance(node, Element) and node.id and (node.tag in HEADINGS or node.id not in known):
            words = "" if node.tag in BLOCKS.difference(HEADINGS) else " ".join(text(node).split())
            yield Place(node.id, words, node.get("n") if node.tag == PAGE_BREAK else "")


def _note(section: str, file: str, note: NoteDefinition, callers: Mapping[str, tuple[str, ...]]) -> Note:
    label, place = note.label, SourceLocation(file, note.line)
    mark, at = note.sign or label, callers.get(label, ())
    return Note(label, note_anchor(label), mark, note_kind(label), (), section, place, at)


def _front_matter(source: str) -> tuple[str, str, int]:
    """The front matter of a file ("" if it has none), the rest, and the line on which that begins."""
    if not source.startswith("---\n"):
        return "", source, 1
    head, end, body = source[4:].partition("\n---\n")
    return ("\n" + head, body, head.count("\n") + 4) if end else ("", source, 1)


def _notes_in_prose(file: str, document: dialect.Document) -> Iterator[Finding]:
    """``n-in-prose``: notes on a page of the editor's own, which has no foot for them."""
    lines = [call.line for call in find_all(document.blocks, NoteRef)]
    lines += [note.line for note in document.notes]
    if lines:
        message, hint = "only the text of the edition has notes.", "Say it in the page itself."
        yield Finding(SourceLocation(file, min(lines)), "n-in-prose", message, hint)


def _callers(paragraphs: tuple[Paragraph, ...]) -> dict[str, tuple[str, ...]]:
    """Label of a note → the anchors of the paragraphs that call it, in order."""
    callers: dict[str, dict[str, None]] = {}
    for paragraph in paragraphs:
        for call in find_all(paragraph.content, NoteRef):
            callers.setdefault(call.label, {}).setdefault(paragraph.anchor)
    return {label: tuple(anchors) for label, anchors in callers.items()}


def paragraphs_of(body: Fragment, section: str, file: str, kind: str = "prose") -> Iterator[Paragraph]:
    """The outermost blocks that have an anchor, and lines of verse in them.

    ``kind`` is that of the paragraphs; in a block quotation, quotation.
    """
    for node in body:
        if not isinstance(node, Element) or node.tag not in BLOCKS:
            continue
        if node.tag in QUOTATIONS:
            yield from paragraphs_of(node.children, section, file, "quotation")
        elif node.id:
            yield Paragraph(node.id, kind, node, section, SourceLocation(file, node.line))
            yield from _lines_of(node.children, section, file)
        else:
            yield from paragraphs_of(node.children, section, file, kind)


def _lines_of(body: Fragment, section: str, file: str) -> Iterator[Paragraph]:
    """The lines of verse that have an anchor of their own within a block that has one."""
    for node in walk(body):
        if isinstance(node, Element) and node.tag == LINE and node.id:
            yield Paragraph(node.id, "line", node, section, SourceLocation(file, node.line))


def blocks_to_anchor(content: Fragment) -> Iterator[Element]:
    """The blocks that must have an anchor: of a block quotation those within it; no headings, rules, datelines, and no
    page breaks by themselves."""
    for block in content:
        if not isinstance(block, Element) or block.tag in UNANCHORED or block.get("class") == "dateline":
            continue
        if block.tag in QUOTATIONS:
            yield from blocks_to_anchor(block.children)
        elif text(block).strip() or any(node.tag != PAGE_BREAK for node in find_all(block.children, Element)):
            yield block


def anchors_in(block: Element) -> list[str]:
    """The anchors of a block and of the blocks in it, but not those of words and page breaks; those of lines of verse
    only if every line has one."""
    blocks = [node for node in walk(block) if is_block(node)]
    by_line = all(inner.id or is_page_break(inner) for inner in blocks if inner.tag == LINE)
    return [inner.id for inner in blocks if inner.id and (by_line or inner.tag != LINE)]
