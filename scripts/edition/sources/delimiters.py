"""Escapes delimiters without a partner before inline markup is parsed.

Python-Markdown tries every opening bracket against the rest of the text, which takes quadratic time. Brackets and
backticks without a partner are therefore escaped beforehand, in one pass; so are the characters behind a backslash.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

MAX_DEPTH = 12
"""How deep brackets may stand in brackets, and emphasis in emphasis; what is deeper is read as words, and a finding."""
TOO_DEEP = "\ue004"
"""Stands before a sign that is nested too deep."""
_SIGN = re.compile(
    r"(?=[\\`\[\]()])(?:(?P<break>\\(?=(?:\ue000\d+\ue001)?\n))(?P<mark>\ue000\d+\ue001)?"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<space>\\ )|(?P<ticks>`+)|(?P<bracket>[\[\]()]))"
)
_LAST_BREAK = re.compile(r"(?=[\\\ue000 \n])\\?(\ue000\d+\ue001)?[ ]*\n(?=[ ]*\{[:#.][^}\n]*\}[ ]*$)")
"""What would break the line before the attributes of a block, which it has behind it."""
_KEY_BEHIND = re.compile(r"(?:[^@\n]*[^\w@.])?@[\w{]")
_KEY_BEFORE = re.compile(r"(?<![\w@.])@[\w{][^\n]*$")
_KEY_JUST_BEFORE = re.compile(r"(?<![\w@.])@[\w{]\S* ?$")
"""Keys in or before brackets of which one is missing, which is a finding."""
_TICKS = re.compile("`+")
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")


def escaped(characters: str) -> str:
    """Characters as Python-Markdown writes those behind a backslash: no pattern finds them."""
    return "".join(f"{STX}{ord(character)}{ETX}" for character in characters)


def unescaped(words: str) -> str:
    """Words with the characters themselves."""
    return _ESCAPED.sub(lambda match: chr(int(match[1])), words) if STX in words else words


class Delimiters(Treeprocessor):
    """Writes escaped characters, hard breaks and unmatched delimiters of all texts of a document."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                element.text = prepared(element.text)
            if element.tail:
                element.tail = prepared(element.tail)


def prepared(words: str) -> str:
    """Words in which every bracket, link and code span that is begun is ended, and nothing is behind a backslash."""
    words = _LAST_BREAK.sub(r"\1\n", words)
    if not _SIGN.search(words):
        return words
    pieces = _pieces(words)
    _without_partners(pieces)
    return "".join(pieces)


def _pieces(words: str) -> list[str]:
    """Words in pieces: each bracket is one, and so is what is between brackets, with code spans as they are."""
    ends = _code_ends(words)
    pieces: list[str] = []
    at = 0
    while match := _SIGN.search(words, at):
        pieces.append(words[at : match.start()])
        at = match.end()
        kind = match.lastgroup
        if kind == "ticks":
            end = ends.get(match.start(), 0)
            pieces.append(words[match.start() : end] if end else escaped(match[0]))
            at = end or at
        elif kind == "bracket":
            pieces.append(match[0])
        elif kind == "escaped":
            pieces.append(escaped(match["escaped"]))
        elif kind == "space":
            pieces.append("\u00a0")
        else:
            pieces.append((match["mark"] or "") + "  ")
    return [*pieces, words[at:]]


def _code_ends(words: str) -> dict[int, int]:
    """Where a run of backticks begins → where the code span ends that it would begin."""
    ends: dict[int, int] = {}
    next_of: dict[int, int] = {}
    for run in reversed(list(_TICKS.finditer(words))):
        length = len(run[0])
        if length in next_of:
            ends[run.start()] = next_of[length]
        next_of[length] = run.end()
    return ends


def _without_partners(pieces: list[str]) -> None:
    """Escape the square brackets that are not closed, those in which some are nested too deep, and ``(`` behind ``]``
    without ``)``."""
    opened: list[int] = []
    round_: list[int] = []
    deepest = 0
    stray = "" if escaped("[") in pieces else f"{STX}0{ord(']')}{ETX}"  # a finding
    for index, piece in enumerate(pieces):
        if piece == "[":
            opened.append(index)
            deepest = max(deepest, len(opened))
        elif piece == "]" and opened:
            start = opened.pop()
            if deepest > MAX_DEPTH and not opened:
                pieces[start : index + 1] = [
                    escaped(piece) if piece in ("[", "]") else piece for piece in pieces[start : index + 1]
                ]
                pieces[start] = TOO_DEEP + pieces[start]
            deepest = deepest if opened else 0
        elif piece == "]" and stray:
            is_end = not pieces[index + 1] and pieces[index + 2 : index + 3] in (["["], ["("])
            pieces[index] = stray if is_end or _KEY_BEFORE.search(pieces[index - 1]) else "]"
        elif piece == "(":
            round_.append(index)
        elif piece == ")" and round_:
            round_.pop()
    _escape_unclosed(pieces, opened, round_)


def _escape_unclosed(pieces: list[str], opened: list[int], round_: list[int]) -> None:
    """Escape brackets at these indexes, which are not closed: square ones, and round ones behind a square one."""
    for index in opened:
        of_citation = _KEY_BEHIND.match(pieces[index + 1]) or _KEY_JUST_BEFORE.search(
            pieces[index - 1] if index else ""
        )
        pieces[index] = f"{STX}0{ord('[')}{ETX}" if of_citation else escaped("[")
    for index in round_:
        if index > 1 and pieces[index - 2] == "]" and not pieces[index - 1]:
            pieces[index] = escaped("(")
