"""Findings on the text against its base witness."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from edition.checks.collation import Difference, copy_text, differences, excerpts
from edition.checks.emendations import unplaced
from edition.checks.keys import given_twice
from edition.checks.notes import bad_labels, note_order, uncalled_notes, undefined_notes
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY

_CALL = re.compile(r"\[\d\w*\]")


def witness(edition: Edition) -> Iterator[Finding]:
    """``t-witness``, ``t-no-witness``: the text is not that of the base witness."""
    if edition.witnesses and not any(witness.base or witness.absent for witness in edition.witnesses):
        message = "no witness is the base, so the text is compared with none."
        hint = "Write base: true below one of them; or absent: true, if its text is not to be had."
        yield Finding(edition.witnesses[0].location, "t-no-witness", message, hint)
    for base in edition.witnesses:
        if base.base and not base.lines and not base.absent:
            missing = f"names {base.file}, which is not there" if base.file else "has no text"
            message, hint = f"the base witness “{base.key}” {missing}.", "Give its file, a .txt below bibliography"
            yield Finding(base.location, "t-no-witness", message, f"{hint}; or absent: true, if it is not to be had.")
        elif base.base and base.lines and (changes := tuple(differences(edition, base))):
            others = _OtherFindings(edition)
            unexplained = (difference for difference in changes if not others.explain(difference))
            yield from (_finding(difference, f"{BIBLIOGRAPHY}/{base.file}") for difference in unexplained)


class _OtherFindings:
    """The findings that explain a difference from the witness, so that it need not be reported too."""

    def __init__(self, edition: Edition) -> None:
        self.emendations = [emendation for emendation, _ in unplaced(edition)]
        self.lines = tuple(copy_text(edition))
        checks = (undefined_notes, uncalled_notes, bad_labels, note_order, given_twice)
        on_notes = {finding.location for check in checks for finding in check(edition) if finding.code[:2] == "n-"}
        self.on_notes = self.blocks(on_notes)
        self.on_markdown = self.blocks(
            {finding.location for finding in edition.findings if finding.code[:2] in ("m-", "t-")}
        )

    def blocks(self, findings: set[SourceLocation]) -> set[object]:
        """The locations of the blocks in which findings stand, and their anchors."""
        starts = sorted(line.location for line in self.lines)
        blocks = {starts[bisect_right(starts, location) - 1] for location in findings}
        return blocks | {line.anchor for line in self.lines if line.anchor and line.location in blocks}

    def explain(self, difference: Difference) -> bool:
        """Whether a difference follows from a finding on Markdown, on an emendation or on a note."""
        line, ours, theirs = difference.line, difference.ours, difference.theirs
        if ours and {line.location, line.anchor} & self.on_markdown:
            return True
        if any(
            change.anchor == line.anchor or (change.lemma in ours and change.reading in theirs)
            for change in self.emendations
        ):
            return True
        if not self.on_notes:
            return False
        if ours and theirs:
            return _CALL.sub("", ours) == _CALL.sub("", theirs)
        return bool({line.location, line.anchor} & self.on_notes) if ours else _CALL.match(theirs) is not None


def _finding(difference: Difference, file: str) -> Finding:
    """The finding on a difference from a witness, whose file is named."""
    label = difference.line.label
    ours, theirs = excerpts(difference.ours, difference.theirs)
    if not ours:
        message = f"after {label} the edition lacks “{theirs}” ({file}:{difference.number})."
    elif not theirs:
        message = f"{label} is not in the witness ({file}): “{ours}”."
    else:
        message = f"{label} reads “{ours}”, the witness “{theirs}” ({file}:{difference.number})."
    hint = "Restore its words, or emend them in emendations.yml."
    return Finding(difference.line.location, "t-witness", message, hint)


ACROSS = (witness,)
