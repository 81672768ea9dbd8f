"""The editor's own pages, read with the extensions that ``markdown_extensions`` in ``mkdocs.yml`` names.

They may have boxes, tabs, lists of tasks and whatever else an extension makes; ``@`` looks things up in them as in the
text. The text itself stays in the dialect, which every format can show.
"""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple

from markdown import Extension, Markdown

from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import ELEMENTS, PAGE_ELEMENTS, Lookup
from edition.model.serialize import VOID
from edition.model.settings import SiteSettings
from edition.model.tree import Content, Element, Fragment
from edition.sources.dialect import Document
from edition.sources.lookups import LookupProcessor
from edition.sources.tree_reader import may_lead_to

ALWAYS = frozenset(("toc", "tables", "fenced_code"))
"""What mkdocs itself switches on: the dialect has its own of these."""


def is_extended(settings: SiteSettings, file: str) -> bool:
    """Whether a file is read here: a page of the editor's own, where extensions are named or given options."""
    named = not ALWAYS.issuperset(settings.extensions) or any(settings.extension_options.values())
    return named and not file.startswith("docs/essay/")


class _Lookups(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        for priority, name in ((175, "lookup"), (174, "lookup-inside")):
            md.inlinePatterns.register(LookupProcessor(r"\[", md), name, priority)


def parse_extended(source: str, file: str, first_line: int, settings: SiteSettings) -> Document:
    """Parse the body of a page that begins on ``first_line`` of its file."""
    parser = Markdown(extensions=[*settings.extensions, _Lookups()], extension_configs=dict(settings.extension_options))
    reader = _Reader(source, file, first_line)
    reader.feed(parser.convert(source))
    reader.close()
    return Document(reader.blocks(), (), tuple(sorted(set(reader.findings))))


def without_programs(html: str, file: str) -> tuple[Fragment, tuple[Finding, ...]]:
    """HTML of a setting as a tree, without what could put a program into a page; and findings on that."""
    reader = _Reader(html, file, 1)
    reader.feed(html)
    reader.close()
    return reader.blocks(), tuple(replace(finding, location=SourceLocation(file)) for finding in reader.findings)


class _Open(NamedTuple):
    """An element that is not closed yet."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: list[Content]


class _Reader(HTMLParser):
    """Makes a tree of HTML. What could put a program into the page is a finding, and left out."""

    def __init__(self, source: str, file: str, first_line: int) -> None:
        super().__init__()
        self.source, self.file, self.first_line = source, file, first_line
        self.at = 0
        """Up to where lookups of the source were met."""
        self.stack = [_Open("", (), [])]
        self.findings: list[Finding] = []
        self.refused = 0
        """How many elements are open that may not stand in a page."""

    def blocks(self) -> tuple[Content, ...]:
        """The blocks that were read."""
        while len(self.stack) > 1:
            self._close()
        return tuple(child for child in self.stack[0].children if not isinstance(child, str) or child.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS | PAGE_ELEMENTS and tag != "ref":
            self.refused += tag not in VOID
            self.report("m-raw-html", f"<{tag}", f"<{tag}> may not stand in a page.", "Take it away.")
            return
        allowed = []
        for name, value in ((name, value or "") for name, value in attrs):
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                if not (name == "style" and value.startswith("text-align")):
                    self.report("m-raw-html", name, f"the attribute “{name}” may not stand in a page.", "Take it away.")
            elif name in ("href", "src") and not may_lead_to(value):
                message, hint = f"a link may not lead to “{value}”.", "Use https, http, mailto or a file."
                self.report("m-bad-link", value, message, hint)
            else:
                allowed.append((name, value))
        self.stack.append(_Open(tag, tuple(allowed), []))
        if tag in VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if self.refused and tag not in ELEMENTS | PAGE_ELEMENTS and tag != "ref":
            self.refused -= 1
            return
        if any(element.tag == tag for element in self.stack[1:]):
            while self.stack[-1].tag != tag:
                self._close()
            self._close()

    def handle_data(self, data: str) -> None:
        if not self.refused:
            self.stack[-1].children.append(data)

    def _close(self) -> None:
        element = self.stack.pop()
        children = tuple(element.children)
        made: Content = Element(element.tag, element.attributes, children, self.first_line)
        if element.tag == "ref":
            cluster = dict(element.attributes).get("cluster", "")
            self.at = max(self.source.find(cluster, self.at), self.at)
            made = Lookup(cluster, children, self.first_line + self.source.count("\n", 0, self.at))
        self.stack[-1].children.append(made)

    def report(self, code: str, words: str, message: str, hint: str) -> None:
        """Add a finding on the line of the source where these words stand."""
        line = self.first_line + self.source.count("\n", 0, max(self.source.find(words), 0))
        self.findings.append(Finding(SourceLocation(self.file, line), code, message, hint))
