"""Texts of the edition as XML for ``edition.json``, with an element for each of the edition's own kinds."""

from __future__ import annotations

from edition.model.kinds import ELEMENTS, CitationItem, Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.serialize import to_xml
from edition.model.tree import Content, E, Element, Fragment, rewrite, words_of


def _item(item: CitationItem) -> Element:
    """An item with the place that it cites; what stands before that, such as the volume, are elements in it."""
    within = (E("place", label=place.label, locator=place.locator) for place in item.within)
    attributes = {"prefix": words_of(item.prefix), "suffix": words_of(item.suffix), "mode": item.mode or None}
    return E("item", *within, work=item.work, label=item.label, locator=item.locator, **attributes)


TABLE: Table[Element] = {
    **dict.fromkeys(ELEMENTS, lambda element: element),
    Name: lambda node: E("name", node.children, key=node.key),
    Cite: lambda node: E("cite", tuple(map(_item, node.items)), node.children, form=node.form),
    NoteRef: lambda node: E("noteref", label=node.label, anchor=node.anchor, mark=node.mark, kind=node.kind),
    Quote: lambda node: E("q", node.children, id=node.key),
    Emended: lambda node: E("emended", node.children, key=node.key),
    Lookup: lambda node: E("ref", node.children, cluster=node.cluster),
}


def markup(content: Content | Fragment) -> str:
    """A text as well-formed XML, without a declaration."""
    return to_xml(rewrite(content, lambda node: rule(TABLE, node)(node)))
