"""The frame round every page: header, contents, foot, and the files of the theme. Its words are in ``frame.html``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from posixpath import dirname, relpath

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from edition.addresses import settled
from edition.markup import E, Fragment, Node, html, text, walk
from edition.model import Edition, Output, Page
from edition.navigation import Branch, navigation
from edition.wording import date_in_words

THEME = Path(__file__).parent.parent / "theme"
WINDOW = 6
"""Sections shown before and after the open one, once there are more than fit: no page carries all the others."""
HEADINGS = 24


def assets() -> Iterator[Output]:
    """The files of the theme that pages ask for."""
    for path in sorted((THEME / "assets").iterdir()):
        yield Output(f"assets/{path.name}", path.read_bytes())


def framed(page: Page, edition: Edition) -> Output:
    """A page as a whole document, with all links as seen from it."""
    data = edition.metadata
    body = settled(page)
    title = data.title if page.kind == "title" else f"{page.title} · {data.title}"
    words = _template().render(
        language=data.language,
        title=title,
        description=" ".join(page.description.split()),
        root=_root(page.uri),
        head=Markup(html(page.head)),
        kind=page.kind,
        site_title=data.title,
        contents=Markup(_contents(edition, page, body)),
        body=Markup(html(body)),
        foot=" · ".join(_foot(edition)),
    )
    return Output(page.uri, words.encode())


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(THEME), autoescape=True).get_template("frame.html")


def _root(uri: str) -> str:
    up = relpath(".", dirname(uri) or ".")
    return "" if up == "." else f"{up}/"


def _foot(edition: Edition) -> Iterator[str]:
    data = edition.metadata
    if data.text_rights:
        yield f"Text {data.text_rights}"
    if data.editorial_licence:
        yield f"Editorial matter {data.editorial_licence}"
    yield f"Version {data.version}, {date_in_words(data.date)}"


def _contents(edition: Edition, page: Page, body: Fragment) -> str:
    """The contents of the edition; under the page that is open, its own headings."""
    headings = _headings(body) if page.kind != "title" else ""
    parts = ['<nav aria-label="Contents"><ul>']
    for branch in _branches(edition):
        if branch.uri:
            parts.append(_entry(branch.title, branch.uri, page.uri, headings))
        else:
            parts.append(f"<li>{_division(branch.title)}<ul>")
            parts += [_entry(b.title, b.uri, page.uri, headings) for b in _window(branch.branches, page.uri)]
            parts.append("</ul></li>")
    parts.append("</ul></nav>")
    return "".join(parts)


@lru_cache(maxsize=4)
def _branches(edition: Edition) -> tuple[Branch, ...]:
    return navigation(edition)


def _window(branches: tuple[Branch, ...], uri: str) -> tuple[Branch, ...]:
    if len(branches) <= 2 * WINDOW + 1:
        return branches
    here = next((number for number, branch in enumerate(branches) if branch.uri == uri), 0)
    start = max(0, min(here - WINDOW, len(branches) - 2 * WINDOW - 1))
    return branches[start : start + 2 * WINDOW + 1]


@lru_cache(maxsize=65_536)
def _link(title: str, uri: str, folder: str, current: bool) -> str:
    href = relpath(uri, folder or ".")
    return html(E("a", title, href=href, aria_current="page" if current else None))


@cache
def _division(title: str) -> str:
    return html(E("span", title, class_="division"))


def _entry(title: str, uri: str, here: str, headings: str) -> str:
    current = uri == here
    return f"<li>{_link(title, uri, dirname(here), current)}{headings if current else ''}</li>"


def _headings(body: Fragment) -> str:
    found = [node for node in walk(body) if node.tag == "h2" and node.get("id")]
    rows: tuple[Node, ...] = tuple(E("li", E("a", text(node), href=f"#{node.get('id')}")) for node in found[:HEADINGS])
    return html(E("ul", rows, class_="headings")) if rows else ""
