"""The page of versions: what changed from each to the next, anchor by anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edition.citations.dates import date_in_words
from edition.model.edition import Edition
from edition.model.messages import filled
from edition.model.output import Page
from edition.model.records import LedgerEntry, Version
from edition.model.tree import Content, E, Element, Fragment
from edition.permanence.kinds import ENDS, counted, kind
from edition.permanence.ledger import all_versions, expected_ledger, is_of_text, label, links
from edition.site.contents.components import list_page
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import paragraphs


def page(edition: Edition) -> Page:
    """The page of the versions; the newest stands first."""
    first, *later = all_versions(edition)
    parts = [_part(edition, version, _changes(edition, version.version)) for version in reversed(later)]
    parts.append(_part(edition, first, (E("p", _counted(edition, first.version)),)))
    _ = edition.messages.gettext
    description = _("The versions of this edition and what changed in each.")
    return list_page("versions", _("Versions"), description, *parts, css="versions")


def _part(edition: Edition, version: Version, changes: Fragment) -> Element:
    """The part of the page on a version: number, date, note and changes."""
    base = edition.metadata.base_address
    number: Element | str = version.version
    if base and version.version != edition.metadata.version:
        number = E("a", number, href=f"{base}v/{number}/")
    words = edition.messages
    date = date_in_words(version.date, words)
    title = filled(words.gettext("Version %(version)s, %(date)s"), version=number, date=date)
    heading = E("h2", title, id=f"v{version.version}")
    return E("section", heading, paragraphs(HtmlWriter(edition).html(version.note.content)), changes)


def _counted(edition: Edition, version: str) -> str:
    kinds = Counter(entry.kind for entry in expected_ledger(edition).values() if entry.since == version)
    counts = ", ".join(counted(kind, count, edition) for kind, count in kinds.items())
    words = edition.messages.gettext("First published, with permanent addresses for %(counts)s.")
    return words % {"counts": counts}


def _changes(edition: Edition, version: str) -> Fragment:
    rows = tuple(row for entry in expected_ledger(edition).values() for row in _rows(edition, entry, version))
    return (E("ul", rows),) if rows else (E("p", edition.messages.gettext("The text has not changed.")),)


def _rows(edition: Edition, entry: LedgerEntry, version: str) -> Iterator[Element]:
    """What became of an entry of the ledger in a version: new, changed or ended."""
    anchor, html, words = links(edition, (entry.key,)), HtmlWriter(edition).html, edition.messages
    parts: dict[str, Content | Fragment] = {"kind": kind(entry.kind, edition), "anchor": anchor}
    if entry.since == version:
        new = filled(words.gettext("New %(kind)s: %(anchor)s"), **parts)
        name = E("span", entry.name, **edition.text_attributes) if is_of_text(entry) else entry.name
        yield E("li", new, (" (", name, ")") if entry.name != label(entry, words) else None)
    for revision in (revision for revision in entry.revisions if revision.version == version):
        changed = filled(words.gettext("Changed %(kind)s: %(anchor)s"), **parts)
        yield E("li", changed, ". ", html(revision.reason.content))
    if entry.until == version:
        to = (" → ", *links(edition, entry.to)) if entry.to else ()
        reason = (". ", *html(entry.reason.content)) if entry.reason else ()
        ended, _of_permalink = ENDS.get(entry.state, ENDS["retired"])
        yield E("li", filled(words.gettext(ended), **parts), to, reason)
