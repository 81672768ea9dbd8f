"""The text of the edition: Markdown files made into sections, notes and pages, every lookup resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from posixpath import dirname, join, normpath

from edition import dialect
from edition.digest import hollow
from edition.markup import Content, E, Fragment, Node, rewrite, rewritten, text, walk, wrap
from edition.model import (
    CitationItem,
    Emendation,
    Entry,
    FrontMatter,
    Note,
    Paragraph,
    Place,
    Problem,
    ProsePage,
    Quotation,
    Section,
    Work,
    grouped,
)
from edition.registers import Reader

Parser = Callable[[str, str, int], dialect.Document]
ESSAY = "docs/essay/"
EDITORIAL = "ed-"


@dataclass(frozen=True, slots=True)
class Keys:
    """What ``@`` can look up besides the anchors of the text."""

    works: Mapping[str, Work]
    entries: Mapping[str, Entry]
    anchors: frozenset[str]


def slug(file: str) -> str:
    """``docs/essay/03-london.md`` is the section ``london``: the number only orders the files."""
    name = file.rsplit("/", 1)[-1].removesuffix(".md")
    number, hyphen, rest = name.partition("-")
    return rest if hyphen and number.isdigit() else name


def note_anchor(label: str) -> str:
    """The id of a note: ``n7`` for the author's seventh, an editor's own label as it stands."""
    return label if label.startswith(EDITORIAL) else f"n{label}"


def letters(number: int) -> str:
    """1 is a, 26 z, 27 aa."""
    number, rest = divmod(number - 1, 26)
    return (letters(number) if number else "") + chr(97 + rest)


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
    problems: tuple[Problem, ...]

    def stands_on(self) -> tuple[object, ...]:
        """All of it that can matter to other files; not the lines on which things stand."""
        s = self.section
        paragraphs = tuple((p.anchor, p.kind) for p in s.paragraphs)
        notes = tuple((n.label, n.at) for n in s.notes)
        ids = tuple(anchor for anchor, _ in self.anchors)
        return self.file, s.heading, self.head.resp, ids, paragraphs, notes, self.called


def outlined(file: str, source: str, parsed: Parser) -> tuple[Outline, dialect.Document]:
    """A Markdown file in outline, and its blocks and notes as they are written."""
    head, body, first_line = _front_matter(source)
    reader = Reader()
    record = reader.record(head, file, FrontMatter) if head else None
    if record is None:
        if not reader.problems:
            message, hint = "the file has no title.", "Begin it with ---, title:."
            reader.problems.append(Problem(Place(file, 1), "t-no-title", message, hint))
        record = FrontMatter(slug(file), Place(file, 1))
    title = parsed(record.title, file, 1).blocks
    heading = title[0].children if title and isinstance(title[0], Node) else (record.title,)
    document = parsed(body, file, first_line)
    name = slug(file)
    paragraphs = tuple(_paragraphs(document.blocks, name, file))
    callers = _callers(paragraphs)
    notes = tuple(_note(name, file, label, note.line, callers) for label, note in document.notes)
    place = Place(file, 1)
    section = Section(0, name, text(heading), heading, record.resp, document.blocks, paragraphs, notes, place)
    calls = (node for node in walk(document.blocks) if node.tag == "noteref")
    called = (node.get("label") for node in calls if node.get("label").startswith(EDITORIAL))
    anchors = [(node.get("id"), node.line) for node in walk(document.blocks) if node.get("id")]
    anchors += [(note_anchor(label), note.line) for label, note in document.notes]
    problems = (*reader.problems, *document.problems)
    outline = Outline(file, record, hollow(section), tuple(anchors), tuple(dict.fromkeys(called)), problems)
    return outline, document


def _note(section: str, file: str, label: str, line: int, callers: Mapping[str, tuple[str, ...]]) -> Note:
    kind = "editorial" if label.startswith(EDITORIAL) else "authorial"
    return Note(label, note_anchor(label), label, kind, (), section, Place(file, line), callers.get(label, ()))


class Text:
    """Sections in outline, and how they and the editor's pages are read in full: every lookup resolved, quotations
    and emended words marked."""

    def __init__(
        self,
        outlines: tuple[Outline, ...],
        keys: Keys,
        quotations: tuple[Quotation, ...],
        emendations: tuple[Emendation, ...],
    ) -> None:
        self.essay = tuple(outline for outline in outlines if outline.file.startswith(ESSAY))
        self.letters = dict(_lettered(self.essay))
        self.anchors = tuple((key, Place(o.file, line)) for o in self.essay for key, line in o.anchors)
        known = {anchor for anchor, _ in self.anchors} | keys.anchors
        self.resolver = _Resolver(keys, frozenset(known), self.letters)
        self.quotations = grouped(quotations, lambda quotation: quotation.anchor)
        self.emendations = grouped(emendations, lambda emendation: emendation.anchor)
        self.sections = tuple(self._numbered(number, outline) for number, outline in enumerate(self.essay, 1))

    def _numbered(self, number: int, outline: Outline) -> Section:
        marked = (replace(note, mark=self.letters.get(note.label, note.label)) for note in outline.section.notes)
        return replace(outline.section, number=number, notes=tuple(marked))

    def section(self, outline: Section, document: dialect.Document) -> Section:
        """A section in full."""
        name, file = outline.slug, outline.place.file
        body = tuple(self._marked(self.resolver.block(block, file)) for block in document.blocks)
        notes = tuple(
            replace(note, content=tuple(self._noted(note.anchor, block, file) for block in node.children))
            for note, (_, node) in zip(outline.notes, document.notes, strict=True)
        )
        return replace(outline, body=body, paragraphs=tuple(_paragraphs(body, name, file)), notes=notes, kept={})

    def page(self, outline: Outline, document: dialect.Document) -> ProsePage:
        """A page of the editor's own."""
        file, section = outline.file, outline.section
        uri = file.removeprefix("docs/").removesuffix(".md")
        body = tuple(self.resolver.block(block, file) for block in document.blocks)
        return ProsePage(uri, section.title, section.heading, body, section.place, outline.head.description)

    def _marked(self, block: Content) -> Content:
        """Quotations and emended words marked in every paragraph of a block."""
        if isinstance(block, str):
            return block

        def change(node: Node) -> Node:
            anchor = node.get("id")
            inside = next((n.get("id") for n in walk(node) if n.tag == "p" and n.get("id")), "")
            if node.tag == "blockquote" and inside:
                key = next((q.key for q in self.quotations.get(inside, ()) if not q.begins), None)
                return node.with_attributes(id=key) if key else node
            return self._mark(node, anchor) if anchor else node

        (changed,) = rewrite(block, change)
        return changed

    def _noted(self, anchor: str, block: Content, file: str) -> Content:
        """A block of a note, its quotations and emended words marked."""
        resolved = self.resolver.block(block, file, in_note=True)
        return resolved if isinstance(resolved, str) else self._mark(resolved, anchor)

    def _mark(self, node: Node, anchor: str) -> Node:
        return _mark(node, self.quotations.get(anchor, ()), self.emendations.get(anchor, ()))


