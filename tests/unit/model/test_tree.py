"""Trees: how they are built, searched, rewritten, wrapped and cut."""

from __future__ import annotations

import pytest

from edition.model.serialize import to_html
from edition.model.tree import Content, E, Element, Fragment, Node, cut, find_all, joined, rewrite, text, walk, wrap
from site_reader import parse


def paragraph(markup: str) -> Element:
    return E("p", parse(markup))


# --- Elements


def test_an_element_is_built_of_what_there_is() -> None:
    made = E("a", "one", None, "", ("two", E("br")), class_="work", data_work="k", xml__id="x", href=None, alt="")
    attributes = (("class", "work"), ("data-work", "k"), ("xml:id", "x"), ("alt", ""))
    assert made == Element("a", attributes, ("one", "two", Element("br")))


def test_attributes_are_set_and_removed_in_order() -> None:
    made = E("a", "x", href="b", class_="c").with_attributes(href="d", class_=None, id="e")
    assert made == Element("a", (("href", "d"), ("id", "e")), ("x",))
    assert (made.get("href"), made.get("class"), made.get("class", "none"), made.id) == ("d", "", "none", "e")
    assert [made.has(name) for name in ("href", "class")] == [True, False]


def test_elements_are_values() -> None:
    one, other = Element("p", (), ("a",), 3), Element("p", (), ("a",), 4)
    assert one == other
    assert hash(one) == hash(other)
    assert one != one.with_children(("b",))


@pytest.mark.parametrize(
    ("parts", "content"),
    [([], ()), (["a"], ("a",)), (["a", E("b"), ("c", "d")], ("a", "; ", E("b"), "; ", "c", "d"))],
)
def test_parts_are_joined(parts: list[Content | Fragment], content: Fragment) -> None:
    assert joined(parts, "; ") == content


# --- Search

TREE = paragraph("a<em>b<strong>c</strong></em><br>d<em>e</em>")


def test_nodes_come_in_the_order_of_the_text_with_parents_first() -> None:
    assert [node.tag for node in walk(TREE) if isinstance(node, Element)] == ["p", "em", "strong", "br", "em"]
    assert list(walk(TREE.children)) == list(walk(TREE))[1:]
    assert list(walk("words")) == []


def test_nodes_of_a_kind_are_found() -> None:
    class Other(Element):
        pass

    other = Other("em", (), ("f",))
    assert list(find_all((TREE, E("p", other)), Other)) == [other]


@pytest.mark.parametrize(("content", "words"), [("a", "a"), ((), ""), (TREE, "abcde"), (TREE.children, "abcde")])
def test_words(content: Content | Fragment, words: str) -> None:
    assert text(content) == words


# --- Rewriting


@pytest.mark.parametrize(
    ("change", "markup"),
    [
        (lambda node: node, "<p>a<em>b<strong>c</strong></em><br>d<em>e</em></p>"),
        (lambda node: node.children, "abcde"),
        (lambda node: "x", "x"),
        (lambda node: "" if node.tag == "br" else node, "<p>a<em>b<strong>c</strong></em>d<em>e</em></p>"),
        (lambda node: E("i", node.children), "<i>a<i>b<i>c</i></i><i></i>d<i>e</i></i>"),
        # children come before their parents: the parent of "strong" is seen with what has become of it
        (lambda node: text(node).upper() if len(text(node)) < 2 else node, "<p>a<em>bC</em>dE</p>"),
    ],
)
def test_rewriting(change: object, markup: str) -> None:
    assert to_html(rewrite(TREE, change)) == markup  # type: ignore[arg-type]


def test_a_tree_in_which_nothing_changes_stays_the_same_object() -> None:
    (same,) = rewrite(TREE, lambda node: node)
    assert same is TREE


def test_a_fragment_is_rewritten_as_its_parts_are() -> None:
    def change(node: Node) -> Content | Fragment:
        return node.children

    assert rewrite(("a", E("em", "b"), E("br")), change) == ("a", "b")
    assert rewrite("a", change) == ("a",)


# --- Ranges of words


@pytest.mark.parametrize(
    ("markup", "start", "end", "wrapped"),
    [
        ("abcdef", 0, 6, "<q>abcdef</q>"),
        ("abcdef", 2, 4, "ab<q>cd</q>ef"),
        # a child that is all in the range stays whole
        ("ab<em>cd</em>ef", 2, 4, "ab<q><em>cd</em></q>ef"),
        ("ab<em>cd</em>ef", 1, 5, "a<q>b<em>cd</em>e</q>f"),
        ("<em>ab</em><b>cd</b>", 0, 4, "<q><em>ab</em><b>cd</b></q>"),
        # a range within a child
        ("ab<em>cdef</em>gh", 3, 5, "ab<em>c<q>de</q>f</em>gh"),
        ("a<em>b<b>cd</b>e</em>f", 2, 3, "a<em>b<b><q>c</q>d</b>e</em>f"),
        # across a border: a piece on either side
        ("ab<em>cd</em>ef", 1, 3, "a<q>b</q><em><q>c</q>d</em>ef"),
        ("ab<em>cd</em>ef", 3, 5, "ab<em>c<q>d</q></em><q>e</q>f"),
        ("<em>ab</em>cd<b>ef</b>", 1, 5, "<em>a<q>b</q></em><q>cd</q><b><q>e</q>f</b>"),
        ("a<em>b<b>cd</b>e</em>f", 3, 6, "a<em>b<b>c<q>d</q></b><q>e</q></em><q>f</q>"),
        # an element without words belongs to the range only if words of it stand on both sides
        ("ab<br>cd", 1, 3, "a<q>b<br>c</q>d"),
        ("ab<br>cd", 0, 2, "<q>ab</q><br>cd"),
        ("ab<br>cd", 2, 4, "ab<br><q>cd</q>"),
        ("<br>ab<br>", 0, 2, "<br><q>ab</q><br>"),
        # outside the text
        ("ab", 2, 4, "ab"),
        ("ab", 1, 9, "a<q>b</q>"),
    ],
)
def test_wrapping(markup: str, start: int, end: int, wrapped: str) -> None:
    made = wrap(paragraph(markup), start, end, lambda words: E("q", words))
    assert to_html(made) == f"<p>{wrapped}</p>"


@pytest.mark.parametrize(
    ("markup", "start", "end", "piece"),
    [
        ("abcdef", 0, 6, "abcdef"),
        ("abcdef", 2, 4, "cd"),
        ("abcdef", 2, 2, ""),
        ("abcdef", 4, 9, "ef"),
        ("ab<em>cd</em>ef", 1, 3, "b<em>c</em>"),
        ("ab<em>cd</em>ef", 3, 5, "<em>d</em>e"),
        ("ab<em>cd</em>ef", 2, 4, "<em>cd</em>"),
        ("ab<em>cd</em>ef", 0, 2, "ab"),
        ("a<em>b<b>cd</b></em>", 3, 4, "<em><b>d</b></em>"),
        ("ab<br>cd", 1, 3, "bc"),
    ],
)
def test_cutting(markup: str, start: int, end: int, piece: str) -> None:
    assert to_html(cut(parse(markup), start, end)) == piece
