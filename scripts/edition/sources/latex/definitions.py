"""Definitions of commands in LaTeX, such as an ``@preamble`` has, and values with what the commands stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_NAME = r"\s*\\(?P<name>[A-Za-z@]+|[^A-Za-z@])\s*"
_NEW = re.compile(
    r"\\(?P<how>newcommand|renewcommand|providecommand|DeclareRobustCommand|newrobustcmd|DeclareMathOperator)\*?"
    rf"\s*\{{?{_NAME}\}}?\s*(?:\[(?P<count>\d)\]\s*)?(?:\[(?P<default>[^\]]*)\]\s*)?(?=\{{)"
)
_DEF = re.compile(rf"(?:\\(?:long|global|protected)\s*)*\\[egx]?def{_NAME}(?P<count>[#1-9]*)\s*(?=\{{)")
_LET = re.compile(rf"\\let{_NAME}=?\s*(?P<body>\\(?:[A-Za-z@]+|.))")
_DRAWN = re.compile(r"\\(?:[hv]box|setbox|accent|lower|raise|char|ooalign|kern)(?![A-Za-z])")
"""Commands of TeX with which a definition draws a sign."""
_CONDITIONS = re.compile(
    r"\\(?:ifx\s*\\\w+\s*\\\w+|ifdefined\s*\\\w+|ifundefined\s*\{\w*\}|fi|else|relax|makeatletter|makeatother)(?![A-Za-z])"
)
"""What stands round definitions, and prints nothing itself."""
_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)[ \t\n]*|(.))", re.DOTALL)
_ARGUMENT, _ENDS_IN_COMMAND = re.compile("#[1-9]"), re.compile(r"\\[A-Za-z@]+$")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
MOST, LONGEST = 1_000, 100_000
"""How many commands may be replaced in a value, and how long it may become."""


class Definition(NamedTuple):
    """What a command stands for: a ``body`` with ``#1`` to ``#9`` for its ``arguments``; the first is optional if it
    has a ``default``. ``provided``: it counts only for a command that has no other meaning."""

    body: str
    arguments: int = 0
    default: str | None = None
    provided: bool = False


def definitions(source: str) -> tuple[dict[str, Definition], str]:
    """Name of a command → its definition; and what stands between the definitions and defines nothing."""
    found: dict[str, Definition] = {}
    beside, at = [], 0
    while at < len(source):
        match = _NEW.match(source, at) or _DEF.match(source, at)
        if match:
            body, at = _group(source, match.end())
            new = match.groupdict()
            count = new["count"] or ""
            provided = new.get("how") == "providecommand" or bool(_DRAWN.search(body))
            definition = Definition(
                body, int(count) if count.isdigit() else count.count("#"), new.get("default"), provided
            )
        elif match := _LET.match(source, at):
            definition, at = Definition(match["body"]), match.end()
        else:
            condition = _CONDITIONS.match(source, at)
            beside.append("" if condition else source[at])
            at = condition.end() if condition else at + 1
            continue
        if not (definition.provided and match["name"] in found):
            found[match["name"]] = definition
    return found, " ".join("".join(beside).split())


def expanded(value: str, known: Mapping[str, Definition]) -> str:
    """A value with what its commands stand for in their place. Raises ``ValueError`` for one that has no end."""
    at = replaced = 0
    while match := _COMMAND.search(value, at):
        definition = known.get(match[1] or match[2])
        if definition is None:
            at = match.end()
            continue
        arguments, end = _arguments(value, match.end(), definition)
        body = _filled(definition.body, arguments)
        if _ENDS_IN_COMMAND.search(body) and value[end : end + 1].isalpha():
            body += "{}"
        replaced, at = replaced + 1, match.start()
        value = value[:at] + body + value[end:]
        if replaced > MOST or len(value) > LONGEST:
            raise ValueError(match[0].strip())
    return value


def _filled(body: str, arguments: Mapping[str, str]) -> str:
    return _ARGUMENT.sub(lambda sign: arguments.get(sign[0], ""), body)


def _arguments(value: str, at: int, definition: Definition) -> tuple[dict[str, str], int]:
    """The arguments of a command by the signs that stand for them, and the offset after them."""
    arguments = {}
    for number in range(1, definition.arguments + 1):
        if number == 1 and definition.default is not None:
            end = value.find("]", at) if value.startswith("[", at) else -1
            arguments["#1"], at = (value[at + 1 : end], end + 1) if end >= 0 else (definition.default, at)
            continue
        while value[at : at + 1].isspace():
            at += 1
        arguments[f"#{number}"], at = _group(value, at)
    return arguments, at


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
