"""Straight quotation marks made typographic ones."""

from __future__ import annotations

import re

from edition.model.tree import Fragment, respelled, text

_STRAIGHT = re.compile("['\"]")
_BEFORE_OPENING = frozenset(" \u00a0\n([{—–-/“‘„‚«‹¿¡\"'")
_CONTRACTED = re.compile(r"'(?:\d0s|tis|twas|twere|twill|em|til|cause|n(?=['’]))(?!\w)", re.IGNORECASE)


def with_curly_marks(words: Fragment) -> Fragment:
    """The words with opening and closing marks for straight ones, according to what stands before and after them."""
    flat = text(words)
    if not _STRAIGHT.search(flat):
        return words
    marked = "".join(_curly(flat, at) if flat[at] in "'\"" else flat[at] for at in range(len(flat)))
    return respelled(words, marked)


def _curly(words: str, at: int) -> str:
    before, after = words[at - 1] if at else " ", words[at + 1 : at + 2]
    opens = before in _BEFORE_OPENING and bool(after) and not after.isspace()
    if words[at] == '"':
        return "“" if opens else "”"
    if opens and after.isalnum() and not _CONTRACTED.match(words, at) and _is_closed(words, at):
        return "‘"
    return "’"


def _is_closed(words: str, at: int) -> bool:
    """Whether a single mark that may open a quotation has one after it that may close it."""
    for match in re.finditer("'", words[at + 1 :]):
        end = at + 1 + match.start()
        if not words[end - 1].isspace() and not words[end + 1 : end + 2].isalnum():
            return True
    return False
