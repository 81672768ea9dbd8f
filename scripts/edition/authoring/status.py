"""``edition status``: the progress of an edition in numbers: notes, works, quotations, persons, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from edition.authoring.markdown import escaped
from edition.checks import check
from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.kinds import Cite, Name
from edition.model.states import QUOTATION_STATES
from edition.model.tree import walk
from edition.permanence.ledger import unrecorded_entries

_WIDTH = 24
"""The number of characters of a full bar."""


class Row(NamedTuple):
    """What is counted: how many of all are done. ``more`` is a remark on the others."""

    label: str
    done: int
    all: int
    more: str = ""


def rows(edition: Edition) -> tuple[Row, ...]:
    """The rows for an edition, without those of which it has nothing."""
    return tuple(row for row in _rows(edition) if row.all)


def _rows(edition: Edition) -> Iterator[Row]:
    yield _of_notes(edition)
    works = edition.works.values()
    states = Counter(work.record.checked if work.record else "no" for work in works)
    yield Row("works checked", states["full"], len(works), f"{states['part']} in part" if states["part"] else "")
    yield _of_quotations(edition)
    yield from _of_entries(edition)
    files = {finding.location.file for finding in check(edition)}
    sections = [section.location.file for section in edition.sections]
    yield Row("sections without a finding", sum(file not in files for file in sections), len(sections))


def _of_notes(edition: Edition) -> Row:
    """The notes of the author that cite a work or name an entry, and the note marks of the others."""
    notes = [note for section in edition.sections for note in section.notes if note.kind == "authorial"]
    without = [note.mark for note in notes if not any(isinstance(node, Cite | Name) for node in walk(note.content))]
    return Row("notes with links", len(notes) - len(without), len(notes), _listed("without", without))


def _of_quotations(edition: Edition) -> Row:
    counts = Counter(quotation.state for quotation in edition.quotations if quotation.state != "none")
    more = ", ".join(f"{counts[state]} {state}" for state in QUOTATION_STATES if counts[state])
    return Row("quotations compared", counts["agrees"] + counts["differs"], counts.total(), more)


def _of_entries(edition: Edition) -> Iterator[Row]:
    people = [entry for entry in edition.entries.values() if edition.registers[entry.register].of_people]
    sourced = [person for person in people if any(statement.source for statement in person.statements)]
    yield Row("persons with sources", len(sourced), len(people))
    yield Row("persons with identifiers", sum(bool(person.identifiers) for person in people), len(people))
    statements = [statement for entry in edition.entries.values() for statement in entry.statements]
    with_source = [statement for statement in statements if statement.source]
    yield Row("statements with a source", len(with_source), len(statements))


def _listed(word: str, marks: Sequence[str]) -> str:
    if not marks:
        return ""
    return f"{word}: {', '.join(marks[:12])}" + (f" and {len(marks) - 12} more" if len(marks) > 12 else "")


def changes(edition: Edition) -> str:
    """The kinds and numbers of anchors that the next version will add to the ledger, in words; "" if there are none."""
    kinds = Counter(entry.kind for entry in unrecorded_entries(edition))
    return ", ".join(f"{number} {kind}" if number == 1 else f"{number} {kind}s" for kind, number in kinds.items())


def of_findings(findings: Iterable[Finding]) -> str:
    """The codes of findings and their numbers, the most frequent first, in words."""
    return ", ".join(f"{number} {code}" for code, number in Counter(finding.code for finding in findings).most_common())


def lines(edition: Edition) -> Iterator[str]:
    """The status of an edition as lines for a terminal, with a bar for each row."""
    counted = rows(edition)
    widest = max((len(row.label) for row in counted), default=0)
    for row in counted:
        filled = round(_WIDTH * row.done / row.all)
        bar = "█" * filled + "░" * (_WIDTH - filled)
        more = f"  ({row.more})" if row.more else ""
        yield f"{row.label:<{widest}}  {bar}  {row.done} of {row.all}{more}"
    yield f"{'findings':<{widest}}  {of_findings(check(edition)) or 'none'}"
    last = edition.versions[-1].version if edition.versions else ""
    since = f"new since version {last}" if last else "not published yet"
    yield f"{since:<{widest}}  {changes(edition) or 'nothing'}"


def page(edition: Edition) -> str:
    """The status of an edition as a page in Markdown."""
    head = "---\ntitle: The state of this edition\nresp: editor\n---\n\n| what | done | of | |\n|---|---|---|---|\n"
    table = "".join(f"| {row.label} | {row.done} | {row.all} | {escaped(row.more)} |\n" for row in rows(edition))
    findings = f"\nFindings: {of_findings(check(edition)) or 'none'}.\n"
    return head + table + findings
