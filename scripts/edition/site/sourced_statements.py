"""Statements of fact as HTML with their sources and doubts, and the years of an entry in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from edition.citations import forms
from edition.citations.dates import date_in_words, printed_date, unparted
from edition.citations.punctuation import with_punctuation
from edition.model.edition import Edition
from edition.model.kinds import GENERATED, Cite, Name
from edition.model.messages import Messages, direction
from edition.model.prose import Prose
from edition.model.records import Dated, Entry, IsoDate, Original, Statement
from edition.model.tree import Content, E, Element, Fragment, find_all, is_block, joined, rewrite, text, words_of
from edition.model.works import readable
from edition.site.html_writer import HtmlWriter


def span_of_years(entry: Entry, words: Messages) -> str:
    """The years of an entry as printed behind its name (1869–1939, born 1947); its date where it has one."""
    if entry.when:
        return unparted(printed_date(entry.when, words))
    born, died = (_year(dated, words) for dated in (entry.born, entry.died))
    if born and died:
        return f"{born}–{died}"
    if born:
        return words.gettext("born %(year)s") % {"year": born}
    return words.gettext("died %(year)s") % {"year": died} if died else ""


def in_language(original: Original) -> Element:
    """A name in its own language and script."""
    is_rtl = direction(original.lang or "") == "rtl"
    return E("span", original.text, lang=original.lang or None, dir="rtl" if is_rtl else None)


def heading_details(entry: Entry, words: Messages) -> Iterator[Content]:
    """What EPUB and PDF print of an entry behind its heading: its original name, its years, its fields for books."""
    if entry.original and not entry.original.doubt:
        yield in_language(entry.original)
    if years := span_of_years(entry, words):
        yield years
    _ = words.gettext
    yield from (
        f"{_(field.label).lower()} {printed_date(date, words)}" for field, date in entry.dates if field.in_books
    )
    yield from (f"{_(field.label).lower()} {value}" for field, value in entry.texts if field.in_books)


def _year(dated: Dated | None, words: Messages) -> str:
    return date_in_words(IsoDate(dated.date.partition("/")[0]), words, only_year=True) if dated else ""


class SourceNotes:
    """The sources of a page as notes at its end: each has one number, by which the statements refer to it.

    ``own`` is the work that the page is about, if it is about one: where that is the source, no note repeats it.
    """

    def __init__(self, writer: HtmlWriter, own: str = "") -> None:
        self.writer, self.own = writer, own
        self.numbers: dict[str, int] = {}
        self.words: list[Prose] = []

    def marks(self, names: tuple[Prose, ...]) -> Fragment:
        """The numbers of sources, each a link to its note; in parentheses paragraphs and notes of the text, and the
        work that the page is about."""
        label = self.writer.edition.messages.gettext("Source %(number)s")
        passages = [words for words in names if len(words.tree) == 1 and isinstance(words.tree[0], Name)]
        own = [words for words in names if self._is_own(words)]
        numbers = (str(self._number(words)) for words in names if words not in (*passages, *own))
        marks = tuple(
            E(
                "a",
                number,
                class_="source-mark",
                href=f"#source-{number}",
                role="doc-biblioref",
                aria_label=label % {"number": number},
            )
            for number in numbers
        )
        of_text = [self.writer.html(words.tree) for words in passages]
        links = joined((*of_text, *([self._this_work(own)] if own else [])))
        return (*marks, " ", E("span", "(", *links, ")", class_="sources")) if links else marks

    def _is_own(self, words: Prose) -> bool:
        cited = [item.work for cite in find_all(words.tree, Cite) for item in cite.items]
        return len(words.tree) == 1 and cited == [self.own]

    def _this_work(self, own: list[Prose]) -> Fragment:
        """The work that the page is about, as a source, with the places in it."""
        edition = self.writer.edition
        items = [item for words in own for cite in find_all(words.tree, Cite) for item in cite.items]
        places = (forms.locator(edition, item.places) or words_of(item.suffix).strip(" ,") for item in items)
        # Translators: on the page of a work, in parentheses behind what the work itself says
        named = (edition.messages.gettext("this work"), "; ".join(filter(None, places)))
        return (", ".join(filter(None, named)),)

    def _number(self, words: Prose) -> int:
        if words.source not in self.numbers:
            self.words.append(words)
        return self.numbers.setdefault(words.source, len(self.words))

    def listed(self) -> Fragment:
        """The notes under their heading; nothing if there are none."""
        rows = tuple(
            E("li", source(words, self.writer), id=f"source-{number}") for number, words in enumerate(self.words, 1)
        )
        heading = E("h2", self.writer.edition.messages.gettext("Sources"), id="sources")
        return (heading, E("ol", rows, class_="source-notes")) if rows else ()


def statement(words: Statement, writer: HtmlWriter, notes: SourceNotes | None = None) -> Fragment:
    """A statement with its sources and its doubt, where there are any; in blocks, if it has several paragraphs.

    The sources stand in parentheses, or in ``notes``, to which numbers lead.
    """
    return (*writer.html(words.text.content), *evidence(words.source, words.doubt, writer, notes))


def evidence(source: tuple[Prose, ...], doubt: Prose, writer: HtmlWriter, notes: SourceNotes | None = None) -> Fragment:
    """The sources of what stands before, and its doubt, where there are any."""
    named = notes.marks(source) if notes else ((" ", sources(source, writer)) if source else ())
    return (*named, *doubt_span(doubt, writer))


def doubt_span(doubt: Prose, writer: HtmlWriter) -> Fragment:
    """The doubt of what stands before; nothing where there is none."""
    return (" ", of_class("doubt", doubt, writer)) if doubt else ()


def of_class(name: str, words: Prose, writer: HtmlWriter) -> Element:
    """Words of a record as an element of a class: a ``span``, or a ``div`` if they have several paragraphs."""
    return E("div" if words.has_blocks else "span", writer.html(words.content), class_=name)


def paragraphs(content: Fragment, class_: str | None = None) -> Fragment:
    """Content in paragraphs: what stands before, between or behind its blocks in one of its own."""
    runs = [(block, tuple(run)) for block, run in groupby(content, is_block)]
    return tuple(part for block, run in runs for part in (run if block else (E("p", run, class_=class_),)))


def sources(names: Iterable[Prose], writer: HtmlWriter) -> Element:
    """Sources in parentheses: citations as the house style words them, addresses in plain words as links."""
    return E("span", "(", joined((source(words, writer) for words in names), "; "), ")", class_="sources")


def source(words: Prose, writer: HtmlWriter) -> Fragment:
    """One source in a line: a citation in its short form, since the bibliography has the whole; addresses as links."""
    edition = writer.edition
    brief = rewrite(words.in_line(), lambda node: short_citation(edition, node) if isinstance(node, Cite) else node)
    parts = (linked(part) if isinstance(part, str) else (part,) for part in writer.html(brief))
    return tuple(part for run in parts for part in run)


def short_citation(edition: Edition, cite: Cite) -> Cite | Fragment:
    """A citation that has no words of its own with those of the short form, the name of the site or volume behind the
    title of a work that names nobody."""
    if cite.form != GENERATED:
        return cite
    cites = []
    for item in cite.items:
        work = edition.works[item.work]
        words = list(forms.short_note(edition, work, item.places))
        if not work.creators and work.container_title and work.container_title not in text(tuple(words)):
            words = [*with_punctuation(tuple(words), ","), " ", work.container_title]
        if suffix := words_of(item.suffix).strip():
            words = [*words, "" if suffix.startswith(",") else ", ", suffix]
        cites.append(Cite((item,), "named", tuple(words), cite.line))
    return joined(((one,) for one in cites), "; ")


def linked(words: str) -> Fragment:
    """Words in which every http and https address is a link."""
    parts: list[Element | str] = []
    for number, word in enumerate(words.split(" ")):
        parts += [" "] if number else []
        address = word.rstrip(".,;)")
        if address.startswith(("https://", "http://")):
            parts += [E("a", readable(address), href=address), word[len(address) :]]
        else:
            parts.append(word)
    return tuple(part for part in parts if part != "")
