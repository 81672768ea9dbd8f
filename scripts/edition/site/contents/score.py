"""The figure “Who speaks, and of whom”: the text as columns, the chief persons as rows, every column a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from edition.citations.dates import year_in_words
from edition.index.addresses import addresses, anchor_label, paragraph_number
from edition.index.lengths import Cell, cells
from edition.index.tables import dated_entries
from edition.index.uses import occurrences
from edition.index.voices import NAMED, REPORTED, SAID, WEIGHT, voices
from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.tree import Content, E, Element, Fragment

STATES = {SAID: N_("quoted in their own words"), REPORTED: N_("words reported by another"), NAMED: N_("named")}
"""State of a mark → its words in the legend and in the names of links."""
LONGEST_SPAN = 15
"""Years: a section whose events lie further apart is not said to tell of any."""


def score(edition: Edition) -> Element | None:
    """The figure; None where nobody is named in more than one part of the text."""
    chief, others = voices(edition)
    columns = tuple(cell for group in cells(edition) for cell in group)
    if not chief or len(columns) < 2:
        return None
    _ = edition.messages.gettext
    names = short_names(edition, (*chief, *others))
    rows: list[Element] = []
    for number, (key, row) in enumerate(chief.items(), 2):
        rows += _row(E("a", names[key], class_="row", href=addresses(edition)[key], style=f"--r:{number}"), number, row)
    if others:
        rows += _others(_("Other voices"), len(chief) + 2, others, names)
    count = len(chief) + bool(others)
    widths = " ".join(f"minmax(24px,{cell.width}fr)" for cell in columns)
    drawing = E(
        "div",
        tuple(_heads(edition)),
        tuple(rows),
        tuple(_column(edition, number, cell, names) for number, cell in enumerate(columns)),
        class_="score",
        style=f"--cols:{widths};--rows:{count};--count:{len(columns)}",
    )
    title = E("p", _("Who speaks, and of whom"), class_="figure-title", id="score")
    return E("figure", title, drawing, E("figcaption", _legend(edition)), class_="voices", aria_labelledby="score")


def short_names(edition: Edition, keys: Iterable[str]) -> Mapping[str, str]:
    """Of each entry its family name, or its whole name where two have the same."""
    wanted = [edition.entries[key] for key in keys]
    family = {entry.key: entry.sort.partition(",")[0] if "," in entry.sort else entry.name for entry in wanted}
    times = Counter(family.values())
    return {entry.key: family[entry.key] if times[family[entry.key]] == 1 else entry.name for entry in wanted}


def _row(label: Element, number: int, row: Mapping[int, str]) -> Iterator[Element]:
    yield label
    yield E("span", class_="base", style=f"--r:{number}")
    for column, state in sorted(row.items()):
        yield E("span", class_=f"m {state}", style=f"--c:{column + 2};--r:{number}")


def _others(
    label: str, number: int, others: Mapping[str, Mapping[int, str]], names: Mapping[str, str]
) -> list[Element]:
    """One row for all other voices, with their names below."""
    row: dict[int, str] = {}
    speakers: dict[int, list[str]] = {}
    for key, states in others.items():
        for column, state in states.items():
            row[column] = max(state, row.get(column, NAMED), key=WEIGHT.__getitem__)
            speakers.setdefault(column, []).append(names[key])
    drawn = list(_row(E("span", label, class_="row", style=f"--r:{number}"), number, row))
    for words, run in groupby(sorted(speakers), key=lambda column: ", ".join(speakers[column])):
        drawn.append(E("span", words, class_="lab", style=f"--c:{next(run) + 2};--r:{number + 1}"))
    return drawn


def _heads(edition: Edition) -> Iterator[Element]:
    """The numbers of the sections above their columns, with the years that they tell of."""
    groups = cells(edition)
    if len(groups) < 2:
        return
    column = 2
    for section, group in zip((section for section in edition.sections if section.blocks), groups, strict=False):
        years = _years(edition, frozenset(anchor for cell in group for anchor in cell.anchors))
        words = (str(section.number), E("span", years) if years else None)
        yield E("span", *words, class_="hd", style=f"--c:{column};--n:{len(group)}")
        column += len(group)


def _years(edition: Edition, anchors: frozenset[str]) -> str:
    """The years of the dated events that paragraphs name: ``1902–03``."""
    used = occurrences(edition)
    dates = [
        date
        for event in dated_entries(edition)
        if event.when and any(use.at in anchors and not use.note for use in used.get(event.key, ()))
        for date in event.when.date.split("/")
    ]
    if not dates:
        return ""
    years = sorted(int(date[:5] if date.startswith("-") else date[:4]) for date in dates)
    first, last = years[0], years[-1]
    words = year_in_words(first, edition.messages)
    if last - first > LONGEST_SPAN:
        return ""
    if first >= 1000 and first // 100 == last // 100:
        return words if first == last else f"{words}–{last % 100:02}"
    return words if first == last else f"{words}–{year_in_words(last, edition.messages)}"


def _column(edition: Edition, number: int, cell: Cell, names: Mapping[str, str]) -> Element:
    """A column as a link to its first paragraph; its name says who speaks there and who is named."""
    anchor, _ = cell.anchors[0], edition.messages.gettext
    chief, others = voices(edition)
    every = {**chief, **others}
    in_states = (
        f"{_(words)}{edition.messages.colon}{', '.join(those)}"
        for state, words in STATES.items()
        if (those := [names[key] for key, row in every.items() if row.get(number) == state])
    )
    label = "; ".join((anchor_label(anchor, edition), *in_states))
    shown = paragraph_number(anchor) if len(cell.anchors) == 1 else str(number + 1)
    return E(
        "a",
        shown,
        class_="col",
        href=addresses(edition)[anchor],
        aria_label=label,
        title=label,
        style=f"--c:{number + 2}",
    )


def _legend(edition: Edition) -> Element:
    _ = edition.messages.gettext
    chief, others = voices(edition)
    shown = {state for row in (*chief.values(), *others.values()) for state in row.values()}
    items: list[Content | Fragment] = [
        (E("i", class_=state), _(words)) for state, words in STATES.items() if state in shown
    ]
    items.append(_("Each column is a part of the text, as wide as it is long. Choose one to read it."))
    return E("ul", tuple(E("li", item) for item in items), class_="legend")
