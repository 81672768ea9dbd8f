"""The public list of findings: what each code means, what causes it, and what to do. Its words are in ``codes.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent

from edition.model.findings import SourceLocation
from edition.sources.yaml_records import Reader

LIST = Path(__file__).with_name("codes.yml")

HEAD = """\
---
title: What the findings mean
resp: editor
description: For editors – every code that edition check may print, with an example and what to do.
---

`edition check` prints a line for each finding: the file and the line, the code, what is wrong, and what to do. \
`edition check --explain CODE` prints what stands here about a code. A build stops while there is a finding; \
one that must stand can be listed as [an exception](method.md#exceptions).

The letters before the hyphen name the family of a code.
"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of a code (``a-missing``), or of a family of codes (``a``), which has neither example nor remedy."""

    key: str
    location: SourceLocation
    meaning: str
    example: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.key}: {self.meaning}"


@cache
def explanations() -> Mapping[str, Explanation]:
    """All families and codes by their keys; each family stands before its codes."""
    records = Reader().records(LIST.read_text("utf-8"), LIST.name, Explanation)
    return {record.key: record for record in records}


def explanation(code: str) -> str:
    """What a code means, as several lines of text; of a family or of nothing, a line for each code.

    Raises ``KeyError`` for a code that does not exist.
    """
    code = code.rstrip("-")
    record = explanations()[code] if code else None
    if record and record.remedy:
        return f"{record}\n\nExample:\n\n{indent(record.example, '    ')}\n\nWhat to do: {record.remedy}"
    return "\n".join(str(one) for one in explanations().values() if not code or _family(one) == code)


def page() -> str:
    """The page for editors about all codes, as Markdown."""
    return "\n".join([HEAD, *_entries()])


def _entries() -> Iterator[str]:
    for record in explanations().values():
        if record.remedy:
            yield f"### {record.key} {{: #{record.key} }}\n\n{record.meaning}\n"
            yield f"```\n{record.example}\n```\n\n{record.remedy}\n"
        else:
            yield f"## {record.key}-: {record.meaning.rstrip('.')} {{: #{record.key} }}\n"


def _family(record: Explanation) -> str:
    return record.key.partition("-")[0]
