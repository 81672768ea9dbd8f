"""Figures and pictures as HTML."""

from __future__ import annotations

from edition.index.figures import picture_of
from edition.model.edition import Edition
from edition.model.figures import figure_label
from edition.model.tree import Content, E, Element, Fragment


def picture(edition: Edition, image: Element, lazy: bool) -> Element:
    """A picture with its real size, so that nothing moves when it arrives; ``lazy``: it is fetched when it is near."""
    file = picture_of(edition, image)
    size = file.measures if file else None
    return E(
        "img",
        src=image.get("src"),
        alt=image.get("alt"),
        class_=image.get("class") or None,
        id=image.id or None,
        width=str(size.width) if size else None,
        height=str(size.height) if size else None,
        style=f"width: {width_in_css(image.get('width'))}" if image.get("width") else None,
        loading="lazy" if lazy else None,
        decoding="async" if lazy else None,
    )


def width_in_css(width: str) -> str:
    """A width as CSS has it: a number alone is pixels."""
    return width if not width[-1:].isdigit() else f"{width}px"


def figure(edition: Edition, node: Element, enlarges: bool) -> Element:
    """A figure, of which the content is HTML already; ``enlarges``: each picture leads to the file that it shows."""
    children: list[Content] = [*node.elements]
    if enlarges:
        children = [_enlarging(edition, child) for child in children]
    number, credit = figure_label(node.get("number"), edition.messages), node.get("credit")
    words: Fragment = ()
    if isinstance(children[-1], Element) and children[-1].tag == "figcaption":
        words = children.pop().children  # type: ignore[union-attr]
    caption_words = (
        *((E("span", number, class_="figure-number", **edition.interface_attributes), " ") if number else ()),
        *words,
        *((" ", E("span", credit, class_="credit")) if credit else ()),
    )
    caption = E("figcaption", caption_words) if caption_words else None
    return E("figure", tuple(children), caption, id=node.id or None, class_=node.get("class") or None,
             lang=node.get("lang") or None)  # fmt: skip


def _enlarging(edition: Edition, child: Content) -> Content:
    if not isinstance(child, Element) or child.tag != "img" or not child.get("alt"):
        return child
    name = edition.messages.gettext("Enlarge: %(what)s") % {"what": child.get("alt")}
    return E("a", child, class_="enlarge", href=child.get("src"), aria_label=name, **edition.interface_attributes)
