"""The edition's own kinds of nodes, and the tables of renderers."""

from __future__ import annotations

import pytest

from edition.model.kinds import KINDS, CitationItem, Cite, Emended, Lookup, Name, NoteRef, Quote, UnknownKind, rule
from edition.model.tree import E, Node, cut, rewrite, text, walk, wrap

NODES: list[Node] = [
    Name("k", ("abcd",), 3),
    Cite((CitationItem("k"),), "full", ("abcd",), 3),
    Quote("k", ("abcd",), 3),
    Emended("k", ("abcd",), 3),
    Lookup("@k", ("abcd",), 3),
]


def test_every_kind_is_tried_here() -> None:
    assert {type(node) for node in NODES} | {NoteRef} == set(KINDS)


@pytest.mark.parametrize("node", NODES, ids=lambda node: type(node).__name__)
def test_a_kind_can_be_walked_rewritten_wrapped_and_cut(node: Node) -> None:
    assert text(node) == "abcd"
    assert list(walk((node,))) == [node]
    wrapped = wrap(node, 1, 3, lambda words: E("em", words))
    assert wrapped == node.with_children(("a", E("em", "bc"), "d"))
    assert wrapped.line == 3
    assert rewrite(wrapped, lambda inner: inner if type(inner) is type(node) else "x") == (
        node.with_children(("a", "x", "d")),
    )
    assert cut((node,), 1, 3) == (node.with_children(("bc",)),)


def test_a_call_has_no_words() -> None:
    call = NoteRef("7", "n7", "7", "authorial", 3)
    assert text(call) == ""
    assert call == NoteRef("7", "n7", "7", "authorial", 4)
    with pytest.raises(TypeError):
        call.with_children(("7",))


@pytest.mark.parametrize(("node", "key"), [(E("p", id="p1"), "p1"), (Quote("q1"), "q1"), (Name("k"), ""), (E("p"), "")])
def test_only_elements_and_quotations_have_ids(node: Node, key: str) -> None:
    assert node.id == key


def test_a_rule_is_found_by_tag_or_class() -> None:
    table = {"p": lambda _: "paragraph", Name: lambda _: "name"}
    assert [rule(table, node)(node) for node in (E("p"), Name("k"))] == ["paragraph", "name"]


@pytest.mark.parametrize(("node", "name"), [(E("aside"), "<aside>"), (NoteRef("7"), "NoteRef")])
def test_an_unknown_kind_is_named(node: Node, name: str) -> None:
    with pytest.raises(UnknownKind, match=f"there is no rule for {name}"):
        rule({}, node)
