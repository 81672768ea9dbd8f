"""The head of a page, for programs: how the page is cited, who made it, what it is part of.

The title page alone speaks for the text (Highwire, Dublin Core, Open Graph): a reference manager that met the same
tags on every page would take every section for an article. A section says what it is part of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from posixpath import basename, dirname

from edition.citations.self_citation import authors_and_editors, first_publication
from edition.citations.wording import joined_title, name_in_order
from edition.data import schema_org
from edition.index.addresses import SITE, addresses, permanent_address, relative, section_uri
from edition.index.tables import named, sections
from edition.index.uses import counts
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.output import Page
from edition.model.tree import E, Element, Fragment
from edition.model.vocabulary import WORK_TYPES
from edition.model.works import Name, Work
from edition.site.formats import file_format

TEXT = ("title", "section", "print")
"""Kinds of page that show the author's words."""


def described(page: Page, edition: Edition, files: Collection[str]) -> Fragment:
    """What a page says in its head; ``files`` are the addresses of what can be downloaded."""
    tags = [*_signposts(page, edition, files)]
    key = basename(page.uri).removesuffix(".html")
    if page.kind == "title":
        tags += [*_highwire(edition, files), *_dublin_core(edition), *_open_graph(edition, page)]
        encodings = [
            {"@type": "MediaObject", "contentUrl": _absolute(edition, uri, page.uri), "encodingFormat": kind}
            for uri, kind in _books(files)
        ]
        tags += [_script(schema_org.whole_edition(edition, page.uri, encodings))]
    elif page.kind == "section":
        tags += _section(edition, page, sections(edition)[key])
    elif page.kind == "entry":
        tags += [_script(schema_org.entry(edition, edition.entries[key], page.uri))]
    elif page.kind == "work":
        tags += [_script(schema_org.work(edition, edition.works[key], page.uri))]
    if page.kind in ("work", "bibliography"):
        record = _absolute(edition, f"works/{key if page.kind == 'work' else 'bibliography'}.mods.xml", page.uri)
        tags += [E("link", rel="unapi-server", type="application/xml", title="unAPI", href=record)]
    return tuple(tags)


def _books(files: Collection[str]) -> list[tuple[str, str]]:
    """The books among the files, with their media types."""
    return [(uri, file_format(uri).media_type) for uri in files if "/" not in uri and not uri.endswith(".cff")]


def _absolute(edition: Edition, uri: str, relative_to: str) -> str:
    base = edition.metadata.base_address
    return base + uri if base else relative(SITE + uri, relative_to)


def _signposts(page: Page, edition: Edition, files: Collection[str]) -> Iterator[Element]:
    data = edition.metadata
    key = basename(page.uri).removesuffix(".html") if page.kind in ("section", "entry", "work") else ""
    if data.base_address:
        lasting = permanent_address(edition, key) if key else data.base_address + page.uri.removesuffix("index.html")
        yield E("link", rel="cite-as", href=lasting)
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


def _highwire(edition: Edition, files: Collection[str]) -> Iterator[Element]:
    data, first = edition.metadata, first_publication(edition)
    authors, _ = authors_and_editors(edition)
    values = [("title", joined_title(data.title, data.subtitle)), *(("author", _inverted(n)) for n in authors)]
    if first:
        journal = joined_title(first.container_title, first.container_subtitle)
        values += [("publication_date", first.issued.replace("-", "/")), ("journal_title", journal)]
        values += [("volume", first.volume), ("issue", first.issue), ("doi", first.doi)]
    else:
        values += [("publication_date", data.date.replace("-", "/"))]
    values += [("language", data.language), ("public_url", data.base_address)]
    pdf = next((uri for uri in files if uri.endswith(".pdf")), "")
    values += [("pdf_url", data.base_address + pdf if data.base_address and pdf else "")]
    used = counts(edition)
    values += [("reference", _reference(work)) for work in edition.works.values() if used.get(work.key)]
    yield from (E("meta", name=f"citation_{name}", content=value) for name, value in values if value)


def _reference(work: Work) -> str:
    """A work as Highwire's ``citation_reference`` wants it: its own tags again, with semicolons between."""
    container = joined_title(work.container_title, work.container_subtitle)
    within = WORK_TYPES[work.type].container.highwire
    values = [("title", joined_title(work.title, work.subtitle))]
    values += [("author", _inverted(creator.name)) for creator in work.creators if creator.role == "author"]
    values += [("publication_date", work.issued), (within, container if within else ""), ("publisher", work.publisher)]
    values += [("volume", work.volume), ("issue", work.issue), ("pages", work.page), ("isbn", work.isbn)]
    return "; ".join(f"citation_{name}={value.replace(';', ',')}" for name, value in values if value)


def _inverted(name: Name) -> str:
    return name.literal or ", ".join(part for part in (f"{name.particle} {name.family}".strip(), name.given) if part)


def _dublin_core(edition: Edition) -> Iterator[Element]:
    """Author and editor apart: who made the text is its creator, who edited it contributed."""
    data, first = edition.metadata, first_publication(edition)
    authors, editors = authors_and_editors(edition)
    yield E("link", rel="schema.DCTERMS", href="http://purl.org/dc/terms/")
    values = [("title", joined_title(data.title, data.subtitle)), *(("creator", _inverted(n)) for n in authors)]
    values += [("contributor", _inverted(name)) for name in editors]
    values += [("created", first.issued if first else ""), ("issued", data.date), ("hasVersion", data.version)]
    values += [("publisher", data.publisher), ("language", data.language), ("type", "Text")]
    values += [("source", first.url if first else ""), ("rights", schema_org.rights(edition))]
    values += [("identifier", data.base_address), ("provenance", _statement(edition))]
    yield from (E("meta", name=f"DCTERMS.{name}", content=value) for name, value in values if value)


def _statement(edition: Edition) -> str:
    """Whose the text is and whose the edition, in a sentence."""
    data, _ = edition.metadata, edition.messages.gettext
    text = _("Text by %(author)s")
    if data.first_published:
        text = _("Text by %(author)s, first published in %(where)s")
    edition_ = _("version %(version)s, %(date)s")
    if data.editor:
        edition_ = _("edited by %(editors)s, version %(version)s, %(date)s")
    values = {"author": data.author, "where": data.first_published, "editors": data.editor}
    values |= {"version": data.version, "date": data.date}
    return f"{text}; {edition_}." % values


def _open_graph(edition: Edition, page: Page) -> Iterator[Element]:
    data = edition.metadata
    values = [("title", data.title), ("type", "article"), ("description", page.description)]
    values += [("url", data.base_address), ("locale", data.language)]
    yield from (E("meta", property=f"og:{name}", content=value) for name, value in values if value)


def _section(edition: Edition, page: Page, section: Section) -> Iterator[Element]:
    whole = schema_org.edition_reference(edition, page.uri)
    authors, _ = authors_and_editors(edition)
    yield E("link", rel="schema.DCTERMS", href="http://purl.org/dc/terms/")
    values = [("title", page.title), *(("creator", name_in_order(name)) for name in authors)]
    values += [("isPartOf", edition.metadata.base_address or edition.metadata.title)]
    yield from (E("meta", name=f"DCTERMS.{name}", content=value) for name, value in values)
    yield _script(schema_org.section(edition, section, page.uri) | {"isPartOf": whole})


_packed = json.JSONEncoder(ensure_ascii=False).encode


def _script(thing: schema_org.Thing) -> Element:
    # no end tag of a script may stand in a script, not even within a string
    words = _packed({"@context": schema_org.CONTEXT} | thing).replace("<", "\\u003c")
    return E("script", words, type="application/ld+json")
