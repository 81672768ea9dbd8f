"""The public list of findings: what each code means, what causes it, and what to do. Its words are in ``codes.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent

from edition.model.findings import Finding, SourceLocation
from edition.sources.yaml_records import Reader

LIST = Path(__file__).with_name("codes.yml")

PASSES = "The site is built all the same."
"""What is said of a code that does not stop a build."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of a code (``a-missing``), or of a family of codes (``a``), which has neither example nor remedy.

    ``stops``: whether no site is built while there is such a finding; one that does not stop is only printed.
    """

    key: str
    location: SourceLocation
    meaning: str
    example: str = ""
    remedy: str = ""
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.key}: {self.meaning}"


@cache
def explanations() -> Mapping[str, Explanation]:
    """All families and codes by their keys; each family stands before its codes."""
    records = Reader().records(LIST.read_text("utf-8"), LIST.name, Explanation)
    return {record.key: record for record in records}


def stopping(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of the findings with which no site is built."""
    return tuple(finding for finding in findings if explanations()[finding.code].stops)


def explanation(code: str) -> str:
    """What a code means, as several lines of text; of a family or of nothing, a line for each code.

    Raises ``KeyError`` for a code that does not exist.
    """
    code = code.rstrip("-")
    record = explanations()[code] if code else None
    if record and record.remedy:
        remedy = record.remedy if record.stops else f"{record.remedy} {PASSES}"
        return f"{record}\n\nExample:\n\n{indent(record.example, '    ')}\n\nWhat to do: {remedy}"
    return "\n".join(str(one) for one in explanations().values() if code in ("", one.key.partition("-")[0]))


def page() -> str:
    """The page for editors about all codes, as Markdown."""
    return "\n".join([Path(__file__).with_suffix(".md").read_text("utf-8"), *_entries()])


def _entries() -> Iterator[str]:
    for record in explanations().values():
        if record.remedy:
            yield f"### {record.key} {{: #{record.key} }}\n\n{record.meaning}\n"
            yield f"```\n{record.example}\n```\n\n{record.remedy}{'' if record.stops else f' {PASSES}'}\n"
        else:
            yield f"## {record.key}-: {record.meaning.rstrip('.')} {{: #{record.key} }}\n"
