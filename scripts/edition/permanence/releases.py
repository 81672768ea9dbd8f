"""What a release writes besides the site: archived pages, the list of versions, the entry in versions.yml."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from edition.citations.dates import date_in_words
from edition.index.addresses import MISSING_PAGE, SITE, relative
from edition.model.edition import Edition
from edition.model.records import Version
from edition.model.serialize import to_html
from edition.model.tree import E
from edition.permanence.archive import COPIES, MANIFEST, checksum, manifest
from edition.permanence.ledger import current


def archived(edition: Edition, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A site as it is archived under ``v/<version>/``, with its manifest.

    Each page says which version it is and leads to the current one.
    """
    keys = {standing.address: key for key, standing in current(edition).items()}
    pages = {uri: _page(edition, uri, content, keys.get(SITE + uri, "")) for uri, content in files.items()}
    return pages | {MANIFEST: manifest(pages)}


_TAG = re.compile(r"<(?:meta|link) [^>]*>")


def _pinned(edition: Edition, head: str, folder: str) -> str:
    """The head of an archived page: its addresses are those of the archive, to which no search engine shall lead."""
    address = edition.metadata.base_address
    if address:
        head = _TAG.sub(lambda tag: tag[0].replace(f'"{address}', f'"{address}{folder}'), head)
    return head.replace("</head>", '<meta name="robots" content="noindex"></head>', 1)


def _page(edition: Edition, uri: str, content: bytes, key: str) -> bytes:
    """A page as it is archived, with fixed addresses and a notice on its version; other files as they are."""
    before, main, after = content.partition(b"<main ")
    if not uri.endswith(".html") or not main or uri == MISSING_PAGE:
        return content
    version, base = edition.metadata.version, f"{COPIES}{edition.metadata.version}/"
    before = _pinned(edition, before.decode(), base).encode()
    latest = relative(f"{SITE}id/{key}/index.html" if key else f"{SITE}index.html", base + uri)
    _ = edition.messages.gettext
    values = {"version": version, "date": date_in_words(edition.metadata.date, edition.messages)}
    words = _("Version %(version)s, %(date)s, archived as published.") % values + " "
    link = E("a", _("The current version of this page") if key else _("The current version"), href=latest)
    superseded = _("It has been superseded by version %(version)s.")
    root = relative(f"{SITE}.", base + uri) + "/"
    notice = E(
        "aside",
        E("p", words, link),
        class_="kept-version",
        aria_label=_("Version"),
        data_version=version,
        data_superseded=superseded,
        data_root=root,
    )
    script = E("script", src=relative(f"{SITE}{COPIES}versions.js", base + uri), defer="")
    return before + to_html((notice, script)).encode() + b"\n" + main + after


def list_of_versions(edition: Edition, versions: Iterable[Version], manifests: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the folder ``v/`` itself; ``manifests`` are those of the versions, by the version."""
    words = edition.messages
    rows = (
        E(
            "li",
            E("a", version.version, href=f"{version.version}/index.html"),
            f", {date_in_words(version.date, words)}",
        )
        for version in reversed(tuple(versions))
        if version.version in manifests
    )
    title = f"{words.gettext('Versions')} · {edition.metadata.title}"
    head = E("head", E("meta", charset="utf-8"), E("title", title))
    page = E("html", head, E("body", E("h1", title), E("ul", *rows)), lang=edition.metadata.language)
    files = {"index.html": f"<!doctype html>\n{to_html(page)}\n".encode()}
    script = Path(__file__).with_name("versions.js").read_bytes()
    files["versions.js"] = script.replace(b"CURRENT", json.dumps(edition.metadata.version).encode())
    return files | {MANIFEST: manifest(files | {f"{name}/{MANIFEST}": manifests[name] for name in manifests})}


def with_version(source: str, edition: Edition, copy: Mapping[str, bytes]) -> str:
    """``versions.yml`` with this version in it, and the sum of its manifest: from now on its anchors are promises."""
    data, manifest_line = edition.metadata, f"  manifest: {checksum(copy[MANIFEST])}\n"
    before = next((version for version in edition.versions if version.version == data.version), None)
    if before and before.manifest:
        return source
    if before:
        rows = source.splitlines(keepends=True)
        return "".join((*rows[: before.location.line], manifest_line, *rows[before.location.line :]))
    keys = {version.key for version in edition.versions}
    key = next(key for key in (f"v{at}" for at in range(len(keys) + 1, 2 * len(keys) + 2)) if key not in keys)
    entry = f'{key}:\n  version: "{data.version}"\n  date: {data.date}\n{manifest_line}'
    return (f"{source.rstrip()}\n\n" if source else "") + entry
