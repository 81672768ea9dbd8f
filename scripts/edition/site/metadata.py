"""Tags in the head of a page that reference managers, catalogues and previews of links read.

One object is saved from every page, and it is the one under “How to cite”: the title page and the page of the whole
text are the annotated edition, a book of its own date that names the first publication; a section and an entry of a
register are parts of that book; any other page is a page of a web site.
"""

from __future__ import annotations

import locale
import re
from collections.abc import Collection, Iterator
from functools import cache
from posixpath import basename

from edition.citations.citation_target import CitationTarget, citation_target
from edition.citations.names import name_in_order, name_in_parts
from edition.citations.responsibility import authors_and_editors, authors_of, first_publication
from edition.citations.self_citation import cited_work
from edition.citations.titles import joined_title
from edition.data import schema_org
from edition.index.addresses import SITE, card_uri, full_address, permanent_address, public_address
from edition.index.annotation import works_of_the_author
from edition.index.tables import sections
from edition.index.uses import counts
from edition.model.edition import Edition, Section
from edition.model.output import Page
from edition.model.tree import E, Element
from edition.model.vocabulary import WORK_TYPES
from edition.model.works import Name, Work

TEXT = ("title", "section", "print")
"""Kinds of page that show the author’s words."""
OF_EDITION = ("title", "print")
"""Kinds of page that are the edition itself."""

Tags = Iterator[tuple[str, str]]


def metadata(page: Page, edition: Edition, files: Collection[str]) -> Iterator[Element]:
    """The tags of a page, in the vocabularies of Highwire, Dublin Core, Zotero and Open Graph."""
    authors, editors = authors_and_editors(edition)
    leading = authors if page.kind in TEXT else editors  # where no editor is named, nobody is
    if page.kind == "section" and (section := _section(edition, page)).authors:
        leading = authors_of(edition, section)
    yield E("link", rel="schema.DCTERMS", href="http://purl.org/dc/terms/")
    if page.kind in OF_EDITION:
        tags = _whole(edition, page, files)
    elif page.kind in ("section", "entry"):
        tags = _part(edition, page, leading)
    else:
        tags = iter((("z:itemType", "webpage"),)) if page.kind != "work" else iter(())
    names = ", ".join(map(name_in_order, leading))
    for name, value in (("author", names), *tags, *_dublin_core(edition, page, leading)):
        if value:
            yield E("meta", name=name, content=value)
    card = card_uri(key_of(page.uri) if page.kind == "section" else "")
    if card in files:
        yield E("meta", property="og:image", content=full_address(edition, card, page.uri))
        yield E("meta", name="twitter:card", content="summary_large_image")
    for name, value in _open_graph(edition, page):
        yield E("meta", property=f"og:{name}", content=value)


def title(edition: Edition, page: Page) -> str:
    """The title of a page without the number and the brackets of its heading."""
    if page.kind in OF_EDITION:
        return joined_title(edition.metadata.title, edition.metadata.subtitle)
    return _section(edition, page).title if page.kind == "section" else page.title


def address(edition: Edition, page: Page) -> str:
    """The address under which a page is cited; "" while the edition has none."""
    if page.kind in ("section", "entry", "work"):
        return permanent_address(edition, key_of(page.uri))
    uri = "index.html" if page.kind in OF_EDITION else page.uri
    return public_address(edition, SITE + uri).removesuffix("index.html")


def key_of(uri: str) -> str:
    """The key of the section, entry or work that the page at an address is of."""
    return basename(uri).removesuffix(".html")


def _section(edition: Edition, page: Page) -> Section:
    return sections(edition)[key_of(page.uri)]


def _whole(edition: Edition, page: Page, files: Collection[str]) -> Tags:
    """The annotated edition. Zotero keeps in ``extra`` what it has no field for."""
    work, used = cited_work(edition, CitationTarget()), counts(edition)
    authors, editors = authors_and_editors(edition)
    yield "z:itemType", "book"
    yield "citation_title", title(edition, page)
    yield from (("citation_author", inverted(name)) for name in authors)
    yield from (("citation_editor", inverted(name)) for name in editors)
    yield from _dated(edition)
    yield "prism.edition", work.edition
    yield "z:extra", "\n".join(filter(None, (work.original_date and f"original-date: {work.original_date}", work.note)))
    yield "citation_public_url", address(edition, page)
    pdf = next((uri for uri in files if uri.endswith(".pdf")), "")
    yield "citation_pdf_url", pdf and full_address(edition, pdf, page.uri)
    if page.kind == "title":
        cited = (key for key in edition.works if key in works_of_the_author(edition) and used.get(key))
        yield from (("citation_reference", _reference(edition.works[key])) for key in cited)


