"""The chronology: the entries of registers ordered by date, drawn to scale and as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from edition.citations.dates import printed_date, year_in_words
from edition.index.addresses import SITE, addresses, passages
from edition.index.tables import dated_entries
from edition.index.uses import Use, occurrences
from edition.model.edition import Edition
from edition.model.messages import Messages
from edition.model.output import Page, Plan
from edition.model.records import Entry
from edition.model.tree import E, Element, Fragment
from edition.site.contents.components import entries, list_page, timed
from edition.site.hypertext import Hypertext
from edition.site.statements import doubt_span, statement

HEIGHT, WIDTH = 1000, 720
"""Size of the drawing in its units; it is higher where there are many labels."""
ROW = 22
"""Height of a label."""
AXIS, LABELS = 70, 120
"""Where the axis and the labels stand from the left."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Years from one tick of the axis to the next."""


def pages(edition: Edition) -> Iterator[Plan]:
    """One page, if there are events with a date."""
    if dated_entries(edition):
        yield Plan("about/chronology.html", _page)


def _page(edition: Edition) -> Page:
    events, used = dated_entries(edition), occurrences(edition)
    rows = tuple(_row(edition, event, used.get(event.key, ())) for event in events)
    _ = edition.messages.gettext
    return list_page(
        "chronology",
        _("Chronology"),
        _("The events of the text, in order of date."),
        E("p", _("Filled mark: exact date; open mark: month or year only; bar: span of time.")),
        E("figure", _drawing(events, edition.messages), class_="timeline"),
        E("h2", _("Events in order of date"), id="events"),
        E("ol", rows, class_="chronology"),
    )


def decimal_year(date: str) -> float:
    """A date as a number of years: 1924-07 is about 1924.5."""
    sign, digits = (-1, date[1:]) if date.startswith("-") else (1, date)
    year, month, day = (*map(int, digits.split("-")), 1, 1)[:3]
    return sign * year + (month - 1) / 12 + (day - 1) / 366


def ends(entry: Entry) -> tuple[float, float]:
    """Beginning and end of an event in years, as ``decimal_year`` has them."""
    dates = entry.when.date.split("/") if entry.when else ["0"]
    return decimal_year(dates[0]), decimal_year(dates[-1])


def _drawing(events: Sequence[Entry], words: Messages) -> Element:
    first = int(min(ends(event)[0] for event in events))
    last = int(max(ends(event)[1] for event in events)) + 1
    height = max(HEIGHT, ROW * len(events) + 2 * ROW)
    scale = (height - 2 * ROW) / max(last - first, 1)

    def y(year: float) -> float:
        return ROW + (year - first) * scale

    step = next((years for years in STEPS if (last - first) / years <= 16), STEPS[-1])
    ticks = [
        E("text", year_in_words(year, words), x=str(AXIS - 14), y=f"{y(year) + 4:.1f}", class_="tick")
        for year in range(first - first % step, last + 1, step)
        if year >= first
    ]
    heights = _spread([y(ends(event)[0]) for event in events], height - ROW)
    symbols = tuple(
        part for event, label in zip(events, heights, strict=True) for part in _event(event, label, y, words)
    )
    axis = E("line", x1=str(AXIS), y1=str(ROW), x2=str(AXIS), y2=str(height - ROW), class_="axis")
    return E(
        "svg",
        E("title", words.gettext("Events to scale"), id="timeline-title"),
        axis,
        tuple(ticks),
        symbols,
        viewBox=f"0 0 {WIDTH} {height}",
        aria_labelledby="timeline-title",
    )


def _spread(wanted: list[float], limit: float) -> list[float]:
    """Heights for labels near the wanted ones and in their order, at least a row apart and none beyond the limit."""
    heights: list[float] = []
    for height in wanted:
        heights.append(max(height, heights[-1] + ROW) if heights else height)
    for number in range(len(heights) - 1, -1, -1):
        lowest = heights[number + 1] - ROW if number + 1 < len(heights) else limit
        heights[number] = min(heights[number], lowest)
    return heights


def _event(event: Entry, label: float, y: Callable[[float], float], words: Messages) -> Iterator[Element]:
    """An event at its date, with its label at another height and a line between them."""
    assert event.when is not None
    start, end = (y(year) for year in ends(event))
    exact = event.when.date.count("-") == 2 and "/" not in event.when.date
    if end > start:
        height = f"{max(end - start, 3):.1f}"
        symbol = E("rect", x=str(AXIS - 4), y=f"{start:.1f}", width="8", height=height, class_="span")
    else:
        symbol = E("circle", cx=str(AXIS), cy=f"{start:.1f}", r="4.5", class_="day" if exact else "about")
    points = f"{AXIS + 6},{start:.1f} {LABELS - 18},{label:.1f} {LABELS - 6},{label:.1f}"
    label_words = f"{printed_date(event.when, words)}: {event.name}"
    yield E("polyline", points=points, class_="leader")
    yield E(
        "a",
        symbol,
        E("text", label_words, x=str(LABELS), y=f"{label + 4:.1f}"),
        href=f"{SITE}{event.register}/{event.key}.html",
    )


def _row(edition: Edition, event: Entry, used: tuple[Use, ...]) -> Element:
    assert event.when is not None
    used_at, people = passages(edition, (use.note or use.at for use in used)), entries(edition, event.persons)
    hypertext = Hypertext(edition)
    statements: Fragment = tuple(part for words in event.statements for part in (" ", *statement(words, hypertext)))
    return E(
        "li",
        timed(event.when, edition.messages),
        " ",
        E("a", event.name, href=addresses(edition)[event.key], class_="event"),
        ".",
        statements,
        doubt_span(event.when.doubt, hypertext),
        (" ", E("span", people, class_="persons")) if people else (),
        (" ", E("span", used_at, class_="passages")) if used_at else (),
        id=event.key,
    )
