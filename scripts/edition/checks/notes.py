"""Findings on notes and names: every call has its note and every note its call, in order; no name means two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.model.digest import of_section
from edition.model.edition import Edition, Note, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.records import DOCS, grouped
from edition.model.tree import walk
from edition.sources.outlines import EDITORIAL
from edition.sources.yaml_records import is_key, meant, suggestion


def undefined_notes(edition: Edition) -> Iterator[Finding]:
    """``n-undefined``: a call without a note in the same file."""
    everywhere = {note.label: note.location for section in edition.sections for note in section.notes}
    for section in edition.sections:
        own = [note.label for note in section.notes]
        for label, line, _ in calls_in(edition, section):
            if label not in own:
                found = everywhere.get(label)
                missing = f"Write [^{label}]: and the note at the foot of the file."
                hint = f"It stands in {found.file}; move it here." if found else suggestion(label, own, missing)
                message = f"the note “{label}” is called and not written in this file."
                yield Finding(SourceLocation(section.location.file, line), "n-undefined", message, hint)


@of_section
def calls_in(edition: Edition, section: Section) -> tuple[tuple[str, int, bool], ...]:
    """Label and line of every call in a section, and whether a note calls it."""
    contents = ((section.body, False), *((note.content, True) for note in section.notes))
    return tuple(
        (node.get("label"), node.line, in_note)
        for content, in_note in contents
        for node in walk(content)
        if node.tag == "noteref"
    )


def uncalled_notes(edition: Edition) -> Iterator[Finding]:
    """``n-uncalled``: a note that nothing calls."""
    called = {label for section in edition.sections for label, _, _ in calls_in(edition, section)}
    hints = {finding.hint for finding in undefined_notes(edition)}
    for note in _notes(edition):
        if note.label not in called and meant(note.label) not in hints:
            hint = f"Write [^{note.label}] where it belongs."
            yield Finding(note.location, "n-uncalled", f"the note “{note.label}” is never called.", hint)


def _notes(edition: Edition) -> Iterator[Note]:
    for section in edition.sections:
        yield from section.notes


def bad_labels(edition: Edition) -> Iterator[Finding]:
    """``n-bad-label``: neither a number nor an editor's name for a note."""
    for note in _notes(edition):
        if not (_is_number(note.label) or (note.label.startswith(EDITORIAL) and is_key(note.label))):
            hint = f"The author’s notes have numbers, the editor’s begin with “{EDITORIAL}”."
            yield Finding(note.location, "n-bad-label", f"“{note.label}” cannot be the label of a note.", hint)


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdecimal() and label[:1] != "0"


def note_order(edition: Edition) -> Iterator[Finding]:
    """``n-order``: author's notes called out of order or a number left out; notes written in another order."""
    first: dict[str, SourceLocation] = {}
    for section in edition.sections:
        for label, line, in_note in calls_in(edition, section):
            if not in_note:
                first.setdefault(label, SourceLocation(section.location.file, line))
    called = [(int(label), place) for label, place in first.items() if _is_number(label)]
    misplaced = [place for _, place in _falling(called)]
    for number, place in _falling(called):
        message = f"note {number} is called after one with a higher number."
        yield Finding(place, "n-order", message, "Number the notes as they are called.")
    written = [(int(note.label), note.location) for note in _notes(edition) if _is_number(note.label)]
    defined = dict(written)
    for missing in sorted(set(range(1, max(defined, default=0))) - (defined.keys() | dict(called).keys())):
        place = defined[min(number for number in defined if number > missing)]
        yield Finding(place, "n-order", f"there is no note {missing}.", "Number the notes from 1 without a gap.")
    ranks = {label: rank for rank, label in enumerate(first)}
    numbered_in = grouped(written, lambda each: each[1].file)
    for section in edition.sections:
        lettered = [(ranks[n.label], n.location) for n in section.notes if n.label in ranks and n.kind == "editorial"]
        numbered = () if misplaced else numbered_in.get(section.location.file, ())
        for _, place in (*_falling(lettered), *_falling(numbered)):
            message = "this note is written after one that is called later."
            yield Finding(place, "n-order", message, "Write the notes in the order of their calls.")


def _falling(numbered: Iterable[tuple[int, SourceLocation]]) -> Iterator[tuple[int, SourceLocation]]:
    highest = 0
    for number, place in numbered:
        if number < highest:
            yield number, place
        highest = max(highest, number)


def keys_twice(edition: Edition) -> Iterator[Finding]:
    """``k-key-twice``, ``a-twice``, ``n-twice``: one name for two things, wherever they stand."""
    notes = {note.anchor for note in _notes(edition)}
    first: dict[str, SourceLocation] = {}
    for key, place in edition.keys:
        earlier = first.setdefault(key, place)
        if earlier is place:
            continue
        both_in_text = earlier.file.startswith(f"{DOCS}/") and place.file.startswith(f"{DOCS}/")
        message = f"“{key}” is given already at {earlier.file}:{earlier.line}."
        yield Finding(
            place,
            "k-key-twice" if not both_in_text else ("n-twice" if key in notes else "a-twice"),
            message,
            "Take another name for one of them.",
        )
