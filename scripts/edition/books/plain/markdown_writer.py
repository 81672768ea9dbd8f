"""Trees as Markdown of the kind that most programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from edition.books.plain.writer import PlainTextWriter, hanging_indent
from edition.citations.citation_target import CitationTarget
from edition.citations.names import name_in_order
from edition.citations.self_citation import cited_work
from edition.index.addresses import SITE
from edition.model.edition import Note
from edition.model.kinds import NoteRef
from edition.model.lists import in_digits
from edition.model.states import short_note_name
from edition.model.tree import Element

NOT_ALONE = "<!-- -->"
"""Behind a picture: some programs make a caption of the alternative text of one that is alone in its paragraph."""
_SPECIAL = re.compile(r"(?P<address>https?://[^\s<>]*[^\s<>.,;:)\]”’])|[\\`*_\[\]<>|~$^@#]|&(?=#?\w+;)")
_AT_START = re.compile(r"^(?P<digits>\s*\d+(?=[.)]))|^\s*(?=[-+=:])")


class MarkdownWriter(PlainTextWriter):
    """Writes trees as Markdown, notes as its footnotes."""

    marks: Mapping[str, str] = {"em": "*", "strong": "**"}
    line_break, link_form = "\\\n", "[{words}](<{address}>)"
    stanza_break, indent = "\\\n\\\n", "\u00a0"
    table_head = True

    def titles(self) -> Iterator[str]:
        """A head in YAML, as pandoc and other programs read it."""
        about, work = self.edition.metadata, cited_work(self.edition, CitationTarget())
        names = [name_in_order(creator.name) for creator in work.creators if creator.role == "author"]
        values = {"title": about.title, "subtitle": about.subtitle, "author": names, "date": about.date}
        values |= {"lang": about.language, "rights": ", ".join(filter(None, (about.text_rights, about.text_licence)))}
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value)
        yield "\n".join(("---", *lines, "---"))

    def escape(self, words: str) -> str:
        return _SPECIAL.sub(lambda match: f"<{match[0]}>" if match["address"] else "\\" + match[0], words)

    def escape_start(self, line: str) -> str:
        return _AT_START.sub(lambda match: match[0] + "\\", line)

    def heading(self, level: int, words: str) -> str:
        return f"{'#' * max(level - 1, 1)} {words}"  # the title stands in the head

    def note_call(self, node: NoteRef) -> str:
        return f"[^{node.label}]"

    def picture(self, node: Element) -> str:
        address = self.edition.metadata.base_address + node.get("src").removeprefix(SITE)
        return f"![{self.escape(node.get('alt'))}](<{address}>){NOT_ALONE}"

    def note(self, note: Note) -> str:
        blocks = list(self.blocks(note.content))
        mark = (
            f"{self.anchor(note.anchor)}**{self.escape(short_note_name(note.kind, note.mark, self.edition.messages))}**"
        )
        first = note.content[0] if note.content else ""
        if isinstance(first, Element) and first.tag == "p" and blocks:
            blocks[0] = f"{mark} {blocks[0]}"
        else:
            blocks.insert(0, mark)
        return f"[^{note.label}]: " + hanging_indent("    ", blocks).removeprefix("    ")

    def anchor(self, key: str) -> str:
        return f'<a id="{key}"></a>'

    def list_marks(self, node: Element) -> list[str]:
        """Numbers in digits, which every program reads; those of other styles stand in no list of Markdown."""
        return in_digits(node) if node.tag == "ol" else super().list_marks(node)

    def code(self, words: str, language: str) -> str:
        if not language:
            return super().code(words, language)
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", words)), default=0))
        return f"{fence} {language}\n{words.rstrip(chr(10))}\n{fence}"

    def quotation(self, blocks: list[str]) -> str:
        return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))
