"""Every renderer knows every kind of node of a text, and says so if it does not know one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from edition.books.pdf.layout import UNKNOWN
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED
from edition.books.plain.markdown_writer import MarkdownWriter
from edition.books.plain.writer import PlainTextWriter
from edition.books.tei.text import TeiWriter
from edition.data import markup
from edition.model.edition import Edition
from edition.model.kinds import ELEMENTS, KINDS, Table, UnknownKind
from edition.model.tree import E, Fragment, Node
from edition.site.html_writer import HtmlWriter
from small_edition import edition_of

Renderer = tuple[Table[object], Callable[[Fragment], object]]
"""The table of a renderer, and what renders a text by it."""


def of_html(edition: Edition) -> Renderer:
    renderer = HtmlWriter(edition)
    return renderer.table, renderer.html


def of_pdf(edition: Edition) -> Renderer:
    renderer = TypstWriter(edition, UNKNOWN, NOTHING_RESERVED)
    return renderer.table, renderer.inline


def of_tei(edition: Edition) -> Renderer:
    renderer = TeiWriter(edition)
    return renderer.table, renderer.convert


def of_text(edition: Edition) -> Renderer:
    renderer = PlainTextWriter(edition)
    return renderer.table, renderer.inline


def of_markdown(edition: Edition) -> Renderer:
    renderer = MarkdownWriter(edition)
    return renderer.table, renderer.inline


def of_json(edition: Edition) -> Renderer:
    return markup.TABLE, markup.markup


RENDERERS = [of_html, of_pdf, of_tei, of_text, of_markdown, of_json]


@dataclass(frozen=True, slots=True)
class Other(Node):
    """A kind that no renderer knows."""

    children: Fragment = ()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_kind_has_a_rule(renderer: Callable[[Edition], Renderer]) -> None:
    table, _ = renderer(edition_of("Words."))
    assert {*KINDS, *ELEMENTS} - table.keys() == set()


@pytest.mark.parametrize(("node", "name"), [(Other(), "Other"), (E("aside", "a"), "<aside>")])
@pytest.mark.parametrize("renderer", RENDERERS)
def test_an_unknown_kind_is_an_error(renderer: Callable[[Edition], Renderer], node: Node, name: str) -> None:
    _, render = renderer(edition_of("Words."))
    with pytest.raises(UnknownKind, match=f"there is no rule for {name}"):
        render((E("p", "a", E("em", node)),))
