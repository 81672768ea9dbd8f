"""The two built editions as a reader meets them: their pages, and windows of several kinds to open them in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

MIDDLE = {"width": 900, "height": 768}
"""Wide enough for no sheet, too narrow for notes in the margin."""


@pytest.fixture(scope="session", params=["site", "tiny_site"])
def folder(request) -> Path:
    """A built site: that of the project's own edition, then the tiny one's."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def sections(folder: Path) -> list[str]:
    """The addresses of all pages that call notes, relative to the site."""
    pages = [page for page in sorted(folder.rglob("*.html")) if 'role="doc-noteref"' in page.read_text("utf-8")]
    assert pages, "no page calls a note"
    return [page.relative_to(folder).as_posix() for page in pages]


@pytest.fixture(scope="session")
def kinds(folder: Path, sections: list[str]) -> list[str]:
    """Every section and every list; of what else a folder holds its index and, of each kind, the page with the most.

    The kind is the class of the body. A resolver has none: it leads on at once, and is not read.
    """
    chosen = dict.fromkeys(sections)
    largest: dict[tuple[Path, str], tuple[int, str]] = {}
    for page in sorted(folder.rglob("*.html")):
        kind = re.search(r'<body class="([^"]+)"', page.read_text("utf-8"))
        if not kind or page.name == "404.html":  # its addresses begin at the root of a host
            continue
        address = page.relative_to(folder).as_posix()
        if kind[1] == "list" or page.name == "index.html":
            chosen[address] = None
        of_kind = (page.parent, kind[1])
        largest[of_kind] = max(largest.get(of_kind, (0, "")), (page.stat().st_size, address))
    return list(chosen | dict.fromkeys(address for _, address in largest.values()))


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """``window(**options)``: an empty page in a context of its own; a fault of any script fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(**options) -> Page:
        context = browser.new_context(**({"viewport": MIDDLE} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def base(folder: Path, server: Callable[[Path], str]) -> str:
    """The address at which the site is served, with a slash at its end."""
    return server(folder) + "/"


@pytest.fixture
def quoting_section(folder: Path, sections: list[str]) -> str:
    """A section one of whose notes names somebody of whom the page has a card."""
    for address in sections:
        text = (folder / address).read_text("utf-8")
        notes = text.partition('role="doc-endnotes"')[2]
        if 'class="naming' in notes and "<template" in text:
            return address
    pytest.fail("no note names anybody")


@pytest.fixture
def calling_section(folder: Path, sections: list[str]) -> str:
    """A section of which a paragraph of prose calls a note of the author's."""
    called = re.compile(r'<p id="p\d+[a-z]*" class="numbered">(?:(?!</p>).)*class="note-reference authorial', re.DOTALL)
    return next(address for address in sections if called.search((folder / address).read_text("utf-8")))


@pytest.fixture
def naming_section(folder: Path, sections: list[str]) -> str:
    """A section of which a numbered paragraph names somebody."""
    named = re.compile(r'<p id="p\d+[a-z]*" class="numbered">(?:(?!</p>).)*<a class="naming"', re.DOTALL)
    return next(address for address in sections if named.search((folder / address).read_text("utf-8")))
