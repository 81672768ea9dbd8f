"""Findings on a finished site: every link lands, no id stands twice, nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from edition.addresses import SITE, relative
from edition.model import Place, Problem

Pages = Mapping[str, Collection[tuple[str, str]]]
"""What was told of each page while it was written: its ids (``id``), links (``href``) and requests (``src``)."""

Fault = tuple[str, str, str, str]
"""What was told, as the page has it; code, message and hint."""


def check_site(pages: Pages, files: Collection[str], content: Callable[[str], str]) -> tuple[Problem, ...]:
    """All findings on pages, sorted: ``l-dead-link``, ``l-dead-fragment``, ``l-id-twice``, ``l-foreign``.

    ``files`` are the addresses of all files of the site; ``content`` is asked for a page in which something is wrong.
    Their places are files of the site.
    """
    site = _Site(pages, files)
    found = ((name, fault) for name in pages for fault in site.faults(name))
    return tuple(sorted({_problem(name, fault, content) for name, fault in found}))


def _problem(name: str, fault: Fault, content: Callable[[str], str]) -> Problem:
    """A finding at the line on which the words stand that were told."""
    told, code, message, hint = fault
    page, wanted = content(name), f'"{escape(told)}"'
    at = page.find(wanted)
    at = page.find(wanted, at + 1) if code == "l-id-twice" else at
    return Problem(Place(name, page.count("\n", 0, max(at, 0)) + 1), code, message, hint)


class _Site:
    def __init__(self, pages: Pages, files: Collection[str]) -> None:
        self.pages, self.files = pages, files
        self.ids: dict[str, frozenset[str]] = {}
        self.sound: set[str] = set()
        """Addresses from the root that were followed and lead somewhere."""

    def faults(self, name: str) -> Iterator[Fault]:
        """What was told, code, message and hint of every fault of a page."""
        seen: set[str] = set()
        for key, value in self.pages[name]:
            if key == "id":
                if value in seen:
                    yield value, "l-id-twice", f"the id “{value}” stands twice in the page.", ""
                seen.add(value)
            elif value not in self.sound:
                if key == "src" and value.startswith(("http:", "https:", "//")):
                    message, hint = f"the page asks another host for “{value}”.", "Keep a copy in the site."
                    yield value, "l-foreign", message, hint
                yield from self.followed(name, value)

    def followed(self, name: str, address: str) -> Iterator[Fault]:
        target, fragment = _target(dirname(name), address)
        shown = relative(address, name)
        target = target if target is None or target in self.files else normpath(f"{target}/index.html")
        target = name if address.startswith("#") else target
        if target is not None and target not in self.files:
            yield shown, "l-dead-link", f"the link “{shown}” leads to no file of the site.", ""
        elif target and target in self.pages and fragment and not {fragment, unquote(fragment)} & self.ids_of(target):
            yield shown, "l-dead-fragment", f"the link “{shown}” leads to nothing: {target} has no such id.", ""
        elif address.startswith(SITE):
            self.sound.add(address)

    def ids_of(self, page: str) -> frozenset[str]:
        if page not in self.ids:
            self.ids[page] = frozenset(value for key, value in self.pages[page] if key == "id")
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
