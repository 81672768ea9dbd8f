"""The keys of works as BibTeX, Zotero and pandoc write them: where they begin and end in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

KEY = r"(?:\{(?P<braced>[^{}\n]+)\}|(?P<plain>[^\W]\w*(?:(?!['’]s\b)[:.#$%&\-+?<>~/'’]+\w+)*))"
"""A key after ``@``: in braces anything; without, letters and digits of any script, with signs between them, but not
the ’s of “@marsh’s book”."""
CITED = re.compile(rf"(?<![^\W_])(?<!\\)@{KEY}")


def cited_in(texts: Iterable[str]) -> frozenset[str]:
    """Every key that stands after ``@`` in the texts; also what only looks like one."""
    keys: set[str] = set()
    for words in texts:
        for match in CITED.finditer(words):
            keys.add(match["braced"] or match["plain"])
    return frozenset(keys)
