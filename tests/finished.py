"""What a finished site says of itself, read from its files by another reader than the one that wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from edition.check_site import check_site
from edition.markup import Node, walk
from edition.model import Problem
from edition.written import parse

FETCHING = frozenset(("stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "manifest"))


def told(page: str) -> list[tuple[str, str]]:
    """The ids, links and requests of a page; an address that is fetched is a request, whatever its attribute."""
    return [each for node in walk(parse(page)) for each in _told(node)]


def _told(node: Node) -> Iterator[tuple[str, str]]:
    fetches = node.tag == "link" and FETCHING & set(node.get("rel").split())
    for key, value in node.attributes:
        if key in ("id", "src"):
            yield key, value
        elif key in ("href", "data"):
            yield "src" if fetches or (key == "data" and node.tag == "object") else "href", value


def pages(folder: Path) -> dict[str, str]:
    """The words of every page below a folder by its address."""
    paths = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def findings(folder: Path) -> tuple[Problem, ...]:
    """The findings on a site as it lies in a folder."""
    found = pages(folder)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    lines = {uri: "\n".join(f"{key} {value}" for key, value in told(page)) for uri, page in found.items()}
    return check_site(lines, found, files, found.__getitem__)
