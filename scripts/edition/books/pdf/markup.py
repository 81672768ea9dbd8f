"""The edition's trees in typst's markup: a table from kinds of nodes to functions, and the functions that escape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from edition.books.pdf import forms as forms_in_typst
from edition.books.pdf import pictures, tables
from edition.books.pdf.code import call, in_language, literal, string
from edition.books.pdf.context import BACK_MATTER, TEXT, Context
from edition.books.pdf.diagnostics import mark
from edition.books.pdf.layout import Layout
from edition.books.pdf.note_placement import NOTHING_RESERVED, ReservedSpace, is_short
from edition.books.pdf.probes import LineProbe, UseMark, labels, marked_paragraphs, page_numbers
from edition.books.pdf.tags import FUNCTIONS, HEADINGS, LINED, TRANSPARENT, WITH_DESTINATION
from edition.citations import forms
from edition.index.addresses import keys_by_address, paragraph_number, permanent_address, public_address
from edition.index.tables import notes, paragraphs
from edition.model.edition import Edition, Note
from edition.model.findings import SourceLocation
from edition.model.forms import EPIGRAPH
from edition.model.kinds import Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.messages import direction
from edition.model.prose import Prose
from edition.model.transcription import PAGE_BREAK
from edition.model.tree import BLOCKS, Content, Element, Fragment, Node, is_block, rewrite, text

LEAVES: Table[str] = {
    "code": lambda node, _: call("raw", string(text(node))),
    "pre": lambda node, _: tables.code(node),
    "br": lambda *_: literal(" ") + call("linebreak"),
    "hr": lambda *_: call("divider"),
}
"""Elements without content, or with content that is written as it is."""


class TypstWriter:
    """Writes the trees of one pass as typst's markup. It remembers which notes it has written."""

    def __init__(self, edition: Edition, layout: Layout, reserved: ReservedSpace) -> None:
        self.edition = edition
        self.layout = layout
        self.reserved = reserved
        self.notes, self.paragraphs = notes(edition), paragraphs(edition)
        self.labels = frozenset((*self.paragraphs, *labels(edition)))
        self.page_numbers = page_numbers(edition, layout)
        self.written_notes: set[str] = set()
        self.place = SourceLocation("")
        self.table: Table[str] = {
            **LEAVES,
            **dict.fromkeys(FUNCTIONS, self._function),
            **dict.fromkeys((*HEADINGS, *TRANSPARENT), lambda node, context: self.inline(node.children, context)),
            "p": self._paragraph,
            "blockquote": self._blockquote,
            "dd": lambda node, context: call("meaning", content=self._item(node.children, context)),
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "a": self._a,
            "img": lambda node, _: pictures.picture(self.edition, node, "picture-in-line"),
            **dict.fromkeys(("pb", "gap"), self._sign),
            "figure": self._figure,
            **dict.fromkeys(forms_in_typst.TAGS, self._form),
            "figcaption": lambda node, context: self.inline(node.children, context),
            Name: lambda node, context: self.linked(node.key, node.children, context),
            Cite: self._cite,
            NoteRef: self._noteref,
            Quote: lambda node, context: _destination(node) + self.inline(node.children, context),
            Emended: lambda node, context: self._use(node.key, context) + self.inline(node.children, context),
            Lookup: lambda node, context: self.inline(node.children or (node.cluster,), context),
            UseMark: lambda node, context: self._use(node.key, context),
            LineProbe: self._probe,
        }

    def blocks(self, content: Fragment, context: Context = TEXT) -> str:
        """Blocks, each on a line of its own."""
        blocks = [child for child in content if not isinstance(child, str) or child.strip()]
        return "\n".join(self._block(*pair, context) for pair in zip_longest(blocks, blocks[1:]))

    def _block(self, block: Content, following: Content | None, context: Context) -> str:
        if not isinstance(block, Element) or block.tag not in HEADINGS:
            return self._one(block, context)
        plain, shown = self.title(block.children, context)
        heading = call("heading", level=str(HEADINGS[block.tag]), content=plain)
        if block.id:
            heading = f"#[{heading}#label({string(block.id)})]"
        return call("headed", self.room_below((following,)), heading.removeprefix("#"), **shown)

    def title(self, content: Fragment, context: Context = TEXT) -> tuple[str, dict[str, str]]:
        """The words of a heading for bookmarks and contents, and as they are shown if they call notes."""
        plain = rewrite(content, lambda node: () if isinstance(node, NoteRef) else node)
        return self.inline(plain, context), {} if plain == content else {"shown": f"[{self.inline(content, context)}]"}

    def room_below(self, blocks: Sequence[Content | None]) -> str:
        """The space that a heading reserves for notes called at the beginning of the blocks below it, as code."""
        anchors = (block.id for block in blocks if isinstance(block, Node))
        return f"{self.reserved.headings.get(next(anchors, ''), 0):.2f}pt"

    def inline(self, content: Fragment, context: Context = TEXT) -> str:
        """Words and nodes without breaks between them."""
        return "".join(self._one(child, context) for child in content)

    def prose(self, words: Prose) -> str:
        """Words of a record in a row of the back matter, as code; each paragraph begins a line."""
        return f"[{self.inline(words.in_line(Element('br')), BACK_MATTER)}]" if words.tree else string(words.source)

    def linked(self, key: str, content: Fragment, context: Context = TEXT) -> str:
        """Words with a link to the position of a key in the text, or to a work; without one if the book has neither.

        Names of entries have no links: on paper the register leads from a name to its pages.
        """
        if key in self.labels:
            return self._link(str(self.layout[key]), content, context)
        if key in self.edition.works:
            return self._link(str(self.layout[f"entry:{key}"]), content, context)
        return self.inline(content, context)

    def _one(self, content: Content, context: Context) -> str:
        if isinstance(content, str):
            return literal(content.replace("\n", " "))
        known = content.line and self.place.file and not context.in_back_matter
        before = self.at(self.place._replace(line=content.line)) if known else ""
        if isinstance(content, Element) and content.id in self.paragraphs:
            return before + self._in_its_language(content, context, self._numbered)
        if isinstance(content, Element):
            target = "" if content.tag in WITH_DESTINATION else _destination(content)
            return before + target + self._in_its_language(content, context, rule(self.table, content))
        return before + str(rule(self.table, content)(content, context))

    def _in_its_language(self, node: Element, context: Context, write: Callable[[Element, Context], str]) -> str:
        language = node.get("lang")
        if node.tag in BLOCKS and language:
            return in_language(language, write(node, replace(context, direction=direction(language))))
        outer = self.edition.editors_language if context.in_back_matter else self.edition.metadata.language
        markup = write(node, context)
        return in_language(language, markup, context.direction or direction(outer)) if language else markup

    def at(self, location: SourceLocation) -> str:
        """The mark of a place in the sources from which the following markup comes, where it is another than before."""
        if location == self.place:
            return ""
        self.place = location
        return mark(location) if location.file else ""

    def _function(self, node: Element, context: Context) -> str:
        if node.tag not in LINED:
            return call(FUNCTIONS[node.tag], content=self.inline(node.children, context))
        inner = self.inline(node.children, replace(context, lined=True))
        return (
            call("in-signs", string(node.tag), content=inner)
            if context.lined
            else call(FUNCTIONS[node.tag], content=inner)
        )

    def _link(self, target: str, content: Fragment, context: Context) -> str:
        words = self.inline(content, replace(context, linked=True))
        return words if context.linked or not words else call("link", target, content=words)

    # --- Blocks

    def _paragraph(self, node: Element, context: Context) -> str:
        kind = "dateline" if node.get("class") == "dateline" else "running"
        return call(kind, context.quoted, content=self.inline(node.children, context))

    def _numbered(self, node: Element, context: Context) -> str:
        anchor = node.id
        address = permanent_address(self.edition, anchor)
        numbered = (string(paragraph_number(anchor)), string(address) if address else "none")
        arguments = (string(anchor), *numbered, str(self.layout[anchor]))
        marked = marked_paragraphs(self.edition)[anchor]
        if node.tag == "p":
            return call("paragraph", *arguments, content=self.inline(marked.children, context), quoted=context.quoted)
        whole = {"whole": "true"} if tables.stays_whole(node) else {}
        return call("numbered", *arguments, content=self._one(marked, context), **whole)

    def _blockquote(self, node: Element, context: Context) -> str:
        """Paragraphs of a quotation are not put in a block: notes called in one may be on another page."""
        blocks = node.elements
        if context.note is None and context.quoted == "none" and all(block.tag == "p" for block in blocks):
            contexts = (replace(context, quoted=string("first" if block is blocks[0] else "next")) for block in blocks)
            inner = "\n".join(map(self._one, blocks, contexts))
            return _destination(node) + call("apart") + inner + call("apart")
        return _destination(node) + call("quotation", content=self.blocks(node.children, context))

    def _list(self, node: Element, context: Context) -> str:
        return tables.listed(node, lambda item: _destination(item) + self._run(item.children, context))

    def _table(self, node: Element, context: Context) -> str:
        captions = (child for child in node.elements if child.tag == "caption")
        caption = "".join(self.inline(child.children, context) for child in captions)
        within = replace(context, in_table=True)
        may_turn = context.note is None and context.quoted == "none" and not context.in_back_matter
        return tables.table(node, lambda cell: _destination(cell) + self._run(cell.children, within), caption, may_turn)

    def _sign(self, node: Element, context: Context) -> str:
        """A page break with its number in the margin, or a gap."""
        if node.tag != PAGE_BREAK:
            return call("gap", string(node.get("n")))
        named = {"key": string(node.id)} if node.id else {}
        if node.id in self.page_numbers and not context.in_table:
            named |= {"at": str(self.layout[node.id]), "beside": string(self.page_numbers[node.id])}
        return call("page-break", string(node.get("n")), **named)

    def _figure(self, node: Element, context: Context) -> str:
        parts = node.elements
        if parts[0].tag == "figure":
            return pictures.row(self._one(part, context) for part in parts)
        caption = "".join(self._one(part, context) for part in parts if part.tag == "figcaption")
        images = (pictures.picture(self.edition, part, "picture") for part in parts if part.tag == "img")
        return pictures.figure(self.edition, node, "".join(images), caption)

    def _form(self, node: Element, context: Context) -> str:
        def marked(line: Element) -> Element:
            alone = line.id in self.paragraphs and self.paragraphs[line.id].kind != "line"
            return marked_paragraphs(self.edition)[line.id] if alone else line

        inline, blocks = partial(self.inline, context=context), partial(self.blocks, context=context)
        target = _destination(node) if node.tag == EPIGRAPH else ""  # any other is a paragraph, or has none
        return target + forms_in_typst.form(node, inline, blocks, marked)

    def _item(self, children: Fragment, context: Context) -> str:
        """Words, or blocks, in a block of their own."""
        if any(map(is_block, children)):
            return self.blocks(children, context)
        return call("par", content=self.inline(children, context))

    def _run(self, blocks: Fragment, context: Context) -> str:
        """Blocks of a note or an item, with breaks between paragraphs only: the first begins in the line."""
        parts = []
        for block in blocks:
            if isinstance(block, Element) and block.tag == "p" and not block.id:
                parts += [self.inline(block.children, context), call("parbreak")]
            else:
                parts.append(self._one(block, context))
        return "".join(parts[:-1] if parts[-1:] == [call("parbreak")] else parts)

    # --- Words

    def _a(self, node: Element, context: Context) -> str:
        key = keys_by_address(self.edition).get(node.get("href"))
        if key:
            return self.linked(key, node.children, context)
        address, words = public_address(self.edition, node.get("href")), node.children
        return self._link(string(address), words, context) if ":" in address else self.inline(words, context)

    def _cite(self, node: Cite, context: Context) -> str:
        marks = "".join(self._use(item.work, context) for item in node.items)
        cites = forms.worded(self.edition, node)
        return marks + (literal("; ")).join(self.linked(cite.items[0].work, cite.children, context) for cite in cites)

    # --- Notes

    def _noteref(self, node: NoteRef, context: Context) -> str:
        anchor, mark, kind = node.anchor, node.mark, node.kind
        note = self.notes.get(anchor)
        if note is None:
            return call("super", content=literal(mark))
        if note.kind == "editorial":
            return call("editors-call", string(anchor), string(mark), str(self.layout[anchor]))
        if anchor in self.written_notes:
            return call("note-again", string(anchor), string(mark), string(kind))
        self.written_notes.add(anchor)
        named = (string(anchor), string(mark), string(kind), str(self.layout[f"{anchor}-ref"]))
        room = f"{self.reserved.notes.get(anchor, 0):.2f}pt"
        before, opening = self.place, self.at(note.location)
        content = opening + self._run(note.content, Context(note))
        return call("note", *named, str(is_short(note)).lower(), room, content=content) + self.at(before)

    def editors_note(self, note: Note) -> str:
        """An editors' note as it stands after the text, with a link to its call."""
        context = Context(note, direction=direction(self.edition.editors_language))
        before, content = self.place, self.at(note.location) + self._run(note.content, context)
        number = paragraph_number(note.at[0]) if note.at else ""
        at, target = f"¶\u00a0{number}" if number else "", str(self.layout[f"{note.anchor}-ref"])
        named = (*map(string, (note.anchor, note.mark, at)), target)
        return call("editors-note", *named, content=content) + self.at(before)

    # --- Uses

    def _use(self, key: str, context: Context) -> str:
        """A mark for the use of a key; none in a note, whose position is that of its uses."""
        return call("mark", string(f"use:{key}")) if context.note is None and not context.in_back_matter else ""

    def _probe(self, node: LineProbe, context: Context) -> str:
        """A mark in the pass that shows the lines; later a mark, and space, only where the line reserves any."""
        key = f"in:{node.anchor}"
        if self.reserved is NOTHING_RESERVED:
            return call("mark", string(key))
        room = self.reserved.probes.get(f"{key}:{node.number}", 0)
        return call("mark", string(f"{key}:{node.number}")) + call("reserve", f"{room:.2f}pt") if room else ""


def _destination(node: Node) -> str:
    return call("anchor", string(node.id)) if node.id else ""
