"""Front and back matter of the PDF: running heads, page references, imprint."""

from __future__ import annotations

import pytest

from edition.books.pdf.back_matter import back_matter, page_runs, part_titles
from edition.books.pdf.book import TypesettingPass, typst_markup
from edition.books.pdf.front_matter import imprint, running_heads, span_of_numbers, title_page
from edition.books.pdf.layout import Layout, Position
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED
from edition.model.edition import Edition
from small_edition import METADATA, edition_of

PERSONS = "bibliography/persons.yml"


@pytest.mark.parametrize(
    ("pages", "runs"),
    [
        ([], []),
        ([3], [(3,)]),
        ([3, 4], [(3,), (4,)]),
        ([3, 4, 5], [(3, 5)]),
        ([1, 3, 4, 5, 6, 8, 9, 11, 12, 13], [(1,), (3, 6), (8,), (9,), (11, 13)]),
    ],
)
def test_runs_of_pages(pages: list[int], runs: list[tuple[int, ...]]) -> None:
    assert list(page_runs(pages)) == runs


@pytest.mark.parametrize(
    ("anchors", "words"),
    [
        ([], ""),
        (["motto"], ""),
        (["p5"], "¶ 5"),
        (["p5", "p5a"], "¶ 5–5a"),
        (["motto", "p5", "p6", "p7", "coda"], "¶ 5–7"),
        (["p5", "p5"], "¶ 5"),
    ],
)
def test_spans_of_numbers(anchors: list[str], words: str) -> None:
    assert span_of_numbers(anchors) == words


def layout(pages: int, **positions: int | list[int]) -> Layout:
    """A layout with the pages of keys; ``__`` in a name stands for a colon."""
    of_keys = {key.replace("__", ":"): [at] if isinstance(at, int) else at for key, at in positions.items()}
    return Layout(pages, 30, 12, 10, {key: tuple(Position(p, 0, 50) for p in on) for key, on in of_keys.items()})


def test_running_heads() -> None:
    edition = edition_of("A.\n{: #p1 }\n\nB.\n{: #p2 }\n\nC.\n{: #p3 }")
    known = layout(7, opening=2, first=2, p1=2, end__p1=3, p2=3, end__p2=3, p3=5, end__p3=5, part__Persons=6)
    assert list(running_heads(edition, known)) == [
        ("", ""),
        ("¶ 1", ""),
        ("¶ 1–2", "First"),
        ("", "First"),
        ("¶ 3", "First"),
        ("", "Persons"),
        ("", "Persons"),
    ]


def row(edition: Edition, known: Layout) -> str:
    (line,) = (line for line in back_matter(edition, TypstWriter(edition, known, NOTHING_RESERVED)) if "marsh" in line)
    return line


@pytest.mark.parametrize(
    ("uses", "note_page", "pages"),
    [
        ([3], 3, "3"),
        ([3, 3, 5], 5, "3, 5"),
        ([3, 4, 5], 5, "3–5"),
        # the note counts where its page is not given
        ([3], 4, "3, 4 n. 1"),
        ([5], 4, "4 n. 1, 5"),
    ],
)
def test_page_references(uses: list[int], note_page: int, pages: str) -> None:
    edition = edition_of(
        "[Marsh][@marsh].[^1]\n{: #p1 }\n\n[^1]: [He][@marsh].", {PERSONS: "marsh: {name: Tobias Marsh}\n"}
    )
    line = row(edition, layout(9, use__marsh=uses, n1=note_page))
    links = line[line.index("[") + 1 : -1]
    for page in {note_page, *uses}:
        links = links.replace(f"#link((page: {page}, x: 0pt, y: 50pt))", "")
    plain = links.replace("[", "").replace("]", "").replace('#note-mark("1")', "1")
    assert plain.replace('#"\u00a0n.\u00a0"', " n. ") == pages


def test_an_entry_refers_to_the_paragraph_that_it_bears_on() -> None:
    edition = edition_of("A.\n{: #p1 }", {PERSONS: "marsh: {name: Marsh, at: p1}\n"})
    assert row(edition, layout(9, p1=7)).endswith("[#link((page: 7, x: 0pt, y: 50pt))[7]])")


def test_parts_without_rows_are_left_out() -> None:
    files = {PERSONS: "marsh: {name: Marsh, at: p1}\n", "bibliography/events.yml": "e: {name: E, when: 1924, at: p1}\n"}
    assert part_titles(edition_of("A.\n{: #p1 }", files)) == ("Chronology", "Persons")
    empty = edition_of("A.\n{: #p1 }")
    assert part_titles(empty) == ()
    assert list(back_matter(empty, TypstWriter(empty, Layout(), NOTHING_RESERVED))) == ["#pagebreak(weak: true)"]


def test_title_page_and_imprint() -> None:
    edition = edition_of("A.", {"bibliography/edition.yml": METADATA + "first_published: 'Norport, 1911'\n"})
    assert title_page(edition) == ('#title-page()[#"E"#linebreak()#"Version 1.1.0"#linebreak()#"February 3, 2001"]')
    paragraphs = imprint(edition).split("#parbreak()")
    assert paragraphs[:2] == [
        '#imprint()[#"A, "#emph()[#"Small"]#". Version 1.1.0, February 3, 2001."',
        '#"First published: Norport, 1911."',
    ]


def test_rights_and_licence() -> None:
    terms = "text_rights: Mine\ntext_licence: CC0\neditorial_licence: CC BY\neditorial_licence_url: https://b.org/\n"
    paragraphs = imprint(edition_of("A.", {"bibliography/edition.yml": METADATA + terms})).split("#parbreak()")
    assert '#"Text: Mine. CC0."' in paragraphs
    assert '#"Editorial matter licensed "#link("https://b.org/")[#"CC BY"]#"."' in paragraphs


def test_a_part_that_would_begin_on_a_left_page_has_a_blank_page_before_it() -> None:
    edition = edition_of("A.\n{: #p1 }", {PERSONS: "marsh: {name: Marsh, at: p1}\n"})
    odd, even = (typst_markup(edition, TypesettingPass("a5", ("back",), Layout(pages))) for pages in (3, 4))
    assert "\n#page[]\n" in odd
    assert "\n#page[]\n" not in even
    assert "draft: true" in odd
