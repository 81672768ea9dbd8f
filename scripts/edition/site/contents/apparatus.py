"""The page of emendations, and of readings that were queried or recorded and left."""

from __future__ import annotations

from edition.index.addresses import anchor_links
from edition.index.apparatus import sigla
from edition.model.edition import Edition
from edition.model.output import Page
from edition.model.records import Observation
from edition.model.tree import E, Element, Fragment
from edition.site.contents.components import list_page
from edition.site.contents.section import emendation
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import doubt_span, sources


def page(edition: Edition) -> Page:
    """The page of emendations and observations."""
    rows = tuple(emendation(edition, change, with_id=False) for change in edition.emendations)
    queried = tuple(_observation(edition, observation) for observation in edition.observations)
    _ = edition.messages.gettext
    heading = E("h2", _("Readings queried or noted, not changed"), id="observations")
    return list_page(
        "emendations",
        _("Emendations and queries"),
        _("Changes made to the text, and readings left as they are."),
        E("p", sigla(edition)) if rows and sigla(edition) else None,
        E("ul", rows, class_="emendation-list") if rows else None,
        (heading, E("ul", queried, class_="observations")) if queried else None,
    )


def _observation(edition: Edition, observation: Observation) -> Element:
    """What the editors noticed at a passage and did not change, as an item of a list."""
    writer, language = HtmlWriter(edition), edition.text_attributes
    reading: Fragment = (
        (" ", E("span", observation.reading, class_="reading", **language)) if observation.reading else ()
    )
    proposal: Fragment = (
        (" → ", E("span", observation.proposal, class_="proposal", **language)) if observation.proposal else ()
    )
    return E(
        "li",
        anchor_links(edition, observation.anchor) or edition.messages.gettext("The whole text"),
        reading,
        proposal,
        ". ",
        writer.html(observation.reason.content),
        " ",
        sources(observation.source, writer) if observation.source else None,
        doubt_span(observation.doubt, writer),
        id=observation.key,
        class_=observation.action,
    )
