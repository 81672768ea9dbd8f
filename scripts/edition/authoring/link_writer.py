"""Links written into Markdown around words of its passages; nothing else in it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition.authoring.source_map import Link, Passage


def linked(source: str, links: Iterable[tuple[Passage, Link]]) -> str:
    """The source of a file with links added to its passages, which must be those of this source."""
    edits: list[tuple[int, int, int, str]] = []
    for passage, link in links:
        brackets = _brackets(source, passage, link)
        if brackets:
            start, end = brackets
            edits += [(start, 1, -end, "["), (end, 0, -start, f"][{link.cluster}]")]
    for at, _, _, words in sorted(edits, reverse=True):
        source = source[:at] + words + source[at:]
    return source


def _brackets(source: str, passage: Passage, link: Link) -> tuple[int, int] | None:
    """The offsets of the brackets of a link, so that whatever markup begins between them ends there too; None if there
    are no such offsets."""
    low, high = passage.ends[link.start], passage.starts[link.start]
    after, before = passage.starts[link.end], passage.ends[link.end]
    opening = re.search(r"(?<!\\)(\*+|_+)$", source[low:high])
    closing = re.match(r"\*+|_+", source[before:after])
    if opening and closing and opening[0] == closing[0]:
        return high - len(opening[0]), before + len(closing[0])
    for start in range(high, low - 1, -1):
        for end in range(before, after + 1):
            if _is_border(source, start) and _is_border(source, end) and _is_balanced(source[start:end]):
                return start, end
    return None


def _is_border(source: str, at: int) -> bool:
    """Whether an offset is not between delimiters of emphasis, nor behind a backslash."""
    around = source[max(at - 1, 0) : at + 1]
    return around not in ("**", "__") and source[max(at - 1, 0) : at] != "\\"


def _is_balanced(words: str) -> bool:
    """Whether all emphasis and all brackets that begin in Markdown end there."""
    depth = 0
    bare = re.sub(r"\\.|`[^`\n]*`", "", words)
    for bracket in re.findall(r"[\[\]]", bare):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    runs = re.findall(r"\*+|(?<![^\W_])_+|_+(?![^\W_])", re.sub(r"(?<=\s)\*+(?=\s)", "", bare))
    return depth == 0 and all(runs.count(run) % 2 == 0 for run in set(runs))
