"""The LaTeX of BibTeX values, to and from words with typographic quotation marks and dashes.

``read`` keeps what LaTeX means: emphasis, small capitals, raised letters, languages, addresses. ``decoded`` gives the
bare words, ``encoded`` makes a value of words.
"""

from __future__ import annotations

from edition.model.tree import text
from edition.sources.latex.reader import Value, read, without_entities, without_tags
from edition.sources.latex.writer import encoded, encoded_fragment

__all__ = ["Value", "decoded", "encoded", "encoded_fragment", "read", "without_entities", "without_tags"]


def decoded(value: str) -> str:
    """The words of a BibTeX value, which comes without its outer braces."""
    return text(read(value).words)
