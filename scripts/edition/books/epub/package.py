"""The files by which a reading system reads the book: container, package document, table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from edition.books.epub.contents import page_address
from edition.citations.dates import date_parts
from edition.citations.names import name_in_order, name_inverted
from edition.citations.responsibility import authors_and_editors
from edition.data import schema_org
from edition.index.addresses import SITE, section_uri
from edition.model.edition import Edition
from edition.model.messages import ENGLISH, N_, OPEN, direction
from edition.model.output import Page
from edition.model.pictures import Picture
from edition.model.serialize import xml_document
from edition.model.tree import E, Element, Fragment

STYLE, COVER = "book.css", "cover.png"
FEATURES = "alternativeText displayTransformability index readingOrder structuralNavigation tableOfContents".split()
PAGE_LIST = {"epub:type": "page-list", "role": "doc-pagelist"}
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")
SUMMARY = N_(
    "All of the book is text with headings, landmarks and a table of contents. Notes are called by links and lead "
    "back; paragraphs have numbers. The only picture is the cover, which repeats title and author."
)
WITH_PICTURES = N_(
    "All of the book is text with headings, landmarks and a table of contents. Notes are called by links and lead "
    "back; paragraphs have numbers. Pictures have alternative text; the cover repeats title and author."
)
LANDMARKS = {"title-page": "titlepage", "section": "bodymatter", "register": "index", "bibliography": "bibliography"}


def container() -> bytes:
    """The file ``container.xml``, which leads to the package document."""
    rootfile = E("rootfile", full_path="EPUB/package.opf", media_type="application/oebps-package+xml")
    names = {"xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"}
    return xml_document(E("container", E("rootfiles", rootfile), version="1.0", **names))


def navigation(edition: Edition, pages: tuple[Page, ...], figures: Fragment, source: Fragment) -> Fragment:
    """The table of contents, the lists of figures and of the pages of the source, and the landmarks: the first page of
    each kind."""
    _ = edition.messages.gettext
    of_text = (section for section in edition.sections if not section.editorial)
    languages = {page_address(section_uri(section.slug)): edition.text_attributes for section in of_text}
    groups = dict.fromkeys(("register", "bibliography"), _("Registers")) | {"prose": _("About")}
    rows: list[Element] = []
    for group, listed in groupby(pages, lambda page: groups.get(page.kind, "")):
        links = tuple(
            E("li", E("a", page.title, href=SITE + page.uri, **languages.get(page.uri, {}))) for page in listed
        )
        rows += (E("li", E("span", group), E("ol", links)),) if group else links
    first = {page.kind: page for page in reversed(pages) if page.kind in LANDMARKS}
    marks = tuple(
        E("li", E("a", first[kind].title, epub__type=mark, href=SITE + first[kind].uri))
        for kind, mark in LANDMARKS.items()
        if kind in first
    )
    contents = E("li", E("a", _("Contents"), epub__type="toc", href=f"{SITE}nav.xhtml"))
    named = {"epub:type": "toc", "role": "doc-toc", "aria-labelledby": "contents"}
    return (
        E("nav", E("h1", _("Contents"), id="contents"), E("ol", *rows), **named),
        *((E("nav", E("h2", _("Figures")), E("ol", figures), epub__type="loi"),) if figures else ()),
        *((E("nav", E("h2", _("Pages")), E("ol", source), **PAGE_LIST),) if source else ()),
        E("nav", E("h2", _("Landmarks")), E("ol", contents, marks), epub__type="landmarks", hidden="hidden"),
    )


def package(edition: Edition, spine: tuple[Page, ...], pictures: Mapping[str, Picture], fonts: Iterable[str]) -> bytes:
    """The package document: metadata, every file, and the order of reading."""
    style = E("item", id="style", href=STYLE, media_type="text/css")
    cover = E("item", id="cover-image", href=COVER, media_type="image/png", properties="cover-image")
    files = (E("item", id=f"font.{name}", href=f"{name}.woff2", media_type="font/woff2") for name in fonts)
    progression = "rtl" if direction(edition.metadata.language) == "rtl" else None
    root = E(
        "package",
        E("metadata", tuple(_metadata(edition, bool(pictures))), xmlns__dc="http://purl.org/dc/elements/1.1/"),
        E("manifest", tuple(map(_item, spine)), style, *files, cover, tuple(_pictures(pictures))),
        E("spine", tuple(E("itemref", idref=_item_id(page)) for page in spine), page_progression_direction=progression),
        xmlns="http://www.idpf.org/2007/opf",
        version="3.0",
        unique_identifier="identifier",
        xml__lang=edition.editors_language,
    )
    return xml_document(root)


def picture_names(pictures: Mapping[str, Picture]) -> Mapping[str, str]:
    """The names in the book of pictures, by their addresses on the site: not all that is a name there is one here."""
    kinds = {uri: picture.measures.media_type.partition("/")[2].partition("+")[0] for uri, picture in pictures.items()}
    return {uri: f"pictures/{number}.{kind}" for number, (uri, kind) in enumerate(kinds.items(), 1)}


def _pictures(pictures: Mapping[str, Picture]) -> Iterator[Element]:
    for number, (uri, name) in enumerate(picture_names(pictures).items(), 1):
        yield E("item", id=f"picture-{number}", href=name, media_type=pictures[uri].measures.media_type)


def _item(page: Page) -> Element:
    properties = "nav" if page.kind == "contents" else None
    return E("item", id=_item_id(page), href=page.uri, media_type="application/xhtml+xml", properties=properties)


def _item_id(page: Page) -> str:
    """The id of a page in the manifest, made of its address: no other item has such an id."""
    return "page." + page.uri.removesuffix(".xhtml").replace("/", ".")


def _creators(edition: Edition) -> Iterator[Element]:
    """Authors and editors, with the form by which libraries sort them."""
    authors, editors = authors_and_editors(edition)
    for tag, key, role, names in (("creator", "author", "aut", authors), ("contributor", "editor", "edt", editors)):
        for number, name in enumerate(names, 1):
            id_ = key if number == 1 else f"{key}-{number}"
            yield E(f"dc:{tag}", name_in_order(name), id=id_)
            yield E("meta", role, refines=f"#{id_}", property="role", scheme="marc:relators")
            yield E("meta", name_inverted(name), refines=f"#{id_}", property="file-as")


def _metadata(edition: Edition, has_pictures: bool) -> Iterator[Element]:
    """What ``metadata`` of the package holds: Dublin Core, the date of change, what accessibility needs."""
    about = edition.metadata
    named = uuid5(NAMESPACE_URL, about.base_address or f"{about.title} {about.version}")
    yield E("dc:identifier", about.base_address or f"urn:uuid:{named}", id="identifier")
    yield E("dc:title", about.title, id="title")
    yield E("meta", "main", refines="#title", property="title-type")
    if about.subtitle:
        yield E("dc:title", about.subtitle, id="subtitle")
        yield E("meta", "subtitle", refines="#subtitle", property="title-type")
    yield from (E("dc:language", tag) for tag in dict.fromkeys((about.language, edition.editors_language)))
    yield from _creators(edition)
    rights = schema_org.rights(edition)
    issue = (("publisher", about.publisher), ("date", about.date.partition("/")[0]))
    described = next((page.description for page in edition.prose if page.uri == "index"), "")
    described = described or edition.settings.description
    others = (*issue, ("description", described), ("rights", rights), ("source", about.first_published))
    yield from (E(f"dc:{name}", words, **_english(words)) for name, words in others if words)
    parts = (*date_parts(about.date)[0], "01", "01")[:3] if about.date else ("1980", "01", "01")
    yield E("meta", "-".join(parts) + "T00:00:00Z", property="dcterms:modified")
    yield E("meta", about.version, property="schema:version")
    yield from _accessibility(edition, has_pictures)


def _accessibility(edition: Edition, has_pictures: bool) -> Iterator[Element]:
    """What a reader must know before she opens the book: what senses it asks for, what helps there are in it."""
    access: tuple[tuple[str, str], ...]
    access = (("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityHazard", "none"))
    source = edition.base_witness.title if edition.base_witness else edition.metadata.first_published
    paged = any(place.page for section in edition.sections for place in section.places)
    features = (("accessibilityFeature", feature) for feature in (*FEATURES, *(PAGE_FEATURES if paged else ())))
    if paged:
        yield E("meta", source or "unknown", property="pageBreakSource")
    access += (("accessMode", "visual"),) if has_pictures else ()
    summary = edition.messages.gettext(WITH_PICTURES if has_pictures else SUMMARY)
    for name, words in (*access, *features, ("accessibilitySummary", summary)):
        yield E("meta", words, property=f"schema:{name}", **_english(words))


def _english(words: str) -> Mapping[str, str]:
    """The attribute of words that are English for want of others."""
    return {"xml__lang": ENGLISH} if OPEN in words else {}
