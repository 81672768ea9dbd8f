"""Sections in full: lookups resolved, notes lettered, quotations and emended words marked, links between files."""

from __future__ import annotations

import pytest

from edition.data.markup import markup
from edition.model.kinds import Cite, Name, NoteRef
from edition.model.lists import letters
from edition.model.tree import find_all, text
from edition.sources.sections import find_range, page_link
from small_edition import SECTION, edition_of

REGISTERS = {
    "bibliography/persons.yml": "marsh: {name: Tobias Marsh}\n",
    "bibliography/works.bib": "@book{lamp, title={The Lamp}, author={Marsh, T.}, date={1881}, publisher={P}}\n",
}


@pytest.mark.parametrize(
    ("number", "letter"),
    [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (702, "zz"), (703, "aaa")],
)
def test_numbers_in_letters(number: int, letter: str) -> None:
    assert letters(number) == letter


@pytest.mark.parametrize(
    ("words", "begins", "ends", "place"),
    [
        ("one two three", "one", "three", (0, 13)),
        ("one two three", "two", "two", (4, 7)),
        ("one\ntwo\nthree", "one two", "three", (0, 13)),
        ("one two one two", "one", "one", (0, 3)),
        ("one two one two", "one", "two", (0, 7)),
        ("aba", "a", "aba", None),
        ("one two three", "three", "one", None),
        ("one two three", "four", "three", None),
    ],
)
def test_ranges(words: str, begins: str, ends: str, place: tuple[int, int] | None) -> None:
    assert find_range(words, begins, ends) == place


@pytest.mark.parametrize(
    ("address", "file", "link"),
    [
        ("02-two.md", SECTION, "site:essay/two.html"),
        ("02-two.md#p3", SECTION, "site:essay/two.html#p3"),
        ("../about/text.md", SECTION, "site:about/text.html"),
        ("../essay/01-first.md#n1", "docs/about/text.md", "site:essay/first.html#n1"),
        ("essay/01-first.md", "docs/index.md", "site:essay/first.html"),
        ("../index.md", "docs/about/01-text.md", "site:index.html"),
        ("01-text.md", "docs/about/use.md", "site:about/01-text.html"),
        ("../images/lamp.png", SECTION, "site:images/lamp.png"),
        ("#p3", SECTION, "#p3"),
        ("https://example.org/a.md", SECTION, "https://example.org/a.md"),
        ("mailto:a@example.org", SECTION, "mailto:a@example.org"),
        ("/robots.txt", SECTION, "/robots.txt"),
    ],
)
def test_links_between_files(address: str, file: str, link: str) -> None:
    assert page_link(address, file) == link


LOOKUPS = {
    "[Marsh][@marsh]": '<name key="marsh">Marsh</name>',
    "[@marsh]": '<name key="marsh">Tobias Marsh</name>',
    "[above][@p1]": '<name key="p1">above</name>',
    "[@p1]": '<name key="p1">¶\u00a01</name>',
    "[@nobody]": '<ref cluster="@nobody"/>',
    "[@marsh, p. 3]": '<ref cluster="@marsh, p. 3"/>',
    "[@lamp; @marsh]": '<ref cluster="@lamp; @marsh"/>',
    "[by [Marsh][@marsh]][@lamp]": (
        '<cite form="named"><item work="lamp" label="" locator="" prefix="" suffix=""/>'
        'by <name key="marsh">Marsh</name></cite>'
    ),
}


def test_a_reference_without_words_has_those_of_its_place() -> None:
    source = "## So *far* {: #far }\n\nA[45]{.page}[^*] [@far] [@page-45] [@n7]\n{: #p1 }\n\n[^*]: B\n    {: #n7 }"
    found = find_all(edition_of(source, REGISTERS).sections[0].body, Name)
    assert [text(name) for name in found] == ["So far", "page 45", "n.\u00a0*"]


@pytest.mark.parametrize("source", LOOKUPS)
def test_lookups(source: str) -> None:
    (paragraph,) = edition_of(f"{source}\n{{: #p1 }}", REGISTERS).sections[0].paragraphs
    assert markup(paragraph.content) == f'<p id="p1">{LOOKUPS[source]}</p>'


