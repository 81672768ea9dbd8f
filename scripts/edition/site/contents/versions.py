"""The page of versions: what changed from each to the next, anchor by anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edition.citations.wording import date_in_words
from edition.model.edition import Edition
from edition.model.output import Page, Plan
from edition.model.records import LedgerEntry, Version
from edition.model.tree import E, Element, Fragment
from edition.permanence.ledger import all_versions, due, label, links
from edition.site.contents.components import list_page
from edition.site.hypertext import Hypertext
from edition.site.statements import paragraphs


def pages(edition: Edition) -> Iterator[Plan]:
    """One page; the newest version stands first."""
    yield Plan("about/versions.html", _page)


def _page(edition: Edition) -> Page:
    first, *later = all_versions(edition)
    parts = [_part(edition, version, _changes(edition, version.version)) for version in reversed(later)]
    parts.append(_part(edition, first, (E("p", _counted(edition, first.version)),)))
    description = "The versions of this edition and what changed in each."
    return list_page("versions", "Versions", description, *parts, css="versions")


def _part(edition: Edition, version: Version, changes: Fragment) -> Element:
    base = edition.metadata.base_address
    number: Element | str = version.version
    if base and version.version != edition.metadata.version:
        number = E("a", number, href=f"{base}v/{number}/")
    heading = E("h2", "Version ", number, f", {date_in_words(version.date)}", id=f"v{version.version}")
    return E("section", heading, paragraphs(Hypertext(edition).html(version.note.content)), changes)


def _counted(edition: Edition, version: str) -> str:
    kinds = Counter(entry.kind for entry in due(edition).values() if entry.since == version)
    counts = (f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds.items())
    return f"First published, with permanent addresses for {', '.join(counts)}."


def _changes(edition: Edition, version: str) -> Fragment:
    rows = tuple(row for entry in due(edition).values() for row in _rows(edition, entry, version))
    return (E("ul", rows),) if rows else (E("p", "The words have not changed."),)


def _rows(edition: Edition, entry: LedgerEntry, version: str) -> Iterator[Element]:
    anchor, html = links(edition, (entry.key,)), Hypertext(edition).html
    if entry.since == version:
        yield E("li", f"New {entry.kind}: ", anchor, f" ({entry.name})" if entry.name != label(entry) else "")
    for revision in (revision for revision in entry.revisions if revision.version == version):
        yield E("li", f"Changed {entry.kind}: ", anchor, ". ", html(revision.reason.content))
    if entry.until == version:
        to = (" → ", *links(edition, entry.to)) if entry.to else ()
        reason = (". ", *html(entry.reason.content)) if entry.reason else ()
        yield E("li", f"{entry.state.capitalize()} {entry.kind}: ", anchor, to, reason)
