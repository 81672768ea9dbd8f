"""Findings on a finished site: every link leads somewhere, no id occurs twice, nothing is loaded from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from edition.checks.written_links import WrittenLinks
from edition.index.addresses import SITE, relative
from edition.model.findings import Finding, SourceLocation
from edition.model.output import Anchors
from edition.sources.yaml_records import suggestion

Valued = tuple[str, Finding]
"""The value of an attribute (an address, an id) in which something is wrong, and the finding on it."""


def check_site(
    pages: Mapping[str, Anchors],
    new: Iterable[str],
    files: Collection[str],
    content: Callable[[str], str],
    written: WrittenLinks | None = None,
) -> tuple[Finding, ...]:
    """All findings on new pages, sorted: ``l-dead-link``, ``l-dead-fragment``, ``l-id-twice``, ``l-foreign``.

    ``pages`` has the anchors of all pages, ``files`` are the addresses of all files of the site. A finding stands at
    the line of the source if ``written`` has it, else at a line of the page, for whose ``content`` is asked. What is
    reported of a source is not reported again of pages that repeat its words.
    """
    site = _Site(pages, files, content, written)
    findings = [valued for uri in new for valued in site.findings(uri)]
    in_sources = {(finding.code, value) for value, finding in findings if finding.location.file not in pages}
    repeated = (finding for value, finding in findings if (finding.code, value) not in in_sources)
    return tuple(sorted({finding for _, finding in findings if finding.location.file not in pages}.union(repeated)))


class _Site:
    """The pages and files of a site, and what is wrong with the links, the loads and the ids of a page."""

    def __init__(
        self,
        pages: Mapping[str, Anchors],
        files: Collection[str],
        content: Callable[[str], str],
        written: WrittenLinks | None,
    ) -> None:
        self.pages, self.files, self.content, self.written = pages, files, content, written
        self.ids: dict[str, frozenset[str]] = {}
        self.sound: set[str] = set()
        """Addresses from the root of the site that lead somewhere."""

    def findings(self, uri: str) -> Iterator[Valued]:
        """All findings on a page."""
        anchors, ids = self.pages[uri], self.ids_of(uri)
        if len(anchors.ids) > len(ids):
            for value in (value for value, times in Counter(anchors.ids).items() if times > 1):
                location, shown = self.place(uri, value, value, again=True)
                message = f"the id “{shown}” stands twice in the page."
                yield value, Finding(location, "l-id-twice", message, "Give one of them another id.")
        for address in set(anchors.loads):
            if address.startswith(("http:", "https:", "//")):
                location, shown = self.place(uri, address, address)
                message = f"the page asks another host for “{shown}”."
                yield address, Finding(location, "l-foreign", message, "Keep a copy in the site.")
        for address in {*anchors.links, *anchors.loads} - self.sound:
            if address[:1] == "#" and address[1:] in ids:
                continue
            dead = tuple(self.dead(uri, address))
            if address.startswith(SITE) and not dead:
                self.sound.add(address)
            yield from dead

    def dead(self, uri: str, address: str) -> Iterator[Valued]:
        """The finding on a link of a page that leads nowhere."""
        target: str | None
        target, _, fragment = address.removeprefix(SITE).partition("#")
        if not target:
            target = uri
        elif not address.startswith(SITE) or target not in self.files:
            target, fragment = _target(dirname(uri), address)
            target = target if target is None or target in self.files else normpath(f"{target}/index.html")
        if target is not None and target not in self.files:
            location, shown = self.place(uri, address, relative(address, uri))
            message, hint = f"the link “{shown}” leads to no file of the site.", "Correct it, or add what it leads to."
            hint = self.written.suggestion(location.file, shown, hint) if self.written else hint
            yield address, Finding(location, "l-dead-link", message, hint)
        elif target and target in self.pages and fragment and not {fragment, unquote(fragment)} & self.ids_of(target):
            location, shown = self.place(uri, address, relative(address, uri))
            message = f"the link “{shown}” leads to nothing: {target} has no such id."
            hint = suggestion(unquote(fragment), self.ids_of(target), "Correct what stands after #.")
            yield address, Finding(location, "l-dead-fragment", message, hint)

    def place(self, uri: str, value: str, shown: str, again: bool = False) -> tuple[SourceLocation, str]:
        """Where a value of a page stands, and how: in the source if it was written there, else in the page.

        ``again``: where it stands the second time.
        """
        if self.written and (place := self.written.find(uri, value, again)):
            return place
        page, quoted = self.content(uri), f'"{escape(shown)}"'
        at = page.find(quoted)
        at = page.find(quoted, at + 1) if again else at
        return SourceLocation(uri, page.count("\n", 0, max(at, 0)) + 1), shown

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
    if (parts.scheme or parts.netloc) and not address.startswith(SITE):
        return None, ""
    path = unquote(parts.path)
    inside = path.lstrip("/") if address.startswith(SITE) or path.startswith("/") else join(folder, path)
    return normpath(inside), parts.fragment
