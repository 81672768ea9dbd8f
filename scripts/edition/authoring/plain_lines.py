"""The lines of a plain text: paragraphs on one line or over several, verse, headings of chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_FRAME = re.compile(r"(?m)^\*\*\* ?(START|END) OF .*?\*\*\*[ ]*$")
"""A line by which Project Gutenberg marks the beginning or the end of a text."""
_VERSE = re.compile(r"[ \t]{2,}\S")
_CUT = re.compile(r"[^\W\d_]+[-¬]\n[ \t]*[^\W\d_]+")
_CHAPTER = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|глава|часть|part|partie|teil|book|buch|livre)"
    r"\s+(?:[ivxlcdm]+|\d+)\b.*",
    re.IGNORECASE,
)
_LONGEST_HEADING = 80
"""The number of characters of the longest heading."""


def cleaned(source: str) -> tuple[str, list[str]]:
    """A text with line ends of Unix, without what Project Gutenberg adds; and warnings on what was left out."""
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    warnings = []
    for frame in list(_FRAME.finditer(text))[::-1]:
        around = text[: frame.end()] if frame[1] == "START" else text[frame.start() :]
        text = text[frame.end() :] if frame[1] == "START" else text[: frame.start()]
        warnings.append(f"Left out, as what surrounds the text: “{' '.join(around.split())[:60]}”.")
    return text, warnings


def is_wrapped(source: str) -> bool:
    """Whether paragraphs run over several lines of about the same length."""
    lines = source.split("\n")
    pairs = [(line, following) for line, following in pairwise(lines) if line.strip() and following.strip()]
    long = [line for line, _ in pairs if 40 <= len(line) <= 120]
    return len(pairs) > 2 and len(long) > len(pairs) / 2


def paragraphs(source: str, wrapped: bool) -> Iterator[str]:
    """The paragraphs, each on one line. If they were ``wrapped``, verse keeps its lines and their indents."""
    for block in re.split(r"\n\s*\n", source.strip("\n")) if wrapped else source.split("\n"):
        lines = block.split("\n")
        if len(lines) > 1 and all(map(_VERSE.match, lines)):
            least = min(len(line) - len(line.lstrip()) for line in lines)
            yield "\n".join(line[least:].rstrip() for line in lines)
        elif block.strip():
            yield " ".join(block.split()) if wrapped else block.strip()


def cut_words(source: str) -> list[str]:
    """Words that are divided by a hyphen at the end of a line."""
    return [" ".join(match[0].split()) for match in _CUT.finditer(source)]


def headings(lines: list[str]) -> frozenset[str]:
    """The lines that name chapters, or are in capitals; none if there is only one."""
    short = [line for line in lines if len(line) <= _LONGEST_HEADING and "\n" not in line]
    headings = [line for line in short if _CHAPTER.fullmatch(line) or _is_in_capitals(line)]
    return frozenset(headings if len(headings) > 1 else [])


def _is_in_capitals(line: str) -> bool:
    letters = [character for character in line if character.isalpha()]
    return len(letters) > 3 and line.isupper() and not line.endswith((",", ";", ":", ")", "]", "!", "?"))
