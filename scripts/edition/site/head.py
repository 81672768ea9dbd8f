"""The head of a page, for programs: what is saved from it, where it leads, and its linked data."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from html import escape
from posixpath import dirname

from edition.data import schema_org
from edition.index.addresses import SITE, addresses, card_uri, full_address, public_address, section_uri, seen_from
from edition.index.tables import named, sections
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.output import Page
from edition.model.registers import WORKS
from edition.model.serialize import Prerendered, to_html
from edition.model.tree import E, Element, Fragment
from edition.site.formats import file_format
from edition.site.metadata import OF_EDITION, TEXT, address, key_of, metadata
from edition.site.patterns import PLACEHOLDERS, filled_in, pieces_of

_KEY, _TITLE, _DESCRIPTION, _ = PLACEHOLDERS


def described(page: Page, edition: Edition, files: Collection[str]) -> Fragment:
    """What a page says in its head; ``files`` are the addresses of what can be downloaded."""
    thing = _thing(page, edition, files)
    kind, script = thing.get("@type", "WebPage"), (_script(thing),) if thing else ()
    if page.kind != "work":
        return (*_tags(page, edition, files, kind), *script)
    pieces = _tags_of_works(edition, kind, tuple({card_uri("")}.intersection(files)))
    values = {_KEY: key_of(page.uri), _TITLE: escape(page.title), _DESCRIPTION: escape(page.description)}
    return (Prerendered((filled_in(pieces, values),)), *script)


def _tags(page: Page, edition: Edition, files: Collection[str], kind: str) -> Iterator[Element]:
    """The tags of a page but for its linked data; ``kind`` is the type of what it is of, in schema.org."""
    yield from _signposts(page, edition, files)
    yield E("link", rel="type", href=f"{schema_org.CONTEXT}/{kind}")
    yield from metadata(page, edition, files)
    if name := {"work": key_of(page.uri), "bibliography": page.kind}.get(page.kind):
        uri = f"{SITE}works/{name}.mods.xml"
        server = public_address(edition, uri) or uri
        yield E("link", rel="unapi-server", type="application/xml", title="unAPI", href=server)


@derived
def _tags_of_works(edition: Edition, kind: str, images: tuple[str, ...]) -> list[str]:
    """The tags of any work of a type in schema.org as HTML, split at the places of its key, title and description.
    ``images``: the addresses of pictures for previews of links."""
    page = Page(f"works/{_KEY}.html", _TITLE, "work", (), _DESCRIPTION)
    tags = _tags(page, edition, (*images, f"works/{_KEY}.mods.xml"), kind)
    return pieces_of(to_html(tuple(tags), seen_from(edition, page.uri)))


def _thing(page: Page, edition: Edition, files: Collection[str]) -> schema_org.Thing:
    """What the page is of, as linked data; nothing for most pages of prose."""
    key, uri = key_of(page.uri), page.uri
    if page.kind in OF_EDITION:
        books = ((full_address(edition, book, uri), kind) for book, kind in _books(files))
        encodings = [{"@type": "MediaObject", "contentUrl": at, "encodingFormat": kind} for at, kind in books]
        return schema_org.whole_edition(edition, uri, encodings)
    if page.kind == "section":
        return schema_org.section(edition, sections(edition)[key], uri)
    if page.kind == "entry":
        return schema_org.entry(edition, edition.entries[key], uri)
    if page.kind == "work":
        return schema_org.work(edition, edition.works[key], uri)
    keys = _listed(edition, page)
    return schema_org.listed(edition, page.title, keys, uri) if keys else {}


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


def _signposts(page: Page, edition: Edition, files: Collection[str]) -> Iterator[Element]:
    """The links by which programs find what belongs to a page (FAIR Signposting)."""
    if edition.metadata.base_address:
        yield E("link", rel="cite-as", href=address(edition, page))
        yield E("link", rel="canonical", href=public_address(edition, SITE + page.uri).removesuffix("index.html"))
    yield from _whose(edition, page.kind in TEXT)
    if page.kind == "title":
        parts = [(section_uri(section.slug), "text/html") for section in edition.sections]
        for uri, kind in (*parts, *_books(files)):
            yield E("link", rel="item", href=SITE + uri, type=kind)
    elif page.kind == "section":
        yield E("link", rel="collection", href=f"{SITE}index.html", type="text/html")
    about = {"work": f"works/{key_of(page.uri)}.mods.xml", "entry": f"data/{dirname(page.uri)}.jsonld"}
    uri = about.get(page.kind, "data/edition.json")
    if uri in files:
        yield E("link", rel="describedby", href=SITE + uri, type=file_format(uri).media_type)


@derived
def _whose(edition: Edition, of_text: bool) -> tuple[Element, ...]:
    """By whom it is, where that person has a page, and on what terms."""
    data = edition.metadata
    who = addresses(edition).get(named(edition).get(data.author if of_text else data.editor, ""), "")
    targets = (("author", who), ("license", schema_org.licence_address(edition, of_text=of_text)))
    return tuple(E("link", rel=rel, href=href) for rel, href in targets if href)


def _script(thing: schema_org.Thing) -> Element:
    # no end tag of a script may stand in a script, not even within a string
    words = json.dumps({"@context": schema_org.CONTEXT} | thing, ensure_ascii=False).replace("<", "\\u003c")
    return E("script", words, type="application/ld+json")
