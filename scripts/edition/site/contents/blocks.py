"""The blocks of the text with their numbers, in their language, and the headings of sections."""

from __future__ import annotations

from edition.citations.responsibility import byline
from edition.index.addresses import paragraph_number
from edition.model.edition import Edition, Section
from edition.model.tree import Content, E, Element, Fragment
from edition.site.forms import is_block_of_lines
from edition.site.html_writer import HtmlWriter
from edition.site.tables import FRAME

NUMBERED = frozenset("p figure ul ol dl table pre".split())
"""Blocks beside which their number stands."""


def span_of_paragraphs(section: Section) -> str:
    """``¶ 5–7``; nothing where no paragraph has a number."""
    numbers = list(filter(None, (paragraph_number(paragraph.anchor) for paragraph in section.blocks)))
    return f"¶ {numbers[0]}" + (f"–{numbers[-1]}" if len(numbers) > 1 else "") if numbers else ""


def title_of(edition: Edition, section: Section, class_: str | None = None) -> Element:
    """The title of a section, in its language."""
    return _titled(edition, section, section.heading, class_)


def _titled(edition: Edition, section: Section, words: Fragment, class_: str | None) -> Element:
    return E("span", words, class_=class_, **({} if section.editorial else edition.text_attributes))


def heading(edition: Edition, section: Section, tag: str = "h1") -> Element:
    """The heading of a section, with its number; here alone a title of the editors' stands in brackets."""
    opening, closing = (E("span", bracket, class_="bracket") if bracket else "" for bracket in section.brackets)
    title = (opening, *section.heading, closing) if opening else section.heading
    words = _titled(edition, section, title, "title editorial" if section.editorial else "title")
    number = E("span", str(section.number), class_="section-number")
    return E(tag, number, " ", words, id=section.slug, dir=words.get("dir") or None)


def opening(edition: Edition, section: Section, tag: str = "h1") -> Fragment:
    """The heading of a section, and below it who wrote the section, if it has authors of its own."""
    names = byline(edition, section)
    return (heading(edition, section, tag), *((E("p", names, class_="byline"),) if names else ()))


def numbered(block: Content, writer: HtmlWriter) -> Content:
    """The HTML of a block, with the number of every paragraph beside it, outside the paragraph's own element."""
    return _with_numbers(writer.block(block), writer.edition) if isinstance(block, Element) else block


def _with_numbers(block: Element, edition: Edition) -> Element:
    """A block of HTML with the numbers of the paragraphs in it, however deep they stand."""
    number = paragraph_number(block.get("id"))
    if number and (block.tag in NUMBERED or block.get("class") == FRAME or is_block_of_lines(block)):
        name = edition.messages.gettext("Paragraph %(number)s") % {"number": number}
        # without dir: the number keeps to the side on which the lines of its paragraph begin
        language = edition.interface_attributes.get("lang")
        named = {"href": f"#{block.get('id')}", "aria-label": name, "lang": language}
        link = E("a", number, class_="paragraph-number", **named)
        if block.tag == "p":  # an element round each paragraph would be taken out by reader views
            return with_class("numbered", block).with_children((link, " ", *block.children))
        return E("div", link, block, class_="numbered")
    if block.tag == "blockquote":
        block = block.with_attributes(class_=f"quotation {block.get('class')}".strip())
    if block.tag in ("blockquote", "ul", "ol", "li", "div"):
        children = (_with_numbers(child, edition) if isinstance(child, Element) else child for child in block.children)
        return block.with_children(tuple(children))
    return block


def in_its_language(block: Content, edition: Edition) -> Content:
    """A block of the author's with its language and direction, where they are others than those of the page."""
    attributes = edition.text_attributes
    if not attributes or not isinstance(block, Element):
        return block
    return block if block.has("lang") else block.with_attributes(**attributes)


def with_class(name: str, element: Element) -> Element:
    """The element with one more class."""
    return element.with_attributes(class_=" ".join(filter(None, (element.get("class"), name))))
