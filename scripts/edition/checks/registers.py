"""Findings on works, entries and records: what is unused, references from one file to another, sources, values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from edition.index.addresses import anchors_of
from edition.index.tables import prose
from edition.index.uses import namer, uses
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Cite, Name
from edition.model.records import Dated, Entry, Observation, Quotation, Statement, Witness
from edition.model.registers import TEI_NAMES
from edition.model.states import ACTIONS, BRACKETS, CHECKED, HANDS, MET, QUOTATION_STATES
from edition.model.tree import Fragment, Node, find_all
from edition.model.works import Deviation, WorkNote
from edition.sources.yaml_records import meant, suggestion


@derived
def looked_up_in(edition: Edition, section: Section) -> frozenset[str]:
    """Every key that a section or its notes name or cite."""
    return _looked_up((*section.body, *(block for note in section.notes for block in note.content)))


def _looked_up(contents: Fragment) -> frozenset[str]:
    names = {name.key for name in find_all(contents, Name)}
    return frozenset(names.union(item.work for cite in find_all(contents, Cite) for item in cite.items))


def _used(edition: Edition) -> set[str]:
    in_text = (looked_up_in(edition, section) for section in edition.sections)
    contents = (*(page.body for page in edition.prose), *(words.tree for words in prose(edition)))
    return set().union(*in_text, *map(_looked_up, contents))


def _used_works(edition: Edition) -> set[str]:
    """Keys of works that are cited, named or listed, of witnesses, and of volumes of such works and related ones."""
    used = _used(edition) | {witness.work for witness in edition.witnesses}
    used |= {key for written in edition.metadata.nocite for key in edition.aliases.get(written, (written,))}
    used |= {key for work in edition.works.values() if work.key in used for key in (work.part_of, *work.related)}
    return used - {""}


def unused_works(edition: Edition, hints: Collection[str]) -> Iterator[Finding]:
    """``w-unused``: works neither cited nor named, nor volumes of such, nor those of witnesses; one finding for all.

    ``hints`` are those of other findings: a work that one of them suggests is not unused.
    """
    if "*" in edition.metadata.nocite:
        return
    used = _used_works(edition)
    unused = {
        work.written_key: work.location
        for work in edition.works.values()
        if work.key not in used and work.part_of not in used
    }
    unused |= dict(edition.unused_works.items())
    excepted = {exception.where for exception in edition.exceptions if exception.code == "w-unused"}
    alone = [key for key, (file, line) in unused.items() if excepted & {file, f"{file}:{line}"}]
    together = [key for key in unused if key not in alone and meant(key) not in hints]
    for keys in ([key] for key in alone):
        yield _unused(keys, unused)
    if together:
        yield _unused(together, unused)


def _unused(keys: list[str], places: Mapping[str, SourceLocation]) -> Finding:
    """The finding on some works that are not used."""
    first = ", ".join(f"“{key}”" for key in keys[:3])
    if len(keys) == 1:
        message, hint = f"{first} is never cited or named.", "Cite it, or list it under nocite in edition.yml."
    else:
        others = f" and {len(keys) - 3} others" if len(keys) > 3 else ""
        message = f"{first}{others} are never cited or named, and are left out."
        hint = "Cite them, or list them under nocite in edition.yml."
    return Finding(min(places[key] for key in keys), "w-unused", message, hint)


def unused_entries(edition: Edition, hints: Collection[str]) -> Iterator[Finding]:
    """``e-unused``: an entry that nothing names or suggests, and that says of no passage that it bears on it."""
    used = _used(edition)
    unlinked = [entry for entry in edition.entries.values() if entry.key not in used and not entry.at]
    if not unlinked:
        return
    used |= uses(edition).keys()
    blocks = (block for page in edition.prose for block in page.body if isinstance(block, Node))
    used |= {key for block in blocks for _, key, kind in namer(edition).namings(block) if kind != "link"}
    for entry in unlinked:
        if entry.key not in used and meant(entry.key) not in hints:
            hint = f"Write [{entry.name}][@{entry.key}] where it is named, or say at: which passages it bears on."
            yield Finding(entry.location, "e-unused", f"“{entry.key}” is never named.", hint)


def unknown_references(edition: Edition) -> Iterator[Finding]:
    """``x-unknown-ref``: a field that gives the key of a work, a person, a paragraph or a note which is not there."""
    anchors, works, entries = anchors_of(edition), frozenset(edition.works), frozenset(edition.entries)
    persons = frozenset(key for key, entry in edition.entries.items() if edition.registers[entry.register].of_people)
    unread = frozenset(edition.unused_works)
    references: list[tuple[Entry | Quotation | Observation | Witness, str, tuple[str, ...], frozenset[str]]] = []
    for entry in edition.entries.values():
        references += [(entry, "persons", entry.persons, persons), (entry, "works", entry.works, works)]
        references += [(entry, "at", entry.at, anchors)]
    for quotation in edition.quotations:
        references += [
            (quotation, "anchor", (quotation.anchor,), anchors),
            (quotation, "work", (quotation.work,), works),
        ]
        references += [(quotation, "note", (quotation.note,), anchors)]
        references += [(quotation, "words_of", quotation.words_of, entries)]
        references += [(quotation, "reported", quotation.reported, entries)]
    references += [(observation, "anchor", observation.anchor, anchors) for observation in edition.observations]
    references += [(witness, "work", (witness.work,), works) for witness in edition.witnesses]
    for record, field, keys, known in references:
        for key in keys:
            if key and key not in known:
                message = f"“{field}” of “{record.key}” is “{key}”, which is not there."
                near = known | unread if known is works else known
                hint = suggestion(key, near, "Give a key or anchor that is there, or remove it.")
                yield Finding(record.location, "x-unknown-ref", message, hint)


def unsourced(edition: Edition) -> Iterator[Finding]:
    """``s-unsourced``: a statement, a date or a correction with neither source nor doubt."""
    for entry in edition.entries.values():
        yield from _unsourced(entry.key, entry.location, _statements(entry))
    for note in (work.record for work in edition.works.values() if work.record):
        yield from _unsourced(note.key, note.location, _statements_on_work(note))


def _unsourced(
    key: str, location: SourceLocation, statements: Iterable[tuple[str, Statement | Dated | Deviation]]
) -> Iterator[Finding]:
    for name, statement in statements:
        if not (statement.source or statement.doubt):
            message = f"{name} of “{key}” has neither source nor doubt."
            yield Finding(location, "s-unsourced", message, "Say where it was read, or that it was not.")


def _statements(entry: Entry) -> Iterator[tuple[str, Statement | Dated]]:
    for field, dated in entry.dates:
        yield f"“{field.name}”", dated
    for statement in (*entry.statements, *entry.doubts):
        yield f"the statement “{statement.text.source[:30]}”", statement


def _statements_on_work(note: WorkNote) -> Iterator[tuple[str, Statement | Deviation]]:
    for remark in note.remarks:
        yield f"the remark “{remark.text.source[:30]}”", remark
    for deviation in note.deviations:
        yield f"the correction “{deviation.right[:30]}”", deviation


def bad_values(edition: Edition) -> Iterator[Finding]:
    """``y-bad-value``: a word where only some have a meaning."""
    values: list[tuple[SourceLocation, str, str, tuple[str, ...]]] = []
    values += [(section.location, "resp", section.resp, tuple(BRACKETS)) for section in edition.sections]
    values += [
        (quotation.location, "state", quotation.state, tuple(QUOTATION_STATES)) for quotation in edition.quotations
    ]
    compared = ((quotation.location, read) for quotation in edition.quotations for read in quotation.compared)
    values += [(location, "hand", read.hand, tuple(HANDS)) for location, read in compared]
    values += [(observation.location, "action", observation.action, ACTIONS) for observation in edition.observations]
    records = (work.record for work in edition.works.values() if work.record)
    values += [(record.location, "checked", record.checked, tuple(CHECKED)) for record in records]
    values += [(question.location, "met", question.met, tuple(MET)) for question in edition.questions]
    dated = ((entry.location, date) for entry in edition.entries.values() for _, date in entry.dates)
    values += [(location, "doubt_of", date.doubt_of, ("date", "place")) for location, date in dated if date.doubt_of]
    for register in edition.metadata.registers.values():
        values += [(register.location, "tei", register.tei, tuple(TEI_NAMES))]
        values += [(register.location, "ordered_by", register.ordered_by, ("name", "date"))]
        if not re.fullmatch("[A-Z][A-Za-z]+", register.schema):
            hint = "Write a type of schema.org, such as Vehicle."
            yield Finding(register.location, "y-bad-value", f"“schema” cannot be “{register.schema}”.", hint)
    for location, field, value, known in values:
        if value not in known:
            hint = f"Write {', '.join(known[:-1])} or {known[-1]}."
            yield Finding(location, "y-bad-value", f"“{field}” cannot be “{value}”.", hint)


WITHIN = (unsourced, bad_values)
ACROSS = (unknown_references,)
UNUSED = (unused_works, unused_entries)
