"""Trees as plain text: a table from kinds of nodes to functions that return lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from edition.citations import forms
from edition.citations.responsibility import byline
from edition.index.addresses import SITE, paragraph_number
from edition.model.edition import Edition, Note, Section
from edition.model.figures import figure_label
from edition.model.forms import EPIGRAPH, LINE, PARAGRAPHS, SPEAKER, SPEECH, VERSE
from edition.model.kinds import Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.lists import marks
from edition.model.states import short_note_name
from edition.model.tree import HEADINGS, Element, Fragment, Node, find_all, is_block, text

APART = frozenset((*"ul ol dl table pre figure".split(), VERSE))
"""Blocks whose number stands on a line of its own."""


WORDS = frozenset(("p", *PARAGRAPHS))
"""Blocks whose first words have an anchor before them on the same line."""


class PlainTextWriter:
    """Writes trees as plain text: each paragraph on one line, further blocks of a note or an item indented below it."""

    marks: Mapping[str, str] = {}
    line_break, link_form = "\n", "{words} <{address}>"
    stanza_break, indent = "\n\n", " "
    table_head = False

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.table: Table[str] = {
            **dict.fromkeys("p li dl dt dd thead tbody tr td th hr".split(), self._block),
            **dict.fromkeys("em strong sub sup kbd small span code".split(), self._emphasized),
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys((Name, Quote, Emended), lambda node: self.inline(node.children)),
            Cite: self._cite,
            NoteRef: self.note_call,
            Lookup: lambda node: self.inline(node.children) or self.escape(node.cluster.removeprefix("+")),
            "br": lambda _: self.line_break,
            "img": self.picture,
            "figure": self._figure,
            "figcaption": self._block,
            "a": self.link,
            "blockquote": lambda node: self.quotation(list(self.blocks(node.children))),
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "dl": self._definitions,
            VERSE: self._verse,
            LINE: lambda node: self.line(node.children),
            SPEECH: lambda node: self._speech(list(self.blocks(node.children))),
            **dict.fromkeys((SPEAKER, *PARAGRAPHS), self._block),
            EPIGRAPH: lambda node: self.quotation(list(self.blocks(node.children))),
            "caption": self._block,
            "pb": lambda node: self.escape(f"|{node.get('n')}|"),
            "gap": lambda node: self.escape(f"[{node.get('n') or '…'}]"),
            **dict.fromkeys(("deleted", "added", "unclear", "sc"), self._emphasized),
            "pre": lambda node: self.code(text(node), _language(node)),
        }

    # --- What Markdown writes in another way

    def titles(self) -> Iterator[str]:
        """Title, subtitle and author."""
        about = self.edition.metadata
        yield self.heading(1, about.title)
        yield from (about.subtitle, about.author)

    def escape(self, words: str) -> str:
        """The words as they must be written so that no character in them is taken for markup."""
        return words

    def heading(self, level: int, words: str) -> str:
        """A heading."""
        return f"{words}\n{'=-'[level > 2] * max(len(words), 3)}" if level < 4 else words

    def note_call(self, node: NoteRef) -> str:
        """The call of a note."""
        return f"[{short_note_name(node.kind, node.mark, self.edition.messages)}]"

    def anchor(self, key: str) -> str:
        """The anchor of a paragraph or note, where the format has such."""
        return ""

    def link(self, node: Element) -> str:
        """The words of a link, with its address if it is outside the site and not in the words already."""
        words, address = self.inline(node.children), node.get("href")
        shown = address.startswith(SITE) or address in text(node)
        return words if shown else self.link_form.format(words=words, address=address)

    def picture(self, node: Element) -> str:
        """A picture, or its description."""
        return "[" + self.edition.messages.gettext("Picture: %(words)s") % {"words": node.get("alt")} + "]"

    def note(self, note: Note) -> str:
        """A note behind its mark."""
        mark = short_note_name(note.kind, note.mark, self.edition.messages)
        return hanging_indent(f"[{mark}] ", list(self.blocks(note.content)))

    def quotation(self, blocks: list[str]) -> str:
        """A block quotation."""
        return hanging_indent("    ", blocks)

    def code(self, words: str, language: str) -> str:
        """Lines of code."""
        return hanging_indent("    ", [words.rstrip("\n")])

    # --- What both share

    def section(self, section: Section) -> Iterator[str]:
        """The blocks of a section, its heading first, its notes last."""
        yield self.heading(2, f"{section.number}. {self.inline(section.display_heading)}")
        if names := byline(self.edition, section):
            yield self.inline((names,))
        yield from self.blocks(section.body)
        yield from (self.note(note) for note in section.notes)

    def blocks(self, content: Fragment) -> Iterator[str]:
        """The blocks of a fragment; words and nodes between them are blocks too."""
        for of_blocks, group in groupby(content, is_block):
            children = tuple(group)
            if of_blocks:
                yield from (
                    self._numbered(block) for block in children if isinstance(block, Element) and block.children
                )
            elif text(children).strip():
                yield self.line(children)

    def line(self, content: Fragment) -> str:
        """Words and nodes on one line, except for the line breaks among them."""
        return self.line_break.join(map(self.escape_start, self.inline(content).split(self.line_break)))

    def escape_start(self, line: str) -> str:
        """A line as it must be written so that its beginning is not taken for the mark of a list or the like."""
        return line

    def inline(self, content: Fragment) -> str:
        """Words and nodes; a newline in the words becomes a space."""
        return "".join(
            self.escape(" ".join(part.split("\n")))
            if isinstance(part, str)
            else self._anchored(part) + rule(self.table, part)(part)
            for part in content
        )

    def _anchored(self, node: Node) -> str:
        return self.anchor(node.id) if isinstance(node, Element) and node.id else ""

    def _emphasized(self, node: Element) -> str:
        mark, inner = self.marks.get(node.tag, ""), self.inline(node.children)
        words = inner.strip()
        before, _, after = inner.partition(words) if words else (inner, "", "")
        return f"{before}{mark}{words}{mark}{after}" if words else inner

    def _cite(self, node: Cite) -> str:
        return "; ".join(self.inline(cite.children) for cite in forms.worded(self.edition, node))

    def _numbered(self, node: Element) -> str:
        number = paragraph_number(node.id)
        block = rule(self.table, node)(node)
        mark = self._anchored(node) + (f"¶ {number}" if number else "")
        if mark and (node.tag in APART or not (number or node.tag in WORDS)):
            return f"{mark}\n\n{block}"
        return f"{mark}{'  ' if number else ''}{block}"

    def _figure(self, node: Element) -> str:
        number, credit = figure_label(node.get("number"), self.edition.messages), node.get("credit")
        parts = node.elements
        lines = [self._anchored(part) + rule(self.table, part)(part) for part in parts]
        if number and lines:
            lines[-1] = f"{self.escape(number)}. {lines[-1]}"
        return self.line_break.join((*lines, self.escape(credit)) if credit else lines)

    def _block(self, node: Element) -> str:
        inner = any(map(is_block, node.children))
        return "\n\n".join(self.blocks(node.children)) if inner else self.line(node.children)

    def _definitions(self, node: Element) -> str:
        """Terms and meanings, each on a line; with empty lines between if a meaning has several blocks."""
        parts = [*self.blocks(node.children)]
        return (self.line_break if all("\n" not in part for part in parts) else "\n\n").join(parts)

    def _verse(self, node: Element) -> str:
        children = node.elements
        if any(child.tag == VERSE for child in children):
            return self.stanza_break.join(map(self._verse, children))
        return self.line_break.join(
            self._anchored(line) + self.indent * int(line.get("indent") or 0) + self.line(line.children)
            for line in children
        )

    def _speech(self, parts: list[str]) -> str:
        """Who speaks, and what is spoken: on the same line, or verse below."""
        return (self.line_break if "\n" in parts[-1] else " ").join(parts)

    def _heading(self, node: Element) -> str:
        return self.heading(int(node.tag[1]) + 1, self.inline(node.children))

    def _list(self, node: Element) -> str:
        items = node.elements
        lines = []
        for mark, item in zip(self.list_marks(node), items, strict=False):
            first, *rest = [*self.blocks(item.children)] or [""]
            lines.append(hanging_indent(f"{mark}. " if mark else "- ", [self._anchored(item) + first, *rest]))
        return "\n".join(lines)

    def list_marks(self, node: Element) -> list[str]:
        """The numbers of the items of a list; nothing for each item of a list without."""
        return marks(node) if node.tag == "ol" else [""] * len(node.children)

    def _table(self, node: Element) -> str:
        parts = node.elements
        captions = [self.caption(part) for part in parts if part.tag == "caption"]
        rows = [row for part in parts for row in part.children if part.tag != "caption"]
        lines = "\n".join(self._rows([row for row in rows if isinstance(row, Element)]))
        return "\n\n".join((*captions, lines))

    def caption(self, node: Element) -> str:
        """The caption of a table, above it."""
        return self.line(node.children)

    def _rows(self, rows: list[Element]) -> Iterator[str]:
        for number, row in enumerate(rows):
            tags = row.elements
            cells = [self._anchored(cell) + self.inline(cell.children).strip() for cell in tags]
            if number == 0 and self.table_head and not all(cell.tag == "th" for cell in tags):
                yield "|" + "   |" * len(cells) + "\n|" + "---|" * len(cells)
            yield f"| {' | '.join(cells)} |"
            if number == 0 and self.table_head and all(cell.tag == "th" for cell in tags):
                yield "|" + "".join(map(_rule, tags))


def _language(code: Element) -> str:
    """The language of a block of code; nothing if none is named."""
    return next((inner.get("class").removeprefix("language-") for inner in find_all(code.children, Element)), "")


def _rule(cell: Element) -> str:
    """What stands in Markdown below the head of a column."""
    align = cell.get("align")
    return f"{':' if align in ('left', 'center') else '-'}-{':' if align in ('right', 'center') else '-'}|"


def hanging_indent(mark: str, blocks: list[str]) -> str:
    """The lines of blocks, the first behind a mark, the others indented by the width of the mark."""
    lines = "\n\n".join(blocks).split("\n")
    return mark + "\n".join([lines[0], *(f"{' ' * len(mark)}{line}" if line else "" for line in lines[1:])])
