"""Signs of private use, which the modules that prepare files put into them to carry what pandoc drops."""

from __future__ import annotations

from typing import Any

from edition.model.tree import Content, Fragment, text

NOTE = "\ue010"
"""Stands before and after the author’s own sign of a note, at the beginning of the note."""
CAPTION = "\ue015"
"""Stands at the beginning of a caption."""
CITED = "\ue014"
"""Stands at the end of a citation in an ODT file."""
ZOTERO = "ZOTERO_ITEM CSL_CITATION "
"""Begins the name of a citation by Zotero; JSON follows."""


def after(content: Fragment, sign: str, printed: str) -> Fragment:
    """What stands behind the last of a sign; the note's printed sign, if that follows first, is left out."""
    found, remaining = text(content).count(sign), list[Content]()
    for child in content:
        if found and isinstance(child, str):
            found -= child.count(sign)
            remaining += [child.rpartition(sign)[2]] if not found else []
        elif not found:
            remaining.append(child)
    remaining = [child for child in remaining if child != ""]
    if remaining and printed and text(remaining[0]).strip() == printed:
        remaining = remaining[1:]
    if remaining and isinstance(remaining[0], str):
        remaining[0] = remaining[0].lstrip()
    return tuple(remaining)


def zotero_citation(inline: dict[str, Any]) -> str:
    """The item of a citation that begins at an empty span, as LibreOffice has it."""
    if inline["t"] != "Span" or inline["c"][1]:
        return ""
    identifier = str(inline["c"][0][0])
    if not identifier.startswith(ZOTERO):
        return ""
    source = identifier.removeprefix(ZOTERO)
    return source[: source.rindex("}") + 1]
