"""Emphasis by the rules of CommonMark, in linear time: ``*very **old** lamp*`` has the strong word within the emphasis.

Python-Markdown's own patterns end an emphasis at the next asterisk, whatever it belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from edition.sources.delimiters import MAX_DEPTH, TOO_DEEP

_RUN = re.compile(r"\*+|_+")
_BEGINS = re.compile("[^\\W\\d]|[*\x02(\\[“‘«„‚‹¿¡\"']")
"""How words begin that may be emphasized; a digit does not, since a star before a year is a sign of birth."""
_FOUND = "\x02\x03"
"""First and last character of what stands for an element that was found already, such as the call of a note."""
PLAIN = "plain"
"""The tag of an element that is only there until its content is put into its place."""


@dataclass(slots=True)
class _Run:
    """A run of asterisks or underscores: how many are left, and what begins (``opens``) and ends (``closes``) there.

    ``only_opens`` says that it stands before words and can be nothing else: if any are left, their end is missing.
    """

    sign: str
    start: int
    length: int
    opens: bool
    closes: bool
    left: int
    only_opens: bool
    begun: list[str] = field(default_factory=list)
    ended: int = 0


class Emphasis(InlineProcessor):
    """All emphasis from the first sign of it to the end of a text, as one element."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        runs = [_run(match, data) for match in _RUN.finditer(data, m.start(0))]
        _pair(runs)
        return _built(data, runs), m.start(0), len(data)


def _run(match: re.Match[str], data: str) -> _Run:
    """A run, and whether it can begin or end an emphasis, which depends on the characters round it."""
    before, after = data[match.start() - 1 : match.start()], data[match.end() : match.end() + 1]
    sign, length = match[0][0], len(match[0])
    mark_before, mark_after = is_mark(before) or before == _FOUND[1], is_mark(after) or after == _FOUND[0]
    left = not is_space(after) and (not is_mark(after) or is_space(before) or mark_before)
    right = not is_space(before) and (not is_mark(before) or is_space(after) or mark_after)
    opens = left and (sign == "*" or not right or mark_before)
    closes = right and (sign == "*" or not left or mark_after)
    only_opens = opens and (not closes or before == _FOUND[1]) and _BEGINS.match(after) is not None
    return _Run(sign, match.start(), length, opens, closes, length, only_opens)


def is_space(character: str) -> bool:
    """Whether a character, or the beginning or end of a text (""), divides words."""
    return not character or character.isspace() or character == "\ue000"


def is_mark(character: str) -> bool:
    """Whether a character is punctuation or a symbol."""
    return unicodedata.category(character)[0] in "PS" if character else False


def _pair(runs: list[_Run]) -> None:
    """Find the beginning of each emphasis for its end, and note both on their runs."""
    openers: list[int] = []
    bottom: dict[tuple[str, bool, int], int] = defaultdict(lambda: -1)
    for index, run in enumerate(runs):
        while run.closes and run.left:
            key = (run.sign, run.opens, run.length % 3)
            at = len(openers) - 1
            while at >= 0 and openers[at] > bottom[key] and not _fit(runs[openers[at]], run):
                at -= 1
            if at < 0 or openers[at] <= bottom[key]:
                bottom[key] = index - 1
                break
            del openers[at + 1 :]
            opener = runs[openers[at]]
            width = 2 if opener.left > 1 and run.left > 1 else 1
            opener.begun.append("strong" if width == 2 else "em")
            run.ended += 1
            opener.left, run.left = opener.left - width, run.left - width
            if not opener.left:
                openers.pop()
        if run.opens and run.left:
            openers.append(index)


def _fit(opener: _Run, closer: _Run) -> bool:
    both_ways = opener.closes or closer.opens
    of_three = (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3)
    return opener.sign == closer.sign and not (both_ways and of_three)


def _built(data: str, runs: list[_Run]) -> etree.Element:
    """The elements for the runs, with the words between them.

    Signs that are left over are words. They are written as characters behind a backslash are, but with one zero before
    their number, or with two if their end is missing.
    """
    root = etree.Element(PLAIN)
    path = [root]
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        too_deep = 0
        for _ in range(run.ended):
            path.pop()
        add_words(path[-1], f"{STX}{'00' if run.only_opens else '0'}{ord(run.sign)}{ETX}" * run.left)
        for tag in reversed(run.begun):
            too_deep = max(too_deep, len(path) - MAX_DEPTH)
            path.append(etree.SubElement(path[-1], tag) if len(path) <= MAX_DEPTH else path[-1])
        words = data[run.start + run.length : following.start if following else None]
        add_words(path[-1], (TOO_DEEP if too_deep > 0 else "") + words)
    return root


def add_words(parent: etree.Element, words: str) -> None:
    """Append words to those at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
