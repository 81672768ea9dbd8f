"""Permalinks: a page ``id/<key>/`` redirects to where an anchor stands today, or says what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.citations.plain_words import plain_words
from edition.index.addresses import permanent_address, seen_from, served_path
from edition.index.tables import folders
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.messages import direction, filled, in_english
from edition.model.output import Output, Plan
from edition.model.records import LedgerEntry
from edition.model.serialize import AnchorLists, to_html
from edition.model.tree import E, Element
from edition.permanence.kinds import ENDS, a_kind
from edition.permanence.ledger import current, expected_ledger, is_of_text, label, links, standings_in
from edition.sources.values import is_key

DOCUMENT = """\
<!doctype html>
<html lang="{0}" dir="{5}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
<title>{1} · {2}</title><link rel="collection" href="../../index.html">{3}</head><body>{4}</body></html>
"""
ENDED = '<meta name="robots" content="noindex">'
HEAD = '<meta http-equiv="refresh" content="0; url={0}"><link rel="canonical" href="{0}">'
"""There are as many of these pages as anchors: they are filled in, a tree for each would take twenty times as long."""


def permalinks(edition: Edition) -> Iterator[Plan]:
    """A redirect page of less than 1 kB for each anchor that stands today or was ever published.

    They are planned in groups: the anchors of a section, the keys of a register, and what does not stand any more.
    """
    for group in _groups(edition):
        yield Plan(f"id/{group}/", _redirects, (group,))


@derived
def _groups(edition: Edition) -> Mapping[str, tuple[tuple[str, str, str, bool], ...]]:
    """The permalinks of each group: key, label, the address that it redirects to (none where nothing stands), and
    whether it is a quotation."""
    groups: dict[str, list[tuple[str, str, str, bool]]] = {"ended": []}
    sections = {
        key: str(section.number)
        for section in edition.sections
        for key in (section.slug, *standings_in(edition, section))
    }
    standing = current(edition)
    for key, entry in expected_ledger(edition).items():
        if is_key(key) and (key in standing or entry.state != "live"):
            group = (sections.get(key) or folders(edition)[key]) if key in standing else "ended"
            address = standing[key].address if entry.state == "live" else ""
            groups.setdefault(group, []).append(
                (key, label(entry, edition.messages), address, entry.kind == "quotation")
            )
    return {group: tuple(redirects) for group, redirects in groups.items()}


def _redirects(edition: Edition, group: str) -> Iterator[Output]:
    """The pages of a group."""
    language, title = edition.editors_language, to_html(edition.metadata.title)
    for key, words, address, quoted in _groups(edition).get(group, ()):
        uri, name, head, lists = f"id/{key}/index.html", to_html(words), ENDED, AnchorLists()
        if address:
            to = f"../../{served_path(edition, address)}"
            lists.links.append(address)
            spoken = edition.text_attributes if quoted else {}
            head, body = HEAD.format(to), f"<p>{to_html(E('a', words, href=to, **spoken))}</p>"
        else:
            body = to_html(tuple(_fate(edition, expected_ledger(edition)[key])), seen_from(edition, uri), lists)
        if own := permanent_address(edition, key):
            head += f'<link rel="cite-as" href="{to_html(own)}">'
        made = in_english(DOCUMENT.format(language, name, title, head, body, direction(language)))
        yield Output(uri, made.encode(), lists.anchors())


def _fate(edition: Edition, entry: LedgerEntry) -> Iterator[Element]:
    """What stood at an anchor, what became of it, and where its words are."""
    _, name = edition.messages.gettext, label(entry, edition.messages)
    yield E("h1", name)
    words = _("Before version %(until)s this address led to %(a_kind)s, first published in version %(since)s.")
    if name != entry.name:
        words = _(
            "Before version %(until)s this address led to %(a_kind)s (“%(name)s”), "
            "first published in version %(since)s."
        )
    named = E("span", entry.name, **edition.text_attributes) if is_of_text(entry) else entry.name
    values = {"until": entry.until, "a_kind": a_kind(entry.kind, edition), "name": named, "since": entry.since}
    yield E("p", filled(words, **values))
    _of_list, became = ENDS.get(entry.state, ("", ""))
    fate = filled(_(became), anchors=links(edition, entry.to))
    yield E("p", fate, f" {plain_words(edition, entry.reason)}" if entry.reason else "")
    base = edition.metadata.base_address
    if base:
        href = f"{base}v/{entry.since}/id/{entry.key}/"
        yield E("p", E("a", _("As it stood in version %(version)s") % {"version": entry.since}, href=href))