def _front_matter(source: str) -> tuple[str, str, int]:
    """Head, body, and the line of the file on which the body begins."""
    if not source.startswith("---\n"):
        return "", source, 1
    head, found, body = source[4:].partition("\n---\n")
    return ("\n" + head, body, head.count("\n") + 4) if found else ("", source, 1)


def _lettered(essay: tuple[Outline, ...]) -> Iterator[tuple[str, str]]:
    """The editor's notes lettered in the order of their first call."""
    for number, label in enumerate(dict.fromkeys(label for outline in essay for label in outline.called), 1):
        yield label, letters(number)


def notes_in_prose(outline: Outline, document: dialect.Document) -> Iterator[Problem]:
    """``n-in-prose``: notes belong to the text; a page of the editor's own has no foot for them."""
    lines = [node.line for node in walk(document.blocks) if node.tag == "noteref"]
    lines += [note.line for _, note in document.notes]
    if lines:
        message, hint = "only the text of the edition has notes.", "Say it in the page itself."
        yield Problem(Place(outline.file, min(lines)), "n-in-prose", message, hint)


def _callers(paragraphs: tuple[Paragraph, ...]) -> dict[str, tuple[str, ...]]:
    """For every note label, the anchors of the paragraphs that call it, in order."""
    found: dict[str, dict[str, None]] = {}
    for paragraph in paragraphs:
        for node in walk(paragraph.content):
            if node.tag == "noteref":
                found.setdefault(node.get("label"), {}).setdefault(paragraph.anchor)
    return {label: tuple(anchors) for label, anchors in found.items()}


