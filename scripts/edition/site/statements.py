"""Statements of fact as HTML with their sources and doubts, and the years of an entry in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.citations.wording import date_in_words, printed_date
from edition.model.records import Dated, Entry, IsoDate, Statement
from edition.model.tree import Content, E, Element, Fragment, joined
from edition.sources.dialect import inline


def span_of_years(entry: Entry) -> str:
    """The years of an entry as printed behind its name (1869–1939, born 1947); its date where it has one."""
    if entry.when:
        return printed_date(entry.when)
    born, died = (_year(dated) for dated in (entry.born, entry.died))
    if born and died:
        return f"{born}–{died}"
    return f"born {born}" if born else (f"died {died}" if died else "")


def heading_details(entry: Entry) -> Iterator[Content]:
    """What EPUB and PDF print of an entry behind its heading: its original name, its years, its fields for books."""
    if entry.original and not entry.original.doubt:
        yield E("span", entry.original.text, lang=entry.original.lang or None)
    if years := span_of_years(entry):
        yield years
    yield from (f"{field.label.lower()} {printed_date(date)}" for field, date in entry.dates if field.in_books)
    yield from (f"{field.label.lower()} {words}" for field, words in entry.texts if field.in_books)


def _year(dated: Dated | None) -> str:
    return date_in_words(IsoDate(dated.date.partition("/")[0]), only_year=True) if dated else ""


def statement(words: Statement) -> Fragment:
    """A statement with its sources and its doubt, where there are any."""
    return (*inline(words.text), *warrant(words.source, words.doubt))


def warrant(source: tuple[str, ...], doubt: str) -> Fragment:
    """The sources of what stands before, and its doubt, where there are any."""
    return (*((" ", sources(source)) if source else ()), *doubt_span(doubt))


def doubt_span(doubt: str) -> Fragment:
    """The doubt of what stands before; nothing where there is none."""
    return (" ", E("span", doubt, class_="doubt")) if doubt else ()


def sources(names: Iterable[str]) -> Element:
    """Sources in parentheses, their addresses as links."""
    return E("span", "(", joined(map(linked, names), "; "), ")", class_="sources")


def linked(words: str) -> Fragment:
    """Words in which every http and https address is a link."""
    parts: list[Element | str] = []
    for number, word in enumerate(words.split(" ")):
        parts += [" "] if number else []
        address = word.rstrip(".,;)")
        if address.startswith(("https://", "http://")):
            parts += [E("a", address, href=address), word[len(address) :]]
        else:
            parts.append(word)
    return tuple(part for part in parts if part != "")
