"""What a finished site says of itself, read from its files by another reader than the one that wrote them."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from edition.checks.links import check_site
from edition.index.addresses import MISSING_PAGE
from edition.model.findings import Finding
from edition.model.output import Anchors
from edition.model.serialize import VOID
from edition.model.tree import Content, Element, Fragment, walk

WORDS = """paragraph => {
    const copy = paragraph.cloneNode(true);
    const added = ".note-reference, .paragraph-number, .emendation-mark, .backlink, [popover]";
    copy.querySelectorAll(added).forEach(mark => mark.remove());
    copy.querySelectorAll("br").forEach(end => end.replaceWith("\\n"));
    return copy.textContent;
}"""
"""A function of JavaScript: the words of a paragraph without what the edition adds, its breaks as ends of lines."""
FETCHING = frozenset(("stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "manifest"))


def anchors(page: str) -> Anchors:
    """The ids and addresses of a page; an address that is fetched is loaded, whatever its attribute."""
    lists: dict[str, list[str]] = {"ids": [], "links": [], "loads": []}
    for node in walk(parse(page)):
        fetches = node.tag == "link" and FETCHING & set(node.get("rel").split())
        for key, value in node.attributes:
            if key in ("id", "src"):
                lists["ids" if key == "id" else "loads"].append(value)
            elif key in ("href", "data"):
                lists["loads" if fetches or (key == "data" and node.tag == "object") else "links"].append(value)
    return Anchors(*map(tuple, lists.values()))


def pages(folder: Path) -> dict[str, str]:
    """The words of every page below a folder by its address."""
    paths = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def findings(folder: Path) -> tuple[Finding, ...]:
    """The findings on a site as it lies in a folder."""
    found = pages(folder)
    found = {uri: page for uri, page in found.items() if uri.rpartition("/")[2] != MISSING_PAGE}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return check_site({uri: anchors(page) for uri, page in found.items()}, found, files, found.__getitem__)


@cache
def elements(page: Path) -> tuple[Element, ...]:
    """The elements of a page of a built site in their order. It is read once: nobody changes a built site."""
    return tuple(walk(parse(page.read_text("utf-8"))))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, tuple[tuple[str, str], ...], list[Content], int]] = [("", (), [], 0)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((key, value or "") for key, value in attrs)
        if tag in VOID:
            self.stack[-1][2].append(Element(tag, attributes, (), self.getpos()[0]))
        else:
            self.stack.append((tag, attributes, [], self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or all(open_tag != tag for open_tag, *_ in self.stack[1:]):
            return
        while True:
            name, attributes, children, line = self.stack.pop()
            self.stack[-1][2].append(Element(name, attributes, tuple(children), line))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)


def parse(source: str) -> Fragment:
    """Read HTML (whole pages or pieces) into nodes; elements left open are closed at the end."""
    if "<" not in source and "&" not in source:
        return (source,) if source else ()
    reader = _Reader()
    reader.feed(source)
    reader.close()
    while len(reader.stack) > 1:
        reader.handle_endtag(reader.stack[-1][0])
    return tuple(reader.stack[0][2])
