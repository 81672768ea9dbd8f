"""Signs of private use, which the modules that prepare files put into them to carry what pandoc drops."""

from __future__ import annotations

from edition.model.tree import Content, Element, Fragment, Node, text

NOTE = "\ue010"
"""Stands before and after the printed sign of a note, at the beginning of the note."""
CAPTION = "\ue015"
"""Stands at the beginning of a caption."""
CITATION = "citation:"
"""Begins the address of a link that is a citation; its number follows."""


def after(content: Fragment, sign: str, printed: str) -> Fragment:
    """What stands behind the last of a sign; the note's printed sign, if that follows first, is left out."""
    found, remaining = text(content).count(sign), list[Content]()
    for child in content:
        if found and isinstance(child, str):
            found -= child.count(sign)
            remaining += [child.rpartition(sign)[2]] if not found else []
        elif not found:
            remaining.append(child)
    while remaining and isinstance(remaining[0], str) and not remaining[0].strip():
        del remaining[0]
    words = text(tuple(remaining[:1])).lstrip()
    if printed and words.startswith(printed) and not words[len(printed) : len(printed) + 1].isalnum():
        if isinstance(remaining[0], str):
            remaining[0] = words[len(printed) :]
        elif words.strip() == printed:
            del remaining[0]
    if remaining and isinstance(remaining[0], str):
        remaining[0] = remaining[0].lstrip()
    return tuple(child for child in remaining if child != "")


def without_sign(content: Fragment, sign: str) -> tuple[str, Fragment]:
    """The sign of a note as the file has it, else as given; and the note without it."""
    words = text(content[:1])
    if NOTE not in words:
        return sign, content
    first, *others = content
    assert isinstance(first, Element)
    sign = words[words.index(NOTE) + 1 : words.rindex(NOTE)] or sign
    rest = after(first.children, NOTE, sign)
    if text(rest).strip() or any(isinstance(child, Node) for child in rest) or not others:
        return sign, (Element(first.tag, (), rest), *others)
    return sign, tuple(others)
