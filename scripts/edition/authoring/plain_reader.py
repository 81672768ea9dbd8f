"""Plain text as a manuscript, by the conventions of the web and of Project Gutenberg.

Calls of notes are ``[1]``, ``(1)``, superscript numbers, or symbols (asterisk, dagger). A note begins with its call,
with its number and a full stop or parenthesis, or with the word for a footnote. Words between underscores are
emphasized.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from edition.authoring.manuscript import Manuscript
from edition.authoring.plain_lines import cleaned, cut_words, headings, is_wrapped, paragraphs
from edition.model.kinds import NoteRef
from edition.model.tree import Content, E, Element, Fragment

_BYLINE = re.compile(r"(?:By|by|BY|Von|von|Par|par|Di|di|Por|por|Door|door)\s+(?P<author>\S.*)")
"""The line below the title that names the author, in languages that have a preposition for this."""
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BRACKETS, _PARENTHESES, _SUPERSCRIPT = r"\[(\d+|[A-Za-z])\]", r"\((\d+)\)", "([⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
_RAISED = rf"(?<=\S){_SUPERSCRIPT}"
_SYMBOLS = r"([*†‡§¶]+)"
_SYMBOL_CALL = rf"(?<=\S){_SYMBOLS}(?!\w)"
_STOPPED = r"(\d{1,4})[.)]\s+"
_NAMED = r"\[(?:Footnote|Note|Fu(?:ß|ss)note|Anmerkung|Nota?|Сноска)\s+(\w{1,4})\s*[:.]\s*"
_FIRST = ("1", "*", "A", "a")
"""The labels with which the counting of notes begins."""
_EMPHASIS = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\w_])")
_RULE = re.compile(r"(?:[*·•~#_-][ ]*){3,}|⁂")
Key = tuple[str, int]
"""A note: its label, and its run: how many times the counting of notes has begun anew before it."""
_LONGEST_TITLE = 120
"""The number of characters of the longest line that is taken for a title."""


class _Form(NamedTuple):
    """A form of notes: patterns of the beginning of a note and of its call.

    ``called`` is whether lines have the form only if all of them are called.
    """

    note: str
    call: str
    called: bool = False

    def label(self, line: str) -> re.Match[str] | None:
        """The match of the label with which a line begins."""
        return re.match(rf"{self.note}\s*", line)


_IN_BRACKETS = _Form(_BRACKETS, _BRACKETS)
_FORMS = (
    _Form(_NAMED, r"\[(\w{1,4})\]"), _IN_BRACKETS, _Form(_SUPERSCRIPT, _RAISED),
    _Form(_PARENTHESES, _PARENTHESES), _Form(_STOPPED, _BRACKETS, True), _Form(_STOPPED, _RAISED, True),
    _Form(_STOPPED, _PARENTHESES, True), _Form(_SYMBOLS, _SYMBOL_CALL),
)  # fmt: skip


def read(source: str) -> Manuscript:
    """A plain text as a manuscript."""
    source, warnings = cleaned(source)
    wrapped = is_wrapped(source)
    lines = list(paragraphs(source, wrapped))
    text, notes, form = _divided(lines)
    title, byline, author, body = _head(text)
    reader = _Reader(form, notes)
    blocks = tuple(reader.block(line, tag) for line, tag in _tagged(body))
    uncalled = [key for key in notes if key not in reader.order]
    content = {}
    for key in (*reader.order, *uncalled):
        reader.run = key[1]
        content[reader.number(key)] = tuple(reader.block(line, "p") for line in notes[key])
    marks = {number: label for (label, _), number in reader.order.items() if label != number}
    warnings += [f"Note {key[0]} is called nowhere: “{notes[key][0][:40]}”." for key in uncalled]
    if cut := cut_words(source) if wrapped else []:
        times = "once" if len(cut) == 1 else f"{len(cut)} times"
        warnings.append(f"Cut at the end of a line, and not joined, {times}: “{cut[0]}”.")
    if reader.emphasized:
        warnings.append("Words between underscores are emphasized; the copy-text has them without these.")
    at_end = text == lines[: len(text)] and all(label.isdigit() for label, _ in notes)
    as_it_stands = at_end and not wrapped and not reader.changed and form in (None, _IN_BRACKETS)
    return Manuscript(
        blocks, content, marks, title, byline, author, warnings=tuple(warnings),
        copy_text=source if as_it_stands else "",
    )  # fmt: skip


def _tagged(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The lines with the tags of their blocks: h1 or p. Headings that follow each other are one."""
    for is_heading, group in groupby(lines, headings(lines).__contains__):
        yield from ((line, "h1" if is_heading else "p") for line in ([" ".join(group)] if is_heading else group))


