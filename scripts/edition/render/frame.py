"""The frame round every page: header, contents, foot, and the files of the theme. Its words are in ``frame.html``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from posixpath import dirname, relpath

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from edition.addresses import SITE, relative, way
from edition.markup import E, Fragment, Told, html, text, walk
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
    told: Told = []
    contents, led_to = _contents(edition, page)
    settle = partial(relative, uri=page.uri)
    words = _template().render(
        language=data.language,
        title=data.title if page.kind == "title" else f"{page.title} · {data.title}",
        description=" ".join(page.description.split()),
        root=_root(page.uri),
        head=Markup(html(page.head, settle, told)),
        kind=page.kind,
        site_title=data.title,
        downloads=_downloads(edition),
        contents=Markup(contents),
        body=Markup(html(page.body, settle, told)),
        foot=_foot(edition),
    )
    return Output(page.uri, words.encode(), (*_FRAME, *led_to, *told))


_ASSETS = ("favicon.svg", "edition.css", "edition.js")
_FRAME = (
    ("id", "main-matter"),
    ("href", "#main-matter"),
    ("href", f"{SITE}index.html"),
    *(("src", f"{SITE}assets/{name}") for name in _ASSETS),
)
"""Ids and addresses that the template gives every page; tests compare what is told with what is there."""


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(THEME), autoescape=True).get_template("frame.html")


def _root(uri: str) -> str:
    up = relpath(".", dirname(uri) or ".")
    return "" if up == "." else f"{up}/"


@lru_cache(maxsize=4)
def _foot(edition: Edition) -> str:
    data = edition.metadata
    rights = [f"Text {data.text_rights}"] if data.text_rights else []
    rights += [f"Editorial matter {data.editorial_licence}"] if data.editorial_licence else []
    return " · ".join([*rights, f"Version {data.version}, {date_in_words(data.date)}"])


def _contents(edition: Edition, page: Page) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The contents of the edition, and what they lead to; under the page that is open, its own headings."""
    folder = page.uri.rpartition("/")[0]
    if page.uri not in _listed(edition):
        return _contents_elsewhere(edition, folder)
    return _written_contents(edition, folder, page.uri, _headings(page) if page.kind != "title" else ())


@lru_cache(maxsize=64)
def _contents_elsewhere(edition: Edition, folder: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The contents on all pages of a folder that do not stand in them."""
    return _written_contents(edition, folder, "", ())


def _written_contents(
    edition: Edition, folder: str, here: str, headings: Fragment
) -> tuple[str, tuple[tuple[str, str], ...]]:
    told: Told = []
    parts = ['<nav aria-label="Contents"><ul>']
    division, place = _listed(edition).get(here, (0, 0))
    for number, branch in enumerate(_branches(edition)):
        shown = (branch,) if branch.uri else _window(branch.branches, place if number == division else 0)
        rows = []
        for each in shown:
            told.append(("href", SITE + each.uri))
            inner = html(headings, None, told) if each.uri == here else ""
            rows.append(f"<li>{_link(each.title, each.uri, folder, each.uri == here)}{inner}</li>")
        parts += rows if branch.uri else [f"<li>{_division(branch.title)}<ul>", *rows, "</ul></li>"]
    parts.append("</ul></nav>")
    return "".join(parts), tuple(told)


@lru_cache(maxsize=4)
def _downloads(edition: Edition) -> str:
    """The page of what can be taken away, if there is one; the header leads to it."""
    about = (branch for division in _branches(edition) for branch in division.branches)
    return next((branch.uri for branch in about if branch.uri == "about/downloads.html"), "")


@lru_cache(maxsize=4)
def _branches(edition: Edition) -> tuple[Branch, ...]:
    return navigation(edition)


@lru_cache(maxsize=4)
def _listed(edition: Edition) -> Mapping[str, tuple[int, int]]:
    """The pages that stand in the contents, each with the number of its division and its place there."""
    divisions = enumerate(branch.branches or (branch,) for branch in _branches(edition))
    return {branch.uri: (number, place) for number, them in divisions for place, branch in enumerate(them)}


def _window(branches: tuple[Branch, ...], here: int) -> tuple[Branch, ...]:
    if len(branches) <= 2 * WINDOW + 1:
        return branches
    start = max(0, min(here - WINDOW, len(branches) - 2 * WINDOW - 1))
    return branches[start : start + 2 * WINDOW + 1]


@lru_cache(maxsize=65_536)
def _link(title: str, uri: str, folder: str, current: bool) -> str:
    return html(E("a", title, href=way(uri, folder), aria_current="page" if current else None))


@cache
def _division(title: str) -> str:
    return html(E("span", title, class_="division"))


def _headings(page: Page) -> Fragment:
    found = page.contents or tuple(
        (node.get("id"), text(node)) for node in walk(page.body) if node.tag == "h2" and node.get("id")
    )
    rows = tuple(E("li", E("a", words, href=f"#{key}")) for key, words in found[:HEADINGS])
    return (E("ul", rows, class_="headings"),) if rows else ()