def _part(edition: Edition, page: Page, leading: tuple[Name, ...]) -> Tags:
    """A section of the text, or an entry of a register, as a part of the edition."""
    data, editors = edition.metadata, authors_and_editors(edition)[1]
    yield "z:itemType", "bookSection"
    yield "citation_title", title(edition, page)
    yield from (("citation_author", inverted(name)) for name in leading)
    if page.kind == "section":
        yield from (("citation_editor", inverted(name)) for name in editors)
        yield from _paragraphs(_section(edition, page))
    yield "citation_inbook_title", joined_title(data.title, data.subtitle)
    yield "prism.edition", cited_work(edition, citation_target(edition, key_of(page.uri))).edition
    yield from _dated(edition)
    yield "citation_public_url", address(edition, page)


def _paragraphs(section: Section) -> Tags:
    """The first and the last paragraph in the place of pages."""
    numbers = [paragraph.anchor.removeprefix("p") for paragraph in section.blocks]
    if numbers:
        yield "citation_firstpage", f"{'¶¶' if len(numbers) > 1 else '¶'} {numbers[0]}"
        yield "citation_lastpage", numbers[-1] if len(numbers) > 1 else ""


def _dated(edition: Edition) -> Tags:
    data = edition.metadata
    yield "citation_publication_date", data.date.replace("-", "/")
    yield "citation_publisher", data.publisher
    yield "citation_language", data.language


def _reference(work: Work) -> str:
    """A work as Highwire's ``citation_reference`` wants it: its own tags again, with semicolons between."""
    container = joined_title(work.container_title, work.container_subtitle)
    within = WORK_TYPES[work.type].container.highwire
    values = [("title", joined_title(work.title, work.subtitle))]
    values += [("author", inverted(creator.name)) for creator in work.creators if creator.role == "author"]
    values += [("publication_date", work.issued), (within, container if within else ""), ("publisher", work.publisher)]
    values += [("volume", work.volume), ("issue", work.issue), ("pages", work.page), ("isbn", work.isbn)]
    return "; ".join(f"citation_{name}={value.replace(';', ',')}" for name, value in values if value)


def inverted(name: Name) -> str:
    """A name with the family name first. A comma behind a corporate one keeps it from being divided."""
    return f"{name_in_parts(name)}{',' if name.literal else ''}"


def _dublin_core(edition: Edition, page: Page, leading: tuple[Name, ...]) -> Tags:
    """Author and editor apart: who made the text is its creator, who edited it contributed."""
    data = edition.metadata
    yield "DCTERMS.title", title(edition, page)
    yield from (("DCTERMS.creator", inverted(name)) for name in leading)
    if page.kind in TEXT:
        yield from (("DCTERMS.contributor", inverted(name)) for name in authors_and_editors(edition)[1])
    yield "DCTERMS.issued", data.date
    yield "DCTERMS.publisher", data.publisher
    yield "DCTERMS.language", data.language
    yield "DCTERMS.identifier", address(edition, page)
    yield "DCTERMS.rights", schema_org.rights(edition)
    if page.kind not in OF_EDITION:
        yield "DCTERMS.isPartOf", data.base_address or data.title
        return
    first = first_publication(edition)
    yield "DCTERMS.created", first.issued if first else ""
    yield "DCTERMS.hasVersion", data.version
    yield "DCTERMS.type", "Text"
    yield "DCTERMS.source", first.url if first else ""


def _open_graph(edition: Edition, page: Page) -> Tags:
    data = edition.metadata
    values = [("title", title(edition, page)), ("site_name", data.title)]
    values += [("type", "article" if page.kind in TEXT else "website"), ("description", page.description)]
    values += [("url", address(edition, page)), ("locale", locale_of(data.language))]
    yield from ((name, value) for name, value in values if value)


@cache
def locale_of(language: str) -> str:
    """A language with a territory, which is that where it is mostly spoken unless it is given: en_US; "" for none."""
    base, *others = language.split("-")
    territory = next((part.upper() for part in others if len(part) == len("US") and part.isalpha()), "")
    name = f"{base.lower()}_{territory}" if territory else locale.normalize(base).partition(".")[0]
    return name if re.fullmatch("[a-z]{2,3}_(?!XX)[A-Z]{2}", name) else ""