@pytest.mark.parametrize(
    ("source", "in_text", "in_note"),
    [
        ("[@lamp]", "generated", "generated"),
        ("[@lamp, p. 3]", "generated", "generated"),
        ("[Ibid.][@lamp]", "ibid", "ibid"),
        ("[ibid., p. 3][@lamp, p. 3]", "ibid", "ibid"),
        ("[*The Lamp*][@lamp]", "named", "named"),
        ("[Marsh, p. 3][@lamp, p. 3]", "short", "short"),
        ("[T. Marsh, *The Lamp* (P, 1881)][@lamp]", "named", "full"),
        ("[T. Marsh, *The Lamp* (P, 1881), p. 3][@lamp, p. 3]", "short", "full"),
    ],
)
def test_forms_of_citations(source: str, in_text: str, in_note: str) -> None:
    (section,) = edition_of(f"{source}[^1]\n{{: #p1 }}\n\n[^1]: {source}", REGISTERS).sections
    contents = (section.body, section.notes[0].content)
    assert [cite.form for content in contents for cite in find_all(content, Cite)] == [in_text, in_note]


def test_notes_are_lettered_in_the_order_of_their_calls() -> None:
    first = "One[^ed-b][^2] two[^ed-a][^ed-b].\n\n[^ed-a]: A.\n\n[^ed-b]: B.\n\n[^2]: Two.\n"
    second = {"docs/essay/02-second.md": "---\ntitle: Second\n---\n\nThree[^ed-c].\n\n[^ed-c]: C.\n"}
    sections = edition_of(first, second).sections
    notes = [(note.label, note.mark, note.anchor, note.kind) for section in sections for note in section.notes]
    assert notes == [
        ("ed-a", "b", "ed-a", "editorial"),
        ("ed-b", "a", "ed-b", "editorial"),
        ("2", "2", "n2", "authorial"),
        ("ed-c", "c", "ed-c", "editorial"),
    ]
    called = [(call.label, call.mark, call.anchor) for call in find_all(sections[0].body, NoteRef)]
    assert called == [("ed-b", "a", "ed-b"), ("2", "2", "n2"), ("ed-a", "b", "ed-a"), ("ed-b", "a", "ed-b")]


APPARATUS = {
    "bibliography/quotations.yml": (
        "q1: {anchor: p1, speaker: M, state: none, begins: two, ends: three}\n"
        "q2: {anchor: n1, speaker: M, state: none, begins: five, ends: five}\n"
        "b1: {anchor: p2, speaker: M, state: none}\n"
        "q3: {anchor: p1, speaker: M, state: none, begins: nowhere, ends: three}\n"
    ),
    "bibliography/emendations.yml": (
        "e1: {anchor: p1, lemma: three, reading: thre, reason: R}\n"
        "e2: {anchor: p1, lemma: o, reading: e, reason: stands more than once}\n"
    ),
}


def test_quotations_and_emended_words_are_marked() -> None:
    text = "One *two* three[^1] o.\n{: #p1 }\n\n> Four o.\n{: #p2 }\n\n[^1]: *Five five*"
    (section,) = edition_of(text, APPARATUS).sections
    call = '<noteref label="1" anchor="n1" mark="1" kind="authorial"/>'
    assert markup(section.body) == (
        f'<p id="p1">One <q id="q1"><em>two</em> <emended key="e1">three</emended></q>{call} o.</p>'
        '<blockquote id="b1"><p id="p2">Four o.</p></blockquote>'
    )
    assert markup(section.notes[0].content) == '<p><em>Five <q id="q2">five</q></em></p>'
    assert [(paragraph.anchor, paragraph.kind) for paragraph in section.paragraphs] == [
        ("p1", "prose"),
        ("p2", "quotation"),
    ]


def test_what_has_an_anchor_in_text_and_notes() -> None:
    """Places stand in the order of reading; of two breaks of one page the anchor is that in the text."""
    notes = "[^1]: A [45]{.page}B [46]{.page}C [d *e*]{: #d }.\n\n[^2]: [46]{.page}F."
    text = "One [44]{.page}two.[^1] [45]{.page}Three.[^2] [See][@page-46] [@d].\n{: #p1 }\n\n* [g]{: #g }\n\n{: #p2 }"
    section = edition_of(f"{text}\n\n{notes}").sections[0]
    placed = ["page-44", "page-46", "d", "page-45", "g"]
    assert [place.anchor for place in section.places] == placed
    assert [place.page or place.words for place in section.places] == ["44", "46", "d e", "45", "g"]
    assert list(find_all(section.body, Name)) == [Name("page-46", ("See",)), Name("d", ("d e",))]
    assert markup(section.notes[1].content) == '<p><pb n="46"/>F.</p>'
