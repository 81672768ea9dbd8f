"""The registers: an index of each, and a page for every entry."""

from __future__ import annotations

from collections.abc import Iterator

from edition.citations import forms
from edition.citations.bibliography import works_by_creator
from edition.citations.passages import passage
from edition.citations.plain_words import plain_words
from edition.index.addresses import SITE
from edition.index.uses import occurrences, uses
from edition.model.edition import Edition
from edition.model.languages import language_name
from edition.model.output import Page, Plan
from edition.model.records import Dated, Entry
from edition.model.registers import AUTHORITIES, Register
from edition.model.tree import Content, E, Element, Fragment
from edition.model.vocabulary import ROLES
from edition.model.works import Work
from edition.site.contents.charts import chart_of_uses, rows_of
from edition.site.contents.citing import how_to_cite
from edition.site.contents.components import entries, facts, timed, use_count, use_list
from edition.site.hypertext import Hypertext
from edition.site.statements import doubt_span, paragraphs, span_of_years, statement, warrant


def pages(edition: Edition) -> Iterator[Plan]:
    """The index of each register that has entries, and their pages."""
    for register in edition.registers.values():
        entries = edition.entries_of(register)
        if entries:
            yield Plan(f"{register.key}/index.html", _index, (register.key,))
        for entry in entries:
            yield Plan(f"{register.key}/{entry.key}.html", _page, (entry.key,))


def _index(edition: Edition, key: str) -> Page:
    register, used = edition.registers[key], occurrences(edition)
    entries, heading, _ = edition.entries_of(register), register.heading, edition.messages.gettext
    rows = tuple(_row(edition, register, entry, len(used.get(entry.key, ()))) for entry in entries)
    charted = rows_of([(entry.key, entry.sort or entry.name) for entry in entries], used)
    chart = (
        chart_of_uses(edition, charted, _("%(heading)s by paragraph") % {"heading": heading})
        if register.chart
        else None
    )
    body = E("article", E("h1", heading, id=key), E("ul", rows, class_="register"), chart, class_="register-index")
    description = _("%(heading)s mentioned in this edition.") % {"heading": heading}
    return Page(f"{key}/index.html", heading, "register", (body,), description)


def _row(edition: Edition, register: Register, entry: Entry, count: int) -> Element:
    name = entry.name if register.by_date else entry.sort or entry.name
    years = span_of_years(entry, edition.messages)
    parts: list[Content] = [E("a", name, href=f"{SITE}{entry.register}/{entry.key}.html")]
    parts += [" ", E("span", years, class_="dates")] if years else []
    parts += use_count(count, edition.messages)
    if register.by_date and years:
        parts = [E("span", years, class_="dates"), " ", parts[0], *parts[3:]]
    return E("li", tuple(parts), id=entry.key)


def _page(edition: Edition, key: str) -> Page:
    entry, used = edition.entries[key], uses(edition).get(key, ())
    register, hypertext = edition.registers[entry.register], Hypertext(edition)
    _ = edition.messages.gettext
    body = E(
        "article",
        E("h1", entry.name, id=entry.key),
        facts(_facts(edition, register, entry)),
        tuple(part for words in entry.statements for part in paragraphs(statement(words, hypertext))),
        _list(_("Doubts"), "doubts", tuple(E("li", statement(words, hypertext)) for words in entry.doubts)),
        _works(edition, entry),
        E("h2", _("Mentions in the text and notes"), id="uses"),
        use_list(edition, used) if used else E("p", _("Not mentioned in the text.")),
        how_to_cite(edition, passage(edition, entry.key)),
        class_=f"entry {entry.register}",
    )
    summary = plain_words(edition, entry.summary)
    return Page(f"{entry.register}/{entry.key}.html", entry.name, "entry", (body,), summary)


def _facts(edition: Edition, register: Register, entry: Entry) -> Iterator[tuple[str, Content | Fragment]]:
    hypertext, _ = Hypertext(edition), edition.messages.gettext
    if entry.original:
        original = E("span", entry.original.text, lang=entry.original.lang or None)
        yield (
            language_name(entry.original.lang, edition.messages),
            (original, *doubt_span(entry.original.doubt, hypertext)),
        )
    yield _("Other forms"), "; ".join(entry.also)
    yield from ((_(field.label), _dated(date, hypertext)) for field, date in entry.dates)
    yield from ((_(field.label), words) for field, words in entry.texts if field.of_people or not register.of_people)
    yield _("Persons"), entries(edition, entry.persons)
    for scheme, value in entry.identifiers.items():
        authority = AUTHORITIES.get(scheme)
        label = authority.label if authority else scheme.capitalize()
        yield label, E("a", value, href=authority.address(value)) if authority else value


def _dated(date: Dated, hypertext: Hypertext) -> Fragment:
    return (
        timed(date, hypertext.edition.messages),
        f", {date.place}" if date.place else "",
        *warrant(date.source, date.doubt, hypertext),
    )


def _list(heading: str, anchor: str, rows: tuple[Element, ...]) -> Fragment:
    return (E("h2", heading, id=anchor), E("ul", rows, class_=anchor)) if rows else ()


def _works(edition: Edition, entry: Entry) -> Fragment:
    """The works of this edition in which the entry had a share, by role, and those that it cites."""
    lists: list[Element] = []
    _ = edition.messages.gettext
    for role in ROLES.values():
        works = works_by_creator(edition).get((entry.key, role.csl), ())
        if works and role.heading:
            rows = tuple(_work(edition, edition.works[key]) for key in works)
            lists += [E("h3", _(role.heading)), E("ul", rows, class_="works")]
    cited = [edition.works[key] for key in entry.works if key in edition.works]
    lists += [E("ul", tuple(_work(edition, work) for work in cited), class_="works")] if cited else []
    return (E("h2", _("Works in this edition"), id="works"), *lists) if lists else ()


def _work(edition: Edition, work: Work) -> Element:
    return E("li", Hypertext(edition).link_to_work(forms.bibliography_entry(edition, work), work.key))
