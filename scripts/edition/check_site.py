"""Findings on a finished site: every link lands, no id stands twice, nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.model import Place, Problem

FETCHED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data"}
FETCHING = frozenset("stylesheet icon preload prefetch preconnect dns-prefetch modulepreload manifest".split())
INTERACTIVE = "__"
"""Ids beginning so are the theme's own: made or used by its script."""


class _Page(HTMLParser):
    """The ids, links and requests of one page, each with its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: dict[str, int] = {}
        self.twice: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.requests: list[tuple[str, int]] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        identifier = given.get("id", "")
        if identifier in self.ids:
            self.twice.append((identifier, line))
        elif identifier:
            self.ids[identifier] = line
        if tag == "link":
            fetches = FETCHING & set(given.get("rel", "").split())
            (self.requests if fetches else self.links).append((given.get("href", ""), line))
        elif tag in FETCHED:
            self.requests.append((given.get(FETCHED[tag], ""), line))
        elif "href" in given:
            self.links.append((given["href"], line))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


def check_site(folder: Path) -> tuple[Problem, ...]:
    """All findings on the HTML files below a folder, sorted; ``l-dead-link``, ``l-dead-fragment``, ``l-id-twice``,
    ``l-foreign``."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {}
    for name in sorted(files):
        if name.endswith(".html"):
            pages[name] = _Page()
            pages[name].feed((folder / name).read_text(encoding="utf-8"))
    return tuple(sorted(problem for name in pages for problem in _findings(name, pages, files)))


def _findings(name: str, pages: dict[str, _Page], files: set[str]) -> Iterator[Problem]:
    page = pages[name]
    for identifier, line in page.twice:
        yield Problem(Place(name, line), "l-id-twice", f"the id “{identifier}” stands twice in the page.")
    for address, line in page.requests:
        if _is_foreign(address):
            message = f"the page asks another host for “{address}”."
            yield Problem(Place(name, line), "l-foreign", message, "Keep a copy in the site.")
    for address, line in (*page.links, *page.requests):
        if not (_is_foreign(address) or urlsplit(address).scheme):
            yield from _dead(name, address, line, pages, files)


def _dead(name: str, address: str, line: int, pages: dict[str, _Page], files: set[str]) -> Iterator[Problem]:
    path, fragment = unquote(urlsplit(address).path), unquote(urlsplit(address).fragment)
    target = _target(name, path, files)
    if target not in files:
        yield Problem(Place(name, line), "l-dead-link", f"the link “{address}” leads to no file of the site.")
    elif fragment and target in pages and fragment not in pages[target].ids and not fragment.startswith(INTERACTIVE):
        message = f"the link “{address}” leads to nothing: {target} has no such id."
        yield Problem(Place(name, line), "l-dead-fragment", message)


def _target(name: str, path: str, files: set[str]) -> str:
    if not path:
        return name
    absolute = path.startswith("/")
    target = normpath(path.lstrip("/") if absolute else str(Path(name).parent / path)).replace("\\", "/")
    return f"{target}/index.html".removeprefix("./") if target not in files else target


def _is_foreign(address: str) -> bool:
    return address.startswith(("http:", "https:", "//"))
