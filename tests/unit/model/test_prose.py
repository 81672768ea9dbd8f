"""Words of records: in one line, found in records, and changed there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.data.markup import markup
from edition.model.edition import Edition
from edition.model.findings import SourceLocation
from edition.model.prose import NO_WORDS, Prose, in_one, prose_of, rewrite_prose
from edition.model.records import Dated, Entry, Statement
from edition.model.tree import E, Element
from edition.model.works import Work, WorkNote
from small_edition import edition_of

HERE = SourceLocation("a.yml", 3)
MARKED = Prose("*a*", (E("em", "a"),), HERE)
BLOCKS = Prose("a\n\n- b\n- c", (E("p", "a"), E("ul", E("li", "b"), E("li", E("em", "c")))))


@pytest.mark.parametrize(
    ("words", "in_line", "has_blocks"),
    [
        (NO_WORDS, "", False),
        (Prose("a <b>"), "a &lt;b&gt;", False),
        (MARKED, "<em>a</em>", False),
        (BLOCKS, "a b <em>c</em>", True),
    ],
)
def test_words_in_one_line(words: Prose, in_line: str, has_blocks: bool) -> None:
    assert (markup(words.in_line()), words.has_blocks, bool(words)) == (in_line, has_blocks, bool(words.source))


def test_what_parts_blocks_in_a_line() -> None:
    assert markup(BLOCKS.in_line(E("br"))) == "a<br/>b<br/><em>c</em>"


def test_several_as_one() -> None:
    assert in_one([Prose("a"), Prose("b")]) == Prose("a b")
    assert in_one([Prose("a"), MARKED]) == Prose("a *a*", ("a", " ", E("em", "a")))


def test_the_line_of_a_node() -> None:
    assert MARKED.place(Element("em", line=2)) == ("a.yml", 4)
    assert MARKED.place(Element("em")) == ("a.yml", 3)


ENTRY = Entry(
    "a", "persons", HERE, "A", summary=Prose("plain"), born=Dated(doubt=MARKED), statements=(Statement(BLOCKS),)
)  # fmt: skip
PLAIN = Entry("b", "persons", HERE, "B", statements=(Statement(Prose("plain")),))
WORK = Work("w", "book", "W", HERE, record=WorkNote("w", HERE, "no", remarks=(Statement(MARKED),)))


def edition() -> Edition:
    return replace(edition_of(""), entries={"a": ENTRY, "b": PLAIN}, works={"w": WORK})


def test_words_with_markup_are_found_wherever_they_are() -> None:
    assert list(prose_of(ENTRY)) == [MARKED, BLOCKS]
    assert list(prose_of(PLAIN)) == []
    assert list(prose_of(edition())) == [MARKED, MARKED, BLOCKS]


def test_only_what_has_markup_is_changed() -> None:
    before = edition()
    after = rewrite_prose(before, lambda prose: Prose("new"))
    assert list(prose_of(after)) == []
    assert after.entries["b"] is PLAIN
    assert (after.entries["a"].summary, after.entries["a"].statements) == (Prose("plain"), (Statement(Prose("new")),))
    assert after.works["w"].record == WorkNote("w", HERE, "no", remarks=(Statement(Prose("new")),))
    assert rewrite_prose(before, lambda prose: prose) is before
