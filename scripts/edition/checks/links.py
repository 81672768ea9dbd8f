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

Pages = Mapping[str, str]
"""What was told of each page while it was written: its ids (``id``), links (``href``) and requests (``src``), a line
for each: the name of the attribute, a space, the value."""

Quoted = tuple[str, Finding]
"""An attribute's value that is wrong, as the page has it, and the finding on it, with the page as its location."""


def check_site(
    told: Pages, pages: Iterable[str], files: Collection[str], content: Callable[[str], str]
) -> tuple[Finding, ...]:
    """All findings on pages, sorted: ``l-dead-link``, ``l-dead-fragment``, ``l-id-twice``, ``l-foreign``.

    ``told`` is of all pages, ``files`` are the addresses of all files of the site; ``content`` is asked for a page in
    which something is wrong. The places of findings are files of the site.
    """
    site = _Site(told, files)
    findings = (quoted for name in pages for quoted in site.findings(name))
    return tuple(sorted({_with_line(value, finding, content) for value, finding in findings}))


def _with_line(value: str, finding: Finding, content: Callable[[str], str]) -> Finding:
    """A finding with the line of the page on which the value stands."""
    name = finding.location.file
    page, wanted = content(name), f'"{escape(value)}"'
    at = page.find(wanted)
    at = page.find(wanted, at + 1) if finding.code == "l-id-twice" else at
    return replace(finding, location=SourceLocation(name, page.count("\n", 0, max(at, 0)) + 1))


def ids(told: str) -> set[str]:
    """The ids of a page."""
    return {line[3:] for line in told.split("\n") if line.startswith("id ")}


class _Site:
    def __init__(self, told: Pages, files: Collection[str]) -> None:
        self.told, self.files = told, files
        self.ids: dict[str, set[str]] = {}
        self.sound: set[str] = set()
        """What leads somewhere from wherever it stands."""

    def findings(self, name: str) -> Iterator[Quoted]:
        """All findings on a page."""
        page = SourceLocation(name)
        told, own = self.told[name].split("\n"), self.ids_of(name)
        if f"\n{self.told[name]}".count("\nid ") > len(own):
            for line in (line for line, times in Counter(told).items() if times > 1 and line.startswith("id ")):
                message = f"the id “{line[3:]}” stands twice in the page."
                yield line[3:], Finding(page, "l-id-twice", message, "Give one of them another id.")
        for line in set(told) - self.sound:
            key, _, value = line.partition(" ")
            if key == "id" or (value[:1] == "#" and value[1:] in own):
                continue
            if key == "src" and value.startswith(("http:", "https:", "//")):
                message = f"the page asks another host for “{value}”."
                yield value, Finding(page, "l-foreign", message, "Keep a copy in the site.")
            dead = tuple(self.dead(page, value))
            if value.startswith(SITE) and not dead:
                self.sound.add(line)
            yield from dead

    def dead(self, page: SourceLocation, address: str) -> Iterator[Quoted]:
        """The finding on a link of a page that leads nowhere."""
        name = page.file
        target: str | None
        target, _, fragment = address.removeprefix(SITE).partition("#")
        if not target:
            target = name
        elif not address.startswith(SITE) or target not in self.files:
            target, fragment = _target(dirname(name), address)
            target = target if target is None or target in self.files else normpath(f"{target}/index.html")
        if target is not None and target not in self.files:
            shown = relative(address, name)
            message = f"the link “{shown}” leads to no file of the site."
            yield shown, Finding(page, "l-dead-link", message, "Correct it, or add what it leads to.")
        elif target and target in self.told and fragment and not {fragment, unquote(fragment)} & self.ids_of(target):
            shown = relative(address, name)
            message = f"the link “{shown}” leads to nothing: {target} has no such id."
            yield shown, Finding(page, "l-dead-fragment", message, "Correct what stands after #.")

    def ids_of(self, page: str) -> set[str]:
        if page not in self.ids:
            self.ids[page] = ids(self.told[page])
        return self.ids[page]


@lru_cache(maxsize=65_536)
def _target(folder: str, address: str) -> tuple[str | None, str]:
    """The file that an address leads to, seen from a folder, and the id in it; None for one out of the site."""
    parts = urlsplit(address.removeprefix(SITE))
    if parts.scheme or parts.netloc:
        return None, ""
    path = unquote(parts.path)
    inside = path.lstrip("/") if address.startswith(SITE) or path.startswith("/") else join(folder, path)
    return normpath(inside), parts.fragment
