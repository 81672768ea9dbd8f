"""Figures in TEI: ``figure`` with ``graphic``, ``head`` and ``figDesc``."""

from __future__ import annotations

from collections.abc import Mapping

from edition.index.addresses import SITE, public_address
from edition.index.figures import picture_of
from edition.model.edition import Edition
from edition.model.tree import E, Element, Fragment


def picture(edition: Edition, image: Element, in_folder: bool) -> Element:
    """A picture with its description. ``in_folder``: the document is not in the root of the site but in a folder."""
    source, file = image.get("src"), picture_of(edition, image)
    beside = ("../" if in_folder else "") + source.removeprefix(SITE) if source.startswith(SITE) else source
    graphic = E(
        "graphic",
        url=public_address(edition, source) or beside,
        mimeType=file.measures.media_type if file else None,
        width=image.get("width") or (f"{file.measures.width}px" if file else None),
    )
    return E("figure", graphic, E("figDesc", image.get("alt")) if image.get("alt") else None)


def figure(node: Element, content: Fragment, attributes: Mapping[str, str | None]) -> Element:
    """A figure of its content in TEI: the parts of a single picture stand in the figure itself."""
    pieces: list[Element] = []
    for child in content:
        assert isinstance(child, Element)
        single = node.get("class").split()[:1] != ["row"] and child.tag == "figure"
        inner = [*child.elements] if single else [child]
        inner[0] = inner[0].with_attributes(xml__id=child.get("xml:id") or None)
        pieces += inner
    credit = E("bibl", node.get("credit"), type="credit") if node.get("credit") else None
    number = node.get("number") or attributes.get("n")
    pieces.sort(key=lambda piece: {"graphic": 0, "head": 1}.get(piece.tag, 2))
    return E("figure", *pieces, credit, **{**attributes, "n": number})
