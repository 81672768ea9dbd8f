"""Words as BibTeX writes them, to and from Unicode with typographic quotation marks and dashes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_MARKS = re.compile(r"[\\{}~`'\"]|--")
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~"}
    | {character: tex for tex, character in _TYPOGRAPHY}
)
_TOUCHING = re.compile("(?<=[‘’“”–—-])(?=[‘’“”–—-])")


def decoded(value: str) -> str:
    """The words of a BibTeX value without its outer braces. Plain values, nearly all, pass untouched and fast."""
    if not _MARKS.search(value):
        return value
    value = re.sub(r"(?<!\\)~", "\u00a0", value)
    if "\\" in value:
        # in BibTeX a bare % or $ is itself; to LaTeX one begins a comment, the other mathematics
        return _curled(_latex().latex_to_text(re.sub(r"(?<!\\)([%$])", r"\\\1", value)).replace("'", "’"))
    for tex, character in _TYPOGRAPHY:
        value = value.replace(tex, character)
    return _curled(value.replace("{", "").replace("}", ""))


@lru_cache(maxsize=8192)
def encoded(words: str) -> str:
    """The words as a BibTeX value; ``decoded(encoded(words)) == words`` for all that ``decoded`` can give."""
    # marks that touch would be read as one longer mark
    return "{}".join(piece.translate(_ESCAPES) for piece in _TOUCHING.split(words))


@cache
def _latex() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text  # wanted by few values

    return LatexNodes2Text(math_mode="text", keep_comments=True)


def _curled(words: str) -> str:
    """Straight double quotation marks made opening or closing by what stands before them."""
    return re.sub(r'(^|[\s(\[—–‘])"', r"\1“", words).replace('"', "”") if '"' in words else words
