"""Findings on the text as established: emendations, quotations, and the words of the witness."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from edition.checks.collation import Difference, copy_text, differences, parting
from edition.checks.notes import bad_labels, keys_twice, note_order, uncalled_notes, undefined_notes
from edition.index.addresses import anchors_of
from edition.index.tables import emendations_at, quotations_at
from edition.model.digest import of_section
from edition.model.edition import Edition, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY, Emendation
from edition.model.tree import Fragment, text
from edition.sources.sections import found_at
from edition.sources.yaml_records import suggestion

_CALL = re.compile(r"\[\d\w*\]")


def passages(section: Section) -> Mapping[str, Fragment]:
    """What stands at every anchor of a paragraph or note."""
    found: dict[str, Fragment] = {paragraph.anchor: (paragraph.content,) for paragraph in section.paragraphs}
    return found | {note.anchor: note.content for note in section.notes}


@of_section
def lemmas_in(edition: Edition, section: Section) -> Mapping[str, int]:
    """How often the lemma of each emendation stands in the paragraph or note that it emends."""
    changes = ((e, content) for a, content in passages(section).items() for e in emendations_at(edition).get(a, ()))
    return {e.key: text(content).replace("\n", " ").count(e.lemma) for e, content in changes}


def unsound(edition: Edition) -> Iterator[tuple[Emendation, int]]:
    """Every emendation whose lemma does not occur exactly once, with how often it does; -1: there is no such anchor."""
    counts = {key: count for section in edition.sections for key, count in lemmas_in(edition, section).items()}
    for emendation in edition.emendations:
        count = counts.get(emendation.key, -1)
        if emendation.anchor and emendation.lemma and count != 1:
            yield emendation, count


def lemmas(edition: Edition) -> Iterator[Finding]:
    """``em-lemma``: an emendation that cannot be placed."""
    for emendation, count in unsound(edition):
        if count < 0:
            message = f"“{emendation.key}” emends “{emendation.anchor}”, which is not there."
            hint = suggestion(emendation.anchor, sorted(anchors_of(edition)), "Give the anchor of a paragraph or note.")
        else:
            message = f"the lemma “{emendation.lemma}” stands {count} times in {emendation.anchor}."
            hint = "Give words that stand there once." if count else "The lemma is what the edition reads."
        yield Finding(emendation.location, "em-lemma", message, hint)


def misplaced_quotations(edition: Edition, section: Section) -> Iterator[Finding]:
    """``q-not-found``: a quotation whose words do not stand at its anchor."""
    blocks = {paragraph.anchor for paragraph in section.paragraphs if paragraph.kind == "quotation"}
    for anchor, content in passages(section).items():
        for quotation in quotations_at(edition).get(anchor, ()):
            begins, ends = quotation.begins, quotation.ends
            if bool(begins) != bool(ends):
                message, hint = f"“{quotation.key}” has only one of its ends.", "Give its first and its last words."
            elif not begins and anchor not in blocks:
                message = f"“{quotation.key}” is the whole of {anchor}, which is no block quotation."
                hint = "Give its first and last words."
            elif begins and not found_at(text(content), begins, ends):
                message = f"“{quotation.key}” does not stand in {anchor}, from {begins} to {ends}."
                hint = "Give its first and last words as they stand there."
            else:
                continue
            yield Finding(quotation.location, "q-not-found", message, hint)


def witness(edition: Edition) -> Iterator[Finding]:
    """``t-witness``, ``t-no-witness``: the text is not that of the base witness."""
    if edition.witnesses and not any(each.base for each in edition.witnesses):
        message = "no witness is the base, so the text is compared with none."
        yield Finding(edition.witnesses[0].location, "t-no-witness", message, "Write base: true below one of them.")
    for base in edition.witnesses:
        if base.base and not base.lines:
            message = f"the base witness “{base.key}” has no text."
            yield Finding(base.location, "t-no-witness", message, "Give its file, below bibliography.")
        elif base.base and (found := tuple(differences(edition, base))):
            explained = _Explained(edition)
            unexplained = (each for each in found if not explained.by_another_finding(each))
            yield from (_difference(each, f"{BIBLIOGRAPHY}/{base.file}") for each in unexplained)


class _Explained:
    """What differs from the witness because of a fault that is reported already."""

    def __init__(self, edition: Edition) -> None:
        self.emendations = [emendation for emendation, _ in unsound(edition)]
        self.lines = tuple(copy_text(edition))
        of_notes = (undefined_notes, uncalled_notes, bad_labels, note_order, keys_twice)
        on_notes = {finding.location for each in of_notes for finding in each(edition) if finding.code.startswith("n-")}
        self.notes = self.blocks(on_notes)
        self.marred = self.blocks({p.location for p in edition.findings if p.code[:2] in ("m-", "t-")})

    def blocks(self, faults: set[SourceLocation]) -> set[object]:
        """The places of the blocks in which these faults stand, and their anchors."""
        starts = sorted(line.location for line in self.lines)
        places = {starts[bisect_right(starts, place) - 1] for place in faults}
        return places | {line.anchor for line in self.lines if line.anchor and line.location in places}

    def by_another_finding(self, found: Difference) -> bool:
        line, ours, theirs = found.line, found.ours, found.theirs
        if ours and {line.location, line.anchor} & self.marred:
            return True
        if any(e.anchor == line.anchor or (e.lemma in ours and e.reading in theirs) for e in self.emendations):
            return True
        if not self.notes:
            return False
        if ours and theirs:
            return _CALL.sub("", ours) == _CALL.sub("", theirs)
        return bool({line.location, line.anchor} & self.notes) if ours else _CALL.match(theirs) is not None


def _difference(found: Difference, file: str) -> Finding:
    label = found.line.label
    ours, theirs = parting(found.ours, found.theirs)
    if not ours:
        message = f"after {label} the edition lacks “{theirs}” ({file}:{found.number})."
    elif not theirs:
        message = f"{label} is not in the witness ({file}): “{ours}”."
    else:
        message = f"{label} reads “{ours}”, the witness “{theirs}” ({file}:{found.number})."
    return Finding(found.line.location, "t-witness", message, "Restore its words, or emend them in emendations.yml.")
