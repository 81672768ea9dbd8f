"""Findings as they are printed: grouped for people, and in the formats that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

import click

from edition.checks import UNREAD
from edition.checks.codes import explanations, stopping
from edition.model.findings import Finding
from edition.model.records import grouped

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def level(finding: Finding) -> str:
    """How grave a finding is: error if no site is built, else warning."""
    return "error" if stopping([finding]) else "warning"


def all_of(findings: Sequence[Finding]) -> str:
    """Every finding on a line of its own."""
    return "\n".join([*map(_colored, findings), *_deferred(findings)])


def first_of_each(findings: Sequence[Finding]) -> str:
    """The first finding of each code with the number of the others; those that stop a build first."""
    lines = []
    kinds = grouped(sorted(findings, key=level), lambda finding: finding.code)
    for code, group in kinds.items():
        lines.append(_colored(group[0]))
        if len(group) > 1:
            files = len({finding.location.file for finding in group})
            where = f"in {files} files" if files > 1 else f"in {group[0].location.file}"
            lines.append(click.style(f"    {len(group) - 1} more of {code}, {where}", dim=True))
    if len(kinds) < len(findings):
        stops = len(stopping(findings))
        of_them = f", {stops} of them stop a build" if stops else ""
        of = "one kind" if len(kinds) == 1 else f"{len(kinds)} kinds"
        lines.append(f"{len(findings)} findings of {of}{of_them}. “edition check --all” lists every one.")
    return "\n".join([*lines, *_deferred(findings)])


def _deferred(findings: Sequence[Finding]) -> tuple[str, ...]:
    """That the checks of one file against another wait for files that cannot be read."""
    is_deferred = any(finding.code in UNREAD for finding in findings)
    return ("More may be found once every file can be read.",) if is_deferred else ()


def _colored(finding: Finding) -> str:
    """A finding on a line, with its place and its code in colours; a terminal alone shows them."""
    place, _, rest = str(finding).partition(f": {finding.code}: ")
    color = "red" if level(finding) == "error" else "yellow"
    return f"{click.style(place, bold=True)}: {click.style(finding.code, fg=color)}: {rest}"


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with file, line, code, level, message and hint."""
    return json.dumps([_record(finding) for finding in findings], ensure_ascii=False, indent=2)


def _record(finding: Finding) -> dict[str, str | int]:
    place: dict[str, str | int] = {"file": finding.location.file, "line": finding.location.line, "code": finding.code}
    return {**place, "level": level(finding), "message": finding.message, "hint": finding.hint}


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0, which forges and editors of code show beside the lines."""
    known = explanations()
    rules = [
        {"id": code, "shortDescription": {"text": known[code].meaning}, "help": {"text": known[code].remedy}}
        for code in dict.fromkeys(finding.code for finding in findings)
    ]
    driver = {"name": "edition", "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(finding: Finding) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": finding.location.file}}
    if finding.location.line:
        place["region"] = {"startLine": finding.location.line}
    return {
        "ruleId": finding.code,
        "level": level(finding),
        "message": {"text": f"{finding.message} {finding.hint}"},
        "locations": [{"physicalLocation": place}],
    }


def as_annotations(findings: Sequence[Finding]) -> str:
    """Commands of GitHub’s workflows, which show findings beside the lines of a change."""
    return "\n".join(map(_annotation, findings))


def _annotation(finding: Finding) -> str:
    line = f",line={finding.location.line}" if finding.location.line else ""
    words = _of_command(f"{finding.message} {finding.hint}", "%\r\n")
    return f"::{level(finding)} file={_of_command(finding.location.file, '%,:')}{line},title={finding.code}::{words}"


def _of_command(words: str, signs: Iterable[str]) -> str:
    for sign in signs:
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "short": first_of_each, "all": all_of, "json": as_json, "sarif": as_sarif, "github": as_annotations,
}  # fmt: skip
"""Name of a format → findings in it."""
FOR_PROGRAMS = frozenset(("json", "sarif"))
"""Formats in which something is printed even where nothing was found."""
