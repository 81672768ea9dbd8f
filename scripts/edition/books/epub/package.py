"""What tells a reading system about the book: the package, the contents and landmarks, the container."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from edition.citations.wording import date_parts
from edition.index.addresses import SITE
from edition.model.edition import Edition
from edition.model.output import Page
from edition.model.serialize import to_xml
from edition.model.tree import E, Element, Fragment

STYLE, COVER = "book.css", "cover.png"
FEATURES = "alternativeText displayTransformability index readingOrder structuralNavigation tableOfContents".split()
SUMMARY = (
    "All of the book is text with headings, landmarks and a table of contents. Notes are called by links and lead "
    "back; paragraphs have numbers. The only picture is the cover, which repeats title and author."
)
LANDMARKS = {"title-page": "titlepage", "section": "bodymatter", "register": "index", "bibliography": "bibliography"}


def container() -> bytes:
    """Where the package stands."""
    rootfile = E("rootfile", full_path="EPUB/package.opf", media_type="application/oebps-package+xml")
    names = {"xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"}
    return _written(E("container", E("rootfiles", rootfile), version="1.0", **names))


def navigation(pages: tuple[Page, ...]) -> Fragment:
    """The table of contents; the landmarks, the first page of each kind."""
    rows = tuple(E("li", E("a", page.title, href=SITE + page.uri)) for page in pages)
    first = {page.kind: page for page in reversed(pages) if page.kind in LANDMARKS}
    marks = tuple(
        E("li", E("a", first[kind].title, epub__type=mark, href=SITE + first[kind].uri))
        for kind, mark in LANDMARKS.items()
        if kind in first
    )
    contents = E("li", E("a", "Contents", epub__type="toc", href=f"{SITE}nav.xhtml"))
    named = {"epub:type": "toc", "role": "doc-toc", "aria-labelledby": "contents"}
    return (
        E("nav", E("h1", "Contents", id="contents"), E("ol", rows), **named),
        E("nav", E("h2", "Landmarks"), E("ol", contents, marks), epub__type="landmarks", hidden="hidden"),
    )


def package(edition: Edition, spine: tuple[Page, ...]) -> bytes:
    """The package document: metadata, every file, and the order of reading."""
    items = tuple(
        E(
            "item",
            id=_item(page),
            href=page.uri,
            media_type="application/xhtml+xml",
            properties="nav" if page.kind == "contents" else None,
        )
        for page in spine
    )
    return _written(
        E(
            "package",
            E("metadata", tuple(_metadata(edition)), xmlns__dc="http://purl.org/dc/elements/1.1/"),
            E(
                "manifest",
                items,
                E("item", id="style", href=STYLE, media_type="text/css"),
                E("item", id="cover-image", href=COVER, media_type="image/png", properties="cover-image"),
            ),
            E("spine", tuple(E("itemref", idref=_item(page)) for page in spine)),
            xmlns="http://www.idpf.org/2007/opf",
            version="3.0",
            unique_identifier="identifier",
            xml__lang=edition.metadata.language,
        )
    )


def _item(page: Page) -> str:
    """An id of the manifest: no key begins so, and no two pages have one address."""
    return "page." + page.uri.removesuffix(".xhtml").replace("/", ".")


def _metadata(edition: Edition) -> Iterator[Element]:
    about = edition.metadata
    named = uuid5(NAMESPACE_URL, about.base_address or f"{about.title} {about.version}")
    yield E("dc:identifier", about.base_address or f"urn:uuid:{named}", id="identifier")
    yield E("dc:title", about.title, id="title")
    yield E("meta", "main", refines="#title", property="title-type")
    if about.subtitle:
        yield E("dc:title", about.subtitle, id="subtitle")
        yield E("meta", "subtitle", refines="#subtitle", property="title-type")
    yield E("dc:language", about.language)
    for name, key, role in ((about.author, "author", "aut"), (about.editor, "editor", "edt")):
        if name:
            yield E("dc:creator" if role == "aut" else "dc:contributor", name, id=key)
            yield E("meta", role, refines=f"#{key}", property="role", scheme="marc:relators")
    rights = ". ".join(words for words in (about.text_rights, about.editorial_licence) if words)
    others = (("publisher", about.publisher), ("date", about.date.partition("/")[0]), ("rights", rights))
    yield from (E(f"dc:{name}", words) for name, words in (*others, ("source", about.first_published)) if words)
    parts = (*date_parts(about.date)[0], "01", "01")[:3] if about.date else ("1980", "01", "01")
    yield E("meta", "-".join(parts) + "T00:00:00Z", property="dcterms:modified")
    yield E("meta", about.version, property="schema:version")
    access = (("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityHazard", "none"))
    features = (("accessibilityFeature", feature) for feature in FEATURES)
    for name, words in (*access, *features, ("accessibilitySummary", SUMMARY)):
        yield E("meta", words, property=f"schema:{name}")


def _written(root: Element) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + to_xml(root) + "\n").encode()
