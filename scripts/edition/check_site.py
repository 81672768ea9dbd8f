"""Findings on a finished site: every link lands, no id stands twice, nothing is fetched from elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from edition.model import Place, Problem

FETCHED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data"}
FETCHING = frozenset("stylesheet icon preload prefetch preconnect dns-prefetch modulepreload manifest".split())
THEME = "__"
"""Ids beginning so are the theme's own: made or used by its script."""

# Reading every page with html.parser took as long as making it. What a tag is, these say as HTML does: comments,
# and what stands in scripts and styles, hold none; a > in a quoted value ends none.
_TAG = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b(?P<given>[^>]*)>.*?</(?P=raw)\s*>"
    r"|<(?P<tag>[a-z][a-z\d-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TELLING = re.compile(r"\b(?:id|href|src|data)\s*=", re.IGNORECASE)


def check_site(folder: Path) -> tuple[Problem, ...]:
    """All findings on the HTML files below a folder, sorted: ``l-dead-link``, ``l-dead-fragment``, ``l-id-twice``,
    ``l-foreign``. Their places are files of the site."""
    start = len(str(folder)) + 1
    files = {f"{place}/{name}"[start:].replace(os.sep, "/") for place, _, names in os.walk(folder) for name in names}
    pages = {name: _Page(folder / name) for name in sorted(files) if name.endswith(".html")}
    site = _Site(files, pages)
    return tuple(sorted(problem for name in pages for problem in site.findings(name)))


class _Page:
    """The ids, links and requests of one page, each with its offset."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.ids: set[str] = set()
        self.twice: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.requests: list[tuple[str, int]] = []
        for match in _TAG.finditer(file.read_text("utf-8")):
            raw, given, tag, attributes = match.groups()
            if attributes or given:
                self._note(_told(tag or raw, attributes or given), match.start())

    def _note(self, told: tuple[str, str, str], at: int) -> None:
        identifier, request, link = told
        if identifier in self.ids:
            self.twice.append((identifier, at))
        elif identifier:
            self.ids.add(identifier)
        if request:
            self.requests.append((request, at))
        if link:
            self.links.append((link, at))

    def line(self, at: int) -> int:
        return self.file.read_text("utf-8").count("\n", 0, at) + 1


@lru_cache(maxsize=65_536)
def _told(tag: str, attributes: str) -> tuple[str, str, str]:
    """The id, the request and the link of a tag. Most tags of a site stand on many of its pages."""
    if not _TELLING.search(attributes):
        return "", "", ""
    given = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
    identifier, link = given.get("id", ""), given.get("href", "")
    fetched = FETCHED.get(tag.lower())
    if fetched in given:
        return identifier, given[str(fetched)], ""
    fetches = tag.lower() == "link" and FETCHING & set(given.get("rel", "").split())
    return (identifier, link, "") if fetches else (identifier, "", link)


class _Site:
    def __init__(self, files: set[str], pages: dict[str, _Page]) -> None:
        self.files, self.pages = files, pages
        self.targets: dict[tuple[str, str], str] = {}

    def findings(self, name: str) -> Iterator[Problem]:
        page = self.pages[name]
        for identifier, at in page.twice:
            place = Place(name, page.line(at))
            yield Problem(place, "l-id-twice", f"the id “{identifier}” stands twice in the page.")
        for address, at in page.requests:
            if address.startswith(("http:", "https:", "//")):
                message = f"the page asks another host for “{address}”."
                yield Problem(Place(name, page.line(at)), "l-foreign", message, "Keep a copy in the site.")
        for address, at in (*page.links, *page.requests):
            path, hash_mark, fragment = address.partition("#")
            target = self.target(dirname(name), path) if path else name
            if target and target not in self.files:
                message = f"the link “{address}” leads to no file of the site."
                yield Problem(Place(name, page.line(at)), "l-dead-link", message)
            elif hash_mark and not self.has(target, fragment):
                message = f"the link “{address}” leads to nothing: {target} has no such id."
                yield Problem(Place(name, page.line(at)), "l-dead-fragment", message)

    def target(self, folder: str, path: str) -> str:
        """The file that a link leads to; nothing for a link out of the site."""
        if (folder, path) not in self.targets:
            parts = urlsplit(path)
            found = ""
            if not (parts.scheme or parts.netloc):
                inside = unquote(parts.path)
                found = normpath(inside.lstrip("/") if inside.startswith("/") else join(folder, inside))
                found = found if found in self.files else normpath(f"{found}/index.html")
            self.targets[folder, path] = found
        return self.targets[folder, path]

    def has(self, target: str, fragment: str) -> bool:
        page = self.pages.get(target)
        known = not page or not fragment or fragment in page.ids or fragment.startswith(THEME)
        return known or unquote(fragment) in (page.ids if page else ())
