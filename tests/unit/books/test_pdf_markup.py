"""Trees in typst's markup: what is escaped, how functions are called, where words lead."""

from __future__ import annotations

import pytest

from edition.books.pdf.code import array, call, string
from edition.books.pdf.layout import Layout, Position
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED, ReservedSpace
from edition.books.pdf.probes import LineProbe, UseMark, marked_paragraphs
from edition.model.tree import E, Fragment
from small_edition import edition_of

EDITION = edition_of(
    "One[^1] [two][@marsh].[^1]\n{: #p1 }\n\n- Four\n{: #p2 }\n\n[^1]: A.",
    {
        "bibliography/persons.yml": "marsh: {name: Tobias Marsh}\n",
        "bibliography/works.bib": "@book{lamp, title={The Lamp}, author={Marsh, T.}, date={1881}, publisher={P}}\n",
    },
)
LAYOUT = Layout(positions={"p1": (Position(3, 1.0, 2.0),), "entry:lamp": (Position(9, 1.0, 2.0),)})


def writer(reserved: ReservedSpace = NOTHING_RESERVED) -> TypstWriter:
    return TypstWriter(EDITION, LAYOUT, reserved)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a", '"a"'),
        ('say "a"', r'"say \"a\""'),
        ("a\\b", r'"a\\b"'),
        ('\\"', r'"\\\""'),
        ("a\nb", r'"a\nb"'),
        ("#let x = *1* $y$ _z_ @a <b> // c [d]", '"#let x = *1* $y$ _z_ @a <b> // c [d]"'),
    ],
)
def test_strings(words: str, code: str) -> None:
    assert string(words) == code


@pytest.mark.parametrize(("values", "code"), [([], "()"), (["1"], "(1, )"), (["1", '"a"'], '(1, "a", )')])
def test_arrays(values: list[str], code: str) -> None:
    assert array(values) == code


def test_calls() -> None:
    assert call("a") == "#a()"
    assert call("a", "1", '"b"') == '#a(1, "b")'
    assert call("a", "1", content="*c*") == "#a(1)[*c*]"
    assert call("a", "1", weak="true", content="c") == "#a(1, weak: true)[c]"


@pytest.mark.parametrize(
    ("content", "markup"),
    [
        (("a\nb",), '#"a b"'),
        ((E("em", "a", E("strong", "b")),), '#emph()[#"a"#strong()[#"b"]]'),
        ((E("small", "a"), E("br"), E("code", "#b")), '#"a"#" "#linebreak()#raw("#b")'),
        ((E("img", alt="A lamp", src="site:lamp.png"),), '#"A lamp"'),
        # links
        ((E("a", "a", href="https://example.org/"),), '#link("https://example.org/")[#"a"]'),
        ((E("a", "a", href="site:essay/first.html#p1"),), '#link((page: 3, x: 1.0pt, y: 2.0pt))[#"a"]'),
        ((E("a", "a", href="site:works/lamp.html"),), '#link((page: 9, x: 1.0pt, y: 2.0pt))[#"a"]'),
        ((E("a", "a", href="site:persons/marsh.html"),), '#"a"'),
        ((E("a", "a", href="site:about/index.html"),), '#"a"'),
        ((E("a", href="https://example.org/"),), ""),
        # a link in a link is none
        ((E("a", E("a", "a", href="https://b.org/"), href="https://c.org/"),), '#link("https://c.org/")[#"a"]'),
        # marks
        ((UseMark("marsh"), "a"), '#mark("use:marsh")#"a"'),
    ],
)
def test_inline(content: Fragment, markup: str) -> None:
    assert writer().inline(content) == markup


