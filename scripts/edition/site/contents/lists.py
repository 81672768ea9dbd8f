"""The list of quotations, with how far each was checked; the concordance of citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from edition.citations import forms
from edition.citations.bibliography import bibliography
from edition.citations.locators import locator_in_words
from edition.citations.punctuation import with_punctuation
from edition.index.addresses import addresses, anchor_label, passages
from edition.index.tables import notes, positions, quotations_at
from edition.index.uses import Use, excerpt, occurrences
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.output import Page, Plan
from edition.model.records import Quotation
from edition.model.states import QUOTATION_STATES, counted_state
from edition.model.tree import E, Element, Fragment, joined, text
from edition.site.contents.components import list_page, table
from edition.site.hypertext import Hypertext
from edition.site.statements import sources
from edition.sources.sections import find_range


def pages(edition: Edition) -> Iterator[Plan]:
    """The list of quotations and the concordance, where there are quotations or works."""
    if edition.quotations:
        yield Plan("about/quotations.html", _quotations)
    if edition.works:
        yield Plan("about/concordance.html", _concordance)


Quoted = Mapping[str, tuple[int, Fragment]]
"""Key of a quotation → offset of its beginning in its paragraph, and its words, of a long one beginning and end."""


@derived
def quoted_in(edition: Edition, section: Section) -> Quoted:
    """The words of the quotations in the paragraphs of a section."""
    quoted = {}
    for paragraph in section.paragraphs:
        words = text(paragraph.content)
        for quotation in quotations_at(edition).get(paragraph.anchor, ()):
            span = find_range(words, quotation.begins, quotation.ends) if quotation.begins else (0, len(words))
            if span:
                quoted[quotation.key] = span[0], _quoted(paragraph.content.children, words, *span)
    return quoted


def _quoted(content: Fragment, words: str, start: int, end: int) -> Fragment:
    """The words from ``start`` to ``end`` (offsets in ``words``); of more than 90 characters, the first and last 40."""
    if end - start < 90:
        return excerpt(content, start, end)
    left, right = words.rfind(" ", start, start + 45), words.find(" ", end - 40, end)
    left, right = (left if left > start else start + 45), (right if right > 0 else end - 41)
    return (*excerpt(content, start, left), " … ", *excerpt(content, right + 1, end))


def _quotations(edition: Edition) -> Page:
    quoted = {key: words for section in edition.sections for key, words in quoted_in(edition, section).items()}
    order = positions(edition)
    nowhere: tuple[int, Fragment] = (0, ())
    quotations = sorted(edition.quotations, key=lambda q: (order.get(q.anchor, -1), quoted.get(q.key, nowhere)[0]))
    counts = Counter(q.state for q in quotations)
    _ = edition.messages.gettext
    totals = tuple(
        E("li", counted_state(state, counts[state], edition.messages), class_=f"state-{state}")
        for state in QUOTATION_STATES
        if counts[state]
    )
    rows = tuple(_row(edition, quotation, quoted.get(quotation.key, nowhere)[1]) for quotation in quotations)
    n = len(quotations) - counts["none"]
    intro = edition.messages.ngettext("%(n)d quotation:", "%(n)d quotations:", n) % {"n": n}
    return list_page(
        "quotations",
        _("Quotations"),
        _("All quotations, and whether they were verified."),
        E("p", intro),
        E("ul", totals, class_="totals"),
        table(_columns(edition), rows),
    )


def _columns(edition: Edition) -> tuple[str, str, str, str]:
    _ = edition.messages.gettext
    return _("Quotation"), _("Speaker"), _("Source"), _("Verification")


def _row(edition: Edition, quotation: Quotation, words: Fragment) -> Element:
    links, _ = addresses(edition), edition.messages.gettext
    quoted, speaker, source_of, checked = _columns(edition)
    where = E("a", anchor_label(quotation.anchor, edition), href=links.get(quotation.key, ""))
    source: list[Element | str] = []
    if quotation.work in edition.works:
        title = forms.title(edition, edition.works[quotation.work])
        source.append(E("a", title, href=links[quotation.work], class_="work"))
        source += [f", {quotation.locator}"] if quotation.locator else []
    if quotation.note in links:
        source += [" (", E("a", anchor_label(quotation.note, edition), href=links[quotation.note]), ")"]
    state = E("strong", _(QUOTATION_STATES.get(quotation.state, quotation.state)))
    hypertext = Hypertext(edition)
    checked_in = sources(quotation.source, hypertext) if quotation.source else None
    evidence = hypertext.html(quotation.evidence.content)
    checking = E("td", state, ". ", evidence, " ", checked_in, data_label=checked)
    return E(
        "tr",
        E("td", where, " ", E("span", words, class_="sentence"), data_label=quoted),
        E("td", quotation.speaker, data_label=speaker),
        E("td", tuple(source) or _("no source given"), data_label=source_of),
        checking.with_attributes(class_=f"state-{quotation.state}"),
        id=f"row-{quotation.key}",
    )


def _concordance(edition: Edition) -> Page:
    used = occurrences(edition)
    parts: list[Element] = []
    _ = edition.messages.gettext
    for work in bibliography(edition):
        cited = [use for use in used.get(work.key, ()) if use.locator]
        if cited:
            title = E("a", forms.title(edition, work), href=addresses(edition)[work.key], class_="work")
            parts.append(E("h3", title, id=work.key))
            parts.append(E("ul", tuple(_page_row(edition, *row) for row in _by_page(cited)), class_="by-page"))
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


def _by_page(cited: list[Use]) -> list[tuple[str, list[Use]]]:
    """Uses by the page (or other division of a work) that they cite, in the order of the numbers.

    A range is not resolved, and pages that follow the number of a volume stay with it.
    """
    by_page: dict[tuple[str, str], list[Use]] = {}
    for use in cited:
        for part in [use.locator] if use.label == "volume" else use.locator.split(","):
            by_page.setdefault((use.label, part.strip()), []).append(use)

    def number(row: tuple[tuple[str, str], list[Use]]) -> tuple[str, int, str]:
        (label, part), _ = row
        digits = re.match(r"\d+", part)
        return label, int(digits[0]) if digits else 0, part

    rows = sorted(by_page.items(), key=number)
    return [(locator_in_words(label, part, page_term=True), uses_) for (label, part), uses_ in rows]


def _page_row(edition: Edition, page: str, cited: list[Use]) -> Element:
    paragraphs = {(use.note, use.at): passages(edition, [use.at]) for use in cited}
    places = ((*passages(edition, [note]), " (", *at, ")") if note else at for (note, _), at in paragraphs.items())
    return E("li", E("span", page, class_="locator"), ": ", joined(places))


def _short_forms(edition: Edition, used: Mapping[str, tuple[Use, ...]]) -> Iterator[Element]:
    links, hypertext = addresses(edition), Hypertext(edition)
    short = [use for uses_ in used.values() for use in uses_ if use.form in ("ibid", "short") and use.note]
    order = {anchor: number for number, anchor in enumerate(notes(edition))}
    for use in sorted(short, key=lambda use: order[use.note]):
        work = edition.works[use.key]
        words = forms.full_note(edition, work, use.label, use.locator)
        yield E("dt", E("a", anchor_label(use.note, edition), href=links[use.note]), f" {use.words}")
        yield E("dd", hypertext.link_to_work(with_punctuation(words, "."), work.key))
