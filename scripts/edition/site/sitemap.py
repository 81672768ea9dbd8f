"""The map of the site for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.model.edition import Edition
from edition.model.output import Output
from edition.model.serialize import to_xml


def sitemap(edition: Edition, uris: Iterable[str]) -> Iterator[Output]:
    """The addresses of all pages, if the edition has an address."""
    base, date = edition.metadata.base_address, edition.metadata.date
    if base:
        places = (to_xml(base + uri.removesuffix("index.html")) for uri in uris)
        listed = "".join(f"<url><loc>{place}</loc><lastmod>{to_xml(date)}</lastmod></url>" for place in places)
        words = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
        yield Output("sitemap.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{words}\n'.encode())
