"""The edition's trees in typst's markup: one table from elements to small functions, and one function that escapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from edition.books.pdf.layout import Places
from edition.books.pdf.note_placement import NOTHING, Asked, whole
from edition.books.pdf.probes import Probe, Used, marked_paragraphs
from edition.citations import chicago
from edition.index.addresses import SITE, addresses, paragraph_number, permanent_address
from edition.model.edition import Edition, Note
from edition.model.kinds import Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.tree import Content, Element, Fragment, Node, find_all, text, walk

FUNCTIONS = {"em": "emph", "strong": "strong", "sub": "sub", "sup": "super", "dt": "term", "dd": "meaning"}
"""Elements that are one function of typst or of the template, with their content."""

TRANSPARENT = "li dl thead tbody tr th td kbd small span".split()
"""Elements of which only the words are set, unless the block round them sees to them."""

HEADINGS = {f"h{level}": max(level, 2) for level in range(1, 7)}


def string(words: str) -> str:
    """Words as a string of typst's code; all text passes here, and what typst's markup means by a sign is lost."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def array(values: Iterable[str]) -> str:
    """Values as an array of typst's code, an array even if there is but one."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def call(function: str, *arguments: str, content: str = "", **named: str) -> str:
    """A call of a function in typst's markup. Arguments are code, ``content`` is markup."""
    inside = ", ".join((*arguments, *(f"{name}: {value}" for name, value in named.items())))
    return f"#{function}({inside})" + (f"[{content}]" if content else "")


LEAVES: Table[str] = {
    "code": lambda node, _: call("raw", string(text(node))),
    "pre": lambda node, _: call("raw", string(text(node).rstrip("\n")), block="true"),
    "br": lambda *_: "#" + string(" ") + call("linebreak"),
    "hr": lambda *_: call("divider"),
    "img": lambda node, _: "#" + string(node.get("alt")),
}
"""Elements without words of their own to set, or with words to set as they stand."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where words are being set: in which note if any, inside a link, as which paragraph of a quotation."""

    note: Note | None = None
    linked: bool = False
    quoted: str = "none"


TEXT = Where()


