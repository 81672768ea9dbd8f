"""Texts of the edition as the XML of ``edition.json``."""

from __future__ import annotations

import pytest

from edition.data.markup import markup
from edition.model.kinds import GENERATED, CitationItem, Cite, Emended, Lookup, Name, NoteRef, Quote
from edition.model.tree import Content, E, Fragment

ITEM = '<item work="k" label="page" locator="3" prefix="see " suffix=""/>'


@pytest.mark.parametrize(
    ("content", "xml"),
    [
        ("a & b", "a &amp; b"),
        (("a ", E("em", "b"), E("br")), "a <em>b</em><br/>"),
        (Name("k", ("a",)), '<name key="k">a</name>'),
        (Cite((CitationItem("k", "page", "3", "see "),), "short", ("a",)), f'<cite form="short">{ITEM}a</cite>'),
        (Cite((CitationItem("k", "page", "3", "see "),) * 2, GENERATED), f'<cite form="generated">{ITEM}{ITEM}</cite>'),
        (NoteRef("7", "n7", "7", "authorial"), '<noteref label="7" anchor="n7" mark="7" kind="authorial"/>'),
        (Quote("q1", ("a",)), '<q id="q1">a</q>'),
        (Emended("e1", ("a",)), '<emended key="e1">a</emended>'),
        (Lookup("@k, p. 3", ("a",)), '<ref cluster="@k, p. 3">a</ref>'),
        (
            E("p", Quote("q1", ("a", Name("k", ("b",)))), id="p1"),
            '<p id="p1"><q id="q1">a<name key="k">b</name></q></p>',
        ),
    ],
)
def test_markup(content: Content | Fragment, xml: str) -> None:
    assert markup(content) == xml
