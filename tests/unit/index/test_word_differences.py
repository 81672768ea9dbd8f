"""Where a quotation and its source differ; in the cases [words] differ and {words} are beyond the other text."""

from __future__ import annotations

import re

import pytest

from edition.index.word_differences import Piece, compare

SIGNS = {"same": "{}", "differs": "[{}]", "beyond": "{{{}}}"}


def shown(pieces: tuple[Piece, ...]) -> str:
    """Pieces with signs round those that are not the same."""
    return "".join(SIGNS[piece.kind].format(piece.words) for piece in pieces)


def without_signs(words: str) -> str:
    """The words that are compared; an omission keeps its brackets."""
    return re.sub(r"[{}]|\[(?!…)|(?<!…)\]", "", words)


@pytest.mark.parametrize(
    ("quoted", "source", "in_part"),
    [
        ("The sea was level.", "The sea was level.", False),
        ("the sea — was ‘level’,", "The sea, was “level”!", False),
        ("organized labor colors", "organised labour colours", False),
        ("Café au lait", "cafe au lait", False),
        ("The sea was [quite] level.", "The sea was level.", False),
        ("The sea was level.", "The sea was [quite] level.", False),
        ("The [lamp] was lit.", "The [wick] was lit.", False),
        ("was level", "{The sea} was level {and grey}.", False),
        ("The sea … was level.", "The sea, {as we saw}, was level.", False),
        ("The sea. . . . was level.", "The sea […] was level.", False),
        ("{He came}. The sea was level {again}.", "The sea was level.", True),
        ("[He came]. The sea was level [again].", "The sea was level.", False),
        ("", "{The sea}", False),
    ],
)
def test_differences(quoted: str, source: str, in_part: bool) -> None:
    found = compare(*map(without_signs, (quoted, source)), in_part)
    assert (shown(found.quoted), shown(found.source)) == (quoted, source)


def test_spellings_of_other_languages_are_not_english() -> None:
    assert compare("die Reise", "die Reize", english=False).differs
    assert not compare("to organise", "to organize").differs
