"""Every finding on an edition, in one run. A check looks and says; it mends nothing.

The codes are permanent: ``f-`` files, ``y-`` YAML, ``b-`` BibTeX, ``m-`` Markdown, ``c-`` citations and lookups,
``n-`` notes, ``a-`` anchors, ``k-`` keys, ``w-`` works, ``e-`` entries, ``x-`` references and exceptions,
``s-`` sources, ``q-`` quotations, ``em-`` emendations, ``t-`` the text, ``l-`` links of the finished site.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from edition.checks import notes, registers, text, witness
from edition.model.edition import Edition, ProsePage, Section
from edition.model.findings import Finding, SourceLocation
from edition.permanence import ledger

WITHIN = (
    lambda edition: _of_parts(edition, registers.findings_within, text.bad_locators),
    notes.undefined_notes,
    notes.uncalled_notes,
    notes.bad_labels,
    notes.note_order,
    text.bad_names,
    notes.keys_twice,
    registers.unsourced,
    registers.bad_values,
    registers.no_metadata,
)
"""Findings on one thing as it stands."""

ACROSS = (
    lambda edition: _of_parts(edition, registers.findings_across, text.unknown_keys),
    witness.lemmas,
    witness.witness,
    registers.unused_works,
    registers.unused_entries,
    registers.unknown_references,
)
"""Findings of one file against another. They wait while a file cannot be read: they would only repeat that."""

UNREAD = frozenset(("f-unreadable", "f-outside", "f-not-utf8", "f-no-edition", "y-malformed", "b-malformed"))


def check(edition: Edition) -> tuple[Finding, ...]:
    """All findings on an edition that are not allowed to stand, sorted by place."""
    found = set(edition.findings)
    spoiled = set(_spoiled(edition))
    found.update(finding for each in WITHIN for finding in each(edition) if finding.location not in spoiled)
    unread = any(finding.code in UNREAD for finding in found)
    if not unread:
        found.update(finding for each in ACROSS for finding in each(edition) if finding.location not in spoiled)
    allowed = {(exception.code, exception.where) for exception in edition.exceptions}
    if all(allowed & _marks(finding) for finding in found):  # any other fault would show again in what was published
        found.update(finding for each in ledger.FINDINGS for finding in each(edition))
    standing = {finding for finding in found if not allowed & _marks(finding)}
    unused = () if unread else _unused(edition, found)
    return tuple(sorted(standing.union(unused)))


def _of_parts(
    edition: Edition,
    in_section: Callable[[Edition, Section], Iterable[Finding]],
    in_prose: Callable[[Edition, ProsePage], Iterable[Finding]],
) -> Iterator[Finding]:
    yield from (finding for section in edition.sections for finding in in_section(edition, section))
    yield from (finding for page in edition.prose for finding in in_prose(edition, page))


def _spoiled(edition: Edition) -> Iterator[SourceLocation]:
    """Where the records begin that hold a fault of YAML: whatever else is wrong with them may come from it."""
    records = [place for _, place in edition.keys if place.file.endswith(".yml")]
    records += [work.record.location for work in edition.works.values() if work.record] + [edition.metadata.location]
    records.sort()
    for finding in edition.findings:
        at = bisect_right(records, finding.location) - 1
        if finding.code.startswith("y-") and at >= 0 and records[at].file == finding.location.file:
            yield records[at]


def _marks(finding: Finding) -> set[tuple[str, str]]:
    """What an exception may say to mean this finding: its code with the file, or with file and line."""
    return {(finding.code, finding.location.file), (finding.code, f"{finding.location.file}:{finding.location.line}")}


def _unused(edition: Edition, found: set[Finding]) -> Iterator[Finding]:
    """``x-exception-unused``: an exception that allows nothing."""
    marks = {mark for finding in found for mark in _marks(finding)}
    for exception in edition.exceptions:
        if (exception.code, exception.where) not in marks:
            message = f"“{exception.key}” allows {exception.code} at {exception.where}, where there is none."
            yield Finding(exception.location, "x-exception-unused", message, "Remove it.")
