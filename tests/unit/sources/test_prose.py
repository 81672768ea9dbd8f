"""Words of records: which are parsed, what they become, on which line of YAML a finding stands."""

from __future__ import annotations

import pytest

from edition.data.markup import markup
from edition.model.findings import SourceLocation
from edition.model.kinds import Cite, Lookup, Name
from edition.model.prose import Prose
from edition.model.records import Statement
from edition.model.tree import find_all
from edition.sources import dialect
from edition.sources.prose import read_prose
from edition.sources.yaml_records import Reader
from small_edition import edition_of

PLAIN = (
    "", "The Lamp", "1924. Or 1925.", "a < b > c & d", "A <cat> and <b>bold</b>", "nobody@nowhere - a #1 (b) {c} d|e",
    "https://example.org/a?b=c&d=e", "¶ 3–4, “so”",
)  # fmt: skip


@pytest.mark.parametrize("source", PLAIN)
def test_words_without_markup_are_not_parsed(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "parse", None)
    assert read_prose(source, SourceLocation("a.yml", 1), by_line=True) == (Prose(source), ())


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("*The Lamp* & others", "<em>The Lamp</em> &amp; others"),
        ("_A_ [B][@b] [@c]", '<em>A</em> <ref cluster="@b">B</ref> <ref cluster="@c"/>'),
        ("`a` <https://b.c> d&amp;e\\*", '<code>a</code> <a href="https://b.c">https://b.c</a> d&amp;e*'),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("A.\n\nB.", "<p>A.</p><p>B.</p>"),
        ("- a", "<ul><li>a</li></ul>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("*a*\n{: lang=la }", '<p lang="la"><em>a</em></p>'),
        ("two\nlines", "two\nlines"),
    ],
)
def test_words_with_markup_are_read_like_the_text(source: str, tree: str) -> None:
    prose, findings = read_prose(source, SourceLocation("a.yml", 1), by_line=True)
    assert (prose.source, markup(prose.content), findings) == (source, tree, ())


LITERAL = "a:\n  text: |\n\n    One.\n\n    [Two](x:y) and *three*\n    [four](x:z).\n  source: S\n"
FOLDED = LITERAL.replace("|", ">-")
QUOTED = 'a:\n  text: "One.\\n\\n[Two](x:y)\n    [four](x:z)"\n'
BARE = 'a: {text: "One [two](x:y)"}\n'


@pytest.mark.parametrize(("source", "lines"), [(LITERAL, [6, 7]), (FOLDED, [4, 4]), (QUOTED, [2, 2]), (BARE, [1])])
def test_findings_stand_at_the_line_of_yaml(source: str, lines: list[int]) -> None:
    reader = Reader()
    reader.records(source, "a.yml", Statement)
    assert [(f.location.file, f.location.line, f.code) for f in reader.findings] == [
        ("a.yml", line, "m-bad-link") for line in lines
    ]


def test_lookups_are_those_of_the_text() -> None:
    persons = 'marsh: {name: T. Marsh, summary: "[He][@marsh], [@lampbook, p. 3], [there][@p1], [nobody][@nobody]"}\n'
    works = "@book{lampbook, title={The Lamp}, year={1881}}\n"
    files = {"bibliography/persons.yml": persons, "bibliography/works.bib": works}
    tree = edition_of("Words.\n{: #p1 }", files).entries["marsh"].summary.tree
    assert [node.key for node in find_all(tree, Name)] == ["marsh", "p1"]
    assert [cite.items[0][:3] for cite in find_all(tree, Cite)] == [("lampbook", "page", "3")]
    assert [lookup.cluster for lookup in find_all(tree, Lookup)] == ["@nobody"]
