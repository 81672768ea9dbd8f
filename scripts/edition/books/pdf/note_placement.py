"""Space to be reserved below lines, so that notes begin on the page of their call and no line stands alone on a page.

typst moves a line to the next page if the first note called in it does not fit. It does not move the line for a second
note; and when it tests whether lines fit that must stay together, it ignores the notes called in them. So each such
line must itself reserve the space. The lines and the heights of the notes are known after a first pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from edition.books.pdf.layout import Layout, Line, Position
from edition.index.tables import notes, paragraphs
from edition.model.edition import Edition, Note
from edition.model.tree import text

SHORT_NOTE = 200
"""Characters of a note (nearly three lines) from which on it may be split between pages: where many notes are called in
one line, all of them whole would leave a third of the page before it empty."""
MOST_LINES = 10
"""Lines of the text, a quarter of a page, that a line may reserve for its notes. If they need more, the later of them
begin on the next page, where the earlier ones end; otherwise much of the page before would be left empty."""
OF_A_LINE = 100
"""Characters of a note that take, about, the height of a line of the text."""


def is_short(note: Note) -> bool:
    """Whether a note is so short that it is not split between pages."""
    return len(text(note.content)) < SHORT_NOTE


@dataclass(frozen=True, slots=True)
class ReservedSpace:
    """Points of space that lines reserve below themselves: ``notes`` by the first note that a line calls, ``probes`` by
    a probe in the line, ``headings`` below a heading by the paragraph that follows it."""

    notes: Mapping[str, float] = field(default_factory=dict)
    probes: Mapping[str, float] = field(default_factory=dict)
    headings: Mapping[str, float] = field(default_factory=dict)

    def at_page_tops(self, layout: Layout) -> ReservedSpace:
        """Without the probes that are not in the first line of a page: they moved no line."""
        return replace(self, probes={key: room for key, room in self.probes.items() if layout.heads_page(layout[key])})


NOTHING_RESERVED = ReservedSpace()


def reserve(edition: Edition, layout: Layout) -> ReservedSpace:
    """The space that the lines of a text must reserve, from its layout without any."""
    by_note: dict[str, float] = {}
    by_probe: dict[str, float] = {}
    by_heading: dict[str, float] = {}
    for paragraph in _set_paragraphs(edition, layout):
        together = paragraph.together()
        for line in dict.fromkeys((*paragraph.calls, *together)):
            others, called = together.get(line, ()), paragraph.calls.get(line, [])
            notes_in = paragraph.height_of_notes(line, *others)
            room = len(others) * layout.pitch + notes_in
            if called:
                by_note[called[0]] = room - paragraph.heights[called[0]][0]
            elif notes_in and (probe := paragraph.middle_probe(line)) is not None:
                by_probe[f"in:{paragraph.anchor}:{probe}"] = room
        first = paragraph.lines[0]
        if below := paragraph.height_of_notes(first, *together.get(first, ())):
            by_heading[paragraph.anchor] = below
    return ReservedSpace(by_note, by_probe, by_heading)


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """The known lines of a typeset paragraph, the last of them, the notes that each calls, the probes in the lines.

    ``heights`` are those of all notes by their anchors, in points: what each needs on the page of its call, and its
    whole height, which it needs there if another note that is called after it is to begin there.
    """

    anchor: str
    lines: tuple[Line, ...]
    last: Line
    calls: Mapping[Line, list[str]]
    probes: tuple[Position, ...]
    heights: Mapping[str, tuple[float, float]]
    layout: Layout

    def height_of_notes(self, *lines: Line) -> float:
        """The height of the notes that lines call: of the last of them, what it needs on the page of its call.

        Notes that would make it more than ``MOST_LINES`` do not count, but the first always does.
        """
        height = whole = 0.0
        for first, own in (self.heights[note] for line in lines for note in self.calls.get(line, ())):
            if whole and whole + first > MOST_LINES * self.layout.pitch:
                break
            height, whole = whole + first, whole + own
        return height

    def together(self) -> dict[Line, tuple[Line, ...]]:
        """For the first of lines that must stay on one page, the lines after it: the first and the last two lines of a
        paragraph, all lines of a paragraph of three."""
        after = {before: line for before, line in pairwise(self.lines) if self.layout.follows(before, line)}
        groups: dict[Line, tuple[Line, ...]]
        groups = {before: (line,) for before, line in after.items() if line == self.last}
        first, second = self.lines[0], after.get(self.lines[0])
        if second:
            groups[first] = (second, self.last) if after.get(second) == self.last else (second,)
        return groups

    def middle_probe(self, line: Line) -> int | None:
        """The number of the probe nearest to the middle of a line; None if there is none in it."""
        in_line = [(probe.x, number) for number, probe in enumerate(self.probes) if probe.line == line]
        return sorted(in_line)[len(in_line) // 2][1] if in_line else None


def _set_paragraphs(edition: Edition, layout: Layout) -> Iterator[SetParagraph]:
    calls_of: dict[str, list[tuple[Line, float, str]]] = {}
    at_the_foot = {anchor: note for anchor, note in notes(edition).items() if note.kind == "authorial"}
    for anchor, note in at_the_foot.items():
        if f"{anchor}-ref" in layout.positions and note.at:
            call = layout[f"{anchor}-ref"]
            calls_of.setdefault(note.at[0], []).append((call.line, call.x, anchor))
    heights = {anchor: _height(note, layout) for anchor, note in at_the_foot.items()}
    for anchor in paragraphs(edition):
        calls: dict[Line, list[str]] = {}
        for line, _, note_anchor in sorted(calls_of.get(anchor, ())):
            calls.setdefault(line, []).append(note_anchor)
        probes = layout.positions.get(f"in:{anchor}", ())
        ends = layout[anchor].line, layout[f"end:{anchor}"].line
        lines = sorted({*ends, *calls, *(probe.line for probe in probes)})
        yield SetParagraph(anchor, tuple(lines), ends[1], calls, probes, heights, layout)


def _height(note: Note, layout: Layout) -> tuple[float, float]:
    """The height that a note needs on the page of its call, which is that of its first lines if it is long, and its
    whole height, which is estimated if it runs over the page."""
    start, end = layout[note.anchor], layout[f"end:{note.anchor}"]
    estimated = layout.pitch * (1 + len(text(note.content)) / OF_A_LINE)
    whole = end.y - start.y if start.page == end.page else estimated
    first = whole if is_short(note) else layout.size
    return round(first + 1.2 * layout.size, 1), round(whole + 1.2 * layout.size, 1)
