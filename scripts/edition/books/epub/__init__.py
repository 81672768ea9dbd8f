"""The edition as an EPUB 3: its pages in one file, whose bytes depend neither on the time nor on the machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from edition.books.card import drawn
from edition.books.epub.contents import book_addresses, page_address, pages
from edition.books.epub.package import COVER, STYLE, container, navigation, package, picture_names
from edition.index.addresses import SITE, keys_by_address, public_address, relative, relative_to
from edition.index.figures import figures, pictures_in
from edition.model.edition import Edition
from edition.model.kinds import UnknownKind
from edition.model.messages import direction
from edition.model.output import Output, Page
from edition.model.serialize import xml_document
from edition.model.tree import Content, E, Element, Fragment, Node, rewrite, text, walk
from edition.site.fonts import faces_with, font_file, font_rule
from edition.site.html_writer import BRACKETS_OF_CALL

PARTS = {"title-page": "frontmatter", "contents": "frontmatter", "cover": "frontmatter", "section": "bodymatter"}
"""The part of the book to which pages of a kind belong; others belong to the back matter."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the book: the earliest that a zip can have."""


def epub(edition: Edition) -> Output:
    """The book, ``edition.epub``."""
    _ = edition.messages.gettext
    shown = pictures_in(edition, (*edition.sections, *(page for page in edition.prose if page.epub)))
    names = picture_names(shown)
    title, *others = _with_resolved_links(edition, tuple(pages(edition)), names)
    listed = navigation(edition, (title, *others), _figures(edition), _pages_of_the_source(edition))
    contents = Page("nav.xhtml", _("Contents"), "contents", listed)
    image = E("img", src=SITE + COVER, alt=_("Cover: %(title)s") % {"title": edition.metadata.title}, role="doc-cover")
    cover = Page("cover.xhtml", _("Cover"), "cover", (E("section", image, class_="cover", epub__type="cover"),))
    spine = (cover, title, contents, *others)
    faces = faces_with("".join(text(page.body) for page in spine))
    style = "".join(
        (
            *(font_rule(face, f"{face.name}.woff2", "swap") for face in faces),
            files("edition.books.epub").joinpath("book.css").read_text("utf-8"),
        )
    )
    entries = {
        "META-INF/container.xml": container(),
        "EPUB/package.opf": package(edition, spine, shown, [face.name for face in faces]),
        **{f"EPUB/{page.uri}": _document(page, edition) for page in spine},
        f"EPUB/{STYLE}": style.encode(),
        **{f"EPUB/{face.name}.woff2": font_file(face) for face in faces},
        f"EPUB/{COVER}": _cover(edition),
        **{f"EPUB/{name}": shown[uri].content for uri, name in names.items()},
    }
    return Output("edition.epub", _zipped(entries))


def _figures(edition: Edition) -> Fragment:
    """The list of figures, as items with links; nothing where there is none."""
    links = book_addresses(edition)
    rows = []
    for figure in (figure for _, figure in figures(edition) if figure.anchor in links):
        caption = E("span", text(figure.caption), **edition.text_attributes)
        words = (f"{figure.label}. " if figure.label else "", caption)
        rows.append(E("li", E("a", *words, href=links[figure.anchor])))
    return tuple(rows)


def _pages_of_the_source(edition: Edition) -> Fragment:
    """The pages of the source that begin in the text, as items with links; nothing where none does."""
    links = book_addresses(edition)
    pages = (place for section in edition.sections for place in section.places if place.page)
    return tuple(E("li", E("a", place.page, href=links[place.anchor])) for place in pages)


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip of files; the first is the media type, uncompressed, as EPUB demands."""
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        for name, content in (("mimetype", b"application/epub+zip"), *entries.items()):
            info = ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED, 9)
    return zipped.getvalue()


def _document(page: Page, edition: Edition) -> bytes:
    head = E("head", E("title", page.title), E("link", rel="stylesheet", href=relative(SITE + STYLE, page.uri)))
    names = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
    body = E("body", page.body, epub__type=PARTS.get(page.kind, "backmatter"))
    language, dir_ = edition.editors_language, "rtl" if direction(edition.editors_language) == "rtl" else None
    root = E("html", head, body, lang=language, xml__lang=language, dir=dir_, **names)
    return xml_document(root, relative_to(page.uri), "<!DOCTYPE html>\n")


def _cover(edition: Edition) -> bytes:
    about = edition.metadata
    source = files("edition.books.epub").joinpath("cover.typ").read_bytes()
    words = {"title": about.title, "subtitle": about.subtitle, "author": about.author, "version": about.version}
    words |= {"kind": edition.messages.gettext("Annotated edition"), "language": about.language.partition("-")[0]}
    return drawn(source, words, 96)


# --- Links ---------------------------------------------------------------------------------------------------------


def _with_resolved_links(edition: Edition, pages: tuple[Page, ...], pictures: Mapping[str, str]) -> Iterator[Page]:
    """The pages with their links leading to places of the book if it has them, else to the published site; of links
    that lead to neither only the words are left. Pictures have their names in the book."""
    ids = {page.uri: frozenset(node.id for node in walk(page.body)) for page in pages}
    links, keys = book_addresses(edition), keys_by_address(edition)

    def resolved(address: str) -> str:
        if not address.startswith(SITE):
            return address
        in_book = links[keys[address]] if address in keys else address
        path, _, fragment = in_book.removeprefix(SITE).partition("#")
        uri = page_address(path)
        if uri in ids:
            return f"{SITE}{uri}#{fragment}" if fragment in ids[uri] - {""} else SITE + uri
        return public_address(edition, address)

    for page in pages:
        seen: set[str] = set()

        def adapted(node: Node, seen: set[str] = seen) -> Content | Fragment:
            if not isinstance(node, Element):
                raise UnknownKind(node)
            node = _with_id_once(_for_reading_systems(node), seen)
            if node.tag == "img":
                name = pictures.get(unquote(node.get("src").removeprefix(SITE)), "")
                return (
                    node.with_attributes(src=SITE + name, loading=None, decoding=None)
                    if name
                    else E("span", node.get("alt"), class_="picture")
                )
            if node.tag != "a" or not node.has("href"):
                return node
            address = resolved(node.get("href"))
            return node.with_attributes(href=address) if address else node.children

        yield replace(page, body=rewrite(page.body, adapted))


def _with_id_once(node: Element, seen: set[str]) -> Element:
    """The element, without its id if that was ``seen`` on the page: pieces of one quotation have the same."""
    if node.id in seen:
        return node.with_attributes(id=None)
    seen.update({node.id} - {""})
    return node


def _for_reading_systems(node: Element) -> Element:
    """An element with what EPUB adds to calls of notes and languages."""
    if node.get("role") == "doc-pagebreak":
        return node.with_attributes(epub__type="pagebreak")
    if node.get("role") == "doc-noteref":
        mark = (child for child in node.children if child not in BRACKETS_OF_CALL)
        apart = "\u202f"  # a narrow space: made plain text of, the call is no letter of the word before it
        return node.with_children((apart, *mark)).with_attributes(epub__type="noteref")
    if node.get("class").startswith("emendation-mark"):
        return node.with_children(("°",)).with_attributes(epub__type="noteref", role="doc-noteref")
    if node.tag == "th" and not text(node).strip():
        return E("td")
    return node.with_attributes(xml__lang=node.get("lang")) if node.has("lang") else node
