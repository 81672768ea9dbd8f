"""Findings on a finished site: every link lands, no id stands twice, nothing is fetched from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from edition.index.addresses import SITE, relative
from edition.model.findings import Finding, SourceLocation
from edition.model.output import Anchors

Quoted = tuple[str, Finding]
"""An attribute's value that is wrong, as the page has it, and the finding on it, with the page as its location."""


def check_site(
    pages: Mapping[str, Anchors], new: Iterable[str], files: Collection[str], content: Callable[[str], str]
) -> tuple[Finding, ...]:
    """All findings on new pages, sorted: ``l-dead-link``, ``l-dead-fragment``, ``l-id-twice``, ``l-foreign``.

    ``pages`` has the anchors of all pages, ``files`` are the addresses of all files of the site; ``content`` is asked
    for a page in which something is wrong. The locations of findings are lines of files of the site.
    """
    site = _Site(pages, files)
    findings = (quoted for uri in new for quoted in site.findings(uri))
    return tuple(sorted({_with_line(value, finding, content) for value, finding in findings}))


def _with_line(value: str, finding: Finding, content: Callable[[str], str]) -> Finding:
    """A finding with the line of the page on which the value stands."""
    name = finding.location.file
    page, wanted = content(name), f'"{escape(value)}"'
    at = page.find(wanted)
    at = page.find(wanted, at + 1) if finding.code == "l-id-twice" else at
    return replace(finding, location=SourceLocation(name, page.count("\n", 0, max(at, 0)) + 1))


class _Site:
    def __init__(self, pages: Mapping[str, Anchors], files: Collection[str]) -> None:
        self.pages, self.files = pages, files
        self.ids: dict[str, frozenset[str]] = {}
        self.sound: set[str] = set()
        """Addresses from the root of the site that lead somewhere."""

    def findings(self, uri: str) -> Iterator[Quoted]:
        """All findings on a page."""
        anchors, own, page = self.pages[uri], self.ids_of(uri), SourceLocation(uri)
        if len(anchors.ids) > len(own):
            for value in (value for value, times in Counter(anchors.ids).items() if times > 1):
                message = f"the id “{value}” stands twice in the page."
                yield value, Finding(page, "l-id-twice", message, "Give one of them another id.")
        for address in set(anchors.loads):
            if address.startswith(("http:", "https:", "//")):
                message = f"the page asks another host for “{address}”."
                yield address, Finding(page, "l-foreign", message, "Keep a copy in the site.")
        for address in {*anchors.links, *anchors.loads} - self.sound:
            if address[:1] == "#" and address[1:] in own:
                continue
            dead = tuple(self.dead(page, address))
            if address.startswith(SITE) and not dead:
                self.sound.add(address)
            yield from dead

    def dead(self, page: SourceLocation, address: str) -> Iterator[Quoted]:
        """The finding on a link of a page that leads nowhere."""
        uri = page.file
        target: str | None
        target, _, fragment = address.removeprefix(SITE).partition("#")
        if not target:
            target = uri
        elif not address.startswith(SITE) or target not in self.files:
            target, fragment = _target(dirname(uri), address)
            target = target if target is None or target in self.files else normpath(f"{target}/index.html")
        if target is not None and target not in self.files:
            shown = relative(address, uri)
            message = f"the link “{shown}” leads to no file of the site."
            yield shown, Finding(page, "l-dead-link", message, "Correct it, or add what it leads to.")
        elif target and target in self.pages and fragment and not {fragment, unquote(fragment)} & self.ids_of(target):
            shown = relative(address, uri)
            message = f"the link “{shown}” leads to nothing: {target} has no such id."
            yield shown, Finding(page, "l-dead-fragment", message, "Correct what stands after #.")

    def ids_of(self, uri: str) -> frozenset[str]:
        if uri not in self.ids:
            self.ids[uri] = frozenset(self.pages[uri].ids)
        return self.ids[uri]


@lru_cache(maxsize=65_536)
def _target(folder: str, address: str) -> tuple[str | None, str]:
    """The file that an address leads to, seen from a folder, and the id in it; None for one out of the site."""
    try:
        parts = urlsplit(address.removeprefix(SITE))
    except ValueError:
        return None, ""
    if parts.scheme or parts.netloc:
        return None, ""
    path = unquote(parts.path)
    inside = path.lstrip("/") if address.startswith(SITE) or path.startswith("/") else join(folder, path)
    return normpath(inside), parts.fragment
