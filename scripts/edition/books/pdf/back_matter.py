"""What stands after the text, in typst's markup: emendations, registers with page references, bibliography."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from edition.books.pdf.code import array, call, literal, string
from edition.books.pdf.context import BACK_MATTER, of_text
from edition.books.pdf.front_matter import NOTE_ON_THE_TEXT, part
from edition.books.pdf.layout import Position
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.probes import only_in_titles
from edition.citations import forms
from edition.citations.bibliography import divisions
from edition.citations.titles import quotation_marks
from edition.index.addresses import anchor_label
from edition.index.apparatus import readings, sigla
from edition.index.figures import ListedFigure, figures
from edition.index.quoted import quoted_words
from edition.index.uses import uses
from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.records import Emendation, Entry, Quotation
from edition.model.states import VERDICTS
from edition.model.tree import joined, text
from edition.model.works import Work
from edition.site.sourced_statements import heading_details, span_of_years

PAGE_REFERENCES = N_("References are to pages; n. = note.")


def back_matter(edition: Edition, writer: TypstWriter) -> Iterator[str]:
    """The heading, the explanation and the rows of each part that has rows, from a new page on."""
    yield call("pagebreak", weak="true")
    for title, explanation, row, records in _parts(edition):
        if records:
            yield part(title)
            yield call("explained", content=literal(explanation)) if explanation else ""
            yield from (row(writer, record) for record in records)


def part_titles(edition: Edition) -> tuple[str, ...]:
    """The titles of the parts of the back matter."""
    return tuple(title for title, _, _, records in _parts(edition) if records)


def _parts(edition: Edition) -> Iterator[tuple[str, str, Callable[[TypstWriter, Any], str], Sequence[Any]]]:
    """Every part: its title, its explanation, the function that writes a row of it, the records of the rows."""
    _ = edition.messages.gettext
    editorial = [note for section in edition.sections for note in section.notes if note.kind == "editorial"]
    yield _("Editors’ notes"), "", TypstWriter.editors_note, editorial
    for page in (page for page in edition.prose if page.uri == NOTE_ON_THE_TEXT):
        yield page.title, "", lambda writer, page: writer.blocks(page.body, BACK_MATTER), [page]
    yield _("Emendations"), sigla(edition), _emendation, edition.emendations
    yield _("Quotations"), "", _quotation, edition.quotations
    for register in sorted(edition.registers.values(), key=lambda register: not register.by_date):
        heading, row = register.book_heading or register.heading, _event if register.by_date else _entry
        yield heading, _(PAGE_REFERENCES), row, edition.entries_of(register)
    yield _("Figures"), "", _figure, [figure for _section, figure in figures(edition)]
    divided = ((*([heading] if heading else ()), *works) for _name, heading, works in divisions(edition))
    yield _("Bibliography"), _(PAGE_REFERENCES), _work, [*chain.from_iterable(divided)]


def _quotation(writer: TypstWriter, quotation: Quotation) -> str:
    """A quotation: where it stands, whose words it has, its source, and how it agrees with that."""
    edition = writer.edition
    where = writer.linked(quotation.anchor, (anchor_label(quotation.anchor, edition),))
    work = edition.works.get(quotation.work)
    title = writer.linked(quotation.work, forms.short_note(edition, work), BACK_MATTER) if work else ""
    words = " ".join(quoted_words(edition).get(quotation.key, "").split()[:5])
    opening, closing, *_ = quotation_marks(edition.messages)
    begins = literal(opening) + of_text(edition, f"{words} …") + literal(closing)
    words_of_state = edition.messages.gettext(VERDICTS.get(quotation.verdict, quotation.state))
    verdict = literal(edition.messages.colon) + call("emph", content=literal(words_of_state))
    details = (string(quotation.locator), f"[{verdict}]", writer.prose(quotation.evidence))
    return call("quoted", string(quotation.key), f"[{where}]", f"[{begins}]", f"[{title}]", *details)


def _emendation(writer: TypstWriter, change: Emendation) -> str:
    edition = writer.edition
    where = writer.linked(change.anchor, (anchor_label(change.anchor, edition),))
    pairs = ((f"[{of_text(edition, reading)}]", string(sigla_)) for reading, sigla_ in readings(edition, change))
    words = (f"[{of_text(edition, change.lemma)}]", array(map(array, pairs)))
    in_note, reason = change.anchor in writer.notes, writer.prose(change.reason)
    pages = f"[{_page_link(writer.layout[change.anchor])}]" if in_note else _page_references(change.key, writer)
    return writer.at(change.location) + call("emendation", string(change.key), f"[{where}]", pages, *words, reason)


def _figure(writer: TypstWriter, figure: ListedFigure) -> str:
    position = writer.layout[figure.anchor]
    words = f"[{writer.inline(figure.caption, BACK_MATTER)}]"
    return call("listed-figure", string(figure.label), words, f"[{_page_link(position)}]")


def _event(writer: TypstWriter, entry: Entry) -> str:
    strings = map(string, (entry.key, span_of_years(entry, writer.edition.messages), entry.name))
    return writer.at(entry.location) + call(
        "event", *strings, writer.prose(entry.summary), _page_references(entry.key, writer)
    )


def _entry(writer: TypstWriter, entry: Entry) -> str:
    strings = map(
        string, (entry.key, entry.sort or entry.name, text(joined(heading_details(entry, writer.edition.messages))))
    )
    return writer.at(entry.location) + call(
        "entry", *strings, writer.prose(entry.summary), _page_references(entry.key, writer)
    )


def _work(writer: TypstWriter, work: Work | str) -> str:
    """A work in the bibliography, or the heading of a division of it."""
    if isinstance(work, str):
        return call("subheading", f"[{literal(work)}]")
    reference = writer.inline(forms.bibliography_entry(writer.edition, work), BACK_MATTER)
    return writer.at(work.location) + call(
        "work", string(work.key), _page_references(work.key, writer), content=reference
    )


# --- Page references


def _page_references(key: str, writer: TypstWriter) -> str:
    """Links to the pages on which a key is used or a paragraph begins that it bears on, and to notes that use it.

    Each page stands once, in order; three or more in a row are a span. A note is left out where its page is given.
    """
    entry = writer.edition.entries.get(key)
    bears_on = [anchor for anchor in (entry.at if entry else ()) if anchor in writer.labels]
    positions = list(writer.layout.positions.get(f"use:{key}", ()))
    positions += [writer.layout[anchor] for anchor in bears_on if anchor not in writer.notes]
    pages = {position.page: position for position in reversed(positions)}
    counted = key in only_in_titles(writer.edition)
    notes = [use.note for use in uses(writer.edition).get(key, ()) if use.note and (use.form != "title" or counted)]
    links = {(run[0], ""): "–".join(_page_link(pages[page]) for page in run) for run in page_runs(sorted(pages))}
    # Translators: a reference to a note of the author's. The space does not break.
    before, after = writer.edition.messages.pgettext("reference", "n.\u00a0%(mark)s").split("%(mark)s")
    for anchor in notes:
        position, mark = writer.layout[anchor], writer.notes[anchor].mark
        if position.page not in pages:
            note = literal("\u00a0" + before) + call("note-mark", string(mark)) + literal(after)
            links.setdefault((position.page, mark), _page_link(position, note))
    return f"[{', '.join(links[place] for place in sorted(links, key=lambda place: place[0]))}]"


def _page_link(position: Position, note: str = "") -> str:
    return call("link", str(position), content=f"{position.page}{note}")


def page_runs(pages: list[int]) -> Iterator[tuple[int, ...]]:
    """For ascending numbers of pages the first and the last of every three or more in a row, and each other alone."""
    while pages:
        last = next((index for index in range(1, len(pages)) if pages[index] != pages[0] + index), len(pages)) - 1
        yield (pages[0], pages[last]) if last > 1 else (pages[0],)
        pages = pages[last + 1 if last > 1 else 1 :]
