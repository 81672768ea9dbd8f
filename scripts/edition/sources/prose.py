"""Words of records, read in the dialect of the text."""

from __future__ import annotations

import re
from dataclasses import replace

from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import NoteRef
from edition.model.prose import Prose
from edition.model.tree import Element, Fragment, find_all
from edition.sources import dialect, foreign
from edition.sources.tree_reader import ALLOWED_HTML

_MARKUP = re.compile(
    rf"[*_`\[\\\n]|&#?\w+;|<(?:[a-z]+:|/?(?:{'|'.join(sorted(ALLOWED_HTML))})\b)|^(?:\#{{1,6}}|[>+-])\s", re.IGNORECASE
)
"""Signs of markup. A tag that is not allowed is none: in words without any other markup it is a word."""


def read_prose(source: str, location: SourceLocation, by_line: bool) -> tuple[Prose, tuple[Finding, ...]]:
    """Words of a record, their lookups unresolved, with the findings on them.

    Only words with a sign of markup are parsed. ``location`` is where they begin. ``by_line`` says that every line of
    them is one of the file; otherwise all of them count as the first.
    """
    if not _MARKUP.search(source) and not foreign.may_occur_in(source):
        return Prose(source), ()
    document = dialect.parse(source, location.file, step=int(by_line))
    findings = [*document.findings]
    lines = [call.line for call in find_all(document.blocks, NoteRef)] + [note.line for note in document.notes]
    if lines:
        message, hint = "only the text of the edition has notes.", "Say it here, in parentheses if need be."
        findings.append(Finding(SourceLocation(location.file, min(lines)), "n-in-prose", message, hint))
    for node in find_all(document.blocks, Element):
        if node.id:
            message = f"“{node.id}” cannot be an anchor here."
            hint = "Only the text of the edition has anchors; take it away."
            findings.append(Finding(SourceLocation(location.file, node.line), "a-bad-name", message, hint))
    placed = (
        replace(finding, location=finding.location._replace(line=finding.location.line + location.line - 1))
        for finding in findings
    )
    tree = _tree(document.blocks)
    return Prose(source, tree if tree != (source,) else (), location), tuple(placed)


def _tree(blocks: Fragment) -> Fragment:
    """What is in a single paragraph; any other blocks as they are."""
    only = blocks[0] if len(blocks) == 1 else None
    return only.children if isinstance(only, Element) and only.tag == "p" and not only.attributes else blocks