def _paragraphs(body: Fragment, section: str, file: str, kind: str = "prose") -> Iterator[Paragraph]:
    for node in body:
        if isinstance(node, str):
            continue
        if node.tag == "blockquote":
            yield from _paragraphs(node.children, section, file, "quotation")
        elif node.get("id"):
            yield Paragraph(node.get("id"), kind, node, section, Place(file, node.line))
        else:
            yield from _paragraphs(node.children, section, file, kind)


def found_at(words: str, begins: str, ends: str) -> tuple[int, int] | None:
    """Where a range stands that begins and ends with these words; None if it does not."""
    flat = words.replace("\n", " ")
    start = flat.find(begins)
    end = flat.find(ends, start + (0 if begins == ends else 1)) if start >= 0 else -1
    return (start, end + len(ends)) if end >= 0 else None


def _mark(node: Node, quotations: tuple[Quotation, ...], emendations: tuple[Emendation, ...]) -> Node:
    for quotation in quotations:
        if quotation.begins:
            place = found_at(text(node), quotation.begins, quotation.ends)
            if place:
                key = quotation.key
                node = wrap(node, *place, lambda inner, key=key: E("q", inner, id=key))  # type: ignore[misc]
    for emendation in emendations:
        if text(node).replace("\n", " ").count(emendation.lemma) == 1:
            place = found_at(text(node), emendation.lemma, emendation.lemma)
            if place:
                key = emendation.key
                node = wrap(node, *place, lambda inner, key=key: E("emended", inner, key=key))  # type: ignore[misc]
    return node


class _Resolver:
    """Turns lookups into namings and citations. What cannot be resolved stays a ``ref`` for the checks to find."""

    def __init__(self, keys: Keys, anchors: frozenset[str], marks: Mapping[str, str]) -> None:
        self.keys, self.anchors, self.marks = keys, anchors, marks

    def block(self, block: Content, file: str, in_note: bool = False) -> Content:
        if isinstance(block, str):
            return block
        return rewritten(block, lambda node: self._resolved(node, file, in_note))

    def _resolved(self, node: Node, file: str, in_note: bool) -> Node:
        if node.tag == "noteref":
            label = node.get("label")
            kind = "editorial" if label.startswith(EDITORIAL) else "authorial"
            return node.with_attributes(anchor=note_anchor(label), mark=self.marks.get(label, label), kind=kind)
        if node.tag in ("a", "img"):
            name = "href" if node.tag == "a" else "src"
            return node.with_attributes(**{name: _inside(node.get(name), file)})
        return self._looked_up(node, in_note) if node.tag == "ref" else node

    def _looked_up(self, node: Node, in_note: bool) -> Node:
        items = dialect.items(node.get("cluster"))
        if all(item.work in self.keys.works for item in items):
            form = self._form(items, text(node), in_note)
            parts = tuple(Node("item", tuple(asdict(item).items())) for item in items)
            return Node("cite", (("form", form),), parts + node.children, node.line)
        key = items[0].work
        bare = len(items) == 1 and not (items[0].locator or items[0].suffix)
        if bare and key in self.keys.entries:
            return Node("name", (("key", key),), node.children or (self.keys.entries[key].name,), node.line)
        if bare and key in self.anchors:
            return Node("name", (("key", key),), node.children or (key,), node.line)
        return node

    def _form(self, items: tuple[CitationItem, ...], words: str, in_note: bool) -> str:
        """The form of the printed words: only a full citation gives the year, only a short one no more than a place."""
        if not words:
            return "generated"
        if words.casefold().startswith("ibid"):
            return "ibid"
        work = self.keys.works[items[0].work]
        if in_note and work.issued and work.issued[:4] in words:
            return "full"
        return "short" if items[0].locator else "named"


def _inside(address: str, file: str) -> str:
    """A link between source files as one between pages; other links as they are."""
    path, hash_mark, fragment = address.partition("#")
    if not path or ":" in path.split("/")[0] or path.startswith("/"):
        return address
    target = normpath(join(dirname(file), path)).removeprefix("docs/")
    if target.endswith(".md"):
        folder, _, _ = target.rpartition("/")
        name = slug(target) if f"docs/{folder}/" == ESSAY else target.rsplit("/", 1)[-1].removesuffix(".md")
        target = join(folder, f"{name}.html")
    return f"site:{target}{hash_mark}{fragment}"
