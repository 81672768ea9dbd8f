"""Findings on the registers: keys, uses, references from one to another, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from edition.checks.text import bad_anchors, bad_locators, missing_anchors, unknown_keys, unlinked_names
from edition.checks.witness import misplaced_quotations
from edition.index.addresses import anchors_of
from edition.index.tables import notes, paragraphs
from edition.index.uses import namer, uses
from edition.model.digest import of_section
from edition.model.edition import Edition, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.records import Dated, Entry, Statement
from edition.model.tree import Fragment, Node, text, walk
from edition.model.works import Deviation, WorkNote
from edition.sources.yaml_records import meant, suggestion

STATES = ("agrees", "differs", "unchecked", "query", "none")


@of_section
def looked_up_in(edition: Edition, section: Section) -> frozenset[str]:
    """Every key that a section or its notes name or cite."""
    return _looked_up(section.body, *(note.content for note in section.notes))


def _looked_up(*contents: Fragment) -> frozenset[str]:
    nodes = [node for content in contents for node in walk(content) if node.tag in ("name", "item")]
    return frozenset(node.get("key" if node.tag == "name" else "work") for node in nodes)


def _used(edition: Edition) -> set[str]:
    in_text = (looked_up_in(edition, section) for section in edition.sections)
    return set().union(*in_text, *(_looked_up(page.body) for page in edition.prose))


def _hints(edition: Edition) -> set[str]:
    """What other findings suggest: what was probably meant somewhere is not unused."""
    across = (finding for section in edition.sections for finding in findings_across(edition, section))
    prose = (finding for page in edition.prose for finding in unknown_keys(edition, page))
    return {finding.hint for finding in (*edition.findings, *across, *prose, *unknown_references(edition))}


def unused_works(edition: Edition) -> Iterator[Finding]:
    """``w-unused``: a work neither cited nor named, nor part or volume of one that is, nor that of a witness."""
    used = _used(edition) | {witness.work for witness in edition.witnesses}
    used |= {work.part_of for work in edition.works.values() if work.key in used}
    used.discard("")
    hints = _hints(edition)
    for work in edition.works.values():
        if work.key not in used and work.part_of not in used and meant(work.key) not in hints:
            yield Finding(work.location, "w-unused", f"“{work.key}” is never cited or named.", "Cite it, or remove it.")


def unused_entries(edition: Edition) -> Iterator[Finding]:
    """``e-unused``: an entry that nothing names, and that says of no passage that it bears on it."""
    used, hints = _used(edition), _hints(edition)
    silent = [entry for entry in edition.entries.values() if entry.key not in used and not entry.at]
    if not silent:
        return
    used |= uses(edition).keys()
    blocks = (block for page in edition.prose for block in page.body if isinstance(block, Node))
    used |= {key for block in blocks for _, key, kind in namer(edition).namings(block) if kind != "link"}
    for entry in silent:
        if entry.key not in used and meant(entry.key) not in hints:
            hint = f"Write [{entry.name}][@{entry.key}] where it is named, or say at: which passages it bears on."
            yield Finding(entry.location, "e-unused", f"“{entry.key}” is never named.", hint)


def unknown_references(edition: Edition) -> Iterator[Finding]:
    """``x-unknown-ref``: a field that gives the key of a work, a person, a paragraph or a note which is not there."""
    anchors = dict.fromkeys((*paragraphs(edition), *notes(edition)))
    persons = {k: entry for k, entry in edition.entries.items() if edition.registers[entry.register].of_people}
    given: list[tuple[SourceLocation, str, str, tuple[str, ...], Mapping[str, object]]] = []
    for entry in edition.entries.values():
        given += [(entry.location, entry.key, "persons", entry.persons, persons)]
        given += [(entry.location, entry.key, "works", entry.works, edition.works)]
        given += [(entry.location, entry.key, "at", entry.at, anchors)]
    for q in edition.quotations:
        given += [(q.location, q.key, "anchor", (q.anchor,), anchors), (q.location, q.key, "note", (q.note,), anchors)]
        given += [(q.location, q.key, "work", (q.work,), edition.works)]
    given += [(o.location, o.key, "anchor", o.anchor, anchors) for o in edition.observations]
    given += [(w.location, w.key, "work", (w.work,), edition.works) for w in edition.witnesses]
    for place, key, field, targets, known in given:
        for target in targets:
            if target and target not in known:
                message = f"“{field}” of “{key}” is “{target}”, which is not there."
                hint = suggestion(target, known, "Give a key or anchor that is there, or remove it.")
                yield Finding(place, "x-unknown-ref", message, hint)


def unsourced(edition: Edition) -> Iterator[Finding]:
    """``s-unsourced``: a statement, a date or a correction with neither source nor doubt."""
    for entry in edition.entries.values():
        yield from _unsourced(entry.key, entry.location, _said(entry))
    for note in (work.record for work in edition.works.values() if work.record):
        yield from _unsourced(note.key, note.location, _noted(note))


def unsourced_notes(edition: Edition, section: Section) -> Iterator[Finding]:
    """``s-note-unsourced``: an editor's note with no work, no passage, no source in parentheses, and no word that it
    rests on memory."""
    for note in (note for note in section.notes if note.kind == "editorial"):
        words = text(note.content)
        leads = any(
            node.tag in ("cite", "ref") or node.get("key") in anchors_of(edition) for node in walk(note.content)
        )
        if not leads and "(" not in words and "memory" not in words:
            message = f"the editor’s note “{note.label}” has neither source nor doubt."
            yield Finding(note.location, "s-note-unsourced", message, "Cite what was read, or say that nothing was.")


@of_section
def findings_within(edition: Edition, section: Section) -> tuple[Finding, ...]:
    """Findings on a section as it stands."""
    found = (bad_locators(edition, section), missing_anchors(section), bad_anchors(section))
    return (*(finding for each in found for finding in each), *unsourced_notes(edition, section))


@of_section
def findings_across(edition: Edition, section: Section) -> tuple[Finding, ...]:
    """Findings on a section against the registers."""
    found = (unknown_keys(edition, section), unlinked_names(edition, section), misplaced_quotations(edition, section))
    return tuple(finding for each in found for finding in each)


def _unsourced(
    key: str, place: SourceLocation, said: Iterable[tuple[str, Statement | Dated | Deviation]]
) -> Iterator[Finding]:
    for what, each in said:
        if not (each.source or each.doubt):
            message = f"{what} of “{key}” has neither source nor doubt."
            yield Finding(place, "s-unsourced", message, "Say where it was read, or that it was not.")


def _said(entry: Entry) -> Iterator[tuple[str, Statement | Dated]]:
    for name, dated in (("born", entry.born), ("died", entry.died), ("when", entry.when)):
        if dated:
            yield f"“{name}”", dated
    for statement in (*entry.statements, *entry.doubts):
        yield f"the statement “{statement.text[:30]}”", statement


def _noted(note: WorkNote) -> Iterator[tuple[str, Statement | Deviation]]:
    for remark in note.remarks:
        yield f"the remark “{remark.text[:30]}”", remark
    for deviation in note.deviations:
        yield f"the correction “{deviation.right[:30]}”", deviation


def bad_values(edition: Edition) -> Iterator[Finding]:
    """``y-bad-value``: a word where only some have a meaning."""
    given: list[tuple[SourceLocation, str, str, tuple[str, ...]]] = []
    given += [(section.location, "resp", section.resp, ("author", "editor")) for section in edition.sections]
    given += [(q.location, "state", q.state, STATES) for q in edition.quotations]
    given += [(o.location, "action", o.action, ("query", "keep", "record", "annotate")) for o in edition.observations]
    records = (work.record for work in edition.works.values() if work.record)
    given += [(record.location, "checked", record.checked, ("full", "part", "no")) for record in records]
    for place, field, value, known in given:
        if value not in known:
            hint = f"Write {', '.join(known[:-1])} or {known[-1]}."
            yield Finding(place, "y-bad-value", f"“{field}” cannot be “{value}”.", hint)


def no_metadata(edition: Edition) -> Iterator[Finding]:
    """``f-no-edition``: the file that says what the edition is, is not there."""
    place = edition.metadata.location
    if not place.line and not any(finding.location.file == place.file for finding in edition.findings):
        yield Finding(
            place, "f-no-edition", "the file is missing or empty.", "Give title, author, editor, version, date."
        )
