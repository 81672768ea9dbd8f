"""The registers: an index of each, and a page for every entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.citations import forms
from edition.citations.bibliography import works_by_creator
from edition.citations.citation_target import citation_target
from edition.citations.plain_words import plain_words
from edition.index.addresses import SITE
from edition.index.uses import Use, occurrences, uses
from edition.model.edition import Edition
from edition.model.languages import language_name
from edition.model.output import Page, Plan
from edition.model.records import Dated, Entry, grouped
from edition.model.registers import CATEGORIES, Register, category_heading
from edition.model.tree import Content, E, Element, Fragment, joined
from edition.model.vocabulary import ROLES
from edition.model.works import Work
from edition.site.contents.citing import how_to_cite
from edition.site.contents.components import entries, facts, identifiers, timed, use_count, use_list
from edition.site.contents.strips import strip_of_uses
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import (
    SourceNotes,
    doubt_span,
    evidence,
    in_language,
    paragraphs,
    span_of_years,
    statement,
)


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
    heading = register.heading
    listed = tuple(_groups(edition, register, edition.entries_of(register), used))
    body = E("article", E("h1", heading, id=key), listed, class_="register-index")
    description = edition.messages.gettext("%(heading)s mentioned in this edition.") % {"heading": heading}
    return Page(f"{key}/index.html", heading, "register", (body,), description)


def _groups(
    edition: Edition, register: Register, entries: list[Entry], used: Mapping[str, tuple[Use, ...]]
) -> Iterator[Element]:
    """The entries; those of people who are of several kinds, under a heading for each."""
    words = edition.messages
    groups = grouped(entries, lambda entry: category_heading(entry.category, words) if register.of_people else "")
    order = [category_heading(category, words) for category in CATEGORIES]
    for heading in sorted(groups, key=lambda heading: order.index(heading) if heading in order else len(order)):
        rows = tuple(_row(edition, register, entry, len(used.get(entry.key, ()))) for entry in groups[heading])
        if heading and len(groups) > 1:
            yield E("h2", heading)
        yield E("ul", rows, class_="register")


def _row(edition: Edition, register: Register, entry: Entry, count: int) -> Element:
    """An entry as an item of the list of its register; ``count``: how often it is mentioned."""
    name = entry.name if register.by_date else entry.sort or entry.name
    years = span_of_years(entry, edition.messages)
    link = E("a", name, href=f"{SITE}{entry.register}/{entry.key}.html")
    dates = E("span", years, class_="dates") if years else None
    parts: list[Content] = []
    if register.by_date:
        parts += [dates, " ", link] if dates else [link]
    else:
        parts.append(E("span", link, " ", dates, class_="name") if dates else link)
    parts += use_count(count, edition.messages)
    if entry.summary and not register.by_date:
        parts.append(E("span", HtmlWriter(edition).html(entry.summary.in_line()), class_="who"))
    strip = strip_of_uses(edition, entry.key) if register.chart else None
    return E("li", tuple(parts), strip, id=entry.key)


def _page(edition: Edition, key: str) -> Page:
    """The page of an entry."""
    entry, used = edition.entries[key], uses(edition).get(key, ())
    register, writer = edition.registers[entry.register], HtmlWriter(edition)
    _ = edition.messages.gettext
    notes = SourceNotes(writer)
    statements = paragraphs(joined((statement(words, writer, notes) for words in entry.statements), " "))
    known = facts(_facts(edition, register, entry, notes))
    doubts = tuple(E("li", statement(words, writer, notes)) for words in entry.doubts)
    body = E(
        "article",
        E("h1", entry.name, id=entry.key),
        _who(entry, writer),
        strip_of_uses(edition, entry.key),
        statements,
        known,
        (E("h2", _("Open questions"), id="doubts"), E("ul", doubts, class_="doubts")) if doubts else (),
        _works(edition, entry),
        E("h2", _("Mentions in the text and notes"), id="uses"),
        use_list(edition, used, entry.named) if used else E("p", _("Not mentioned in the text.")),
        notes.listed(),
        how_to_cite(edition, citation_target(edition, entry.key)),
        class_=f"entry {entry.register}",
    )
    summary = plain_words(edition, entry.summary)
    return Page(f"{entry.register}/{entry.key}.html", entry.name, "entry", (body,), summary)


def _who(entry: Entry, writer: HtmlWriter) -> Fragment:
    """The first lines: the name in its own script, the years, and who or what this is."""
    words = writer.edition.messages
    original = in_language(entry.original) if entry.original else None
    known = [part for part in (original, span_of_years(entry, words)) if part]
    lines: list[Content] = [E("p", joined(((part,) for part in known), " · "), class_="known")] if known else []
    return (*lines, *paragraphs(writer.html(entry.summary.content), "lead"))


def _facts(
    edition: Edition, register: Register, entry: Entry, notes: SourceNotes
) -> Iterator[tuple[str, Content | Fragment]]:
    """Names and values of what is known of an entry; an empty value is not printed."""
    writer, _ = HtmlWriter(edition), edition.messages.gettext
    if entry.original and entry.original.doubt:
        original = in_language(entry.original)
        yield (
            language_name(entry.original.lang, edition.messages),
            (original, *doubt_span(entry.original.doubt, writer)),
        )
    yield _("Other forms"), "; ".join(entry.also)
    yield from ((_(field.label), _dated(date, writer, notes)) for field, date in entry.dates)
    yield from ((_(field.label), words) for field, words in entry.texts if field.of_people or not register.of_people)
    yield _("Persons"), entries(edition, entry.persons)
    note = writer.html(entry.identifiers_note.in_line())
    yield _("Identifiers"), (*joined(identifiers(entry.identifiers), " · "), *((" ", *note) if note else ()))


def _dated(date: Dated, writer: HtmlWriter, notes: SourceNotes) -> Fragment:
    return (
        timed(date, writer.edition.messages),
        f", {date.place}" if date.place else "",
        *evidence(date.source, date.doubt, writer, notes),
    )


def _works(edition: Edition, entry: Entry) -> Fragment:
    """The works of this edition in which the entry had a share, by role, and those that it cites."""
    lists: list[Element] = []
    _, shares = edition.messages.gettext, works_by_creator(edition).get(entry.key, {})
    for role in ROLES.values():
        works = shares.get(role.csl, ())
        if works and role.heading:
            rows = tuple(_work(edition, edition.works[key]) for key in works)
            lists += [E("h3", _(role.heading)), E("ul", rows, class_="works")]
    cited = [edition.works[key] for key in entry.works if key in edition.works]
    lists += [E("ul", tuple(_work(edition, work) for work in cited), class_="works")] if cited else []
    return (E("h2", _("Works in this edition"), id="works"), *lists) if lists else ()


def _work(edition: Edition, work: Work) -> Element:
    return E("li", HtmlWriter(edition).link_to_work(forms.bibliography_entry(edition, work), work.key))
