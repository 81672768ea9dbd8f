"""The pictures of a manuscript: figures with captions, and the files of the pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from edition.authoring.manuscript import PICTURES, Manuscript
from edition.authoring.markers import CAPTION
from edition.model.tree import Content, Element, Fragment, Node, find_all, normalized, rewrite, text


def figure(picture: Element, caption: Fragment) -> Element:
    """A figure with a picture, and with the caption if this has words."""
    words = (Element("figcaption", (), caption),) if text(caption).strip() else ()
    return Element("figure", (), (picture, *words))


def with_captions(blocks: Iterable[Element]) -> tuple[Element, ...]:
    """Blocks in which marked captions, below or above a picture or behind it in a paragraph, are part of its figure."""
    apart: list[Element] = []
    for block in blocks:
        content = tuple(map(_unmarked, block.children)) if CAPTION in text(block) else block.children
        if block.tag == "p" and content != block.children:
            pictures = [child for child in content if isinstance(child, Element) and child.tag == "img"]
            apart += [figure(picture, ()) for picture in pictures]
            apart.append(Element("figcaption", (), normalized(child for child in content if child not in pictures)))
        else:
            apart.append(block.with_children(content))
    made: list[Element] = []
    for block in apart:
        one, other = sorted((*made[-1:], block), key=lambda side: side.tag) if made else (block, block)
        if (one.tag, other.tag) == ("figcaption", "figure") and len(other.children) == 1:
            made[-1] = other.with_children((*other.children, one))
        else:
            made.append(block)
    return tuple(Element("p", (), part.children) if part.tag == "figcaption" else part for part in made)


def _unmarked(content: Content) -> Content:
    if isinstance(content, str):
        return content.replace(CAPTION, "").lstrip() if CAPTION in content else content
    return content.with_children(tuple(map(_unmarked, content.children))) if content.children else content


def with_pictures(read: Manuscript, beside: Path | None) -> Manuscript:
    """The manuscript with the files of its pictures under new names, looked for in the folder ``beside`` it.

    A picture without a file is left out with a warning; its caption stays.
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
        if isinstance(node, Element) and node.tag == "figure":
            shows = any(child.tag in ("img", "figure") for child in node.elements)
            return node if shows else tuple(Element("p", (), child.children) for child in node.elements)
        return node

    notes = {label: rewrite(content, change) for label, content in read.notes.items()}
    blocks = rewrite(read.blocks, change)
    return replace(
        read, blocks=blocks, notes=notes, pictures=pictures, warnings=(*read.warnings, *dict.fromkeys(warnings))
    )
