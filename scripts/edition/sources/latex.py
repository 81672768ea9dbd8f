"""The LaTeX of BibTeX values, to and from Unicode with typographic quotation marks and dashes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_LATEX = re.compile(r"[\\{}~`'\"]|--")
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~"}
    | {character: tex for tex, character in _TYPOGRAPHY if "-" in tex}
)
_BETWEEN_MARKS = re.compile("(?<=[–—-])(?=[–—-])")


def decoded(value: str) -> str:
    """The words of a BibTeX value, which comes without its outer braces."""
    if not _LATEX.search(value):
        return value
    value = re.sub(r"(?<!\\)~", "\u00a0", value)
    if "\\" in value:
        # BibTeX takes a bare % or $ literally; in LaTeX one begins a comment, the other mathematics
        words = _latex().latex_to_text(re.sub(r"(?<!\\)([%$])", r"\\\1", value))
        return _with_curly_quotes(words.replace("'", "’").replace("ˆ", "^"))  # pylatexenc has ˆ for \textasciicircum
    for tex, character in _TYPOGRAPHY:
        value = value.replace(tex, character)
    return _with_curly_quotes(value.replace("{", "").replace("}", ""))


@lru_cache(maxsize=8192)
def encoded(words: str) -> str:
    """The words as a BibTeX value; ``decoded(encoded(words)) == words`` for all that ``decoded`` can give.

    Quotation marks stay as they are: reference managers do not know TeX's.
    """
    # adjacent hyphens and dashes would be read as one longer dash
    return "{}".join(piece.translate(_ESCAPES) for piece in _BETWEEN_MARKS.split(words))


@cache
def _latex() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text  # slow to import, and needed by few values

    return LatexNodes2Text(math_mode="text", keep_comments=True)


def _with_curly_quotes(words: str) -> str:
    """Straight double quotation marks replaced by opening or closing ones, according to what stands before them."""
    return re.sub(r'(^|[\s(\[—–‘])"', r"\1“", words).replace('"', "”") if '"' in words else words
