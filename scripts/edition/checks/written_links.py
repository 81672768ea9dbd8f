"""Where the links and ids of finished pages are written in the sources, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, relpath

from edition.index.addresses import SITE, section_uri
from edition.index.tables import prose
from edition.model.edition import Edition, ProsePage, Section
from edition.model.findings import SourceLocation
from edition.model.kinds import Cite
from edition.model.tree import Element, Fragment, Node, find_all, walk
from edition.sources.sections import page_link
from edition.sources.yaml_records import suggestion


class WrittenLinks:
    """The links, pictures and ids of the sections and of the editor's own pages, by the pages made of them."""

    def __init__(self, edition: Edition, texts: Mapping[str, str]) -> None:
        """``texts`` are the Markdown files by their paths."""
        self.texts, self.prose = texts, prose(edition)
        self.parts: dict[str, Section | ProsePage] = {section_uri(part.slug): part for part in edition.sections}
        self.parts |= {f"{part.uri}.html": part for part in edition.prose}
        self.lines: dict[str, dict[str, list[int]]] = {}
        """Of each page that was asked for, the lines of the source on which a value stands."""

    def find(self, uri: str, value: str, again: bool) -> tuple[SourceLocation, str] | None:
        """Where an address or id of a page is written (or written ``again``), and as what; None if it is not."""
        lines = self._lines_of(uri).get(value, [])
        if len(lines) <= again:
            return self._in_record(value)
        file = self.parts[uri].location.file
        return SourceLocation(file, lines[again]), _written(self.texts[file], value, file)

    def _in_record(self, value: str) -> tuple[SourceLocation, str] | None:
        for words in self.prose:
            for node in find_all(words.tree, Element):
                if value in (node.get("href"), node.get("src")):
                    return words.place(node), _written(words.source, value, words.location.file)
        return None

    def suggestion(self, file: str, address: str, otherwise: str) -> str:
        """The hint to a link of a source that leads nowhere: the name of a Markdown file that is like it."""
        return suggestion(
            address,
            [relpath(name, dirname(file)) for name in self.texts if file in self.texts or file.endswith(".yml")],
            otherwise,
        )

    def _lines_of(self, uri: str) -> Mapping[str, list[int]]:
        if uri not in self.lines:
            lines = self.lines[uri] = {}
            for line, content in _contents(self.parts[uri]) if uri in self.parts else ():
                for node, own_line in _nodes(content):
                    values = (node.get("href"), node.get("src"), node.id) if isinstance(node, Element) else (node.id,)
                    for value in filter(None, values):
                        lines.setdefault(value, []).append(own_line or line)
        return self.lines[uri]


def _nodes(content: Fragment) -> Iterator[tuple[Node, int]]:
    """All nodes with their lines, also those before and behind the places that citations give."""
    for node in walk(content):
        yield node, node.line
        affixes = (
            [words for item in node.items for words in (item.prefix, item.suffix)] if isinstance(node, Cite) else []
        )
        yield from ((inner, node.line) for words in affixes if not isinstance(words, str) for inner in walk(words))


def _written(source: str, value: str, file: str) -> str:
    """An address as the source has it."""
    words = (word for word in re.split(r"[\s()<>\[\]]+", source) if word)
    return next((word for word in words if page_link(word, file) == value), value.removeprefix(SITE))


def _contents(part: Section | ProsePage) -> list[tuple[int, Fragment]]:
    notes = part.notes if isinstance(part, Section) else ()
    return [(1, part.body), *((note.location.line, note.content) for note in notes)]
