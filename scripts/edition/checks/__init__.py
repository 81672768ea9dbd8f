"""Every finding on an edition, in one run. A check looks and says; it mends nothing.

The codes are permanent: ``f-`` files, ``y-`` YAML, ``b-`` BibTeX, ``m-`` Markdown, ``c-`` citations and lookups,
``n-`` notes, ``a-`` anchors, ``k-`` keys, ``w-`` works, ``e-`` entries, ``x-`` references and exceptions,
``s-`` sources, ``q-`` quotations, ``em-`` emendations, ``t-`` the text, ``l-`` links of the finished site.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from edition.checks import notes, registers, text, witness
from edition.model.records import Edition, Place, Problem, ProsePage, Section
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

UNREAD = frozenset(("f-not-utf8", "f-no-edition", "y-malformed", "b-malformed"))


def check(edition: Edition) -> tuple[Problem, ...]:
    """All findings on an edition that are not allowed to stand, sorted by place."""
    found = set(edition.problems)
    spoiled = set(_spoiled(edition))
    found.update(problem for each in WITHIN for problem in each(edition) if problem.place not in spoiled)
    unread = any(problem.code in UNREAD for problem in found)
    if not unread:
        found.update(problem for each in ACROSS for problem in each(edition) if problem.place not in spoiled)
    allowed = {(allowance.code, allowance.where) for allowance in edition.allowances}
    if all(allowed & _marks(problem) for problem in found):  # any other fault would show again in what was published
        found.update(problem for each in ledger.FINDINGS for problem in each(edition))
    standing = {problem for problem in found if not allowed & _marks(problem)}
    unused = () if unread else _unused(edition, found)
    return tuple(sorted(standing.union(unused)))


def _of_parts(
    edition: Edition,
    in_section: Callable[[Edition, Section], Iterable[Problem]],
    in_prose: Callable[[Edition, ProsePage], Iterable[Problem]],
) -> Iterator[Problem]:
    yield from (problem for section in edition.sections for problem in in_section(edition, section))
    yield from (problem for page in edition.prose for problem in in_prose(edition, page))


def _spoiled(edition: Edition) -> Iterator[Place]:
    """Where the records begin that hold a fault of YAML: whatever else is wrong with them may come from it."""
    records = [place for _, place in edition.keys if place.file.endswith(".yml")]
    records += [work.record.place for work in edition.works.values() if work.record] + [edition.metadata.place]
    records.sort()
    for problem in edition.problems:
        at = bisect_right(records, problem.place) - 1
        if problem.code.startswith("y-") and at >= 0 and records[at].file == problem.place.file:
            yield records[at]


def _marks(problem: Problem) -> set[tuple[str, str]]:
    """What an exception may say to mean this finding: its code with the file, or with file and line."""
    return {(problem.code, problem.place.file), (problem.code, f"{problem.place.file}:{problem.place.line}")}


def _unused(edition: Edition, found: set[Problem]) -> Iterator[Problem]:
    """``x-exception-unused``: an exception that allows nothing."""
    marks = {mark for problem in found for mark in _marks(problem)}
    for allowance in edition.allowances:
        if (allowance.code, allowance.where) not in marks:
            message = f"“{allowance.key}” allows {allowance.code} at {allowance.where}, where there is none."
            yield Problem(allowance.place, "x-exception-unused", message, "Remove it.")
