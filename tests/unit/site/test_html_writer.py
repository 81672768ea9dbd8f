"""The text as HTML: calls of notes, quotations in pieces, emendations, links to works."""

from __future__ import annotations

import pytest

from edition.model.kinds import Emended, NoteRef, Quote
from edition.model.serialize import to_html
from edition.model.tree import E, Fragment, Node, rewrite
from edition.site.html_writer import HtmlWriter, divided
from edition.site.search import words_in_line
from site_reader import parse
from small_edition import edition_of

EDITION = edition_of(
    "One[^1] two[^1][^ed-a] [three][@marsh] [@nobody].\n{: #p1 }\n\nFour.\n{: #p2 }\n\n[^1]: A.\n\n[^ed-a]: B.",
    {
        "bibliography/persons.yml": "marsh: {name: Tobias Marsh}\n",
        "bibliography/works.bib": "@book{lamp, title={The Lamp}, author={Marsh, T.}, date={1881}, publisher={P}}\n",
        "bibliography/emendations.yml": "e1: {anchor: p2, lemma: Four, reading: For, reason: R}\n",
    },
)
ONE, TWO = (paragraph.content for paragraph in EDITION.sections[0].paragraphs)


def test_calls_names_and_lookups() -> None:
    writer = HtmlWriter(EDITION)
    assert to_html(writer.block(ONE)) == (
        '<p id="p1">One'
        '<a class="note-reference authorial" role="doc-noteref" id="n1-ref" href="#n1"'
        ' aria-label="Note 1"><span>[</span>1<span>]</span></a>'
        ' two<a class="note-reference authorial" role="doc-noteref" id="n1-ref-2" href="#n1"'
        ' aria-label="Note 1"><span>[</span>1<span>]</span></a>'
        '<a class="note-reference editorial adjoining" role="doc-noteref" id="ed-a-ref" href="#ed-a"'
        ' aria-label="Editors’ note a"><span>[</span>a<span>]</span></a>'
        ' <a class="naming" data-person="marsh" href="site:persons/marsh.html">three</a>'
        ' <span class="unresolved">@nobody</span>.</p>'
    )
    assert writer.calls == {"n1": 2, "ed-a": 1}
    assert list(writer.named) == ["marsh"]


def test_a_link_to_the_emendation_follows_emended_words() -> None:
    assert to_html(HtmlWriter(EDITION).block(TWO)) == (
        '<p id="p2"><span class="emended" data-emendation="e1">Four</span>'
        '<a class="emendation-mark" href="#e1" aria-label="Emended; the copy-text reads “For”" id="e1-ref">'
        "</a>.</p>"
    )


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ((Emended("e", ("a",)), "b"), "a|b"),
        (("x", E("em", "a", Emended("e", ("b",)), "c"), "d"), "x<em>ab</em>|<em>c</em>d"),
        ((E("a", Emended("e", ("a",)), E("em", "b"), id="i"),), '<a id="i">a</a>|<a><em>b</em></a>'),
        ((E("a", E("em", "a", Emended("e", ("b",))), "c"),), "<a><em>ab</em></a>|<a>c</a>"),
        ((Emended("e", ("a",)), "b", E("em", Emended("e", ("c",))), "d"), "ab<em>c</em>|d"),
        ((E("a", "a", Emended("e", ("b",))), NoteRef("1", "n1", "1", "authorial"), "c"), "<a>ab</a>|[1]c"),
    ],
)
def test_what_stands_round_emended_words_is_divided_behind_them(content: Fragment, parts: str) -> None:
    def plain(node: Node) -> Node | Fragment:
        return ("[1]",) if isinstance(node, NoteRef) else node.children if isinstance(node, Emended) else node

    assert "|".join(to_html(rewrite(part, plain)) for part in divided(content, "e")) == parts


def test_the_first_piece_of_a_quotation_has_its_id() -> None:
    pieces = (Quote("q1", ("a",)), E("em", Quote("q1", ("b",)), "c"), Quote("q2", ("d",)))
    assert to_html(HtmlWriter(EDITION).html(pieces)) == (
        '<span class="quotation" id="q1">a</span><em><span class="quotation">b</span>c</em>'
        '<span class="quotation" id="q2">d</span>'
    )


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        # the title, if it can be told: what is emphasized, or in quotation marks
        ("Marsh, <em>The Lamp</em>, p. 3", "Marsh, [<em>The Lamp</em>], p. 3"),
        ('Marsh, <span class="work-title">Letter</span>', 'Marsh, [<span class="work-title">Letter</span>]'),
        ("Marsh, “Tides,” p. 3", "Marsh, [“Tides,”] p. 3"),
        # else the longest run without a link, and no punctuation at its ends
        ("Ibid., p. 3.", "[Ibid., p. 3]."),
        ("(<a>Marsh</a>, p. 3)", "(<a>Marsh</a>, [p. 3)]"),
        ("see <a>Marsh</a>, <b>pp.</b> 34–35;", "see <a>Marsh</a>, [<b>pp.</b> 34–35];"),
        ("<em><a>Marsh</a></em>, 3", "<em><a>Marsh</a></em>, [3]"),
        ("<a>Marsh</a>", "<a>Marsh</a>"),
        ("", ""),
    ],
)
def test_one_link_to_a_work(words: str, linked: str) -> None:
    expected = linked.replace("[", '<a class="work" href="site:works/lamp.html">').replace("]", "</a>")
    assert to_html(HtmlWriter(EDITION).link_to_work(parse(words), "lamp")) == expected


def test_links_may_be_those_of_a_book() -> None:
    writer = HtmlWriter(EDITION, {"lamp": "book.xhtml#lamp"})
    assert to_html(writer.link_to_work(("a",), "lamp")) == '<a class="work" href="book.xhtml#lamp">a</a>'


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>a <em>b</em></p><p>c</p>", "a b c"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("a<em>b</em>c\n d", "abc d"),
        ('a<a role="doc-noteref">1</a>, <nav>b</nav>c', "a, c"),
    ],
)
def test_words_for_the_search(markup: str, words: str) -> None:
    content: Fragment = parse(markup)
    assert words_in_line(content) == words
