"""The site map, and the file that leads search engines to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.index.addresses import served_path
from edition.model.edition import Edition
from edition.model.output import Output
from edition.model.serialize import xml_document
from edition.model.tree import E


def sitemap(edition: Edition, uris: Iterable[str]) -> Iterator[Output]:
    """The addresses of all pages and where they are listed, if the edition has an address."""
    base, date = edition.metadata.base_address, edition.metadata.date
    if base:
        addresses = (base + served_path(edition, uri).removesuffix("index.html") for uri in uris)
        listed = tuple(E("url", E("loc", address), E("lastmod", date)) for address in addresses)
        root = E("urlset", listed, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
        yield Output("sitemap.xml", xml_document(root))
        yield Output("robots.txt", f"User-agent: *\nDisallow:\n\nSitemap: {base}sitemap.xml\n".encode())
