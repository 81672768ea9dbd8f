"""The keys of works as BibTeX, Zotero and pandoc write them: their ends in a text, and what they are in addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from edition.sources.yaml_records import LONGEST, is_key

KEY = r"(?:\{(?P<braced>[^{}\n]+)\}|(?P<plain>[^\W]\w*(?:[:.#$%&\-+?<>~/'’]+\w+)*))"
"""A key after ``@``: in braces anything; without, letters and digits of any script, with single signs between them."""
_CITED = re.compile(rf"@{KEY}")


def cited_in(texts: Iterable[str]) -> frozenset[str]:
    """Every key that stands after ``@`` in the texts; also what only looks like one."""
    found: set[str] = set()
    for words in texts:
        for match in _CITED.finditer(words):
            found.add(match["braced"] or match["plain"])
    return frozenset(found)


def address_key(key: str) -> str:
    """The key itself if it can stand in an address; else what is left of it that can, with a hash of the whole.

    It depends on nothing but the key, so that an address stays as it was once published.
    """
    if is_key(key):
        return key
    letters = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[: LONGEST - 10]
    return f"{words}-{sha256(key.encode()).hexdigest()[:8]}".strip("-")
