"""Punctuation between the parts of a citation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition.model.tree import Content, Fragment, Node, respelled, text

_CLOSING_QUOTES = re.compile(r"(?:(‘(?:[^‘’]|’(?=\w))*)’)?”?$")


Parts = tuple[Fragment | str, ...]
"""Parts of a citation; what is empty has no punctuation."""


def with_brackets(words: Fragment) -> Fragment:
    """Words that stand in parentheses, with brackets for their own."""
    return respelled(words, text(words).translate(str.maketrans("()", "[]")))


def with_punctuation(fragment: Fragment, mark: str) -> Fragment:
    """The fragment followed by a comma, semicolon or full stop.

    It goes inside closing quotation marks. Nothing is added where the same mark, or before a full stop ``?`` or ``!``,
    stands already.
    """
    last = fragment[-1] if fragment else ""
    words = last if isinstance(last, str) and last[-1:] not in ("”", "’", "") else text(fragment)
    if not words or words.endswith(mark):
        return fragment
    inner = words[: _end_inside_quotes(words)]
    if inner.endswith(mark) or (mark == "." and inner.endswith(("?", "!"))):
        return fragment
    return _inserted(fragment, mark, len(words) - len(inner)) if len(inner) < len(words) else (*fragment, mark)


def _end_inside_quotes(words: str) -> int:
    """The offset of the closing quotation marks at the end of the words, or their length if there are none."""
    if not words.endswith(("”", "’")):
        return len(words)
    match = _CLOSING_QUOTES.search(words)
    if match is None or not match[0]:
        return len(words)
    return match.end(1) if match[1] else match.start()


def _inserted(fragment: Fragment, mark: str, from_end: int) -> Fragment:
    """The fragment with a mark inserted so many characters before its end, if need be inside its last element."""
    last: Content = fragment[-1]
    if isinstance(last, Node) and len(text(last)) >= from_end:
        return (*fragment[:-1], last.with_children(_inserted(last.children, mark, from_end)))
    words = text(last)
    return (*fragment[:-1], f"{words[:-from_end]}{mark}{words[-from_end:]}")


def join_sentence(parts: Iterable[Fragment | str], mark: str, end: str = "") -> Fragment:
    """The parts that have words, separated by the punctuation mark and a space; ``end`` is the mark after the last."""
    sentence: Fragment = ()
    for part in parts:
        content = (part,) if isinstance(part, str) else part
        if content and ((isinstance(content[0], str) and content[0]) or text(content)):
            sentence = (*with_punctuation(sentence, mark), " ", *content) if sentence else content
    return with_punctuation(sentence, end) if end else sentence