class _Reader:
    """Reads lines with the calls of notes in them. ``order`` has the number of each note by its key, in the order of
    the calls; ``run`` is the run of notes to which calls belong: the next one begins with a first label that was called
    before."""

    def __init__(self, form: _Form | None, notes: Iterable[Key]) -> None:
        self.call = re.compile(f"{form.call}|{_SYMBOL_CALL}") if form else None
        self.notes = frozenset(notes)
        self.order: dict[Key, str] = {}
        self.run = 0
        self.emphasized = self.changed = False

    def block(self, line: str, tag: str) -> Element:
        """A paragraph or heading; of several lines verse."""
        if _RULE.fullmatch(line):
            self.changed = True
            return E("hr")
        if "\n" not in line:
            return E(tag, *self.marked(line))
        rows = [(len(row) - len(row.lstrip()), row.strip()) for row in line.split("\n")]
        return E("lg", *(E("l", *self.marked(row), indent=str(indent) if indent else None) for indent, row in rows))

    def number(self, key: Key) -> str:
        """The number of a note: its label, if that is a number that no other note has, else the next that is free."""
        if key not in self.order:
            taken, label = set(self.order.values()), key[0]
            free = (str(number) for number in range(1, len(self.notes) + 2) if str(number) not in taken)
            self.order[key] = label if label.isdigit() and label not in taken and key[1] == 0 else next(free)
        return self.order[key]

    def marked(self, line: str) -> Fragment:
        """A line with the calls of notes in it, and emphasis."""
        content: list[Content] = []
        end = 0
        for match in _EMPHASIS.finditer(line):
            self.emphasized = self.changed = True
            content += [*self._called(line[end : match.start()]), E("em", *self._called(match[1]))]
            end = match.end()
        return (*content, *self._called(line[end:]))

    def _called(self, words: str) -> Fragment:
        content: list[Content] = []
        end = 0
        for match in self.call.finditer(words) if self.call else ():
            label = (match[1] or match[2]).translate(_FIGURES)
            if label in _FIRST and (label, self.run) in self.order and (label, self.run + 1) in self.notes:
                self.run += 1
            if (label, self.run) in self.notes:
                content += [words[end : match.start()], NoteRef(self.number((label, self.run)))]
                end = match.end()
        return tuple(part for part in (*content, words[end:]) if part != "")


class _Divided(NamedTuple):
    """The lines of a text, and those of its notes by their keys; ``form`` is that of most notes, None without notes."""

    text: list[str]
    notes: dict[Key, list[str]]
    form: _Form | None


def _divided(lines: list[str]) -> _Divided:
    """Divide lines into text and notes, which stand at the end or below each page."""
    for form in _FORMS:
        for number, line in enumerate(lines):
            if form.label(line) and _are_notes(lines[number:], lines[:number], form):
                return _with_notes(lines[:number], lines[number:], form)
    return _Divided(lines, {}, None)


def _with_notes(text: list[str], lines: list[str], form: _Form) -> _Divided:
    """Divide the lines below the ``text``, which begin with a note. A line without a label is text if notes stand below
    each page, else it belongs to the note above."""
    below_pages = form.note == _NAMED or any(re.search(form.call, line) for line in lines if not form.label(line))
    called = {match[1] for line in text for match in re.finditer(_SYMBOL_CALL, line)}
    notes: dict[Key, list[str]] = {}
    run = 0
    for line in lines:
        symbol = re.match(rf"{_SYMBOLS}\s*", line)
        match = form.label(line) or (symbol if symbol and symbol[1] in called else None)
        label = match[1].translate(_FIGURES) if match else ""
        run += label in _FIRST and (label, run) in notes
        if match and (label, run) not in notes:
            words = line[match.end() :]
            notes[label, run] = [words.removesuffix("]") if form.note == _NAMED else words]
        elif below_pages:
            text.append(line)
        else:
            notes[next(reversed(notes))].append(line)
    return _Divided(text, notes, form)


def _are_notes(lines: list[str], before: list[str], form: _Form) -> bool:
    """Whether lines are the notes of those before: they begin with a first label, most have a label, and labels that
    are repeated begin anew."""
    labels = [match[1].translate(_FIGURES) for line in lines if (match := form.label(line))]
    begins_anew = len(labels) <= sum(label in _FIRST for label in labels) * len(set(labels))
    called = {match[1].translate(_FIGURES) for line in before for match in re.finditer(form.call, line)}
    if form.called and not set(labels) <= called:
        return False
    return labels[0] in _FIRST and begins_anew and (form.note == _NAMED or 2 * len(labels) >= len(lines))


def _head(lines: list[str]) -> tuple[str, str, str, list[str]]:
    """Title, byline and author at the beginning of the lines, and the others. What is not there is ""."""
    if not lines or len(lines[0]) > _LONGEST_TITLE or lines[0].endswith((".", ",", ";")) or len(lines) < 2:
        return "", "", "", lines
    title, rest = lines[0], lines[1:]
    byline = _BYLINE.fullmatch(rest[0]) if len(rest[0]) <= _LONGEST_TITLE else None
    if byline and not rest[0].endswith((".", ":", ",")):
        return title, rest[0], byline["author"].strip(), rest[1:]
    return title, "", "", rest
