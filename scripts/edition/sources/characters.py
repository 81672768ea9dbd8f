"""Characters in source files that no output can show, or that change how others are shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from edition.model.findings import Finding, SourceLocation

_UNFIT = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd\ue000-\uf8ff\ufdd0-\ufdef"
    "\U000f0000-\U0010ffff]|[\\U0001fffe\\U0001ffff\ufffe\uffff]"
)
_UNFIT_IN_YAML = re.compile(f"(?![\0-\x1f\x7f-\x84\x86-\x9f])(?:{_UNFIT.pattern})")
_REFERENCE = re.compile(r"&#(?:(?P<decimal>\d+)|[xX](?P<hexadecimal>[0-9a-fA-F]+));?")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NAME = {"\x0c": "a form feed", "\ufeff": "the mark of an encoding", "\ufffd": "the sign for a character that was lost"}


def decoded(name: str, content: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file as ``fit`` leaves it, and findings; None with ``f-not-utf8``.

    A line ends with LF, CR or both, as editors of text show it, and with nothing else.
    """
    try:
        return fit(name, _unix_lines(content.decode("utf-8").removeprefix("\ufeff")))
    except UnicodeDecodeError as error:
        line = _unix_lines(content[: error.start].decode("utf-8")).count("\n") + 1
        finding = Finding(SourceLocation(name, line), "f-not-utf8", "the file is not UTF-8.", "Save it as UTF-8.")
        return None, (finding,)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fit(name: str, source: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file with spaces in place of characters that no output can show; findings on them.

    In YAML control characters are left to its reader, which refuses them; but not those that it takes for line ends.
    """
    if "&#" in source:
        source = _REFERENCE.sub(_referred, source)
    findings = [*_unbalanced(name, source)] if _BIDI.search(source) else []
    if name.endswith(".txt") or not _UNFIT.search(source):
        return source, tuple(findings)
    by_line: dict[int, dict[str, None]] = {}
    unfit = _UNFIT_IN_YAML if name.endswith((".yml", ".yaml")) else _UNFIT
    for match in unfit.finditer(source):
        by_line.setdefault(source.count("\n", 0, match.start()) + 1, {}).setdefault(match[0])
    findings += [_finding(SourceLocation(name, line), sign) for line, signs in by_line.items() for sign in signs]
    return unfit.sub(" ", source), tuple(findings)


def in_value(words: str, location: SourceLocation) -> tuple[str, tuple[Finding, ...]]:
    """A value in YAML, which may name such characters by their numbers, with spaces for them; findings on them."""
    findings = [_finding(location, character) for character in dict.fromkeys(_UNFIT.findall(words))]
    findings += [replace(finding, location=location) for finding in _unbalanced("", words)]
    return _UNFIT.sub(" ", words), tuple(findings)


def _referred(match: re.Match[str]) -> str:
    """What a reference to a character by its number becomes: the character, if there is something to find of it."""
    number = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
    character = "\ufffd" if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)
    return character if _UNFIT.match(character) or _BIDI.match(character) else match[0]


def _finding(location: SourceLocation, character: str) -> Finding:
    """``f-character``."""
    what = _NAME.get(character, "for private use" if unicodedata.category(character) == "Co" else "a control character")
    message = f"the character U+{ord(character):04X} ({what}) cannot be shown."
    hint = "Take it away, or write the character of Unicode that is meant."
    return Finding(location, "f-character", message, hint)


def _unbalanced(name: str, source: str) -> Iterator[Finding]:
    """``f-bidi``: marks that change the direction of writing, and are not ended in their paragraph."""
    line = 1
    for block in re.split(r"(\n[ \t>]*\n|\n)" if not name.endswith(".md") else r"(\n[ \t>]*\n)", source):
        opened: list[str] = []
        stray = False
        for mark in _BIDI.findall(block):
            if mark in "\u202c\u2069":
                fits = opened and (opened[-1] >= "\u2066") == (mark == "\u2069")
                stray |= not fits
                opened = opened[:-1] if fits else opened
            else:
                opened.append(mark)
        if opened or stray:
            at = _BIDI.search(block)
            place = SourceLocation(name, line + block.count("\n", 0, at.start() if at else 0))
            message = "a mark that changes the direction of writing is not ended in its paragraph, or not begun."
            yield Finding(place, "f-bidi", message, "Take it away; write [words]{: lang=ar }.")
        line += block.count("\n")
