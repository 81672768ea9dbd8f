"""The edition as an EPUB 3: its pages bound into one file that is the same on every day and every machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import typst

from edition.books.epub.contents import in_book, pages, places
from edition.books.epub.package import COVER, STYLE, container, navigation, package
from edition.index.addresses import SITE, addresses, relative, relative_to
from edition.model.edition import Edition
from edition.model.kinds import UnknownKind
from edition.model.output import Output, Page
from edition.model.serialize import to_xml
from edition.model.tree import Content, E, Element, Fragment, Node, rewrite, text, walk

MATTER = {"title-page": "frontmatter", "contents": "frontmatter", "cover": "frontmatter", "section": "bodymatter"}
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first hour a zip can hold: no other is true of everybody's copy."""


def epub(edition: Edition) -> Output:
    """The book, ``edition.epub``."""
    made = tuple(pages(edition))
    title, *rest = _bound(edition, made)
    contents = Page("nav.xhtml", "Contents", "contents", navigation(made))
    image = E("img", src=SITE + COVER, alt=f"Cover: {edition.metadata.title}", role="doc-cover")
    cover = Page("cover.xhtml", "Cover", "cover", (E("section", image, class_="cover", epub__type="cover"),))
    spine = (cover, title, contents, *rest)
    style = files("edition.books.epub").joinpath("book.css").read_bytes()
    inside = {
        "META-INF/container.xml": container(),
        "EPUB/package.opf": package(edition, spine),
        **{f"EPUB/{page.uri}": _document(page, edition.metadata.language) for page in spine},
        f"EPUB/{STYLE}": style,
        f"EPUB/{COVER}": _cover(edition),
    }
    return Output("edition.epub", _packed(inside))


def _packed(inside: Mapping[str, bytes]) -> bytes:
    """The files as a zip: first of all the media type, as it is, so that a reader finds it at its place."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in (("mimetype", b"application/epub+zip"), *inside.items()):
            info = ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED, 9)
    return packed.getvalue()


def _document(page: Page, language: str) -> bytes:
    head = E("head", E("title", page.title), E("link", rel="stylesheet", href=relative(SITE + STYLE, page.uri)))
    names = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
    body = E("body", page.body, epub__type=MATTER.get(page.kind, "backmatter"))
    words = to_xml(E("html", head, body, lang=language, xml__lang=language, **names), relative_to(page.uri))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{words}\n'.encode()


def _cover(edition: Edition) -> bytes:
    about = edition.metadata
    source = files("edition.books.epub").joinpath("cover.typ").read_bytes()
    words = {"title": about.title, "subtitle": about.subtitle, "author": about.author, "version": about.version}
    picture: bytes = typst.compile(source, format="png", ppi=96.0, sys_inputs=words, ignore_system_fonts=True)
    return picture


# --- Links ---------------------------------------------------------------------------------------------------------


def _bound(edition: Edition, made: tuple[Page, ...]) -> Iterator[Page]:
    """The pages with their links leading where the book has the place, else to the site, else nowhere."""
    ids = {page.uri: frozenset(node.id for node in walk(page.body)) for page in made}
    links, base = places(edition), edition.metadata.base_address
    keys = {address: links[key] for key, address in addresses(edition).items()}

    def landing(address: str) -> str:
        if not address.startswith(SITE):
            return address
        path, _, fragment = keys.get(address, address).removeprefix(SITE).partition("#")
        uri = in_book(path)
        if uri in ids:
            return f"{SITE}{uri}#{fragment}" if fragment in ids[uri] - {""} else SITE + uri
        return base + address.removeprefix(SITE) if base else ""

    for page in made:
        seen: set[str] = set()

        def change(node: Node, seen: set[str] = seen) -> Content | Fragment:
            if not isinstance(node, Element):
                raise UnknownKind(node)
            node = _with_id_once(_for_readers(node), seen)
            if node.tag != "a" or not node.has("href"):
                return node
            address = landing(node.get("href"))
            return node.with_attributes(href=address) if address else node.children

        yield Page(page.uri, page.title, page.kind, rewrite(page.body, change))


def _with_id_once(node: Element, seen: set[str]) -> Element:
    """The element, without its id if an earlier piece of the same words has it."""
    key = node.id
    again = key in seen
    seen.update({key} - {""})
    return node.with_attributes(id=None) if again else node


def _for_readers(node: Element) -> Element:
    """What reading systems want said in their own way: calls, languages. A picture is its description."""
    if node.tag == "img":
        return E("span", node.get("alt"), class_="picture")
    if node.get("role") == "doc-noteref":
        return node.with_attributes(epub__type="noteref")
    if node.get("class").startswith("emendation-mark"):
        return node.with_children(("°",)).with_attributes(epub__type="noteref", role="doc-noteref")
    if node.tag == "th" and not text(node).strip():
        return E("td")
    return node.with_attributes(xml__lang=node.get("lang")) if node.has("lang") else node
