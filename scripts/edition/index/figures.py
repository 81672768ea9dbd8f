"""Figures of the text, in their order; and the picture that an element shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from edition.index.addresses import SITE
from edition.model.derived import derived
from edition.model.edition import Edition, ProsePage, Section
from edition.model.figures import figure_label, is_captioned
from edition.model.kinds import NoteRef
from edition.model.pictures import Picture
from edition.model.prose import prose_of
from edition.model.tree import E, Element, Fragment, find_all, rewrite


class ListedFigure(NamedTuple):
    """A figure with a caption, for a list: its anchor, how it is named, its caption without notes, its picture."""

    anchor: str
    label: str
    caption: Fragment
    picture: Element


@derived
def figures_in(edition: Edition, section: Section) -> tuple[ListedFigure, ...]:
    """The figures of a section that have captions."""
    nodes = [node for node in find_all(section.body, Element) if is_captioned(node)]
    both, words = zip(section.figures, nodes, strict=True), edition.messages
    return tuple(
        ListedFigure(shown.anchor, figure_label(shown.number, words), _caption(edition, node), _picture(node))
        for shown, node in both
    )


def figures(edition: Edition) -> Iterator[tuple[Section, ListedFigure]]:
    """All figures of the text that have captions, each with its section."""
    for section in edition.sections:
        if section.figures:
            yield from ((section, figure) for figure in figures_in(edition, section))


def has_figures(edition: Edition) -> bool:
    """Whether a figure has a caption."""
    return any(section.figures for section in edition.sections)


def _caption(edition: Edition, figure: Element) -> Fragment:
    caption = next(node for node in find_all(figure, Element) if node.tag == "figcaption")
    words = rewrite(caption.children, lambda node: () if isinstance(node, NoteRef) else node)
    return (E("span", words, **edition.text_attributes),) if edition.text_attributes else words


def _picture(figure: Element) -> Element:
    return next(node for node in find_all(figure, Element) if node.tag == "img")


def picture_of(edition: Edition, image: Element) -> Picture | None:
    """The picture that an element shows; None where there is no such file, or none that can be shown."""
    address = image.get("src")
    picture = edition.pictures.get(unquote(address.removeprefix(SITE))) if address.startswith(SITE) else None
    return picture if picture and not picture.measures.error else None


def pictures_in(edition: Edition, parts: Iterable[Section | ProsePage]) -> dict[str, Picture]:
    """The pictures that the words of sections, pages and of all records show, by their addresses."""
    contents: list[Fragment] = [words.tree for words in prose_of(edition)]
    for part in parts:
        contents += [part.body, *(note.content for note in getattr(part, "notes", ()))]
    images = (node for content in contents for node in find_all(content, Element) if node.tag == "img")
    pictures = (picture_of(edition, image) for image in images)
    return {picture.uri: picture for picture in pictures if picture}
