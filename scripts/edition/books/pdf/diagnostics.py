"""What typst says is wrong, led back to the sources by the marks in its markup."""

from __future__ import annotations

import re

from edition.model.findings import Finding, SourceLocation

_PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):(\d+)")
_FILE = re.compile(r"([0-9a-f]{64}\.\w+)")
"""The name of a picture, which is the checksum of its bytes."""
_MARK = re.compile(r"/\*(?P<file>[^*\n]+):(?P<line>\d+)\*/")


def mark(location: SourceLocation) -> str:
    """A comment of typst's that says from where in the sources the following markup comes."""
    return f"/*{location.file.replace('*', '?')}:{location.line}*/"


def lines_of(diagnosis: str) -> list[int]:
    """The lines of the markup that typst names in what it says."""
    return [int(line) for line, _ in _PLACE.findall(diagnosis)]


def not_set(error: RuntimeError, markup: str, otherwise: SourceLocation) -> Finding:
    """``p-not-set``: what typst says, at the place in the sources from which it comes, or ``otherwise``.

    Of several places in the markup the last is that of the text, others are in the template.
    """
    diagnosis = str(getattr(error, "diagnostic", "")) or str(error)
    if picture := _FILE.search(diagnosis):
        before = markup[: max(markup.find(f"/{picture[1]}"), 0)]
        diagnosis = f"__typst_py_bytes__.typ:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    location = max((_source(markup, *place) for place in _places(diagnosis)), default=None)
    message = f"the PDF cannot be set: {str(error).strip().splitlines()[0][:160]}."
    hint = "Write what stands there in another way; if nothing is wrong with it, report it with that passage."
    return Finding(location[1] if location and location[0] >= 0 else otherwise, "p-not-set", message, hint)


def _places(diagnosis: str) -> list[tuple[int, int]]:
    return [(int(line), int(column)) for line, column in _PLACE.findall(diagnosis)]


def _source(markup: str, line: int, column: int) -> tuple[int, SourceLocation]:
    """Where the last mark before a place in the markup stands (-1: nowhere), and what it says."""
    lines = markup.split("\n")
    before = sum(len(text) + 1 for text in lines[: line - 1]) + column
    marks = list(_MARK.finditer(markup, 0, before))
    if not marks:
        return -1, SourceLocation("")
    return marks[-1].start(), SourceLocation(marks[-1]["file"], int(marks[-1]["line"]))
