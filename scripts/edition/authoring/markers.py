"""Private-use characters, which the modules that prepare files put into them to carry what pandoc drops."""

from __future__ import annotations

from edition.model.tree import Element, Fragment, text

NOTE = "\ue010"
"""Stands before and after the printed sign of a note, at the beginning of the note."""
CAPTION = "\ue015"
"""Stands at the beginning of a caption."""
CITATION = "citation:"
"""Begins the address of a link that is a citation; its number follows."""


def without_number(content: Fragment, number: str) -> Fragment:
    """A note without its number, if that stands raised at its beginning."""
    first = content[0] if content else ""
    if isinstance(first, Element) and first.children:
        head, *others = first.children
        if isinstance(head, Element) and head.tag == "sup" and text(head).strip() == number and others:
            start = others[0].lstrip() if isinstance(others[0], str) else others[0]
            return (first.with_children((start, *others[1:])), *content[1:])
    return content


def without_sign(content: Fragment, sign: str) -> tuple[str, Fragment]:
    """The sign of a note as the file has it, else as given; and the note without it. A sign that is no number and no
    letter is left out where the words of the note begin with it too."""
    first = content[0] if content else ""
    head, *others = first.children if isinstance(first, Element) and first.children else ("",)
    if not (isinstance(first, Element) and isinstance(head, str) and head.startswith(NOTE)):
        return sign, content
    _, printed, words = head.split(NOTE, 2)
    words, mark = words.lstrip(), printed if printed and not printed.isalnum() else NOTE
    if not words and others and text(tuple(others[:1])).strip() == mark:
        del others[0]
    rest = (words.removeprefix(mark).lstrip(), *others)
    if not rest[0] and others and isinstance(others[0], str):
        rest = (others[0].lstrip(), *others[1:])
    remaining = Element(first.tag, (), tuple(child for child in rest if child != ""))
    return printed or sign, (remaining, *content[1:]) if remaining.children or not content[1:] else content[1:]
