"""The quotations and the state of their checking; the concordance of citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from edition import cite
from edition.addresses import addresses, anchor_label
from edition.dialect import inline
from edition.hypertext import Hypertext
from edition.index import Use, excerpt, located
from edition.lookups import bibliography, paragraphs, positions
from edition.markup import E, Fragment, Node, text
from edition.model import Edition, Page, Quotation
from edition.render.pages.parts import work_title
from edition.sections import found_at
from edition.statements import sources
from edition.wording import punctuated

STATES = {
    "agrees": "agrees with the source",
    "differs": "differs from the source",
    "query": "in doubt",
    "unchecked": "not checked",
    "none": "not a quotation",
}


def pages(edition: Edition, uses: Mapping[str, tuple[Use, ...]]) -> Iterator[Page]:
    """The list pages that have something to list."""
    if edition.quotations:
        yield _quotations(edition)
    if edition.works:
        yield _concordance(edition, uses)


def _quotations(edition: Edition) -> Page:
    order = positions(edition)
    quotations = sorted(edition.quotations, key=lambda q: (order.get(q.anchor, -1), _start(edition, q)))
    counts = Counter(q.state for q in quotations)
    totals = tuple(E("li", f"{counts[s]} {words}", class_=f"state-{s}") for s, words in STATES.items() if counts[s])
    head = tuple(E("th", name, scope="col") for name in ("Quotation", "Speaker", "Source", "Checking"))
    rows = tuple(_row(edition, quotation) for quotation in quotations)
    body = E(
        "article",
        E("h1", "Quotations", id="quotations"),
        E("p", f"The text quotes {len(quotations)} times. Of these quotations:"),
        E("ul", totals, class_="totals"),
        E("table", E("thead", E("tr", head)), E("tbody", rows), class_="stacked"),
        class_="apparatus",
    )
    return Page("about/quotations.html", "Quotations", "list", (body,), "Every quotation, and how far it was checked.")


def _start(edition: Edition, quotation: Quotation) -> int:
    place = found_at(_words(edition, quotation), quotation.begins, quotation.ends) if quotation.begins else None
    return place[0] if place else 0


def _words(edition: Edition, quotation: Quotation) -> str:
    found = paragraphs(edition).get(quotation.anchor)
    return text(found.content) if found else ""


def _row(edition: Edition, quotation: Quotation) -> Node:
    links = addresses(edition)
    where = E("a", anchor_label(quotation.anchor, edition), href=links.get(quotation.key, ""))
    source: list[Node | str] = []
    if quotation.work in edition.works:
        source.append(E("a", work_title(edition.works[quotation.work]), href=links[quotation.work], class_="work"))
        source += [f", {quotation.locator}"] if quotation.locator else []
    if quotation.note in links:
        source += [" (", E("a", anchor_label(quotation.note, edition), href=links[quotation.note]), ")"]
    checking: Fragment = (
        E("strong", STATES.get(quotation.state, quotation.state)),
        ". ",
        *inline(quotation.evidence),
        " ",
    )
    checking += (sources(quotation.source),) if quotation.source else ()
    return E(
        "tr",
        E("td", where, " ", E("span", _quoted(edition, quotation), class_="sentence"), data_label="Quotation"),
        E("td", quotation.speaker, data_label="Speaker"),
        E("td", tuple(source) or "none given", data_label="Source"),
        E("td", checking, data_label="Checking", class_=f"state-{quotation.state}"),
        id=f"row-{quotation.key}",
    )


def _quoted(edition: Edition, quotation: Quotation) -> Fragment:
    paragraph = paragraphs(edition).get(quotation.anchor)
    words = text(paragraph.content) if paragraph else ""
    place = found_at(words, quotation.begins, quotation.ends) if quotation.begins else (0, len(words))
    if paragraph is None or place is None:
        return ()
    start, end = place
    if end - start < 90:
        return excerpt(paragraph.content.children, start, end)
    left, right = words.rfind(" ", start, start + 45), words.find(" ", end - 40, end)
    left, right = (left if left > start else start + 45), (right if right > 0 else end - 41)
    opening = excerpt(paragraph.content.children, start, left)
    return (*opening, " … ", *excerpt(paragraph.content.children, right + 1, end))


def _concordance(edition: Edition, uses: Mapping[str, tuple[Use, ...]]) -> Page:
    parts: list[Node] = []
    for work in bibliography(edition):
        found = [use for use in uses.get(work.key, ()) if use.locator]
        if found:
            title = E("a", work_title(work), href=addresses(edition)[work.key], class_="work")
            parts.append(E("h3", title, id=work.key))
            parts.append(E("ul", tuple(_page_row(edition, *entry) for entry in _by_page(found)), class_="by-page"))
    body = E(
        "article",
        E("h1", "Concordance of citations", id="concordance"),
        E("h2", "From the page of a work to the passage here", id="by-page"),
        tuple(parts),
        E("h2", "What each short form stands for", id="short-forms"),
        E("dl", tuple(_short_forms(edition, uses)), class_="short-forms"),
        class_="apparatus",
    )
    return Page("about/concordance.html", "Concordance of citations", "list", (body,), "From works to passages.")


def _by_page(uses: list[Use]) -> list[tuple[str, list[Use]]]:
    """Uses by the page (or other division) they cite, in the order of the numbers; ranges stay ranges."""
    found: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        for part in use.locator.split(","):
            found.setdefault((use.label, part.strip()), []).append(use)

    def number(entry: tuple[tuple[str, str], list[Use]]) -> tuple[str, int, str]:
        (label, part), _ = entry
        digits = re.match(r"\d+", part)
        return label, int(digits[0]) if digits else 0, part

    rows = sorted(found.items(), key=number)
    return [(located(label, part), them) for (label, part), them in rows]


def _page_row(edition: Edition, page: str, uses: list[Use]) -> Node:
    links = addresses(edition)
    places: list[Node | str] = []
    for use in uses:
        places += [", "] if places else []
        anchors = [use.note, use.at] if use.note else [use.at]
        places += [E("a", anchor_label(anchors[0], edition), href=links[anchors[0]])]
        places += [" (", E("a", anchor_label(use.at, edition), href=links[use.at]), ")"] if use.note else []
    return E("li", E("span", page, class_="locator"), ": ", tuple(places))


def _short_forms(edition: Edition, uses: Mapping[str, tuple[Use, ...]]) -> Iterator[Node]:
    links, hypertext = addresses(edition), Hypertext(edition)
    found = [use for them in uses.values() for use in them if use.form in ("ibid", "short") and use.note]
    order = {n.anchor: i for i, n in enumerate(n for s in edition.sections for n in s.notes)}
    for use in sorted(found, key=lambda use: order[use.note]):
        work = edition.works[use.key]
        words = cite.full_note(work, use.label, use.locator)
        yield E("dt", E("a", anchor_label(use.note, edition), href=links[use.note]), f" {use.words}")
        yield E("dd", hypertext.reference(work, punctuated(words, ".")))
