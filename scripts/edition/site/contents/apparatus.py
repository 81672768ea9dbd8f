"""What was emended, and what was queried or recorded and left."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.addresses import passages
from edition.model.edition import Edition
from edition.model.output import Page, Plan
from edition.model.tree import E, Element, Fragment
from edition.site.contents.section import emendation
from edition.site.statements import sources
from edition.sources.dialect import inline


def pages(edition: Edition) -> Iterator[Plan]:
    """One page, if anything was changed or seen."""
    if edition.emendations or edition.observations:
        yield Plan("about/emendations.html", _emendations)


def _emendations(edition: Edition) -> Page:
    rows = tuple(emendation(edition, change, with_id=False) for change in edition.emendations)
    queried = tuple(_observation(edition, number) for number in range(len(edition.observations)))
    body: list[Element | str] = [E("h1", "Emendations and queries", id="emendations")]
    body += [E("ul", rows, class_="emendation-list")] if rows else []
    if queried:
        body += [E("h2", "Queried or recorded, and left", id="observations"), E("ul", queried, class_="observations")]
    article = E("article", tuple(body), class_="apparatus")
    title = "Emendations and queries"
    return Page("about/emendations.html", title, "list", (article,), "What was changed in the text.")


def _observation(edition: Edition, number: int) -> Element:
    seen = edition.observations[number]
    reading: Fragment = (" ", E("span", seen.reading, class_="reading")) if seen.reading else ()
    proposal: Fragment = (" → ", E("span", seen.proposal, class_="proposal")) if seen.proposal else ()
    return E(
        "li",
        passages(edition, seen.anchor) or "The whole text",
        reading,
        proposal,
        ". ",
        inline(seen.reason),
        " ",
        sources(seen.source) if seen.source else None,
        (" ", E("span", seen.doubt, class_="doubt")) if seen.doubt else (),
        id=seen.key,
        class_=seen.action,
    )
