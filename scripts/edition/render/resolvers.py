"""``id/<key>/``: the address that lasts. It leads to where an anchor stands today, or says what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.addresses import relative, settled
from edition.ledger import current, due, label, links
from edition.markup import E, Fragment, Node, html
from edition.model import Edition, LedgerEntry, Output, Page
from edition.registers import is_key

BECAME = {
    "moved": "It stands now as ",
    "merged": "It is now part of ",
    "split": "It is now divided into ",
    "retired": "It was withdrawn.",
}


def resolvers(edition: Edition) -> Iterator[Output]:
    """A page of less than 1 kB for each anchor that stands today or was ever published."""
    standing = current(edition)
    for key, entry in due(edition).items():
        uri = f"id/{key}/index.html"
        if not is_key(key):
            continue
        if entry.state != "live":
            body = settled(Page(uri, label(entry), "id", tuple(_fate(edition, entry))))
            page = _document(edition, label(entry), (), body)
        elif key in standing:
            to = relative(standing[key].address, uri)
            head = (E("meta", http_equiv="refresh", content=f"0; url={to}"), E("link", rel="canonical", href=to))
            page = _document(edition, label(entry), head, (E("p", E("a", label(entry), href=to)),))
        else:
            continue
        yield Output(uri, f"<!doctype html>\n{html(page)}\n".encode())


def _document(edition: Edition, title: str, head: Fragment, body: Fragment) -> Node:
    data = edition.metadata
    charset = E("meta", charset="utf-8")
    return E(
        "html",
        E("head", charset, E("title", f"{title} · {data.title}"), head),
        E("body", body),
        lang=data.language,
    )


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
