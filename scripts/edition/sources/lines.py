"""The lines of a document before it is parsed: their numbers, blocks of code, attributes, and what is too deep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.preprocessors import Preprocessor

from edition.model.findings import Finding, SourceLocation
from edition.sources import foreign

MAX_DEPTH = 12
"""How deep lists and quotations may stand in one another."""
_BLOCK_ATTRIBUTES = re.compile(r"\{[:#.][^}\n]*\}[ ]*")
"""Attributes of a heading, a cell or a line of verse. Those of words follow the words without a space."""
_UNNUMBERED = re.compile(r"[> ]*(?:\{[:#.][^}]*\})?[ ]*$|[ ]{0,3}\[(?:[^\]^\\]|\\.)+\]:")
_UNDERLINE = re.compile(r"[> ]*(?:=+|-+|[|:\- ]+)[ ]*$")
"""Below words, this makes them a heading or the head of a table."""
_ATTRIBUTES_ALONE = re.compile(r"(?P<marks>[> ]*)\{[:#.][^}\n]*\}[ ]*$")
_FENCE = re.compile(r"(?P<before>[> ]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
_MARKER = r"(?:>|[-*+](?=[ ])|\d{1,9}[.)](?=[ ]))"
_DEEP = re.compile(rf"(?:(?P<indent>[ ]{{4}})|[ ]{{0,3}}{_MARKER}[ ]?){{{MAX_DEPTH + 1},}}")
_MARKERS = re.compile(rf"(?:[ ]|{_MARKER})*")
_QUOTED = re.compile(r"^(?:[ ]{0,3}>[ ]?)*")
_BEGINS_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d+[.)]|:|\[\^[^\]]+\]:)[ ]")
_BEGINS_BLOCK = re.compile(rf"{_BEGINS_ITEM.pattern}|[ ]{{0,3}}(?:\||>|```|~~~)")
_ROW = re.compile(r"(?:[> ]|\[\^[^\]]+\]:[ ]|[-*+:][ ]|\d+[.)][ ])*\|")
"""A row of a table, or a line of verse, that may be the first of what it stands in."""
_HEADING = re.compile(r"[> ]*#{1,6}(?!#)")
_CLOSING = re.compile(r"[ ]+#+$")
"""Signs at the end of a heading, as at its beginning."""
_UNDERLINED = re.compile(r"[> ]*=+[ ]*$")
_LINK = re.compile(r"[> ]*\[(?:[^\]^\\]|\\.)+\]:[ ]")
_NOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)*[ ]{0,3}\[\^[^\]]+\]:")
_MEANING = re.compile(r"[> ]*:[ ]")
_RULE = re.compile(r"[> ]*(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")


class LineNumbers(Preprocessor):
    """Writes at the end of each line its number. A block of code between fences is replaced by its index in ``code``.

    ``first`` is the number of the first line, ``step`` how much it grows with each line; ``unclosed`` is the line of a
    fence without an end, or 0; ``languages`` are those of the blocks of code; ``findings`` are those on single
    lines, in ``file``.
    """

    first, step, file = 1, 1, ""
    code: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    unclosed = 0
    findings: tuple[Finding, ...] = ()
    item = -1

    def run(self, lines: list[str]) -> list[str]:
        numbered: list[str] = []
        code: list[str] = []
        self.languages = ()
        findings: list[Finding] = []
        fence, before, outside = "", "", ""
        self.item = -1
        for index, line in enumerate(lines):
            number = self.first + index * self.step
            opening = _FENCE.match(line)
            findings += () if fence else self._indented(line, before, SourceLocation(self.file, number))
            if fence or opening:
                if opening and not fence:
                    fence, self.unclosed = opening["fence"], number
                    findings += foreign.in_info(opening["info"].strip(), SourceLocation(self.file, number))
                    outside = opening["before"]
                    numbered += [outside.rstrip()] if before.strip("> ") else []
                    numbered.append(f"{outside}\ue002{len(code)}\ue003\ue000{number}\ue001")
                    code.append("")
                    self.languages = (*self.languages, _language(opening["info"]))
                elif line.lstrip("> ").startswith(fence) and not line.strip("> " + fence[0]):
                    fence = ""
                else:
                    code[-1] += _within(line, outside) + "\n"
                before = line
                continue
            place = SourceLocation(self.file, number)
            findings += foreign.at_start(line, place)
            cut, too_deep = _cut(line, place)
            findings += too_deep
            if _begins_item(before, lines[index : index + 2]) or self._follows_code(before, line, numbered):
                numbered.append(_quoted(line))
            numbered += _numbered(cut, before, number)
            before = cut
        self.code, self.unclosed = tuple(code), self.unclosed if fence else 0
        self.findings = tuple(findings)
        return numbered

    def _follows_code(self, before: str, line: str, numbered: list[str]) -> bool:
        """Whether a line of words is the first below a block of code; they would be read as one paragraph."""
        is_code = bool(numbered) and "\ue002" in numbered[-1] and _FENCE.match(before)
        return bool(is_code and line.strip("> ") and not _ATTRIBUTES_ALONE.match(line))

    def _indented(self, line: str, before: str, place: SourceLocation) -> Iterator[Finding]:
        """``m-not-read``: a block below an item of a list or a note that is indented, but not so far that it belongs
        to it. ``item`` is how far the item is indented, or -1."""
        words = _QUOTED.sub("", line)
        indent = len(words) - len(words.lstrip())
        if not words.strip():
            return
        begins = not _QUOTED.sub("", before).strip()
        if 0 <= self.item < indent < 4 and (begins or _BEGINS_BLOCK.match(words)):
            message = f"“{words.strip()[:30]}” is indented, but by fewer than four spaces."
            hint = "Indent what belongs to an item or a note by four spaces, and anything else by none."
            yield Finding(place, "m-not-read", message, hint)
        elif _BEGINS_ITEM.match(words):
            self.item = indent
        elif begins and not indent:
            self.item = -1


def _language(info: str) -> str:
    """The language in what stands behind the signs of a fence: ``xml``, ``{.xml}``, or nothing."""
    match = re.match(r"[ ]*(?:\{[ ]*\.)?([\w+#-]*)", info)
    return match[1] if match else ""


def _within(line: str, outside: str) -> str:
    """A line of code without what stands before the fence: the marks and spaces of what it stands in."""
    shared = 0
    while shared < min(len(outside), len(line)) and line[shared] in "> " and (line[shared] == outside[shared]):
        shared += 1
    return line[shared:]


def _quoted(line: str) -> str:
    """An empty line of the same quotation."""
    return line[: len(line) - len(line.lstrip("> "))].rstrip()


def _begins_item(before: str, lines: list[str]) -> bool:
    """Whether the first of these lines is a term right below a meaning; it would be read as a part of that."""
    return len(lines) > 1 and [bool(_MEANING.match(line)) for line in (before, *lines)] == [True, False, True]


def _stands_alone(before: str, line: str) -> bool:
    """Whether a block of one line ends with the line before. Python-Markdown's time grows with the square of many such
    lines without empty ones between."""
    if _HEADING.match(before) or (before.strip("> ") and _NOTE.match(line)):
        return True
    same = (kind for kind in (_RULE, _UNDERLINED, _LINK) if kind.match(before))
    return any(kind is _UNDERLINED or kind.match(line) for kind in same)


def without_attributes(line: str) -> str:
    """A line without attributes that stand at its end, behind a space."""
    at = line.rfind(" {")
    return line[:at] if at >= 0 and _BLOCK_ATTRIBUTES.fullmatch(line, at + 1) else line


def _numbered(line: str, before: str, number: int) -> Iterator[str]:
    """A line with its number, but not one with signs for a block alone."""
    alone = _ATTRIBUTES_ALONE.match(line)
    if alone and "|" in before:  # it would be a row of the table above
        yield alone["marks"].rstrip()
        before = ""
    if line.strip("> ") and _stands_alone(before, line):
        yield _quoted(line)
        before = ""
    if alone and not before.strip("> "):
        yield f"{line.rstrip()}\ue000{number}\ue001"
    elif _UNNUMBERED.match(line) or _RULE.match(line) or (before.strip("> ") and _UNDERLINE.match(line)):
        yield line
    else:
        end = len(without_attributes(line).rstrip())
        if _HEADING.match(line):
            end = len(_CLOSING.sub("", line[:end]))
        if _ROW.match(line) and line[:end].endswith("|"):
            end = len(line[: end - 1].rstrip())
        yield f"{line[:end]}\ue000{number}\ue001{line[end:]}"


def _cut(line: str, place: SourceLocation) -> tuple[str, tuple[Finding, ...]]:
    """A line without marks of lists and quotations, if it begins with more than ``MAX_DEPTH`` of them."""
    deep = _DEEP.match(line)
    markers = _MARKERS.match(line)
    if not deep or not markers or _RULE.match(line) or deep[0].isspace():
        return line, ()
    message = f"lists and quotations stand more than {MAX_DEPTH} deep in one another here."
    finding = Finding(place, "m-too-deep", message, "Take some of them out of the others.")
    return f"{'> ' * (MAX_DEPTH if '>' in deep[0] else 0)}\\{line[markers.end() :]}", (finding,)
