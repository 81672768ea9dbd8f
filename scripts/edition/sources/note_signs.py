"""The author's own signs of notes: notes that begin anew in each section, or are called by ``*``, ``†`` or letters.

A note whose sign cannot be its address is given an anchor on a line below its first paragraph, like a paragraph of the
text: ``{: #n31 }``, and ``{: #n31 sign="*" }`` if the label in the file is not the sign that is printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import NoteRef
from edition.model.tree import Element, Node, rewrite
from edition.sources.dialect import Document
from edition.sources.tree_reader import NoteDefinition

SIGN = "sign"
"""The attribute with the printed sign of a note."""
_ANCHOR = re.compile(r"n[0-9][\w-]*")


def with_own_labels(document: Document, file: str) -> Document:
    """A document in which every note with an anchor of its own has that for its label, and so have its calls.

    ``NoteDefinition.sign`` is what is printed. A second anchor of a note is ``m-bad-attribute``.
    """
    findings: list[Finding] = []
    definitions = [_signed(note, file, findings) for note in document.notes]
    pairs = zip(document.notes, definitions, strict=True)
    labels = {old.label: new.label for old, new in pairs if old.label != new.label}
    if not labels and not any(note.sign for note in definitions):
        return document

    def renamed(node: Node) -> Node:
        if isinstance(node, NoteRef) and node.label in labels:
            return replace(node, label=labels[node.label])
        return node

    notes = tuple(replace(note, content=rewrite(note.content, renamed)) for note in definitions)
    all_findings = tuple(sorted((*document.findings, *findings)))
    return replace(document, blocks=rewrite(document.blocks, renamed), notes=notes, findings=all_findings)


def _signed(note: NoteDefinition, file: str, findings: list[Finding]) -> NoteDefinition:
    """A note with the anchor and the sign that one of its blocks has; itself, if none has any."""
    signed: list[Element] = []

    def change(node: Node) -> Node:
        if isinstance(node, Element) and (_ANCHOR.fullmatch(node.id) or node.has(SIGN)):
            signed.append(node)
            return node.with_attributes(id=None, sign=None)
        return node

    content = rewrite(note.content, change)
    if not signed:
        return note
    for further in signed[1:]:
        message, hint = "this note has an anchor or a sign already.", "Write both into one pair of braces."
        findings.append(Finding(SourceLocation(file, further.line or note.line), "m-bad-attribute", message, hint))
    return replace(note, label=signed[0].id[1:] or note.label, sign=signed[0].get(SIGN) or note.label, content=content)
