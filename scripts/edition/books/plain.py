"""The whole text for programs that know nothing of ours: plain text, one paragraph a line; and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from edition.citations import chicago
from edition.citations.bibliography import bibliography
from edition.citations.wording import date_in_words
from edition.index.addresses import SITE, anchor_label, paragraph_number
from edition.model.edition import Edition, Note, Section
from edition.model.kinds import Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.output import Output
from edition.model.states import NOTE_KINDS
from edition.model.tree import BLOCKS, Content, Element, Fragment, text

IN_PLAIN = (
    "Every paragraph is one line and begins with its number (¶ 5). [n. 7] calls the author’s note 7, [ed. a] the "
    "editor’s note a; the notes stand at the end of their section. Titles in square brackets are the editor’s. "
    "Italics are not marked."
)
IN_MARKDOWN = (
    "Paragraphs begin with their number (¶ 5). The author’s notes keep their numbers as labels, the editor’s have "
    "labels that begin with “ed-”. Titles in square brackets are the editor’s."
)
_SPECIAL = re.compile(r"(?P<address>https?://[^\s<>]*[^\s<>.,;:)\]”’])|[\\`*_\[\]<>|~$^@#]|&(?=#?\w+;)")
_AT_START = re.compile(r"^(?P<digits>\s*\d+(?=[.)]))|^\s*(?=[-+=:])")


def plain_text(edition: Edition) -> Output:
    """``edition.txt``."""
    return Output("edition.txt", _written(edition, Plain(edition), IN_PLAIN))


def markdown(edition: Edition) -> Output:
    """``edition.md``."""
    return Output("edition.md", _written(edition, Marked(edition), IN_MARKDOWN))


def _written(edition: Edition, writer: Plain, conventions: str) -> bytes:
    about = edition.metadata
    version = ", ".join(words for words in (f"Version {about.version}", date_in_words(about.date)) if words)
    rights = " ".join(words for words in (about.text_rights, about.text_licence) if words)
    head = (
        about.subtitle,
        about.author,
        (f"Edited by {about.editor}. " if about.editor else "") + f"{version}.",
        f"First published: {about.first_published}." if about.first_published else "",
        f"The text: {rights}." if rights else "",
        f"What the edition adds: {about.editorial_licence}." if about.editorial_licence else "",
        about.base_address,
        conventions,
    )
    lines = [writer.heading(1, writer.escaped(about.title)), *map(writer.escaped, head)]
    for section in edition.sections:
        lines += writer.section(section)
    if edition.emendations:
        lines.append(writer.heading(2, "Emendations"))
        for e in edition.emendations:
            words = f"{anchor_label(e.anchor, edition)}: {e.lemma}] {e.reading} {edition.siglum}. {e.reason}"
            lines.append(writer.escaped(words))
    if edition.works:
        lines.append(writer.heading(2, "Bibliography"))
        lines += (writer.line(chicago.bibliography_entry(work)) for work in bibliography(edition))
    return ("\n\n".join(line for line in lines if line) + "\n").encode()


class Plain:
    """Writes trees as plain text: a block a line, what belongs to a block indented under it."""

    marks: Mapping[str, str] = {}
    line_break = "\n"
    table_head = False

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.table: Table[str] = {
            **dict.fromkeys("p li dl dt dd thead tbody tr td th hr".split(), self._block),
            **dict.fromkeys("em strong sub sup kbd small span code".split(), self._highlighted),
            **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), self._heading),
            **dict.fromkeys((Name, Quote, Emended), lambda node: self.inline(node.children)),
            Cite: self._cite,
            NoteRef: self.call,
            Lookup: lambda node: self.inline(node.children) or self.escaped(node.cluster),
            "br": lambda _: self.line_break,
            "img": self.picture,
            "a": self.link,
            "blockquote": lambda node: self.quotation(list(self.blocks(node.children))),
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "pre": lambda node: self.code(text(node)),
        }

    # --- What differs between the two

    def escaped(self, words: str) -> str:
        """Words with nothing in them that would be taken for a mark."""
        return words

    def heading(self, level: int, words: str) -> str:
        """A heading."""
        return f"{words}\n{'=-'[level > 2] * max(len(words), 3)}" if level < 4 else words

    def call(self, node: NoteRef) -> str:
        """The call of a note."""
        return f"[{_sign(node.kind, node.mark)}]"

    def link(self, node: Element) -> str:
        """A link: an address that its words do not show follows them."""
        words, address = self.inline(node.children), node.get("href")
        return words if address.startswith(SITE) or address in text(node) else f"{words} <{address}>"

    def picture(self, node: Element) -> str:
        """A picture, which is its description."""
        return f"[Picture: {node.get('alt')}]"

    def note(self, note: Note) -> str:
        """A note with its further blocks."""
        return _hanging(f"[{_sign(note.kind, note.mark)}] ", list(self.blocks(note.content)))

    def quotation(self, blocks: list[str]) -> str:
        """A block quotation."""
        return _hanging("    ", blocks)

    def code(self, words: str) -> str:
        """Lines that stay as they are."""
        return _hanging("    ", [words.rstrip("\n")])

    # --- What is the same

    def section(self, section: Section) -> Iterator[str]:
        """A section with its notes at the end."""
        yield self.heading(2, f"{section.number}. {self.inline(section.display_heading)}")
        yield from self.blocks(section.body)
        yield from (self.note(note) for note in section.notes)

    def blocks(self, content: Fragment) -> Iterator[str]:
        """Each block of a fragment, loose words among them."""
        loose: list[Content] = []
        for child in (*content, Element("hr")):
            if not isinstance(child, Element) or child.tag not in BLOCKS:
                loose.append(child)
                continue
            if text(tuple(loose)).strip():
                yield self.line(tuple(loose))
            loose = []
            if child.children:
                yield self._numbered(child)

    def line(self, content: Fragment) -> str:
        """Words on one line, but where they are broken on purpose."""
        return self.line_break.join(map(self.starting, self.inline(content).split(self.line_break)))

    def starting(self, line: str) -> str:
        """A line whose beginning is not taken for a mark."""
        return line

    def inline(self, content: Fragment) -> str:
        """A run of words and elements; a break of a source line is a space."""
        return "".join(
            self.escaped(" ".join(c.split("\n"))) if isinstance(c, str) else rule(self.table, c)(c) for c in content
        )

    def _highlighted(self, node: Element) -> str:
        mark, inner = self.marks.get(node.tag, ""), self.inline(node.children)
        words = inner.strip()
        before, _, after = inner.partition(words) if words else (inner, "", "")
        return f"{before}{mark}{words}{mark}{after}" if words else inner

    def _cite(self, node: Cite) -> str:
        return "; ".join(self.inline(cite.children) for cite in chicago.worded(node, self.edition.works))

    def _numbered(self, node: Element) -> str:
        number = paragraph_number(node.id)
        block = rule(self.table, node)(node)
        if not number:
            return block
        return f"¶ {number}\n\n{block}" if node.tag in ("ul", "ol", "dl", "table", "pre") else f"¶ {number}  {block}"

    def _block(self, node: Element) -> str:
        inner = any(isinstance(child, Element) and child.tag in BLOCKS for child in node.children)
        return "\n\n".join(self.blocks(node.children)) if inner else self.line(node.children)

    def _heading(self, node: Element) -> str:
        return self.heading(int(node.tag[1]) + 1, self.inline(node.children))

    def _list(self, node: Element) -> str:
        items = (child for child in node.children if isinstance(child, Element))
        marks = (f"{n}. " if node.tag == "ol" else "- " for n in range(1, len(node.children) + 1))
        return "\n".join(_hanging(m, list(self.blocks(i.children))) for m, i in zip(marks, items, strict=False))

    def _table(self, node: Element) -> str:
        rows = [row for part in node.children if isinstance(part, Element) for row in part.children]
        return "\n".join(self._rows([row for row in rows if isinstance(row, Element)]))

    def _rows(self, rows: list[Element]) -> Iterator[str]:
        for number, row in enumerate(rows):
            cells = [self.inline(cell.children).strip() for cell in row.children if isinstance(cell, Element)]
            yield f"| {' | '.join(cells)} |"
            if number == 0 and self.table_head:
                yield "|" + "---|" * len(cells)


class Marked(Plain):
    """Writes trees as the Markdown that most programs share, with notes as footnotes."""

    marks: Mapping[str, str] = {"em": "*", "strong": "**"}
    line_break = "\\\n"
    table_head = True

    def escaped(self, words: str) -> str:
        return _SPECIAL.sub(lambda match: f"<{match[0]}>" if match["address"] else "\\" + match[0], words)

    def starting(self, line: str) -> str:
        return _AT_START.sub(lambda match: match[0] + "\\", line)

    def heading(self, level: int, words: str) -> str:
        return f"{'#' * level} {words}"

    def call(self, node: NoteRef) -> str:
        return f"[^{node.label}]"

    def link(self, node: Element) -> str:
        words, address = self.inline(node.children), node.get("href")
        return words if address.startswith(SITE) or address in text(node) else f"[{words}](<{address}>)"

    def picture(self, node: Element) -> str:
        address = node.get("src").removeprefix(SITE)
        return f"![{self.escaped(node.get('alt'))}](<{self.edition.metadata.base_address}{address}>)"

    def note(self, note: Note) -> str:
        blocks = list(self.blocks(note.content))
        return f"[^{note.label}]: " + _hanging("    ", blocks).removeprefix("    ")

    def quotation(self, blocks: list[str]) -> str:
        return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def _sign(kind: str, mark: str) -> str:
    return f"{NOTE_KINDS[kind].short} {mark}"


def _hanging(mark: str, blocks: list[str]) -> str:
    """Blocks behind a mark, everything but the first line moved in by as much as the mark is wide."""
    lines = "\n\n".join(blocks).split("\n")
    return mark + "\n".join([lines[0], *(f"{' ' * len(mark)}{line}" if line else "" for line in lines[1:])])
