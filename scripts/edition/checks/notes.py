"""Findings on notes: every call has its note and every note its call, in order; an editor's note has its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from edition.index.addresses import anchors_of
from edition.model.derived import derived
from edition.model.edition import Edition, Note, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Cite, Lookup, Name, NoteRef
from edition.model.records import grouped
from edition.model.tree import find_all, text, walk
from edition.permanence.note_anchors import ADDRESS
from edition.sources.outlines import EDITORIAL
from edition.sources.values import is_key
from edition.sources.yaml_records import meant, suggestion


def undefined_notes(edition: Edition) -> Iterator[Finding]:
    """``n-undefined``: a call without a note in the same file."""
    files = {note.label: note.location.file for note in _notes(edition)}
    for section in edition.sections:
        labels = [note.label for note in section.notes]
        for label, line, _ in calls_in(edition, section):
            if label not in labels:
                hint = suggestion(label, labels, f"Write [^{label}]: and the note at the foot of the file.")
                hint = f"It stands in {files[label]}; move it here." if label in files else hint
                message = f"the note “{label}” is called and not written in this file."
                yield Finding(SourceLocation(section.location.file, line), "n-undefined", message, hint)


@derived
def calls_in(edition: Edition, section: Section) -> tuple[tuple[str, int, bool], ...]:
    """Label and line of every call in a section, and whether a note calls it."""
    contents = ((section.body, False), *((note.content, True) for note in section.notes))
    return tuple(
        (call.label, call.line, in_note) for content, in_note in contents for call in find_all(content, NoteRef)
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
        if not (ADDRESS.fullmatch(note.label) or (note.label.startswith(EDITORIAL) and is_key(note.label))):
            message = f"“{note.label}” cannot be the address of a note, which needs one of its own."
            hint = (
                "“edition anchors --write” gives it one and keeps its sign; or write {: #n… } on the line below its "
                f"first paragraph. An editor’s note begins with “{EDITORIAL}”."
            )
            yield Finding(note.location, "n-bad-label", message, hint)


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdecimal() and label[:1] != "0"


def note_order(edition: Edition) -> Iterator[Finding]:
    """``n-order``: author's notes called out of order, or a number left out; notes written in another order."""
    first_calls: dict[str, SourceLocation] = {}
    for section in edition.sections:
        for label, line, in_note in calls_in(edition, section):
            if not in_note:
                first_calls.setdefault(label, SourceLocation(section.location.file, line))
    called = [(int(label), location) for label, location in first_calls.items() if _is_number(label)]
    written = [(int(note.label), note.location) for note in _notes(edition) if _is_number(note.label)]
    misplaced = tuple(_descending(called))
    for number, location in misplaced:
        message = f"note {number} is called after one with a higher number."
        yield Finding(location, "n-order", message, "Number the notes as they are called.")
    yield from _gaps(dict(written), dict(called))
    numbered = () if misplaced else written
    for location in _written_out_of_order(edition, [*first_calls], numbered):
        message = "this note is written after one that is called later."
        yield Finding(location, "n-order", message, "Write the notes in the order of their calls.")


def _gaps(written: Mapping[int, SourceLocation], called: Mapping[int, SourceLocation]) -> Iterator[Finding]:
    """Numbers of notes left out, at the next note written."""
    for missing in sorted(
        set(range(min(written, default=0), max(written, default=0))) - (written.keys() | called.keys())
    ):
        location = written[min(number for number in written if number > missing)]
        yield Finding(location, "n-order", f"there is no note {missing}.", "Number the notes without a gap.")


def _written_out_of_order(
    edition: Edition, called: list[str], numbered: Iterable[tuple[int, SourceLocation]]
) -> Iterator[SourceLocation]:
    """Where in each file a note is written after one that is called later; ``called`` are the labels in their order."""
    ranks = {label: rank for rank, label in enumerate(called)}
    numbered_in = grouped(numbered, lambda note: note[1].file)
    for section in edition.sections:
        editorial = (note for note in section.notes if note.kind == "editorial" and note.label in ranks)
        lettered = [(ranks[note.label], note.location) for note in editorial]
        for notes in (lettered, numbered_in.get(section.location.file, ())):
            yield from (location for _, location in _descending(notes))


def _descending(numbered: Iterable[tuple[int, SourceLocation]]) -> Iterator[tuple[int, SourceLocation]]:
    """Those that follow a higher number."""
    highest = 0
    for number, location in numbered:
        if number < highest:
            yield number, location
        highest = max(highest, number)


def unsourced_notes(edition: Edition, section: Section) -> Iterator[Finding]:
    """``s-note-unsourced``: an editor's note with no work, no passage, no source in parentheses, and no word that it
    rests on memory."""
    for note in (note for note in section.notes if note.kind == "editorial"):
        words = text(note.content)
        cites = any(
            isinstance(node, Cite | Lookup) or (isinstance(node, Name) and node.key in anchors_of(edition))
            for node in walk(note.content)
        )
        if not cites and "(" not in words and "memory" not in words:
            message = f"the editor’s note “{note.label}” has neither source nor doubt."
            yield Finding(note.location, "s-note-unsourced", message, "Cite what was read, or say that nothing was.")


WITHIN = (undefined_notes, uncalled_notes, bad_labels, note_order)
WITHIN_SECTION = (unsourced_notes,)
