"""The site map, for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.index.addresses import served_path
from edition.model.edition import Edition
from edition.model.output import Output
from edition.model.serialize import xml_document
from edition.model.tree import E


def sitemap(edition: Edition, uris: Iterable[str]) -> Iterator[Output]:
    """The addresses of all pages, if the edition has an address."""
    base, date = edition.metadata.base_address, edition.metadata.date
    if base:
        addresses = (base + served_path(edition, uri).removesuffix("index.html") for uri in uris)
        listed = tuple(E("url", E("loc", address), E("lastmod", date)) for address in addresses)
        root = E("urlset", listed, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
        yield Output("sitemap.xml", xml_document(root))
