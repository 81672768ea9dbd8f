"""Markers that carry through pandoc what it would drop: private-use characters in words, and addresses of links."""

from __future__ import annotations

from edition.model.tree import Content, Element, Fragment, normalized, text

NOTE = "\ue010"
"""Before and after the note mark, at the beginning of a note."""
CAPTION = "\ue015"
"""At the beginning of a caption."""
CITATION = "citation:"
"""Begins the address of a link that is a citation; its number follows."""


def without_number(content: Fragment, number: str) -> Fragment:
    """A note without its number, if that stands raised at its beginning."""
    first = content[0] if content else ""
    if isinstance(first, Element) and first.children:
        head, *others = first.children
        if isinstance(head, Element) and head.tag == "sup" and text(head).strip() == number and others:
            return (first.with_children(_left_stripped(others)), *content[1:])
    return content


def split_note_mark(content: Fragment, mark: str) -> tuple[str, Fragment]:
    """The mark of a note, from its marker or else the one given, and the note without it.

    A mark that is no number and no letter is removed from the words of the note too, if they begin with it.
    """
    first = content[0] if content else ""
    head, *others = first.children if isinstance(first, Element) and first.children else ("",)
    if not (isinstance(first, Element) and isinstance(head, str) and head.startswith(NOTE)):
        return mark, content
    _, printed, words = head.split(NOTE, 2)
    words, symbol = words.lstrip(), printed if printed and not printed.isalnum() else NOTE
    if not words and others and text(others[0]).strip() == symbol:
        del others[0]
    rest = words.removeprefix(symbol).lstrip()
    children = normalized((rest, *others)) if rest else _left_stripped(others)
    blocks = (Element(first.tag, (), children), *content[1:])
    return printed or mark, blocks if children or len(blocks) == 1 else blocks[1:]


def _left_stripped(content: list[Content]) -> Fragment:
    """Words and nodes without white space at their beginning."""
    first = [content[0].lstrip() if isinstance(content[0], str) else content[0]] if content else []
    return normalized((*first, *content[1:]))
