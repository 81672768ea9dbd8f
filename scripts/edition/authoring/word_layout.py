"""Layout of DOCX files that pandoc reads wrongly: columns of tables, drop caps, spaced letters."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as etree

from edition.authoring.archives import Prepared
from edition.authoring.word_note_marks import W

_SPACED = 20
"""Letter spacing, in twentieths of a point, that is meant as emphasis, or any larger one."""


def mend_layout(root: etree.Element, prepared: Prepared) -> None:
    """Change a part of the file in place so that no cell is lost, and drop caps are part of their paragraphs."""
    for table in root.iter(f"{W}tbl"):
        _widen(table)
    for parent in root.iter():
        children = list(parent)
        for paragraph, following in pairwise(children):
            frame = paragraph.find(f"{W}pPr/{W}framePr")
            if frame is not None and frame.get(f"{W}dropCap", "none") != "none" and following.tag == f"{W}p":
                at = 1 if following.find(f"{W}pPr") is not None else 0
                following[at:at] = [part for part in paragraph if part.tag != f"{W}pPr"]
                parent.remove(paragraph)
    spaced = [run for run in root.iter(f"{W}r") if _spacing(run) >= _SPACED]
    words = ["".join(piece.text or "" for piece in run.iter(f"{W}t")) for run in spaced]
    if any(map(str.strip, words)):
        prepared.warnings.append(
            f"Left out: the space between letters, in “{' · '.join(words)[:60]}”; the words are kept."
        )


def _spacing(run: etree.Element) -> int:
    spacing = run.find(f"{W}rPr/{W}spacing")
    value = spacing.get(f"{W}val", "0") if spacing is not None else "0"
    return int(value) if value.lstrip("-").isdigit() else 0


def _widen(table: etree.Element) -> None:
    """Give the grid of a table as many columns as its widest row has; pandoc drops cells outside the grid."""
    width = max((sum(map(_columns, row.findall(f"{W}tc"))) for row in table.findall(f"{W}tr")), default=0)
    grid = table.find(f"{W}tblGrid")
    columns = grid.findall(f"{W}gridCol[@{W}w]") if grid is not None else []
    if len(columns) < width:
        if grid is None:
            grid = etree.Element(f"{W}tblGrid")
            table.insert(1 if table.find(f"{W}tblPr") is not None else 0, grid)
        grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": "1000"}) for _ in range(width)]


def _columns(cell: etree.Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return int(value) if value.isdigit() else 1
