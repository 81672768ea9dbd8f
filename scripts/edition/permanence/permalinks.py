"""``id/<key>/``: the address that lasts. It leads to where an anchor stands today, or says what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.addresses import SITE, relative
from edition.model.edition import Edition
from edition.model.output import Output
from edition.model.records import LedgerEntry
from edition.model.serialize import Told, html
from edition.model.tree import E, Node
from edition.permanence.ledger import current, due, label, links
from edition.sources.yaml_records import is_key

BECAME = {
    "moved": "It stands now as ",
    "merged": "It is now part of ",
    "split": "It is now divided into ",
    "retired": "It was withdrawn.",
}


DOCUMENT = """\
<!doctype html>
<html lang="{0}"><head><meta charset="utf-8"><title>{1} · {2}</title>{3}</head><body>{4}</body></html>
"""
HEAD = '<meta http-equiv="refresh" content="0; url={0}"><link rel="canonical" href="{0}">'
"""There are as many of these pages as anchors: they are filled in, a tree for each would take twenty times as long."""


def resolvers(edition: Edition) -> Iterator[Output]:
    """A page of less than 1 kB for each anchor that stands today or was ever published."""
    standing, language, title = current(edition), edition.metadata.language, html(edition.metadata.title)
    for key, entry in due(edition).items():
        if not is_key(key):
            continue
        uri, name, head = f"id/{key}/index.html", html(label(entry)), ""
        told: Told = []
        if entry.state != "live":
            body = html(tuple(_fate(edition, entry)), lambda address, uri=uri: relative(address, uri), told)  # type: ignore[misc]
        elif key in standing:
            to = standing[key].address.replace(SITE, "../../", 1)
            told.append(f"href {standing[key].address}")
            head, body = HEAD.format(to), f'<p><a href="{to}">{name}</a></p>'
        else:
            continue
        yield Output(uri, DOCUMENT.format(language, name, title, head, body).encode(), "\n".join(told))


def _fate(edition: Edition, entry: LedgerEntry) -> Iterator[Node]:
    """What stood at an anchor, what became of it, and where its words are."""
    yield E("h1", label(entry))
    before = f"Before version {entry.until} this" if entry.until else "This"
    what = "" if label(entry) == entry.name else f" (“{entry.name}”)"
    a = "an" if entry.kind[:1] in "aeiou" else "a"
    yield E("p", f"{before} address led to {a} {entry.kind}{what}, first published in version {entry.since}.")
    to = links(edition, entry.to)
    yield E("p", BECAME.get(entry.state, ""), to, "." if to else "", f" {entry.reason}" if entry.reason else "")
    base = edition.metadata.base_address
    if base:
        href = f"{base}v/{entry.since}/id/{entry.key}/"
        yield E("p", E("a", f"As it stood in version {entry.since}", href=href))
