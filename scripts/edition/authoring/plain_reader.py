"""Plain text as a manuscript, by the conventions of the web: a paragraph a line or a run of lines, notes at the end.

Calls of notes are ``[1]``, superscript figures, or asterisks and daggers; each note begins with its own call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from edition.authoring.manuscript import Manuscript
from edition.model.kinds import NoteRef
from edition.model.tree import Content, E, Element, Fragment

BYLINE = re.compile(r"(?:By|by|BY|Von|von|Par|par|Di|di|Por|por|Door|door)\s+(?P<author>\S.*)")
"""The line below the title that names the author, in the languages where it begins with a word of its own."""
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGNS = "*†‡§¶"
_FORMS = (
    (re.compile(r"\[(\d+)\]\s*"), re.compile(r"\[(\d+)\]")),
    (re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*"), re.compile(r"(?<=\S)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")),
    (re.compile(r"\((\d+)\)\s*"), re.compile(r"\((\d+)\)")),
    (re.compile(rf"([{_SIGNS}]+)\s*"), re.compile(rf"(?<=\S)([{_SIGNS}]+)(?!\w)")),
)
"""Pattern of the beginning of a note, and of its call, in each form of calls."""
_HEADING = re.compile(r"(?P<marks>={3,}|-{3,})\s*")
LONGEST_TITLE = 120
"""Characters of the longest line that is taken for a title."""


def read(source: str) -> Manuscript:
    """A plain text as a manuscript."""
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    wrapped = _is_wrapped(source)
    lines = list(_paragraphs(source, wrapped))
    lines, notes, form = _divided(lines)
    title, byline, author, lines = _head(lines)
    order: dict[str, str] = {}
    blocks = tuple(_block(line, form, notes, order) for line in lines)
    uncalled = [label for label in notes if label not in order]
    warnings = tuple(f"Note {label} is called nowhere: “{notes[label][0][:40]}”." for label in uncalled)
    for label in uncalled:
        order[label] = label if label not in order.values() else f"{label}-uncalled"
    content = {
        number: tuple(E("p", *_with_calls(line, form, notes, order)) for line in notes[label])
        for label, number in list(order.items())
    }
    same = not wrapped and all(label == number for label, number in order.items())
    plain = source if same and (form is None or form is _FORMS[0]) else ""
    return Manuscript(blocks, content, title, byline, author, warnings=warnings, copy_text=plain)


def _is_wrapped(source: str) -> bool:
    """Whether paragraphs run over several lines, which end at about the same width."""
    lines = source.split("\n")
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    long = [a for a, _ in pairs if 40 <= len(a) <= 120]
    return len(pairs) > 2 and len(long) > len(pairs) / 2


def _paragraphs(source: str, wrapped: bool) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", source) if wrapped else source.split("\n"):
        if block.strip():
            yield " ".join(block.split()) if wrapped else block.strip()


def _divided(lines: list[str]) -> tuple[list[str], dict[str, list[str]], tuple[re.Pattern[str], ...] | None]:
    """The lines of the text, and the notes at its end by their labels, in the form of most of them; none: no form."""
    for form in _FORMS:
        start = next((i for i, line in enumerate(lines) if form[0].match(line) and _run(lines[i:], form)), None)
        if start is None:
            continue
        notes: dict[str, list[str]] = {}
        for line in lines[start:]:
            match = form[0].match(line)
            if match and match[1] not in notes:
                notes[match[1]] = [line[match.end() :]]
            else:
                notes[next(reversed(notes))].append(line)
        return lines[:start], notes, form
    return lines, {}, None


def _run(lines: list[str], form: tuple[re.Pattern[str], ...]) -> bool:
    """Whether lines are notes: the first is the first note, and most begin with a label of its own."""
    found = [match[1] for line in lines if (match := form[0].match(line))]
    first = found[0].translate(_SUPERSCRIPT) in ("1", "*") if found else False
    return first and len(set(found)) == len(found) and 2 * len(found) >= len(lines)


def _head(lines: list[str]) -> tuple[str, str, str, list[str]]:
    """Title, byline and author at the beginning of the lines, and the others. What is not there is ""."""
    if not lines or len(lines[0]) > LONGEST_TITLE or lines[0].endswith((".", ",", ";")) or len(lines) < 2:
        return "", "", "", lines
    title, rest = lines[0], lines[1:]
    byline = BYLINE.fullmatch(rest[0]) if len(rest[0]) <= LONGEST_TITLE else None
    if byline and not rest[0].endswith((".", ":", ",")):
        return title, rest[0], byline["author"].strip(), rest[1:]
    return title, "", "", rest


def _block(
    line: str, form: tuple[re.Pattern[str], ...] | None, notes: dict[str, list[str]], order: dict[str, str]
) -> Element:
    return E("p", *_with_calls(line, form, notes, order))


def _with_calls(
    line: str, form: tuple[re.Pattern[str], ...] | None, notes: Iterable[str], order: dict[str, str]
) -> Fragment:
    """A line with the calls of notes in it. ``order`` has the number of each label, and is given those that are new."""
    if form is None:
        return (line,)
    content: list[Content] = []
    end = 0
    for match in form[1].finditer(line):
        label = match[1]
        if label in notes:
            number = label.translate(_SUPERSCRIPT)
            order.setdefault(label, number if number.isdigit() else str(len(order) + 1))
            content += [line[end : match.start()], NoteRef(order[label])]
            end = match.end()
    return tuple(part for part in (*content, line[end:]) if part != "")
