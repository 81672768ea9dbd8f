"""Markdown files before anything in them is looked up: what the rest of the edition must know of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.model.edition import Note, Paragraph, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import NoteRef
from edition.model.records import FrontMatter
from edition.model.tree import E, Element, Fragment, find_all, text, walk
from edition.sources import dialect
from edition.sources.yaml_records import Reader

ESSAY = "docs/essay/"
EDITORIAL = "ed-"
UNREAD = Element("unread")
"""The content of the paragraphs of an outline."""
IN_TITLES = frozenset("em strong code kbd small sub sup".split())
UNANCHORED = frozenset("h1 h2 h3 h4 h5 h6 hr".split())


def slug(file: str) -> str:
    """``docs/essay/03-london.md`` is the section ``london``: the number only orders the files."""
    name = file.rsplit("/", 1)[-1].removesuffix(".md")
    number, hyphen, rest = name.partition("-")
    return rest if hyphen and number.isdigit() else name


def note_anchor(label: str) -> str:
    """The id of a note: ``n7`` for the author's seventh, an editor's own label as it stands."""
    return label if label.startswith(EDITORIAL) else f"n{label}"


@dataclass(frozen=True, slots=True)
class Outline:
    """A Markdown file before anything in it is looked up: what other files must know of it.

    ``section`` is without its words, its number and the marks of the editor's notes; ``called`` are the editor's notes
    in the order of their calls; ``anchors`` come with their lines.
    """

    file: str
    head: FrontMatter
    section: Section
    anchors: tuple[tuple[str, int], ...]
    called: tuple[str, ...]
    findings: tuple[Finding, ...]

    def without_lines(self) -> tuple[object, ...]:
        """All of it that can matter to other files: not the lines on which things stand."""
        s = self.section
        paragraphs = tuple((p.anchor, p.kind) for p in s.paragraphs)
        notes = tuple((n.label, n.at) for n in s.notes)
        ids = tuple(anchor for anchor, _ in self.anchors)
        return self.file, s.heading, self.head.resp, self.head.description, ids, paragraphs, notes, self.called


def outlined(file: str, source: str) -> tuple[Outline, dialect.Document]:
    """A Markdown file in outline, and its blocks and notes as they are written."""
    head, body, first_line = _front_matter(source)
    reader = Reader()
    record = reader.record(head, file, FrontMatter) if head else None
    if record is None:
        if not reader.findings:
            message, hint = "the file has no title.", "Begin it with ---, title:."
            reader.findings.append(Finding(SourceLocation(file, 1), "t-no-title", message, hint))
        record = FrontMatter(slug(file), SourceLocation(file, 1))
    line = next((number for number, words in enumerate(head.split("\n"), 1) if words.startswith("title:")), 1)
    heading, title_findings = _heading(record.title, SourceLocation(file, line))
    document = dialect.parsed(body, file, first_line)
    name = slug(file)
    paragraphs = tuple(paragraphs_of(document.blocks, name, file))
    callers = _callers(paragraphs)
    notes = tuple(_note(name, file, note.label, note.line, callers) for note in document.notes)
    place = SourceLocation(file, 1)
    bare = tuple(Paragraph(p.anchor, p.kind, UNREAD, p.section, p.location) for p in paragraphs)
    section = Section(0, name, text(heading), heading, record.resp, (), bare, notes, place)
    labels = (call.label for call in find_all(document.blocks, NoteRef))
    called = (label for label in labels if label.startswith(EDITORIAL))
    anchors = [(node.id, node.line) for node in walk(document.blocks) if node.id]
    anchors += [(note_anchor(note.label), note.line) for note in document.notes]
    findings = (
        *reader.findings,
        *title_findings,
        *document.findings,
        *(() if file.startswith(ESSAY) else _notes_in_prose(file, document)),
    )
    outline = Outline(file, record, section, tuple(anchors), tuple(dict.fromkeys(called)), findings)
    return outline, document


def _heading(title: str, location: SourceLocation) -> tuple[Fragment, tuple[Finding, ...]]:
    """A title with its emphasis and code. ``t-bad-title``: it has something else, which could not stand in a link."""
    if all(character.isalnum() or character in " ,.:;–’“”" for character in title):
        return (title,), ()
    document = dialect.parsed("# " + " ".join(title.split()), *location)
    heading = next((block for block in document.blocks if isinstance(block, Element)), E("h1", title))
    plain = all(isinstance(node, Element) and node.tag in IN_TITLES for node in walk(heading.children))
    if document.findings or (plain and not heading.attributes):
        return heading.children, document.findings
    message, hint = (
        "a title has words, emphasis and code, and nothing else.",
        "Put links, names, citations and notes into the text.",
    )
    return (text(dialect.without_lookups(heading.children)) or title,), (
        Finding(location, "t-bad-title", message, hint),
    )


def _note(section: str, file: str, label: str, line: int, callers: Mapping[str, tuple[str, ...]]) -> Note:
    kind = "editorial" if label.startswith(EDITORIAL) else "authorial"
    return Note(label, note_anchor(label), label, kind, (), section, SourceLocation(file, line), callers.get(label, ()))


def _front_matter(source: str) -> tuple[str, str, int]:
    """Head, body, and the line of the file on which the body begins."""
    if not source.startswith("---\n"):
        return "", source, 1
    head, found, body = source[4:].partition("\n---\n")
    return ("\n" + head, body, head.count("\n") + 4) if found else ("", source, 1)


def _notes_in_prose(file: str, document: dialect.Document) -> Iterator[Finding]:
    """``n-in-prose``: notes belong to the text; a page of the editor's own has no foot for them."""
    lines = [call.line for call in find_all(document.blocks, NoteRef)]
    lines += [note.line for note in document.notes]
    if lines:
        message, hint = "only the text of the edition has notes.", "Say it in the page itself."
        yield Finding(SourceLocation(file, min(lines)), "n-in-prose", message, hint)


def _callers(paragraphs: tuple[Paragraph, ...]) -> dict[str, tuple[str, ...]]:
    """For every note label, the anchors of the paragraphs that call it, in order."""
    found: dict[str, dict[str, None]] = {}
    for paragraph in paragraphs:
        for call in find_all(paragraph.content, NoteRef):
            found.setdefault(call.label, {}).setdefault(paragraph.anchor)
    return {label: tuple(anchors) for label, anchors in found.items()}


def paragraphs_of(body: Fragment, section: str, file: str, kind: str = "prose") -> Iterator[Paragraph]:
    """The paragraphs of a body: every block with an anchor, those of block quotations among them."""
    for node in body:
        if isinstance(node, str):
            continue
        if isinstance(node, Element) and node.tag == "blockquote":
            yield from paragraphs_of(node.children, section, file, "quotation")
        elif isinstance(node, Element) and node.id:
            yield Paragraph(node.id, kind, node, section, SourceLocation(file, node.line))
        else:
            yield from paragraphs_of(node.children, section, file, kind)


def blocks(content: Fragment) -> Iterator[Element]:
    """The blocks that are to have an anchor, also those within a block quotation."""
    for block in content:
        if not isinstance(block, Element) or block.tag in UNANCHORED or block.get("class") == "dateline":
            continue
        if block.tag == "blockquote":
            yield from blocks(block.children)
        else:
            yield block
