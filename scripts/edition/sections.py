"""The text of the edition: Markdown files made into sections, notes and pages, every lookup resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from posixpath import dirname, join, normpath

from edition import dialect
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
class _File:
    name: str
    head: FrontMatter
    heading: Fragment
    document: dialect.Document


class Text:
    """Sections, prose pages and anchors, assembled from the Markdown files among ``files``."""

    def __init__(
        self,
        files: Mapping[str, str],
        reader: Reader,
        keys: Keys,
        quotations: tuple[Quotation, ...],
        emendations: tuple[Emendation, ...],
        parsed: Parser,
    ) -> None:
        self.parsed = parsed
        read = tuple(self._file(name, source, reader) for name, source in files.items() if name.endswith(".md"))
        essay = tuple(file for file in read if file.name.startswith(ESSAY))
        prose = tuple(file for file in read if not file.name.startswith(ESSAY))
        self.problems = tuple(p for file in read for p in file.document.problems) + tuple(_notes_in_prose(prose))
        self.letters = dict(_lettered(essay))
        self.anchors = tuple(_anchors(essay))
        known = {anchor for anchor, _ in self.anchors} | keys.anchors
        self.resolver = _Resolver(keys, frozenset(known), self.letters)
        self.quotations = grouped(quotations, lambda quotation: quotation.anchor)
        self.emendations = grouped(emendations, lambda emendation: emendation.anchor)
        self.sections = tuple(self._section(number, file) for number, file in enumerate(essay, 1))
        self.prose = tuple(self._page(file) for file in prose)

    def _file(self, name: str, source: str, reader: Reader) -> _File:
        head, body, first_line = _front_matter(source)
        record = reader.record(head, name, FrontMatter) if head else None
        if record is None:
            place = Place(name, 1)
            if not any(problem.place.file == name for problem in reader.problems):
                reader.problems.append(
                    Problem(place, "t-no-title", "the file has no title.", "Begin it with ---, title:.")
                )
            record = FrontMatter(slug(name), place)
        title = self.parsed(record.title, name, 1).blocks
        heading = title[0].children if title and isinstance(title[0], Node) else (record.title,)
        return _File(name, record, heading, self.parsed(body, name, first_line))

    def _section(self, number: int, file: _File) -> Section:
        name = slug(file.name)
        body = tuple(self._marked(self.resolver.block(block, file.name)) for block in file.document.blocks)
        paragraphs = tuple(_paragraphs(body, name, file.name))
        callers = _callers(paragraphs)
        notes = tuple(
            Note(
                label,
                note_anchor(label),
                self.letters.get(label, label),
                "editorial" if label.startswith(EDITORIAL) else "authorial",
                tuple(self._marked_in(note_anchor(label), self.resolver.block(b, file.name, True)) for b in node),
                name,
                Place(file.name, line),
                callers.get(label, ()),
            )
            for label, line, node in ((label, n.line, n.children) for label, n in file.document.notes)
        )
        place = Place(file.name, 1)
        return Section(number, name, text(file.heading), file.heading, file.head.resp, body, paragraphs, notes, place)

    def _page(self, file: _File) -> ProsePage:
        uri = file.name.removeprefix("docs/").removesuffix(".md")
        body = tuple(self.resolver.block(block, file.name) for block in file.document.blocks)
        return ProsePage(uri, text(file.heading), file.heading, body, Place(file.name, 1), file.head.description)

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

    def _marked_in(self, anchor: str, block: Content) -> Content:
        """Quotations and emended words marked in a block of a note."""
        return block if isinstance(block, str) else self._mark(block, anchor)

    def _mark(self, node: Node, anchor: str) -> Node:
        return _mark(node, self.quotations.get(anchor, ()), self.emendations.get(anchor, ()))


def _front_matter(source: str) -> tuple[str, str, int]:
    """Head, body, and the line of the file on which the body begins."""
    if not source.startswith("---\n"):
        return "", source, 1
    head, found, body = source[4:].partition("\n---\n")
    return ("\n" + head, body, head.count("\n") + 4) if found else ("", source, 1)


def _lettered(essay: tuple[_File, ...]) -> Iterator[tuple[str, str]]:
    """The editor's notes lettered in the order of their first call."""
    seen: dict[str, None] = {}
    for file in essay:
        for node in walk(file.document.blocks):
            if node.tag == "noteref" and node.get("label").startswith(EDITORIAL):
                seen.setdefault(node.get("label"))
    for number, label in enumerate(seen, 1):
        yield label, letters(number)


def _notes_in_prose(prose: tuple[_File, ...]) -> Iterator[Problem]:
    """``n-in-prose``: notes belong to the text; a page of the editor's own has no foot for them."""
    for file in prose:
        calls = [node.line for node in walk(file.document.blocks) if node.tag == "noteref"]
        lines = calls + [note.line for _, note in file.document.notes]
        if lines:
            hint = "Say it in the page itself."
            yield Problem(Place(file.name, min(lines)), "n-in-prose", "only the text of the edition has notes.", hint)


def _anchors(essay: tuple[_File, ...]) -> Iterator[tuple[str, Place]]:
    for file in essay:
        for node in walk(file.document.blocks):
            if node.get("id"):
                yield node.get("id"), Place(file.name, node.line)
        for label, note in file.document.notes:
            yield note_anchor(label), Place(file.name, note.line)


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
