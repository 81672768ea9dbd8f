"""What stands after the text: emendations, chronology, registers with page references, bibliography."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from edition.books.pdf.layout import Spot
from edition.books.pdf.markup import Words, call, string
from edition.books.pdf.probes import only_in_titles
from edition.citations import chicago
from edition.citations.bibliography import bibliography
from edition.index.addresses import anchor_label
from edition.index.uses import uses
from edition.model.edition import Edition
from edition.model.records import Emendation, Entry
from edition.model.tree import joined, text
from edition.model.works import Work
from edition.site.statements import known, span_of_years

PAGES = "Numbers lead to pages; n and a mark, to a note on that page."


def apparatus(edition: Edition, words: Words) -> Iterator[str]:
    """Each part that has something in it, under its heading, from a new page on."""
    yield call("pagebreak", weak="true")
    for title, explained, rows in _parts(edition):
        if rows:
            yield call("part", string(f"part:{title}"), string(title))
            yield call("explained", content="#" + string(explained)) if explained else ""
            yield from (row(words) for row in rows)


def headings(edition: Edition) -> tuple[str, ...]:
    """The headings of these parts."""
    return tuple(title for title, _, rows in _parts(edition) if rows)


def _parts(edition: Edition) -> Iterator[tuple[str, str, list[Callable[[Words], str]]]]:
    """Every part: its title, how it is read, its rows."""
    yield "Emendations", _witness(edition), [partial(_emendation, edition, change) for change in edition.emendations]
    for register in sorted(edition.registers.values(), key=lambda register: not register.by_date):
        row = _event if register.by_date else _entry
        entries = edition.entries_of(register)
        yield register.book_heading or register.heading, PAGES, [partial(row, entry) for entry in entries]
    yield "Bibliography", PAGES, [partial(_work, work) for work in bibliography(edition)]


def _witness(edition: Edition) -> str:
    return f"{edition.siglum}: {edition.base_witness.title}." if edition.base_witness else ""


def _emendation(edition: Edition, change: Emendation, words: Words) -> str:
    where = words.leading(change.anchor, (anchor_label(change.anchor, edition),))
    printed = (change.lemma, change.reading, edition.siglum, change.reason)
    in_note = change.anchor in words.notes
    pages = f"[{_page(words.places[change.anchor])}]" if in_note else _pages(change.key, words)
    return call("emendation", string(change.key), f"[{where}]", pages, *map(string, printed))


def _event(entry: Entry, words: Words) -> str:
    printed = (entry.key, span_of_years(entry), entry.name, entry.summary)
    return call("event", *map(string, printed), _pages(entry.key, words))


def _entry(entry: Entry, words: Words) -> str:
    printed = (entry.key, entry.sort or entry.name, text(joined(known(entry))), entry.summary)
    return call("entry", *map(string, printed), _pages(entry.key, words))


def _work(work: Work, words: Words) -> str:
    return call(
        "work", string(work.key), _pages(work.key, words), content=words.inline(chicago.bibliography_entry(work))
    )


# --- Page references


def _pages(key: str, words: Words) -> str:
    """The pages on which a key is used, or a paragraph begins that it bears on, and the notes in which it is used.

    Each once, in order, leading there; three pages or more in a row are a span; a note counts where its page does not.
    """
    entry = words.edition.entries.get(key)
    bears = [anchor for anchor in (entry.at if entry else ()) if anchor in words.labels]
    spots = [*words.places.spots.get(f"use:{key}", ()), *(words.places[a] for a in bears if a not in words.notes)]
    pages = {spot.page: spot for spot in reversed(spots)}
    notes = [
        use.note
        for use in uses(words.edition).get(key, ())
        if use.form != "title" or key in only_in_titles(words.edition)
    ]
    parts = {(run[0], ""): "–".join(_page(pages[page]) for page in run) for run in _runs(sorted(pages))}
    for anchor in filter(None, notes):
        spot, mark = words.places[anchor], words.notes[anchor].mark
        if spot.page not in pages:
            parts.setdefault((spot.page, mark), _page(spot, mark))
    return f"[{', '.join(parts[part] for part in sorted(parts, key=lambda part: part[0]))}]"


def _page(spot: Spot, mark: str = "") -> str:
    note = "n" + call("note-mark", string(mark)) if mark else ""
    return call("link", str(spot), content=f"{spot.page}{note}")


def _runs(pages: list[int]) -> Iterator[tuple[int, ...]]:
    """The ends of three pages or more that follow each other; every other page."""
    while pages:
        last = next((i for i in range(1, len(pages)) if pages[i] != pages[0] + i), len(pages)) - 1
        yield (pages[0], pages[last]) if last > 1 else (pages[0],)
        pages = pages[last + 1 if last > 1 else 1 :]
