"""Every finding on an edition, in one run. A check looks and reports; it changes nothing.

A check is a function that yields findings. Each module lists its checks at its end, by what they are given and when
they run; all are put together here. A new code also gets its words in ``codes.yml``, and a case in ``tests/cases``.
Other findings come from the readers of files (``f``, ``y``, ``b``, ``m``), from the links of the finished site
(``l``, in ``links.py``), the PDF (``p``) and releases (``r``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from edition.checks import (
    citations,
    emendations,
    files,
    keys,
    notes,
    pictures,
    quotations,
    registers,
    settings,
    sources,
    structure,
    styles,
    text,
    witness,
)
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.findings import Finding, SourceLocation
from edition.permanence import ledger

WITHIN_TEXT = (*text.WITHIN_TEXT, *citations.WITHIN_TEXT, *structure.WITHIN_TEXT, *pictures.WITHIN_TEXT)
"""On a section or a page of the editor's own, by itself; called with the edition and that."""

WITHIN_SECTION = (*text.WITHIN_SECTION, *notes.WITHIN_SECTION, *structure.WITHIN_SECTION)
"""On a section by itself."""

WITHIN = (*text.WITHIN, *notes.WITHIN, *files.WITHIN, *keys.WITHIN, *registers.WITHIN, *pictures.WITHIN, *styles.WITHIN)
"""On one kind of thing by itself."""

ACROSS_TEXT = text.ACROSS_TEXT
ACROSS_SECTION = (*text.ACROSS_SECTION, *citations.ACROSS_SECTION, *quotations.ACROSS_SECTION)
ACROSS = tuple(
    check for part in (text, citations, emendations, witness, registers, sources, settings) for check in part.ACROSS
)
"""On one file against another. They wait while a file cannot be read, whose contents they would miss."""

UNUSED = registers.UNUSED
"""On what nothing uses. They are also given the hints of all findings: what one of them suggests is not unused."""

UNREAD = frozenset("f-unreadable f-outside f-not-utf8 f-no-edition f-no-register f-unread k-taken y-malformed".split())
"""Codes of findings on files that cannot be read."""


@derived
def findings_within(edition: Edition, section: Section) -> tuple[Finding, ...]:
    """Findings on a section by itself."""
    return tuple(finding for check in (*WITHIN_TEXT, *WITHIN_SECTION) for finding in check(edition, section))


@derived
def findings_across(edition: Edition, section: Section) -> tuple[Finding, ...]:
    """Findings on a section against the registers and the apparatus."""
    return tuple(finding for check in (*ACROSS_TEXT, *ACROSS_SECTION) for finding in check(edition, section))


def check(edition: Edition) -> tuple[Finding, ...]:
    """All findings on an edition that no exception lets stand, sorted by location."""
    findings = {*edition.findings, *_within(edition)}
    unread = any(finding.code in UNREAD for finding in findings)
    if not unread:
        findings.update(_across(edition))
        hints = frozenset(finding.hint for finding in findings)
        findings.update(finding for unused in UNUSED for finding in unused(edition, hints))
    misread = frozenset(_misread(edition))
    of_reading = frozenset(edition.findings)
    findings = {finding for finding in findings if finding in of_reading or finding.location not in misread}
    excepted = {(exception.code, exception.where) for exception in edition.exceptions}
    if all(excepted & _exceptions(finding) for finding in findings):  # else they would be repeated as changed anchors
        findings.update(finding for changes in ledger.FINDINGS for finding in changes(edition))
    standing = {finding for finding in findings if not excepted & _exceptions(finding)}
    return tuple(sorted(standing if unread else standing.union(_unused_exceptions(edition, findings))))


def _within(edition: Edition) -> Iterator[Finding]:
    yield from (finding for section in edition.sections for finding in findings_within(edition, section))
    yield from (finding for page in edition.prose for within in WITHIN_TEXT for finding in within(edition, page))
    yield from (finding for within in WITHIN for finding in within(edition))


def _across(edition: Edition) -> Iterator[Finding]:
    yield from (finding for section in edition.sections for finding in findings_across(edition, section))
    yield from (finding for page in edition.prose for across in ACROSS_TEXT for finding in across(edition, page))
    yield from (finding for across in ACROSS for finding in across(edition))


def _misread(edition: Edition) -> Iterator[SourceLocation]:
    """Where the records begin that have a finding of YAML: whatever else is wrong with them may come from it."""
    records = [location for _, location in edition.keys if location.file.endswith(".yml")]
    records += [work.record.location for work in edition.works.values() if work.record] + [edition.metadata.location]
    records.sort()
    for finding in edition.findings:
        index = bisect_right(records, finding.location) - 1
        if finding.code.startswith("y-") and index >= 0 and records[index].file == finding.location.file:
            yield records[index]


def _exceptions(finding: Finding) -> set[tuple[str, str]]:
    """Code and place of the exceptions that would let a finding stand: at its file, or at its file and line."""
    file, line = finding.location
    return {(finding.code, file), (finding.code, f"{file}:{line}")}


def _unused_exceptions(edition: Edition, findings: set[Finding]) -> Iterator[Finding]:
    """``x-exception-unused``: an exception that lets nothing stand."""
    used = {exception for finding in findings for exception in _exceptions(finding)}
    for exception in edition.exceptions:
        if (exception.code, exception.where) not in used:
            message = f"“{exception.key}” allows {exception.code} at {exception.where}, where there is none."
            yield Finding(exception.location, "x-exception-unused", message, "Remove it.")
