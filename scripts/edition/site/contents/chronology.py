"""The chronology: one figure that is the list of dated entries too, with a lane for each of the chief persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edition.citations.dates import year_in_words
from edition.index.addresses import addresses, anchor_links
from edition.index.tables import dated_entries
from edition.index.uses import Use, occurrences
from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.output import Page
from edition.model.records import Dated, Entry
from edition.model.tree import E, Element, Fragment, joined
from edition.site.contents.components import list_page, timed
from edition.site.contents.score import short_names
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import doubt_span, paragraphs, statement

MOST_LANES = 3
"""Persons with a lane of their own; all others have one together."""
MOST_TICKS = 20
"""Years without an event that are drawn one by one; more of them are one line of words."""
LEGEND = (("exact", N_("exact date")), ("about", N_("month or year only")), ("years", N_("several years")))


class Lane(NamedTuple):
    """A line of the figure: of one person, from birth to death where these are known, or of all others (no key)."""

    key: str
    born: int | None = None
    died: int | None = None

    def lives(self, year: int) -> bool:
        """Whether the line is drawn in a year."""
        return (self.born is None or self.born <= year) and (self.died is None or year <= self.died)


def page(edition: Edition) -> Page:
    """The page of the dated events."""
    events, _ = dated_entries(edition), edition.messages.gettext
    lanes = lanes_of(edition, events)
    kinds = {kind_of_date(event) for event in events}
    legend = tuple(E("li", E("i", class_=f"dot {kind}"), _(words)) for kind, words in LEGEND if kind in kinds)
    words = _("Years without an event are drawn small.")
    if lanes:
        words = _("Lines are lives; a bar joins those who took part. Years without an event are drawn small.")
    figure = E(
        "div",
        _heads(edition, lanes),
        E("ol", tuple(_rows(edition, events, lanes))),
        class_="chronology",
        style=f"--lanes:repeat({len(lanes)},var(--lane))" if lanes else None,
    )
    description = _("The events of the text, in order of date.")
    legend_ = E("ul", legend, class_="legend") if len(legend) > 1 else None
    return list_page("chronology", _("Chronology"), description, E("p", words), legend_, figure, css="broad")


def decimal_year(date: str) -> float:
    """A date as a number of years: 1924-07 is about 1924.5."""
    sign, digits = (-1, date[1:]) if date.startswith("-") else (1, date)
    year, month, day = (*map(int, digits.split("-")), 1, 1)[:3]
    return sign * year + (month - 1) / 12 + (day - 1) / 366


def years_of(entry: Entry) -> tuple[int, int]:
    """First and last year of an event."""
    dates = entry.when.date.split("/") if entry.when else ["0"]
    first, last = decimal_year(dates[0]), decimal_year(dates[-1])
    return int(first // 1), int(last // 1)


def kind_of_date(entry: Entry) -> str:
    """How a date is drawn: ``exact`` (a day), ``about`` (a month or year) or ``years`` (a span of several)."""
    first, last = years_of(entry)
    if last > first:
        return "years"
    return "exact" if entry.when and entry.when.date.count("-") == 2 and "/" not in entry.when.date else "about"


def lanes_of(edition: Edition, events: Sequence[Entry]) -> tuple[Lane, ...]:
    """Lanes for those who took part in most events, the most first, and one for all others, if there are any."""
    times = Counter(key for event in events for key in event.persons if key in edition.entries)
    chief = [key for key, count in times.most_common() if count > 1][:MOST_LANES]
    lanes = [
        Lane(key, _year(edition.entries[key].born), _year(edition.entries[key].died))
        for key in sorted(chief, key=list(times).index)
    ]
    return (*lanes, Lane("")) if lanes and len(times) > len(lanes) else tuple(lanes)


def _year(date: Dated | None) -> int | None:
    return int(decimal_year(date.date.split("/")[0]) // 1) if date and date.date else None


def _heads(edition: Edition, lanes: Sequence[Lane]) -> Element | None:
    """The names above the lanes; None without lanes."""
    if not lanes:
        return None
    names = short_names(edition, (lane.key for lane in lanes if lane.key))
    # Translators: above a lane of the chronology: all other persons.
    others = edition.messages.pgettext("persons", "others")
    links = addresses(edition)
    heads = tuple(E("a", names[lane.key], href=links[lane.key]) if lane.key else E("span", others) for lane in lanes)
    return E("div", E("span"), heads, class_="heads")


def _rows(edition: Edition, events: Sequence[Entry], lanes: Sequence[Lane]) -> Iterator[Element]:
    """A row for every event, and what stands for the years between two."""
    used = occurrences(edition)
    before: int | None = None
    for number, event in enumerate(events):
        first, _ = years_of(event)
        if before is not None:
            yield from _empty_years(edition, range(before + 1, first), events[:number], lanes)
        yield _row(edition, event, used.get(event.key, ()), events[: number + 1], lanes)
        before = first


def _empty_years(edition: Edition, years: range, past: Sequence[Entry], lanes: Sequence[Lane]) -> Iterator[Element]:
    """Years without an event: a tick for each, every fifth with its number; of very many, one line of words."""
    words = edition.messages
    if len(years) > MOST_TICKS:
        count = words.ngettext("%(n)d year", "%(n)d years", len(years)) % {"n": len(years)}
        yield E("li", E("span", f"… {count} …"), class_="gap")
        return
    for year in years:
        tick = E("span", E("b", year_in_words(year, words)) if year % 5 == 0 else None, class_="tick")
        yield E("li", tick, _lanes(year, None, past, lanes), class_="still", aria_hidden="true")


def _lanes(year: int, event: Entry | None, past: Sequence[Entry], lanes: Sequence[Lane]) -> Fragment:
    """The cells of a row: lines of lives, spans of several years, dots of those who took part, and the bar between."""
    lanes_at = [number for number, lane in enumerate(lanes) if event and _takes_part(lane, event, lanes)]
    cells = []
    for number, lane in enumerate(lanes):
        css = ["lane"] + ([] if lane.key else ["faint"]) + ([] if lane.lives(year) else ["dead"])
        spans = (event for event in past if kind_of_date(event) == "years" and years_of(event)[1] >= year)
        css += ["years"] if any(_takes_part(lane, span, lanes) for span in spans) else []
        parts = [E("i", class_="tie")] if lanes_at and lanes_at[0] <= number < lanes_at[-1] else []
        if event and number in lanes_at:
            parts.append(E("i", class_=f"dot {kind_of_date(event)}"))
        cells.append(E("span", *parts, class_=" ".join(css), aria_hidden="true"))
    return tuple(cells)


def _takes_part(lane: Lane, event: Entry, lanes: Sequence[Lane]) -> bool:
    if lane.key:
        return lane.key in event.persons
    return bool(set(event.persons) - {other.key for other in lanes})


def _people(edition: Edition, keys: Sequence[str]) -> Fragment:
    """Those who took part, as links, by their family names."""
    links, names = addresses(edition), short_names(edition, (key for key in keys if key in edition.entries))
    return joined(E("a", name, href=links[key]) for key, name in names.items())


def _row(
    edition: Edition, event: Entry, used: tuple[Use, ...], past: Sequence[Entry], lanes: Sequence[Lane]
) -> Element:
    """An event as an item of the list: when, the lanes, its name and passages, what is known of it."""
    assert event.when is not None
    writer = HtmlWriter(edition)
    where = anchor_links(edition, (use.note or use.at for use in used))
    people = _people(edition, event.persons)
    summary = writer.html(event.summary.content)
    statements: Fragment = tuple(part for words in event.statements for part in paragraphs(statement(words, writer)))
    return E(
        "li",
        E("span", timed(event.when, edition.messages), class_="when"),
        _lanes(years_of(event)[0], event, past, lanes),
        E(
            "div",
            E("a", event.name, href=addresses(edition)[event.key], class_="event"),
            (" ", E("span", where, class_="passages")) if where else (),
            doubt_span(event.when.doubt, writer),
            class_="what",
        ),
        E(
            "div",
            paragraphs(summary) if summary else statements,
            E("p", people, class_="persons") if people else None,
            class_="more",
        ),
        id=event.key,
    )
