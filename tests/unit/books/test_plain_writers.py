"""Trees as plain text and as Markdown: escaping, indentation, blocks, notes."""

from __future__ import annotations

import pytest
import yaml

from edition.books.plain import markdown, plain_text
from edition.books.plain.markdown_writer import MarkdownWriter
from edition.books.plain.writer import PlainTextWriter, hanging_indent
from edition.model.kinds import NoteRef
from edition.model.tree import Content, E, Fragment
from small_edition import METADATA, edition_of

EDITION = edition_of(
    "One.[^1]\n{: #p1 }\n\n[^1]: A.\n\n    B.",
    {"bibliography/edition.yml": METADATA + "base_address: https://e.org/\n"},
)
PLAIN, MARKDOWN = PlainTextWriter(EDITION), MarkdownWriter(EDITION)


@pytest.mark.parametrize(
    ("mark", "blocks", "words"),
    [
        ("- ", ["a"], "- a"),
        ("- ", ["a\nb"], "- a\n  b"),
        ("10. ", ["a", "b"], "10. a\n\n    b"),
        ("- ", ["a", "- b\n  c"], "- a\n\n  - b\n    c"),
        ("- ", [], "- "),
    ],
)
def test_hanging_indent(mark: str, blocks: list[str], words: str) -> None:
    assert hanging_indent(mark, blocks) == words


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("a *b* _c_", r"a \*b\* \_c\_"),
        ("[a](b)", r"\[a\](b)"),
        ("a\\b `c` <d> |e| ~f~ $g$ ^h^ @i #j", r"a\\b \`c\` \<d\> \|e\| \~f\~ \$g\$ \^h\^ \@i \#j"),
        ("A & B", "A & B"),
        ("A &amp; B &#38; C", r"A \&amp; B \&#38; C".replace("#", r"\#")),
        ("see https://a.org/b_c.", "see <https://a.org/b_c>."),
        ("(http://a.org/)", "(<http://a.org/>)"),
    ],
)
def test_escaping(words: str, escaped: str) -> None:
    assert MARKDOWN.escape(words) == escaped
    assert PLAIN.escape(words) == words


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("1. a", "1\\. a"),
        ("1924) a", "1924\\) a"),
        ("1924 a", "1924 a"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("  = a", "  \\= a"),
        (": a", "\\: a"),
        ("a - b 1. c", "a - b 1. c"),
    ],
)
def test_the_start_of_a_line(line: str, escaped: str) -> None:
    assert MARKDOWN.escape_start(line) == escaped
    assert PLAIN.escape_start(line) == line


@pytest.mark.parametrize(
    ("content", "plain", "marked"),
    [
        ("a\nb", "a b", "a b"),
        (E("em", "a"), "a", "*a*"),
        (E("em", " a b "), " a b ", " *a b* "),
        (E("em", " "), " ", " "),
        (E("strong", "a"), "a", "**a**"),
        (NoteRef("7", "n7", "7", "authorial"), "[n. 7]", "[^7]"),
        (NoteRef("ed-a", "ed-a", "a", "editorial"), "[ed. a]", "[^ed-a]"),
        (E("a", "a", href="https://a.org/"), "a <https://a.org/>", "[a](<https://a.org/>)"),
        (E("a", "https://a.org/", href="https://a.org/"), "https://a.org/", "<https://a.org/>"),
        (E("a", "a", href="site:b.html"), "a", "a"),
        (
            E("img", alt="A lamp*", src="site:lamp.png"),
            "[Picture: A lamp*]",
            "![A lamp\\*](<https://e.org/lamp.png>)<!-- -->",
        ),
    ],
)
def test_inline(content: Content, plain: str, marked: str) -> None:
    assert (PLAIN.inline((content,)), MARKDOWN.inline((content,))) == (plain, marked)


@pytest.mark.parametrize(
    ("content", "plain", "marked"),
    [
        ((E("p", "a"), "\n", E("p", "b")), ["a", "b"], ["a", "b"]),
        (("a ", E("em", "b"), E("p", "c"), "d"), ["a b", "c", "d"], ["a *b*", "c", "d"]),
        ((E("p", "a", id="p5"),), ["¶ 5  a"], ['<a id="p5"></a>¶ 5  a']),
        ((E("ul", E("li", "a"), id="p5"),), ["¶ 5\n\n- a"], ['<a id="p5"></a>¶ 5\n\n- a']),
        ((E("p", "a", E("br"), "1. b"),), ["a\n1. b"], ["a\\\n1\\. b"]),
        ((E("h2", "a"), E("hr")), ["a\n---"], ["## a"]),
        ((E("ol", E("li", "a"), E("li", E("p", "b"), E("p", "c"))),), ["1. a\n2. b\n\n   c"], ["1. a\n2. b\n\n   c"]),
        ((E("blockquote", E("p", "a"), E("p", "b")),), ["    a\n\n    b"], ["> a\n>\n> b"]),
        ((E("pre", "a*\n b\n"),), ["    a*\n     b"], ["    a*\n     b"]),
        (
            (E("table", E("tbody", E("tr", E("th", "a"), E("th", "b")), E("tr", E("td", "c"), E("td", "d")))),),
            ["| a | b |\n| c | d |"],
            ["| a | b |\n|---|---|\n| c | d |"],
        ),
    ],
)
def test_blocks(content: Fragment, plain: list[str], marked: list[str]) -> None:
    assert (list(PLAIN.blocks(content)), list(MARKDOWN.blocks(content))) == (plain, marked)


@pytest.mark.parametrize(
    ("level", "plain", "marked"),
    [(1, "ab\n===", "# ab"), (2, "ab\n===", "# ab"), (3, "ab\n---", "## ab"), (4, "ab", "### ab")],
)
def test_headings(level: int, plain: str, marked: str) -> None:
    assert (PLAIN.heading(level, "ab"), MARKDOWN.heading(level, "ab")) == (plain, marked)


def test_notes() -> None:
    (note,) = EDITION.sections[0].notes
    assert PLAIN.note(note) == "[n. 1] A.\n\n       B."
    assert MARKDOWN.note(note) == '[^1]: <a id="n1"></a>**n. 1** A.\n\n    B.'


def test_what_stands_before_the_text() -> None:
    facts = "first_published: 'Norport, 1911'\ntext_rights: Mine\ntext_licence: CC0\neditorial_licence: CC BY\n"
    edition = edition_of("One.\n{: #p1 }", {"bibliography/edition.yml": METADATA + facts})
    lines = ["Edited by E. Version 1.1.0, February 3, 2001.", "First published: Norport, 1911."]
    lines += ["Text: Mine CC0.", "Editorial matter licensed CC BY."]
    plain, marked = (output.content.decode().split("\n\n") for output in (plain_text(edition), markdown(edition)))
    assert plain[:2] == ["Small\n=====", "A"]
    head = yaml.safe_load(marked[0].strip("-"))
    assert head == {"title": "Small", "author": ["A"], "date": "2001-02-03", "lang": "en", "rights": "Mine, CC0"}
    assert plain[2:6] == marked[1:5] == lines
    assert plain[7:] == ["1. First\n========", "¶ 1  One.\n"]
    assert marked[6:] == ["# 1. First", '<a id="p1"></a>¶ 1  One.\n']
