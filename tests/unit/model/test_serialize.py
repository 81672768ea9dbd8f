"""Trees as HTML and XML: escaping, elements without content, addresses."""

from __future__ import annotations

import pytest

from edition.model.kinds import Name, UnknownKind
from edition.model.output import Anchors
from edition.model.serialize import AnchorLists, Prerendered, prerendered, to_html, to_xml, without_tags
from edition.model.tree import Content, E, Fragment, text


@pytest.mark.parametrize(
    ("content", "html", "xml"),
    [
        ("a < b > c & “d” \"e\" 'f'", "a &lt; b &gt; c &amp; “d” \"e\" 'f'", "a &lt; b &gt; c &amp; “d” \"e\" 'f'"),
        (E("p", title="<\"'&>"), '<p title="&lt;&quot;&#x27;&amp;&gt;"></p>', '<p title="&lt;&quot;&#x27;&amp;&gt;"/>'),
        (E("br"), "<br>", "<br/>"),
        (E("img", src="a.png", alt=""), '<img src="a.png" alt="">', '<img src="a.png" alt=""/>'),
        (E("span"), "<span></span>", "<span/>"),
        (E("script", "a < b && c"), "<script>a < b && c</script>", "<script>a &lt; b &amp;&amp; c</script>"),
        (E("style", "a > b"), "<style>a > b</style>", "<style>a &gt; b</style>"),
        (("a", E("em", "b", E("br"), "c"), "d"), "a<em>b<br>c</em>d", "a<em>b<br/>c</em>d"),
        ((), "", ""),
        (E("TEI", xml__id="a", xmlns="b"), '<TEI xml:id="a" xmlns="b"></TEI>', '<TEI xml:id="a" xmlns="b"/>'),
    ],
)
def test_serializing(content: Content | Fragment, html: str, xml: str) -> None:
    assert to_html(content) == html
    assert to_xml(content) == xml


@pytest.mark.parametrize("serialize", [to_html, to_xml])
@pytest.mark.parametrize("content", [Name("k", ("a",)), (E("p", "a", Name("k")),)])
def test_only_elements_can_be_serialized(serialize: object, content: Content | Fragment) -> None:
    with pytest.raises(UnknownKind, match="Name"):
        serialize(content)  # type: ignore[operator]


LINKS = (E("a", "one", href="site:a", id="x"), E("img", src="b&c.png"), E("p", "two", cite="site:d"))


def test_addresses_are_resolved_and_gathered() -> None:
    lists = AnchorLists()
    assert to_html(LINKS, str.upper, lists) == (
        '<a href="SITE:A" id="x">one</a><img src="B&amp;C.PNG"><p cite="site:d">two</p>'
    )
    assert lists.anchors() == Anchors(("x",), ("site:a",), ("b&c.png",))


def test_what_is_prerendered_is_as_if_it_were_serialized_in_its_place() -> None:
    resolvers = (str.upper, lambda address: f"../{address}")
    parts = prerendered(LINKS, *resolvers)
    assert [to_html(part) for part in parts] == [to_html(LINKS, resolve) for resolve in resolvers]
    lists, direct = AnchorLists(), AnchorLists()
    to_html(E("div", *parts, E("p", id="y")), anchors=lists)
    to_html(E("div", LINKS, E("p", id="y")), anchors=direct)
    assert lists.anchors() == direct.anchors()
    assert to_html(Prerendered(("<b>a</b>",))) == "<b>a</b>"


@pytest.mark.parametrize("content", ["a", "a & b < c", (E("p", "a", E("br"), "b", title="> <"), "“c”"), ()])
def test_tags_are_taken_away_again(content: Content | Fragment) -> None:
    assert without_tags(to_html(content)) == text(content)
