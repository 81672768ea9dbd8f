"""The pictures of a manuscript: figures with their captions, and the files that are taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from edition.authoring.manuscript import PICTURES, Manuscript
from edition.authoring.private_signs import CAPTION, after
from edition.model.tree import Content, Element, Fragment, Node, find_all, rewrite, text


def figure(picture: Element, caption: Fragment) -> Element:
    """A figure of a picture; without words there is no caption."""
    words = (Element("figcaption", (), caption),) if text(caption).strip() else ()
    return Element("figure", (), (picture, *words))


def with_captions(blocks: Iterable[Element]) -> tuple[Element, ...]:
    """Blocks in which a caption below or above a picture is part of the figure."""
    made: list[Element] = []
    waiting: Fragment = ()
    for block in blocks:
        pictures = [child for child in block.children if isinstance(child, Element) and child.tag == "img"]
        is_caption = text(block).lstrip().startswith(CAPTION)
        if is_caption and pictures:  # both stand in a frame
            made += [figure(picture, ()) for picture in pictures]
        words = after(block.children, CAPTION, "") if is_caption else ()
        if is_caption and made and made[-1].tag == "figure" and len(made[-1].children) == 1:
            picture = made.pop().children[0]
            assert isinstance(picture, Element)
            made.append(figure(picture, words))
        elif is_caption:
            made += [Element("p", (), waiting)] if waiting else []
            waiting = words
        elif waiting and block.tag == "figure" and len(block.children) == 1 and isinstance(block.children[0], Element):
            made.append(figure(block.children[0], waiting))
            waiting = ()
        else:
            made += [Element("p", (), waiting)] if waiting else []
            waiting = ()
            made.append(block)
    return (*made, Element("p", (), waiting)) if waiting else tuple(made)


def with_pictures(read: Manuscript, beside: Path | None) -> Manuscript:
    """The manuscript with its pictures under new names, from their files, which may lie in a folder ``beside`` it.

    Of a picture that cannot be had the caption stays, and there is a warning.
    """
    pictures: dict[str, bytes] = {}
    warnings: list[str] = []
    names: dict[str, str] = {}
    for picture in find_all((*read.blocks, *(block for note in read.notes.values() for block in note)), Element):
        source = picture.get("src")
        if picture.tag != "img" or source in names:
            continue
        path = (beside / source) if beside and "://" not in source else Path(source)
        if path.is_file():
            names[source] = f"picture-{len(pictures) + 1}{path.suffix.lower()}"
            pictures[names[source]] = path.read_bytes()
        else:
            warnings.append(f"A picture could not be had: {source[:100]}. Put it beside the text, and set it there.")

    def change(node: Node) -> Content | Fragment:
        if isinstance(node, Element) and node.tag == "img":
            name = names.get(node.get("src"))
            return node.with_attributes(src=f"{PICTURES}/{name}") if name else ()
        if isinstance(node, Element) and node.tag == "figure" and not any(_shows(child) for child in node.children):
            return tuple(Element("p", (), child.children) for child in node.children if isinstance(child, Element))
        return node

    notes = {label: rewrite(content, change) for label, content in read.notes.items()}
    blocks = rewrite(read.blocks, change)
    return replace(
        read, blocks=blocks, notes=notes, pictures=pictures, warnings=(*read.warnings, *dict.fromkeys(warnings))
    )


def _shows(content: Content) -> bool:
    return isinstance(content, Element) and content.tag in ("img", "figure")
