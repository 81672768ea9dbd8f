"""Definitions of commands in LaTeX, such as an ``@preamble`` has, and values with what the commands stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_NAME = r"\s*\{?\s*\\(?P<name>[A-Za-z@]+|[^A-Za-z@])\s*\}?\s*"
_DEFINITION = re.compile(
    r"(?:\\(?:long|global|protected)\s*)*\\(?:(?:re)?new(?:command|robustcmd)|(?P<provided>providecommand)|[egx]?def|let|"
    rf"Declare(?:RobustCommand|MathOperator))\*?{_NAME}(?:\[(?P<count>\d)\]\s*)?(?P<signs>(?:#\d)*)"
    r"(?:\[(?P<default>[^\]]*)\])?\s*=?\s*(?=[{\\])"
)
_DRAWN = re.compile(r"\\(?:[hv]box|setbox|accent|lower|raise|char|ooalign|kern)(?![A-Za-z])")
"""Commands of TeX with which a definition draws a sign."""
_CONDITION = re.compile(r"\\(?:ifx\s*\\\w+\s*\\\w+|ifdefined\s*\\\w+|fi|else|relax|makeat(?:letter|other))(?![A-Za-z])")
"""What stands round definitions, and prints nothing itself."""
_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)[ \t\n]*|(.))", re.DOTALL)
_ARGUMENT, _AT_END = re.compile("#[1-9]"), re.compile(r"\\[A-Za-z@]+$")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
MOST, LONGEST = 1_000, 100_000
"""How many commands may be replaced in a value, and how long it may become."""


class Definition(NamedTuple):
    """What a command stands for: a ``body`` with ``#1`` to ``#9`` for its ``arguments``; the first is optional if it
    has a ``default``. ``provided``: it counts only for a command that has no other meaning."""

    body: str
    arguments: int
    default: str | None
    provided: bool


def definitions(source: str) -> tuple[dict[str, Definition], str]:
    """Name of a command → its definition; and what stands between the definitions and defines nothing."""
    defined: dict[str, Definition] = {}
    beside, at = "", 0
    while match := _DEFINITION.search(source, at):
        beside += source[at : match.start()]
        body, at = _group(source, match.end())
        count = int(match["count"] or match["signs"].count("#"))
        provided = bool(match["provided"] or _DRAWN.search(body))
        if not (provided and match["name"] in defined):
            defined[match["name"]] = Definition(body, count, match["default"], provided)
    return defined, " ".join(_CONDITION.sub("", beside + source[at:]).split())


def expanded(value: str, known: Mapping[str, Definition]) -> str:
    """A value with what its commands stand for in their place. Raises ``ValueError`` for one that has no end."""
    at = replaced = 0
    while match := _COMMAND.search(value, at):
        definition = known.get(match[1] or match[2])
        if definition is None:
            at = match.end()
            continue
        words, end = _filled(definition, value, match.end())
        between = "{}" * (bool(_AT_END.search(words)) and value[end : end + 1].isalpha())
        replaced, at = replaced + 1, match.start()
        value = f"{value[:at]}{words}{between}{value[end:]}"
        if replaced > MOST or len(value) > LONGEST:
            raise ValueError(match[0].strip())
    return value


def _filled(definition: Definition, value: str, at: int) -> tuple[str, int]:
    """The body of a definition with the arguments that follow an offset of a value; and the offset after them."""
    arguments = {}
    for number in range(1, definition.arguments + 1):
        at += len(value[at:]) - len(value[at:].lstrip())
        if number == 1 and definition.default is not None:
            end = value.find("]", at) if value.startswith("[", at) else -1
            arguments["#1"], at = (value[at + 1 : end], end + 1) if end >= 0 else (definition.default, at)
        else:
            arguments[f"#{number}"], at = _group(value, at)
    return _ARGUMENT.sub(lambda sign: arguments.get(sign[0], ""), definition.body), at


def _group(source: str, at: int) -> tuple[str, int]:
    """What stands in the braces that open at an offset, or the one command or character there; the offset after it."""
    if not source.startswith("{", at):
        command = _COMMAND.match(source, at)
        end = command.end() if command else at + 1
        return source[at:end], end
    depth = 0
    for match in _BRACE.finditer(source, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return source[at + 1 : match.start()], match.end()
    return source[at + 1 :], len(source)
