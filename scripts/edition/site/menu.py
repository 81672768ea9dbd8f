"""The menu of a page: the table of contents as seen from it. Of long divisions it has a window, not all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from edition.index.addresses import SITE, section_uri, seen_from
from edition.index.navigation import Branch, flat, is_elsewhere, navigation, pages_by_path
from edition.index.tables import folders
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.messages import language_attributes
from edition.model.registers import WORKS
from edition.model.serialize import to_html

WINDOW = 6
"""Sections shown before and after the open one, once there are more than fit: no page carries all the others."""


class Row(NamedTuple):
    """A row of the menu: ``url`` as seen from the page (nothing for a heading), rows within it. ``language`` are
    attributes for a title in another language than the menu's, as they stand in HTML; ``number`` is that of a section,
    where it does not stand in the title."""

    title: str
    url: str
    current: bool = False
    rows: tuple[Row, ...] = ()
    language: str = ""
    number: str = ""


def menu(edition: Edition, uri: str) -> tuple[Row, ...]:
    """The contents of the site as seen from a page."""
    listed = uri in _listed(edition)
    return _menu_of(edition, uri if listed else "", uri.rpartition("/")[0])


@derived
def _menu_of(edition: Edition, here: str, folder: str) -> tuple[Row, ...]:
    """The menu of a page that is listed (``here``), or of all pages of a folder that are not."""
    division, place = _listed(edition).get(here, (0, 0))
    page = here or f"{folder}/x.html"
    seen = seen_from(edition, page)
    rows: list[Row] = []
    for number, branch in enumerate(navigation(edition)):
        everything = edition.messages.gettext("All %(count)s") % {"count": len(branch.branches)}
        pages = (branch,) if branch.uri else _window(branch, place if number == division else -1, everything)
        listed = tuple(_row(edition, page, here, seen) for page in pages)
        rows += listed if branch.uri else [Row(branch.title, "", rows=listed)]
    return tuple(rows)


def _row(edition: Edition, branch: Branch, here: str, seen: Callable[[str], str]) -> Row:
    url = branch.uri if is_elsewhere(branch.uri) else seen(SITE + branch.uri) if branch.uri else ""
    within = tuple(_row(edition, inner, here, seen) for inner in branch.branches)
    menu_language = edition.messages.language
    language = attributes(language_attributes(branch.language or menu_language, menu_language))
    return Row(branch.title, url, branch.uri == here and bool(here), within, language)


def attributes(values: Mapping[str, str]) -> str:
    """Attributes as they stand in HTML."""
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def rail(edition: Edition, open_section: Section) -> tuple[Row, ...]:
    """The sections as seen from one of them: all, or those round it."""
    every, seen = edition.sections, seen_from(edition, section_uri(open_section.slug))
    start = max(0, min(open_section.number - 1 - WINDOW, len(every) - 2 * WINDOW - 1))
    near = every[start : start + 2 * WINDOW + 1]
    rows = tuple(_section_row(edition, section, seen)._replace(current=section is open_section) for section in near)
    if len(near) == len(every):
        return rows if len(rows) > 1 else ()
    everything = edition.messages.gettext("All %(count)s") % {"count": len(every)}
    return (*rows, Row(everything, seen(f"{SITE}index.html#contents")))


def _section_row(edition: Edition, section: Section, seen: Callable[[str], str]) -> Row:
    menu_language = edition.messages.language
    title_language = edition.editors_language if section.editorial else edition.metadata.language
    language = attributes(language_attributes(title_language, menu_language))
    url = seen(SITE + section_uri(section.slug))
    return Row(Markup(to_html(section.heading)), url, language=language, number=str(section.number))


def registers(edition: Edition, uri: str) -> tuple[Row, ...]:
    """The first register that has entries, and the works: what the header leads to besides the contents."""
    seen = seen_from(edition, uri)
    return tuple(
        Row(title, seen(f"{SITE}{key}/index.html"), uri == f"{key}/index.html") for key, title in _led_to(edition)
    )


@derived
def _led_to(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Key and heading of each of these."""
    filled = {*folders(edition).values()}
    keys = [(key, register.heading) for key, register in edition.registers.items() if key in filled][:1]
    return (*keys, (WORKS, edition.messages.gettext("Works"))) if WORKS in filled else tuple(keys)


@derived
def downloads_page(edition: Edition) -> str:
    """The page of what can be taken away, if there is one; the header leads to it."""
    return "about/downloads.html" if "about/downloads.md" in pages_by_path(edition) else ""


@derived
def _listed(edition: Edition) -> Mapping[str, tuple[int, int]]:
    """The pages that stand in the contents, each with the number of its division and its place there."""
    divisions = enumerate(branch.branches or (branch,) for branch in navigation(edition))
    placed = ((number, place, branch) for number, pages in divisions for place, branch in enumerate(pages))
    return {inner.uri: (number, place) for number, place, branch in placed for inner in flat((branch,)) if inner.uri}


def _window(branch: Branch, here: int, everything: str) -> tuple[Branch, ...]:
    """What is shown of a branch; of many those round the open one, and the way to all of them (``everything``)."""
    many = branch.branches
    if not branch.whole or len(many) <= 2 * WINDOW + 1:
        return many
    start = max(0, min(here - WINDOW, len(many) - 2 * WINDOW - 1))
    near = many[start : start + 2 * WINDOW + 1] if here >= 0 else ()
    return (*near, Branch(everything, branch.whole))
