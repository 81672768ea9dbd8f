"""Pieces that several kinds of page share: dates, lists of uses, cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from edition.citations import chicago
from edition.citations.wording import locator_in_words, printed_date
from edition.index.addresses import addresses, anchor_label, relative_to, section_uri
from edition.index.uses import Use, counts
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.records import Dated, Entry
from edition.model.serialize import Prerendered, prerendered
from edition.model.tree import Content, E, Element, Fragment, joined
from edition.model.works import Work
from edition.site.statements import span_of_years

_Where = tuple[str, str, str]
"""Paragraph, note, and how something is used there, in words."""


def entries(edition: Edition, keys: Iterable[str]) -> Fragment:
    """Entries by their names, each a link; what is no entry is left out."""
    links, them = addresses(edition), edition.entries
    return joined(E("a", them[key].name, href=links[key]) for key in keys if key in them)


def timed(date: Dated) -> Element:
    """A date as it is printed; one that HTML can read is given to machines too (a span of two is none)."""
    if not date.date or "/" in date.date or date.date.startswith("-"):
        return E("span", printed_date(date), class_="time")
    return E("time", printed_date(date), datetime=date.date)


def use_list(edition: Edition, uses: tuple[Use, ...]) -> Element:
    """Uses in the order of the text, each leading to its very note or paragraph.

    What supports the same sentence stands together, and so do the sentences of one place.
    """
    rows: list[tuple[dict[_Where, None], list[str]]] = []
    for sentence, alike in groupby(uses, key=lambda use: (use.at, use.sentence)):
        where = dict.fromkeys((use.at, use.note, _how(use)) for use in alike)
        if rows and rows[-1][0] == where:
            rows[-1][1].append(sentence[1])
        else:
            rows.append((where, [sentence[1]]))
    items = tuple(
        E(
            "li",
            E("span", tuple(_places(edition, where)), class_="where"),
            tuple(E("p", Prerendered((words,)), class_="sentence") for words in sentences if words),
        )
        for where, sentences in rows
    )
    return E("ol", items, class_="uses")


def _places(edition: Edition, where: Iterable[_Where]) -> Iterator[Content]:
    links = addresses(edition)
    for number, (at, note, how) in enumerate(where):
        if number:
            yield "; "
        if note:
            yield from (E("a", anchor_label(note, edition), href=links[note], class_="passage"), " at ")
        yield E("a", anchor_label(at, edition), href=links[at], class_="passage")
        if how:
            yield from (", ", E("span", how, class_="form"))


def _how(use: Use) -> str:
    match use.form:
        case "ibid" | "short":
            return f"as “{use.words}”"
        case "full" | "generated":
            locator = locator_in_words(use.label, use.locator, page_term=True)
            how = "cited in full" if use.form == "full" else "cited by the editor"
            return f"{how}, {locator}" if locator else how
        case "title":
            return "in the title of a work"
        case "mark":
            return "bears on this passage"
        case _:
            return ""


@derived
def card(edition: Edition, key: str, times: int) -> Prerendered:
    """The card of an entry or a work that is used in so many passages."""
    record = edition.works.get(key) or edition.entries[key]
    return _card(record, addresses(edition)[key], times)


def _card(record: Work | Entry, href: str, times: int) -> Prerendered:
    """What a reader sees of an entry or a work without leaving a page of the text; laid by in a template."""
    title: Fragment
    if isinstance(record, Work):
        title, dates, words, what = chicago.title(record), "", chicago.bibliography_entry(record), "Cited or named"
    else:
        title, dates, words, what = (record.name,), span_of_years(record), (record.summary,), "Named"
    inner = E(
        "div",
        E("p", title, class_="card-title"),
        E("p", dates, class_="card-dates") if dates else None,
        E("p", words) if words != ("",) else None,
        E("p", f"{what} in {times} {'passage' if times == 1 else 'passages'}.", class_="card-uses"),
        E("p", E("a", "Go to the page", class_="card-more", href=href)),
        class_="card",
    )
    template = E("template", inner, id=f"card-{record.key}", data_card="")
    (node,) = prerendered((template,), relative_to(section_uri(record.key)))
    return node


def cards(edition: Edition, named: Iterable[str]) -> Fragment:
    """The cards of everything that a page has named."""
    return tuple(card(edition, key, counts(edition).get(key, 0)) for key in named)
