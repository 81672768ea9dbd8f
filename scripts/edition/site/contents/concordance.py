"""The concordance of citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from edition.citations import forms
from edition.citations.bibliography import bibliography
from edition.citations.punctuation import with_punctuation
from edition.index.addresses import addresses, anchor_label, anchor_links
from edition.index.tables import notes
from edition.index.uses import Use, occurrences
from edition.model.edition import Edition
from edition.model.kinds import CitedPlace
from edition.model.locators import by_division, several
from edition.model.output import Page
from edition.model.tree import E, Element, joined
from edition.site.contents.components import list_page
from edition.site.html_writer import HtmlWriter


def page(edition: Edition) -> Page:
    """The page of the concordance."""
    used = occurrences(edition)
    parts: list[Element] = []
    _ = edition.messages.gettext
    for work in bibliography(edition):
        cited = [use for use in used.get(work.key, ()) if use.locator]
        if cited:
            title = E("a", forms.title(edition, work), href=addresses(edition)[work.key], class_="work")
            parts.append(E("h3", title, id=work.key))
            parts.append(E("ul", tuple(_page_row(edition, *row) for row in _by_page(edition, cited)), class_="by-page"))
    return list_page(
        "concordance",
        _("Concordance of citations"),
        _("Where each page of a work is cited."),
        E("h2", _("Pages cited"), id="by-page"),
        tuple(parts),
        E("h2", _("Short citations in full"), id="short-forms"),
        E("dl", tuple(_short_forms(edition, used)), class_="short-forms"),
        kind="concordance",
    )


def _by_page(edition: Edition, cited: list[Use]) -> list[tuple[str, list[Use]]]:
    """Uses by the page (or other division of a work) that they cite, in the order of the numbers; a range is not
    resolved. A page in a volume is one place with it."""
    by_page: dict[tuple[CitedPlace, ...], list[Use]] = {}
    for use in cited:
        for *within, last in by_division(use.places):
            for part in several(last):
                by_page.setdefault((*within, CitedPlace(last.label, part)), []).append(use)

    def number(row: tuple[tuple[CitedPlace, ...], list[Use]]) -> list[tuple[str, int, str]]:
        digits = [(place, re.search(r"\d+", place.locator)) for place in row[0]]
        return [(place.label, int(match[0]) if match else 0, place.locator) for place, match in digits]

    rows = sorted(by_page.items(), key=number)
    return [(forms.locator(edition, place), uses_) for place, uses_ in rows]


def _page_row(edition: Edition, page: str, cited: list[Use]) -> Element:
    paragraphs = {(use.note, use.at): anchor_links(edition, [use.at]) for use in cited}
    places = ((*anchor_links(edition, [note]), " (", *at, ")") if note else at for (note, _), at in paragraphs.items())
    return E("li", E("span", page, class_="locator"), edition.messages.colon, joined(places))


def _short_forms(edition: Edition, used: Mapping[str, tuple[Use, ...]]) -> Iterator[Element]:
    """Every short form and “ibid.” of the notes, and the full citation that it stands for."""
    links, writer = addresses(edition), HtmlWriter(edition)
    short = [use for uses_ in used.values() for use in uses_ if use.form in ("ibid", "short") and use.note]
    order = {anchor: number for number, anchor in enumerate(notes(edition))}
    for use in sorted(short, key=lambda use: order[use.note]):
        work = edition.works[use.key]
        words = forms.full_note(edition, work, use.places)
        link = E("a", anchor_label(use.note, edition), href=links[use.note])
        yield E("dt", link, " ", E("span", use.words, **edition.text_attributes))
        yield E("dd", writer.link_to_work(with_punctuation(words, "."), work.key))
