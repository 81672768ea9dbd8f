"""The paragraphs of a plain text: a line each, or a run of lines between empty ones; verse stays in its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_FRAME = re.compile(r"(?m)^\*\*\* ?(START|END) OF .*?\*\*\*[ ]*$")
"""The lines between which Project Gutenberg puts a text."""
_VERSE = re.compile(r"[ \t]{2,}\S")
_CUT = re.compile(r"[^\W\d_]+[-¬]\n[ \t]*[^\W\d_]+")
_CHAPTER = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|глава|часть|part|partie|teil|book|buch|livre)"
    r"\s+(?:[ivxlcdm]+|\d+)\b.*",
    re.IGNORECASE,
)
LONGEST_HEADING = 80


def cleaned(source: str) -> tuple[str, list[str]]:
    """A text with plain ends of lines, without what frames it; and what the editor should know of that."""
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    warnings = []
    for frame in list(_FRAME.finditer(text))[::-1]:
        around = text[: frame.end()] if frame[1] == "START" else text[frame.start() :]
        text = text[frame.end() :] if frame[1] == "START" else text[: frame.start()]
        warnings.append(f"Left out, as what surrounds the text: “{' '.join(around.split())[:60]}”.")
    return text, warnings


def is_wrapped(source: str) -> bool:
    """Whether paragraphs run over several lines, which end at about the same width."""
    lines = source.split("\n")
    pairs = [(line, following) for line, following in pairwise(lines) if line.strip() and following.strip()]
    long = [line for line, _ in pairs if 40 <= len(line) <= 120]
    return len(pairs) > 2 and len(long) > len(pairs) / 2


def paragraphs(source: str, wrapped: bool) -> Iterator[str]:
    """The paragraphs; of verse the lines with their indents, where paragraphs run over several lines."""
    for block in re.split(r"\n\s*\n", source.strip("\n")) if wrapped else source.split("\n"):
        lines = block.split("\n")
        if len(lines) > 1 and all(map(_VERSE.match, lines)):
            least = min(len(line) - len(line.lstrip()) for line in lines)
            yield "\n".join(line[least:].rstrip() for line in lines)
        elif block.strip():
            yield " ".join(block.split()) if wrapped else block.strip()


def cut_words(source: str) -> list[str]:
    """Words that are cut at the ends of lines."""
    return [" ".join(match[0].split()) for match in _CUT.finditer(source)]


def headings(lines: list[str]) -> frozenset[str]:
    """The lines that name chapters, or stand in capitals; none if there is but one."""
    short = [line for line in lines if len(line) <= LONGEST_HEADING and "\n" not in line]
    headings = [line for line in short if _CHAPTER.fullmatch(line) or _is_in_capitals(line)]
    return frozenset(headings if len(headings) > 1 else [])


def _is_in_capitals(line: str) -> bool:
    letters = [character for character in line if character.isalpha()]
    return len(letters) > 3 and line.isupper() and not line.endswith((",", ";", ":", ")", "]", "!", "?"))
