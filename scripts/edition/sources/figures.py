"""Pictures in the dialect: ``![caption](file.png "what is to be seen")``; alone in a paragraph they become figures.

Attributes behind a picture: ``width`` (of the text, or a length), ``credit``, ``alt`` (in place of what stands in
quotation marks), ``number`` (the author's own; empty: none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as etree

from markdown.inlinepatterns import ImageInlineProcessor, ImageReferenceInlineProcessor

from edition.model.edition import Figure
from edition.model.figures import AUTOMATIC, begins_with_number, is_captioned
from edition.model.kinds import Lookup, NoteRef
from edition.model.tree import Content, Element, Fragment, Node, find_all, rewrite, text

PICTURE_ATTRIBUTES = frozenset("alt title width credit number".split())
_WIDTH = re.compile(r"(?=.*[1-9])(?:100|[1-9]?[0-9](?:\.[0-9]+)?)%|[0-9]+(?:\.[0-9]+)?(?:px|cm|mm|in|pt|em)?")


class PictureProcessor(ImageInlineProcessor):
    """``![caption](address "title")``; what is in the caption is read like any words."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        words, index, handled = self.getText(data, m.end(0))
        if not handled:
            return None, None, None
        address, title, index, handled = self.getLink(data, index)
        if not handled:
            return None, None, None
        return _picture(self.unescape(address), title, words), m.start(0), index


class PictureReferenceProcessor(ImageReferenceInlineProcessor):
    """``![caption][label]``, with the address elsewhere."""

    def makeTag(self, href: str, title: str, text: str) -> etree.Element:
        """The element of a picture."""
        return _picture(href, title, text)


def _picture(address: str, title: str | None, caption: str) -> etree.Element:
    element = etree.Element("img", src=address)
    if title is not None:
        element.set("title", title)
    element.text = caption
    return element


def with_figures(paragraph: Element) -> Element:
    """A figure of a paragraph that has nothing but pictures; any other paragraph as it is."""
    children = [child for child in paragraph.children if not isinstance(child, str) or child.strip()]
    pictures = [child for child in children if isinstance(child, Element) and child.tag == "img"]
    if not pictures or len(pictures) < len(children):
        return paragraph
    figures = [_figure(picture, len(pictures) == 1 and paragraph.has("id")) for picture in pictures]
    if len(figures) > 1:
        row = paragraph.with_attributes(class_=f"row {paragraph.get('class')}".strip())
        return Element("figure", row.attributes, tuple(figures), paragraph.line)
    (figure,) = figures
    attributes = dict((*figure.attributes, *paragraph.attributes))
    return Element("figure", (*attributes.items(),), figure.children, figure.line)


def _figure(picture: Element, has_id: bool) -> Element:
    """A figure with one picture: the id, number and credit of the picture become those of the figure.

    If the figure ``has_id`` of its own, the picture keeps its id.
    """
    outer = {name: value for name, value in picture.attributes if name in ("id", "class", "lang", "number", "credit")}
    of_picture = ("src", "width", "id") if has_id else ("src", "width")
    of_image = {name: value for name, value in picture.attributes if name in of_picture}
    alt = next((picture.get(name) for name in ("alt", "title") if picture.has(name)), None)
    if alt is not None:
        of_image["alt"] = alt
    image = Element("img", (*of_image.items(),), (), picture.line)
    caption = (Element("figcaption", (), picture.children, picture.line),) if picture.children else ()
    return Element("figure", (*outer.items(),), (image, *caption), picture.line)


def in_line(picture: Element) -> Element:
    """A picture among words: what stands in its brackets is its alternative text."""
    alt = picture.get("alt") if picture.has("alt") else text(picture.children)
    attributes = {name: value for name, value in picture.attributes if name in ("id", "class", "lang", "src", "width")}
    attributes |= {"alt": alt} if alt or picture.has("alt") else {}
    return Element("img", (*attributes.items(),), (), picture.line)


def lost_in_line(picture: Element) -> Iterator[str]:
    """The names of what a picture among words cannot have: where brackets are its alternative text, also a second."""
    for name in ("number", "credit", "title"):
        if picture.get(name):
            yield "text in quotation marks" if name == "title" else name
    if picture.get("alt") and picture.children:
        yield "text in brackets"
    if next(find_all(picture.children, NoteRef), None):
        yield "note"
    if any("@" in lookup.cluster for lookup in find_all(picture.children, Lookup)):
        yield "citation"


def is_width(value: str) -> bool:
    """Whether a width is a part of the text's or a length."""
    return _WIDTH.fullmatch(value) is not None


def figures_in(blocks: Fragment) -> Iterator[Figure]:
    """The figures with a caption, in order. Those that the edition numbers have ``AUTOMATIC`` for a number."""
    for block in blocks:
        for figure, anchor in _with_anchors(block, ""):
            yield Figure(anchor, _number(figure))


def _with_anchors(content: Content, anchor: str) -> Iterator[tuple[Element, str]]:
    """The figures with a caption in content, and the nearest anchor around each."""
    if not isinstance(content, Element):
        return
    anchor = anchor or content.id
    if is_captioned(content):
        yield content, anchor
    else:
        for child in content.children:
            yield from _with_anchors(child, anchor)


def _number(figure: Element) -> str:
    if figure.has("number"):
        return figure.get("number")
    return "" if begins_with_number(text(figure.children)) else AUTOMATIC


def numbered_figures(blocks: Fragment, numbers: Iterable[Figure]) -> Fragment:
    """Blocks in which every figure with a caption has its number, in order."""
    left = iter(numbers)

    def change(node: Node) -> Node:
        if isinstance(node, Element) and is_captioned(node):
            return node.with_attributes(number=next(left).number or None)
        return node

    return rewrite(blocks, change)
