"""A finding: something wrong with the sources or the site, where it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class SourceLocation(NamedTuple):
    """Where something stands in the sources: file (relative to the project), line from 1 (0: the whole file)."""

    file: str
    line: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A finding: where, its permanent code, one sentence, and what to do about it."""

    location: SourceLocation
    code: str
    message: str
    hint: str

    def __str__(self) -> str:
        line = f":{self.location.line}" if self.location.line else ""
        return f"{self.location.file}{line}: {self.code}: {self.message} {self.hint}".replace("\n", " ")


class Refused(Exception):
    """A renderer cannot make what it was asked for; ``finding`` is the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding
