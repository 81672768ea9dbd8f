"""Plain text as a manuscript, by the conventions of the web: a paragraph a line or a run of lines, notes at the end.

Calls of notes are ``[1]``, superscript figures, or asterisks and daggers; each note begins with its own call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from edition.authoring.manuscript import Manuscript
from edition.model.kinds import NoteRef
from edition.model.tree import Content, E, Fragment

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
_FIRST = ("1", "*")
"""The labels with which a run of notes begins."""
Form = tuple[re.Pattern[str], re.Pattern[str]]
Key = tuple[str, int]
"""A note: its label, and the number of the run of notes in which it stands, from 0 on."""
LONGEST_TITLE = 120
"""Characters of the longest line that is taken for a title."""


def read(source: str) -> Manuscript:
    """A plain text as a manuscript."""
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    wrapped = _is_wrapped(source)
    lines = list(_paragraphs(source, wrapped))
    lines, notes, form = _divided(lines)
    title, byline, author, lines = _head(lines)
    calls = _Calls(form, notes)
    blocks = tuple(E("p", *calls.marked(line)) for line in lines)
    uncalled = [key for key in notes if key not in calls.order]
    warnings = tuple(f"Note {key[0]} is called nowhere: “{notes[key][0][:40]}”." for key in uncalled)
    content = {}
    for key in (*calls.order, *uncalled):
        calls.run = key[1]
        content[calls.number(key)] = tuple(E("p", *calls.marked(line)) for line in notes[key])
    signs = {number: _figures(key[0]) for key, number in calls.order.items() if _figures(key[0]) != number}
    plain = source if not wrapped and form in (None, _FORMS[0]) else ""
    return Manuscript(blocks, content, signs, title, byline, author, warnings=warnings, copy_text=plain)


def _figures(label: str) -> str:
    return label.translate(_SUPERSCRIPT)


class _Calls:
    """Finds the calls of notes. ``order`` has the number of each note by its key, in the order of the calls; ``run`` is
    the run of notes to which calls belong: where a text has several that begin anew, each begins with the first call
    that has been there before."""

    def __init__(self, form: Form | None, notes: Iterable[Key]) -> None:
        self.form, self.notes = form, frozenset(notes)
        self.order: dict[Key, str] = {}
        self.run = 0

    def number(self, key: Key) -> str:
        """The number of a note: its label, if that is a number that no other note has, else the next that is free."""
        if key not in self.order:
            taken, label = set(self.order.values()), _figures(key[0])
            free = (str(number) for number in range(1, len(self.notes) + 2) if str(number) not in taken)
            self.order[key] = label if label.isdigit() and label not in taken and key[1] == 0 else next(free)
        return self.order[key]

    def marked(self, line: str) -> Fragment:
        """A line with the calls of notes in it."""
        content: list[Content] = []
        end = 0
        for match in self.form[1].finditer(line) if self.form else ():
            label = match[1]
            if _figures(label) in _FIRST and (label, self.run) in self.order and (label, self.run + 1) in self.notes:
                self.run += 1
            if (label, self.run) in self.notes:
                content += [line[end : match.start()], NoteRef(self.number((label, self.run)))]
                end = match.end()
        return tuple(part for part in (*content, line[end:]) if part != "")


def _is_wrapped(source: str) -> bool:
    """Whether paragraphs run over several lines, which end at about the same width."""
    lines = source.split("\n")
    pairs = [(line, following) for line, following in pairwise(lines) if line.strip() and following.strip()]
    long = [line for line, _ in pairs if 40 <= len(line) <= 120]
    return len(pairs) > 2 and len(long) > len(pairs) / 2


def _paragraphs(source: str, wrapped: bool) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", source) if wrapped else source.split("\n"):
        if block.strip():
            yield " ".join(block.split()) if wrapped else block.strip()


def _divided(lines: list[str]) -> tuple[list[str], dict[Key, list[str]], Form | None]:
    """The lines of the text, and the notes at its end by their keys, in the form of most of them; none: no form."""
    for form in _FORMS:
        start = next(
            (number for number, line in enumerate(lines) if form[0].match(line) and _are_notes(lines[number:], form)),
            None,
        )
        if start is None:
            continue
        notes: dict[Key, list[str]] = {}
        run = 0
        for line in lines[start:]:
            match = form[0].match(line)
            run += bool(match and _figures(match[1]) in _FIRST and (match[1], run) in notes)
            if match and (match[1], run) not in notes:
                notes[match[1], run] = [line[match.end() :]]
            else:
                notes[next(reversed(notes))].append(line)
        return lines[:start], notes, form
    return lines, {}, None


def _are_notes(lines: list[str], form: Form) -> bool:
    """Whether lines are notes: the first is the first note, and most begin with a label of its own, or anew."""
    labels = [_figures(match[1]) for line in lines if (match := form[0].match(line))]
    begins_anew = len(labels) <= sum(label in _FIRST for label in labels) * len(set(labels))
    return labels[:1] != [] and labels[0] in _FIRST and begins_anew and 2 * len(labels) >= len(lines)


def _head(lines: list[str]) -> tuple[str, str, str, list[str]]:
    """Title, byline and author at the beginning of the lines, and the others. What is not there is ""."""
    if not lines or len(lines[0]) > LONGEST_TITLE or lines[0].endswith((".", ",", ";")) or len(lines) < 2:
        return "", "", "", lines
    title, rest = lines[0], lines[1:]
    byline = BYLINE.fullmatch(rest[0]) if len(rest[0]) <= LONGEST_TITLE else None
    if byline and not rest[0].endswith((".", ":", ",")):
        return title, rest[0], byline["author"].strip(), rest[1:]
    return title, "", "", rest
