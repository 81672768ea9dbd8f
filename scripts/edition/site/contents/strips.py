"""The strip: the text as a row of cells, which shows where somebody or something stands in it, or where one is."""

from __future__ import annotations

from collections.abc import Mapping

from edition.index.lengths import cell_numbers, cells
from edition.index.uses import occurrences
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.serialize import Prerendered, to_html
from edition.model.tree import E, Element

_CELL, _GAP = to_html(E("i")), to_html(E("b"))


def strip(edition: Edition, marked: Mapping[str, str], label: str) -> Element | None:
    """The text in cells, those with marked paragraphs in the class of the first; None for a text without paragraphs.

    ``label`` says in words what the drawing shows.
    """
    (style, gaps, numbers), classes = _unmarked(edition), dict[int, str]()
    for anchor, css in marked.items():
        if anchor in numbers:
            number = numbers[anchor]
            classes[number] = min(classes.get(number, css), css, key=len)  # “on” before “half”
    if not gaps:
        return None
    drawn = {number: to_html(E("i", class_=css)) for number, css in classes.items()}
    row = "".join([gap + drawn.get(number, _CELL) for number, gap in enumerate(gaps)])
    return E("div", Prerendered((row,)), class_="strip", role="img", aria_label=label, style=style)


@derived
def _unmarked(edition: Edition) -> tuple[str, tuple[str, ...], Mapping[str, int]]:
    """What all strips share: their style, what stands before each cell (a gap before a section, or nothing), and the
    number of the cell in which each paragraph stands, by its anchor."""
    columns, gaps = list[str](), list[str]()
    for group in cells(edition):
        columns += ["3px"] if columns else []
        columns += [f"{cell.width}fr" for cell in group]
        gaps += [_GAP if gaps and not at else "" for at in range(len(group))]
    return f"grid-template-columns:{' '.join(columns)}", tuple(gaps), {**cell_numbers(edition)}


@derived
def strip_of_uses(edition: Edition, key: str) -> Element | None:
    """Where an entry or a work is named or cited: in the text, or only in notes. None where it is not."""
    marked: dict[str, str] = {}
    for use in occurrences(edition).get(key, ()):
        if not use.note:
            marked[use.at] = "on"
        marked.setdefault(use.at, "half")
    *_, known = _unmarked(edition)
    count = sum(anchor in known for anchor in marked)
    if not count:
        return None
    words = edition.messages.ngettext(
        "Found in %(n)d of %(count)d paragraphs", "Found in %(n)d of %(count)d paragraphs", count
    )
    return strip(edition, marked, words % {"n": count, "count": len(known)})


def strip_of_section(edition: Edition, section: Section) -> Element | None:
    """Where a section stands in the text."""
    here = {paragraph.anchor: "here" for paragraph in section.blocks}
    words = edition.messages.gettext("Section %(number)d of %(count)d")
    return strip(edition, here, words % {"number": section.number, "count": len(edition.sections)})
