"""The head of a page, for programs: what is saved from it, where it leads, and its linked data."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from posixpath import basename, dirname

from edition.data import schema_org
from edition.index.addresses import SITE, addresses, permanent_address, public_address, section_uri, seen_from
from edition.index.tables import named, sections
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.output import Page
from edition.model.registers import WORKS
from edition.model.tree import E, Element, Fragment
from edition.site.formats import file_format
from edition.site.metadata import TEXT, WHOLE, metadata


def described(page: Page, edition: Edition, files: Collection[str]) -> Fragment:
    """What a page says in its head; ``files`` are the addresses of what can be downloaded."""
    tags = [*_signposts(page, edition, files), *metadata(page, edition, files)]
    key = basename(page.uri).removesuffix(".html")
    if page.kind in WHOLE:
        encodings = [
            {"@type": "MediaObject", "contentUrl": _absolute(edition, uri, page.uri), "encodingFormat": kind}
            for uri, kind in _books(files)
        ]
        tags += [_script(schema_org.whole_edition(edition, page.uri, encodings))]
    elif page.kind == "section":
        tags += [_script(schema_org.section(edition, sections(edition)[key], page.uri))]
    elif page.kind == "entry":
        tags += [_script(schema_org.entry(edition, edition.entries[key], page.uri))]
    elif page.kind == "work":
        tags += [_script(schema_org.work(edition, edition.works[key], page.uri))]
    elif keys := _listed(edition, page):
        tags += [_script(schema_org.listed(edition, page.title, keys, page.uri))]
    if page.kind in ("work", "bibliography"):
        record = _absolute(edition, f"works/{key if page.kind == 'work' else 'bibliography'}.mods.xml", page.uri)
        tags += [E("link", rel="unapi-server", type="application/xml", title="unAPI", href=record)]
    return tuple(tags)


def _listed(edition: Edition, page: Page) -> list[str]:
    """The keys of what an index lists; none for any other page."""
    folder, _, name = page.uri.partition("/")
    if name != "index.html" or folder not in (*edition.registers, WORKS):
        return []
    entries = edition.entries.values()
    return list(edition.works) if folder == WORKS else [entry.key for entry in entries if entry.register == folder]


def _books(files: Collection[str]) -> list[tuple[str, str]]:
    """The books among the files, with their media types."""
    return [(uri, file_format(uri).media_type) for uri in files if "/" not in uri and not uri.endswith(".cff")]


def _absolute(edition: Edition, uri: str, page: str) -> str:
    return public_address(edition, SITE + uri) or seen_from(edition, page)(SITE + uri)


def _signposts(page: Page, edition: Edition, files: Collection[str]) -> Iterator[Element]:
    data = edition.metadata
    key = basename(page.uri).removesuffix(".html") if page.kind in ("section", "entry", "work") else ""
    if data.base_address:
        lasting = (
            permanent_address(edition, key)
            if key
            else public_address(edition, SITE + page.uri).removesuffix("index.html")
        )
        yield E("link", rel="cite-as", href=lasting)
        yield E("link", rel="canonical", href=public_address(edition, SITE + page.uri).removesuffix("index.html"))
    yield from _whose(edition, page.kind in TEXT)
    if page.kind == "title":
        parts = [(section_uri(s.slug), "text/html") for s in edition.sections]
        for uri, kind in (*parts, *_books(files)):
            yield E("link", rel="item", href=SITE + uri, type=kind)
    elif page.kind == "section":
        yield E("link", rel="collection", href=f"{SITE}index.html", type="text/html")
    about = {"work": f"works/{key}.mods.xml", "entry": f"data/{dirname(page.uri)}.jsonld"}
    uri = about.get(page.kind, "data/edition.json")
    if uri in files:
        yield E("link", rel="describedby", href=SITE + uri, type=file_format(uri).media_type)


@derived
def _whose(edition: Edition, of_text: bool) -> tuple[Element, ...]:
    data = edition.metadata
    key = named(edition).get(data.author if of_text else data.editor, "")
    who = addresses(edition).get(key, f"{SITE}index.html")
    author, terms = E("link", rel="author", href=who), schema_org.licence_address(edition, of_text=of_text)
    return (author, E("link", rel="license", href=terms)) if terms else (author,)


_packed = json.JSONEncoder(ensure_ascii=False).encode


def _script(thing: schema_org.Thing) -> Element:
    # no end tag of a script may stand in a script, not even within a string
    words = _packed({"@context": schema_org.CONTEXT} | thing).replace("<", "\\u003c")
    return E("script", words, type="application/ld+json")