@pytest.mark.parametrize(
    ("content", "markup"),
    [
        ((E("p", "a"), "\n", E("p", "b")), '#running(none)[#"a"]\n#running(none)[#"b"]'),
        ((E("p", "a", class_="dateline"),), '#dateline(none)[#"a"]'),
        ((E("ul", E("li", E("p", "a"), E("p", "b"))),), '#list([#"a"#parbreak()#"b"])'),
        ((E("ol", E("li", "a"), E("li", "b")),), '#enum([#"a"], [#"b"])'),
        (
            (E("blockquote", E("p", "a"), E("p", "b"), E("p", "c")),),
            '#apart()#running("first")[#"a"]\n#running("next")[#"b"]\n#running("next")[#"c"]#apart()',
        ),
        ((E("blockquote", E("ul", E("li", "a"))),), '#quotation()[#list([#"a"])]'),
        (
            (E("table", E("tr", E("th", "a"), E("th", "b")), E("tr", E("td", "c"), E("td", "d"))),),
            '#tabular(2, (left, left, ), 1.00, false, none, table.header([#"a"], [#"b"]), [#"c"], [#"d"])',
        ),
        ((E("table", E("tr", E("td", "c"))),), '#tabular(1, (left, ), 1.00, false, none, [#"c"])'),
        (
            (E("table", E("caption", "x"), E("tr", E("td", "c", align="right"), E("td")), E("tr", E("td", "d"))),),
            '#tabular(2, (right, left, ), 1.00, false, [#"x"], [#"c"], [], [#"d"], [])',
        ),
        ((E("ol", E("li", "a"), start="5", type="i"),), '#enum([#"a"], start: 5, numbering: "i.")'),
        ((E("dl", E("dt", "a"), E("dd", "b")),), '#term()[#"a"]#meaning()[#par()[#"b"]]'),
        (
            (E("dl", E("dd", E("p", "b"), E("ul", E("li", "c")))),),
            '#meaning()[#running(none)[#"b"]\n#list([#"c"])]',
        ),
        ((E("pre", "a\n b\n"),), '#raw("a\\n b", block: true)'),
        ((E("h1", "a"), E("p", "b")), '#headed(0.00pt, heading(level: 2)[#"a"])\n#running(none)[#"b"]'),
        ((E("h3", "a"),), '#headed(0.00pt, heading(level: 3)[#"a"])'),
    ],
)
def test_blocks(content: Fragment, markup: str) -> None:
    assert writer().blocks(content) == markup


@pytest.mark.parametrize(
    ("columns", "words", "scale", "turned"),
    [
        (4, "word", "1.00", "false"),
        (7, "Responsibility", "0.84", "true"),
        (14, "Verantwortungsgefühl", "0.70", "true"),
        (14, "1234567890.12", "0.47", "true"),
    ],
)
def test_a_wide_table_is_smaller_or_turned_and_its_words_are_hyphenated(
    columns: int, words: str, scale: str, turned: str
) -> None:
    row = E("tr", *(E("td", words) for _ in range(columns)))
    assert f", {scale}, {turned}, none, " in writer().blocks((E("table", row),))


def test_a_heading_reserves_the_space_of_the_notes_below_it() -> None:
    reserved = ReservedSpace(headings={"p1": 12.345})
    markup = writer(reserved).blocks((E("h2", "a"), E("p", "b", id="p1")))
    assert markup.startswith('#headed(12.35pt, heading(level: 2)[#"a"])\n')


def test_a_note_stands_at_its_first_call() -> None:
    paragraph, numbered = (block.content for block in EDITION.sections[0].paragraphs)
    first, second = writer(ReservedSpace(notes={"n1": 7})).blocks((paragraph, numbered)).split("\n")
    assert first == (
        '#paragraph("p1", "1", none, (page: 3, x: 1.0pt, y: 2.0pt), quoted: none)[#"One"'
        '#note("n1", "1", "authorial", (page: 1, x: 0.0pt, y: 0.0pt), true, 7.00pt)[/*docs/essay/01-first.md:11*/#"A."]'
        '#" "#mark("use:marsh")#"two"#"."#note-again("n1", "1", "authorial")]'
    )
    assert second == '#numbered("p2", "2", none, (page: 1, x: 0.0pt, y: 0.0pt))[#list([#"Four"])]'


@pytest.mark.parametrize(
    ("reserved", "markup"),
    [
        (NOTHING_RESERVED, '#mark("in:p1")'),
        (ReservedSpace(), ""),
        (ReservedSpace(probes={"in:p1:3": 20}), '#mark("in:p1:3")#reserve(20.00pt)'),
        (ReservedSpace(probes={"in:p1:4": 20}), ""),
    ],
)
def test_probes(reserved: ReservedSpace, markup: str) -> None:
    assert writer(reserved).inline((LineProbe("p1", 3),)) == markup


def test_marks_stand_before_names_and_probes_in_the_lines_that_call_notes() -> None:
    words = "Tobias Marsh went. " + "Nobody was there to see the lamp go out. " * 12
    edition = edition_of(
        f"{words}End.[^1]\n{{: #p1 }}\n\n{words}[^2] End.\n{{: #p2 }}\n\n[^1]: A.\n\n[^2]: B.",
        {"bibliography/persons.yml": "marsh: {name: Tobias Marsh, named: [Tobias Marsh]}\n"},
    )
    first = marked_paragraphs(edition)["p1"]
    assert first.children[0] == UseMark("marsh")
    offsets, length = [], 0
    for child in first.children:
        if isinstance(child, LineProbe):
            offsets.append(length)
        length += len(child) if isinstance(child, str) else 0
    assert 3 < len(offsets) < 20
    assert min(offsets) > length - 200
