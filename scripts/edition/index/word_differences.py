"""In which words a quotation differs from its source. Spelling, capitals, quotation marks and dashes are set aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

OMISSION = "…"
_TOKEN = re.compile(r"\[?(?:…|\.(?:\s*\.){2,})\]?|\w+(?:[’'.‐‑-]\w+)*")
_SPELLING = (
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"our(?=(?:s|ed|ing|able|ful|ite|ites)?$)"), "or"),
)
"""British spellings and the American ones that count as the same: organise, labour."""


class Piece(NamedTuple):
    """Words of a text. ``kind``: same (as in the other), differs, beyond (what the other does not cover)."""

    words: str
    kind: str


class Comparison(NamedTuple):
    """A quotation and its source in pieces."""

    quoted: tuple[Piece, ...]
    source: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        """Whether any word is another."""
        return any(piece.kind == "differs" for piece in (*self.quoted, *self.source))


def compare(quoted: str, source: str, in_part: bool = False, english: bool = True) -> Comparison:
    """A quotation beside its source.

    Words of the source before and after those quoted, and where the quotation marks an omission, are beyond it. If the
    source covers the quotation only ``in_part``, words of the quotation before and after it are beyond the source.
    """
    ours, theirs = [*_TOKEN.finditer(quoted)], [*_TOKEN.finditer(source)]
    left, right = ([_folded(token[0], english) for token in tokens] for tokens in (ours, theirs))
    kinds: tuple[list[str], list[str]] = ["same"] * len(left), ["same"] * len(right)
    for tag, left_at, i_end, right_at, j_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            at_edge = left_at == 0 or i_end == len(left)
            omitted = OMISSION in left[max(left_at - 1, 0) : i_end + 1]
            is_beyond = (left_at == i_end or left[left_at:i_end] == [OMISSION]) and (at_edge or omitted)
            kinds[1][right_at:j_end] = ["beyond" if is_beyond else "differs"] * (j_end - right_at)
            missing = in_part and at_edge and right_at == j_end
            kinds[0][left_at:i_end] = ["beyond" if missing else "differs"] * (i_end - left_at)
    for tokens, of_tokens in ((left, kinds[0]), (right, kinds[1])):
        of_tokens[:] = ["same" if token == OMISSION else kind for token, kind in zip(tokens, of_tokens, strict=True)]
    return Comparison(tuple(_pieces(quoted, ours, kinds[0])), tuple(_pieces(source, theirs, kinds[1])))


def _folded(word: str, english: bool) -> str:
    """A word without case, accents and, if it is English, differences of spelling; for marks of omission one sign."""
    if not word[-1].isalnum():
        return OMISSION
    plain = unicodedata.normalize("NFKD", word).casefold()
    plain = "".join(sign for sign in plain if sign.isalnum())
    if english and len(plain) > 4:
        for pattern, other in _SPELLING:
            plain = pattern.sub(other, plain)
    return plain


def _pieces(words: str, tokens: Sequence[re.Match[str]], kinds: Sequence[str]) -> Iterator[Piece]:
    """The words cut where the kind changes; what stands between two words of a kind is of that kind."""
    at = start = 0
    current = "same"
    for token, kind in zip(tokens, kinds, strict=True):
        if kind != current:
            end = token.start() if current == "same" else at
            if words[start:end]:
                yield Piece(words[start:end], current)
            if end < token.start():
                yield Piece(words[end : token.start()], "same")
            start, current = token.start(), kind
        at = token.end()
    end = len(words) if current == "same" else at
    yield from (piece for piece in (Piece(words[start:end], current), Piece(words[end:], "same")) if piece.words)
