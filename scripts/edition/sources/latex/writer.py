"""Words as BibTeX values."""

from __future__ import annotations

import re
from functools import lru_cache

from edition.model.tree import Element, Fragment

_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~"}
    | {"—": "---", "–": "--"}
)
_BETWEEN_MARKS = re.compile("(?<=[–—-])(?=[–—-])")


@lru_cache(maxsize=8192)
def encoded(words: str) -> str:
    """The words as a BibTeX value; ``decoded(encoded(words)) == words`` for all that ``decoded`` can give.

    Quotation marks stay as they are: reference managers do not know TeX's.
    """
    # adjacent hyphens and dashes would be read as one longer dash
    return "{}".join(piece.translate(_ESCAPES) for piece in _BETWEEN_MARKS.split(words))


_COMMANDS = {"em": "textit", "strong": "textbf", "sup": "textsuperscript", "sub": "textsubscript", "code": "texttt"}
_RAISED = {"sup": "^", "sub": "_"}
"""Plain words are raised and lowered as in formulas: that alone Zotero reads too."""


def encoded_fragment(words: Fragment) -> str:
    """Words with markup as a BibTeX value."""
    return "".join(encoded(part) if isinstance(part, str) else _command(part) for part in words)


def _command(node: Element | object) -> str:
    """An element as a command of LaTeX around its words; only the words if there is none."""
    assert isinstance(node, Element)
    inner = encoded_fragment(node.children)
    if node.tag == "span" and node.get("class") == "small-caps":
        return f"\\textsc{{{inner}}}"
    if node.tag == "span" and node.get("lang"):
        return f"\\foreignlanguage{{{node.get('lang')}}}{{{inner}}}"
    if node.tag in _RAISED and all(isinstance(part, str) and part.isalnum() for part in node.children):
        return f"${_RAISED[node.tag]}{{\\textrm{{{inner}}}}}$"
    if node.tag == "a":
        return f"\\href{{{node.get('href')}}}{{{inner}}}"
    return f"\\{_COMMANDS[node.tag]}{{{inner}}}" if node.tag in _COMMANDS else inner