class Words:
    """Sets the trees of one book, and remembers which notes were set."""

    def __init__(self, edition: Edition, places: Places, asked: Asked) -> None:
        self.edition = edition
        self.places = places
        self.asked = asked
        self.notes = {note.anchor: note for section in edition.sections for note in section.notes}
        self.paragraphs = frozenset(p.anchor for section in edition.sections for p in section.paragraphs)
        self.labels = self.paragraphs | frozenset(_labels(edition))
        self.keys = {address: key for key, address in addresses(edition).items()}
        self.done: set[str] = set()
        self.table: Table[str] = {
            **LEAVES,
            **dict.fromkeys(FUNCTIONS, self._function),
            **dict.fromkeys((*HEADINGS, *TRANSPARENT), lambda node, where: self.inline(node.children, where)),
            "p": self._paragraph,
            "blockquote": self._blockquote,
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "a": self._a,
            Name: lambda node, where: self.leading(node.key, node.children, where),
            Cite: self._cite,
            NoteRef: self._noteref,
            Quote: lambda node, where: _destination(node) + self.inline(node.children, where),
            Emended: lambda node, where: self._use(node.key, where) + self.inline(node.children, where),
            Lookup: lambda node, where: self.inline(node.children or (node.cluster,), where),
            Used: lambda node, where: self._use(node.key, where),
            Probe: self._probe,
        }

    def blocks(self, content: Fragment, where: Where = TEXT) -> str:
        """A run of blocks, one a line."""
        blocks = [child for child in content if not isinstance(child, str) or child.strip()]
        found = []
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Element) and block.tag in HEADINGS:
                level, room = str(HEADINGS[block.tag]), self.room_below((following,))
                found.append(
                    call("headed", room, call("heading", level=level, content=self.inline(block.children, where))[1:])
                )
            else:
                found.append(self._one(block, where))
        return "\n".join(found)

    def room_below(self, blocks: Sequence[Content | None]) -> str:
        """For the template: what the notes take that are called where these blocks begin, below a heading."""
        anchors = (block.id for block in blocks if isinstance(block, Node))
        return f"{self.asked.headings.get(next(anchors, ''), 0):.2f}pt"

    def inline(self, content: Fragment, where: Where = TEXT) -> str:
        """A run of words and elements."""
        return "".join(self._one(child, where) for child in content)

    def leading(self, key: str, content: Fragment, where: Where = TEXT) -> str:
        """Words that lead to the place of a key in the text, or to a work; as they are, where there is no such thing.

        Namings lead nowhere: on paper it is the register that leads from a name to its pages.
        """
        if key in self.labels:
            return self._link(str(self.places[key]), content, where)
        if key in self.edition.works:
            return self._link(str(self.places[f"entry:{key}"]), content, where)
        return self.inline(content, where)

    def _one(self, content: Content, where: Where) -> str:
        if isinstance(content, str):
            return "#" + string(content.replace("\n", " "))
        if isinstance(content, Element) and content.id in self.paragraphs:
            return self._numbered(content, where)
        return rule(self.table, content)(content, where)

    def _function(self, node: Element, where: Where) -> str:
        return call(FUNCTIONS[node.tag], content=self.inline(node.children, where))

    def _link(self, target: str, content: Fragment, where: Where) -> str:
        words = self.inline(content, replace(where, linked=True))
        return words if where.linked or not words else call("link", target, content=words)

    # --- Blocks

    def _paragraph(self, node: Element, where: Where) -> str:
        kind = "dateline" if node.get("class") == "dateline" else "running"
        return call(kind, where.quoted, content=self.inline(node.children, where))

    def _numbered(self, node: Element, where: Where) -> str:
        anchor = node.id
        address = permanent_address(self.edition, anchor)
        numbered = (string(paragraph_number(anchor)), string(address) if address else "none")
        arguments = (string(anchor), *numbered, str(self.places[anchor]))
        marked = marked_paragraphs(self.edition)[anchor]
        if node.tag == "p":
            return call("paragraph", *arguments, content=self.inline(marked.children, where), quoted=where.quoted)
        return call("numbered", *arguments, content=self._one(marked, where))

    def _blockquote(self, node: Element, where: Where) -> str:
        """Paragraphs of a quotation stand in the flow of the text: notes called in a block may miss its page."""
        blocks = [child for child in node.children if isinstance(child, Element)]
        if where.note is None and where.quoted == "none" and all(block.tag == "p" for block in blocks):
            ways = (replace(where, quoted=string("first" if block is blocks[0] else "next")) for block in blocks)
            inner = "\n".join(self._one(block, way) for block, way in zip(blocks, ways, strict=True))
            return _destination(node) + call("apart") + inner + call("apart")
        return _destination(node) + call("quotation", content=self.blocks(node.children, where))

    def _list(self, node: Element, where: Where) -> str:
        items = (child for child in node.children if isinstance(child, Node))
        return call("list" if node.tag == "ul" else "enum", *(f"[{self._run(i.children, where)}]" for i in items))

    def _table(self, node: Element, where: Where) -> str:
        rows = [row for row in find_all(node, Element) if row.tag == "tr"]
        cells = [[cell for cell in row.children if isinstance(cell, Element)] for row in rows]
        head = [cell for row in cells[:1] for cell in row if cell.tag == "th"]
        columns = max((len(row) for row in cells), default=1)
        printed = [f"[{self.inline(cell.children, where)}]" for row in cells[1 if head else 0 :] for cell in row]
        header = [f"table.header({', '.join(f'[{self.inline(c.children, where)}]' for c in head)})"] if head else []
        return call("table", *header, *printed, columns=str(columns))

    def _run(self, blocks: Fragment, where: Where) -> str:
        """Blocks in something that begins in the line: a paragraph there is divided from what follows, no more."""
        parts = []
        for block in blocks:
            if isinstance(block, Element) and block.tag == "p" and not block.id:
                parts += [self.inline(block.children, where), call("parbreak")]
            else:
                parts.append(self._one(block, where))
        return "".join(parts[:-1] if parts[-1:] == [call("parbreak")] else parts)

    # --- Words

    def _a(self, node: Element, where: Where) -> str:
        address = node.get("href")
        if address in self.keys:
            return self.leading(self.keys[address], node.children, where)
        if address.startswith(SITE):
            base = self.edition.metadata.base_address
            address = base + address.removeprefix(SITE) if base else ""
        if ":" in address:
            return self._link(string(address), node.children, where)
        return self.inline(node.children, where)

    def _cite(self, node: Cite, where: Where) -> str:
        marks = "".join(self._use(item.work, where) for item in node.items)
        cites = chicago.worded(node, self.edition.works)
        return marks + ("#" + string("; ")).join(self.leading(c.items[0].work, c.children, where) for c in cites)

    # --- Notes

    def _noteref(self, node: NoteRef, where: Where) -> str:
        anchor, mark, kind = node.anchor, node.mark, node.kind
        note = self.notes.get(anchor)
        if note is None:
            return call("super", content="#" + string(mark))
        if anchor in self.done:
            return call("note-again", string(anchor), string(mark), string(kind))
        self.done.add(anchor)
        named = (string(anchor), string(mark), string(kind), str(self.places[f"{anchor}-ref"]))
        asked = f"{self.asked.notes.get(anchor, 0):.2f}pt"
        return call("note", *named, str(whole(note)).lower(), asked, content=self._run(note.content, Where(note)))

    # --- Uses

    def _use(self, key: str, where: Where) -> str:
        """Note a use by a mark in the text; what is used in a note is used where the note begins."""
        return call("mark", string(f"use:{key}")) if where.note is None else ""

    def _probe(self, node: Probe, where: Where) -> str:
        """A word in a line: marked, when it is to be seen how the lines fall, then only if the line asks for room."""
        key = f"in:{node.anchor}"
        if self.asked is NOTHING:
            return call("mark", string(key))
        room = self.asked.marks.get(f"{key}:{node.number}", 0)
        return call("mark", string(f"{key}:{node.number}")) + call("ask", f"{room:.2f}pt") if room else ""


def _destination(node: Node) -> str:
    return call("anchor", string(node.id)) if node.id else ""


def _labels(edition: Edition) -> Iterator[str]:
    """Every key under which a place of the text stands in the book."""
    for section in edition.sections:
        yield section.slug
        yield from (paragraph.anchor for paragraph in section.paragraphs)
        for node in walk(section.body):
            if isinstance(node, NoteRef):
                yield node.anchor
            elif isinstance(node, Quote) or (isinstance(node, Element) and node.tag == "blockquote" and node.id):
                yield node.id
