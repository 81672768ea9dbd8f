"""The frame round every page: header, contents, foot; and the files of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from edition.citations.wording import date_in_words
from edition.index.addresses import SITE, relative_to
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.output import Anchors, Output, Page
from edition.model.serialize import AnchorLists, Prerendered, prerendered, to_html
from edition.model.tree import E, Element, Fragment, find_all, text
from edition.site.navigation import Branch, navigation
from edition.site.scripts import translated

THEME = Path(__file__).parents[1] / "theme"
MADE = ("cite.js",)
"""What a renderer puts the edition’s own words into."""

WINDOW = 6
"""Sections shown before and after the open one, once there are more than fit: no page carries all the others."""
HEADINGS = 24


def assets(edition: Edition) -> Iterator[Output]:
    """The files of the theme that pages ask for, the scripts with their words in the language of the interface."""
    for path in sorted((THEME / "assets").iterdir()):
        content = path.read_bytes()
        if path.suffix == ".js":
            content = translated(content.decode(), edition.messages).encode()
        if path.name not in MADE:
            yield Output(f"assets/{path.name}", content)


def framed(page: Page, edition: Edition, described: Fragment) -> tuple[bytes, Anchors]:
    """A page as a whole document, with all links as seen from it; and its anchors.

    The frame takes the place of Material's base.html whole: Material's style sheets, script and search worker (70 kB)
    would be loaded only to be undone.
    """
    data = edition.metadata
    description = " ".join(page.description.split())
    head = E(
        "head",
        _top(page.uri.rpartition("/")[0]),
        E("title", data.title if page.kind == "title" else f"{page.title} · {data.title}"),
        E("meta", name="description", content=description) if description else None,
        "\n",
        described,
    )
    main = E("main", "\n", page.body, "\n", id="main-matter", tabindex="-1")
    foot = E("footer", E("p", _foot(edition)), class_="site-footer")
    body = E("body", "\n", _header(edition, page), "\n", main, "\n", foot, "\n", class_=page.kind)
    lists = AnchorLists()
    words = to_html(E("html", head, "\n", body, lang=data.language), relative_to(page.uri), lists)
    return f"<!doctype html>\n{words}\n".encode(), lists.anchors()


CHOSEN = (
    "try { Object.assign(document.documentElement.dataset, "
    'JSON.parse(localStorage.getItem("edition-reading"))) } catch {}'
)
"""What the reader chose must hold before anything is painted; all else waits in edition.js."""


@cache
def _top(folder: str) -> Prerendered:
    """What every page of a folder has in its head."""
    rows = (
        E("meta", charset="utf-8"),
        E("meta", name="viewport", content="width=device-width, initial-scale=1"),
        E("meta", name="color-scheme", content="light dark"),
        E("link", rel="icon", href=f"{SITE}assets/favicon.svg", type="image/svg+xml"),
        E("link", rel="stylesheet", href=f"{SITE}assets/edition.css"),
        E("script", CHOSEN),
        E("script", src=f"{SITE}assets/edition.js", defer=""),
    )
    return _written(("\n", *rows), folder)


def _written(content: Fragment, folder: str) -> Prerendered:
    (node,) = prerendered(content, relative_to(f"{folder}/" if folder else ""))
    return node


def _header(edition: Edition, page: Page) -> Fragment:
    """The title of the edition, its contents (under the page that is open, its own headings), the way to the books."""
    folder = page.uri.rpartition("/")[0]
    if page.uri not in _listed(edition):
        return (_header_elsewhere(edition, folder),)
    return _header_of(edition, page.uri, _headings(page) if page.kind != "title" else None)


@derived
def _header_elsewhere(edition: Edition, folder: str) -> Prerendered:
    """The header of all pages of a folder that do not stand in the contents."""
    return _written(_header_of(edition, "", None), folder)


def _header_of(edition: Edition, here: str, headings: Element | None) -> Fragment:
    menu = E(
        "details", E("summary", "Contents"), E("div", _contents(edition, here, headings), class_="panel"), class_="menu"
    )
    uri = _downloads(edition)
    away = E("a", "Download", class_="download", href=SITE + uri) if uri else None
    title = E("a", edition.metadata.title, class_="site-title", href=f"{SITE}index.html")
    skip = E("a", "Skip to the text", class_="skip", href="#main-matter")
    return skip, E("header", title, E("div", menu, away, class_="tools"), class_="site-header")


@derived
def _foot(edition: Edition) -> str:
    data = edition.metadata
    rights = [f"Text {data.text_rights}"] if data.text_rights else []
    rights += [f"Editorial matter {data.editorial_licence}"] if data.editorial_licence else []
    return " · ".join([*rights, f"Version {data.version}, {date_in_words(data.date)}"])


def _contents(edition: Edition, here: str, headings: Element | None) -> Element:
    division, place = _listed(edition).get(here, (0, 0))
    rows: list[Element] = []
    for number, branch in enumerate(_branches(edition)):
        pages = (branch,) if branch.uri else _window(branch, place if number == division else -1)
        listed = tuple(_row(page, headings if page.uri == here else None, page.uri == here) for page in pages)
        rows += listed if branch.uri else [E("li", E("span", branch.title, class_="division"), E("ul", listed))]
    return E("nav", E("ul", *rows), aria_label="Contents")


def _row(branch: Branch, headings: Element | None, current: bool) -> Element:
    link = E("a", branch.title, href=SITE + branch.uri, aria_current="page" if current else None)
    return E("li", link, headings)


@derived
def _downloads(edition: Edition) -> str:
    """The page of what can be taken away, if there is one; the header leads to it."""
    about = (branch for division in _branches(edition) for branch in division.branches)
    return next((branch.uri for branch in about if branch.uri == "about/downloads.html"), "")


@derived
def _branches(edition: Edition) -> tuple[Branch, ...]:
    return navigation(edition)


@derived
def _listed(edition: Edition) -> Mapping[str, tuple[int, int]]:
    """The pages that stand in the contents, each with the number of its division and its place there."""
    divisions = enumerate(branch.branches or (branch,) for branch in _branches(edition))
    return {branch.uri: (number, place) for number, pages in divisions for place, branch in enumerate(pages)}


def _window(branch: Branch, here: int) -> tuple[Branch, ...]:
    """What is shown of a branch; of many those round the open one, and the way to all of them."""
    many = branch.branches
    if not branch.whole or len(many) <= 2 * WINDOW + 1:
        return many
    start = max(0, min(here - WINDOW, len(many) - 2 * WINDOW - 1))
    near = many[start : start + 2 * WINDOW + 1] if here >= 0 else ()
    return (*near, Branch(f"All {len(many)}", branch.whole))


def _headings(page: Page) -> Element | None:
    heads = (node for node in find_all(page.body, Element) if node.tag == "h2" and node.get("id"))
    headings = page.toc or tuple((node.get("id"), text(node)) for node in heads)
    rows = tuple(E("li", E("a", words, href=f"#{key}")) for key, words in headings[:HEADINGS])
    return E("ul", rows, class_="headings") if rows else None
