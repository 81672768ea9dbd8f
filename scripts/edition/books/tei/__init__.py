"""The edition in TEI P5: one document of the whole, and one of each section that points into it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.books.tei.header import header
from edition.books.tei.registers import stand_off
from edition.books.tei.text import AUTHOR, EDITOR, TEI_FILE, TeiWriter, editors_language, xml_id
from edition.citations.responsibility import byline
from edition.index.tables import sections
from edition.model.edition import Edition, Section
from edition.model.kinds import Emended
from edition.model.output import Output
from edition.model.serialize import xml_document
from edition.model.tree import Content, E, Element, Fragment, walk

NAMESPACE = "http://www.tei-c.org/ns/1.0"
MODEL = (
    '<?xml-model href="http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"'
    ' type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
)
"""The schema, for editors of XML."""
CONTAINERS = frozenset(
    """TEI teiHeader fileDesc titleStmt editionStmt publicationStmt availability sourceDesc listWit respStmt
    encodingDesc refsDecl citeStructure tagsDecl namespace classDecl taxonomy category appInfo application
    editorialDecl correction normalization quotation segmentation interpretation profileDesc langUsage
    revisionDesc standOff listPerson listOrg listPlace listEvent listObject listBibl person org place event object
    objectIdentifier biblStruct analytic monogr imprint series text front titlePage docTitle body div list table
    row""".split()
)
"""Elements that contain no words but in their children, each of which is written on a line of its own."""


def whole_document(edition: Edition) -> Output:
    """The document of the whole, with the registers."""
    writer = TeiWriter(edition)
    body = E("body", tuple(_division(section, writer) for section in edition.sections))
    text = E("text", _front(edition), body)
    return Output(
        TEI_FILE, _document(edition, header(edition), text, stand_off(edition))
    )  # the text first, for readers


def section_document(edition: Edition, slug: str) -> Output:
    """The document of the section of this slug, which points into that of the whole."""
    section = sections(edition)[slug]
    division = _division(section, TeiWriter(edition, frozenset(_local_keys(section))))
    document = _document(edition, header(edition, section), E("text", E("body", division)))
    return Output(f"tei/{slug}.xml", document)


def _document(edition: Edition, *parts: Element | None) -> bytes:
    root = E("TEI", *parts, xmlns=NAMESPACE, xml__lang=edition.metadata.language)
    return xml_document(_with_line_breaks(root), doctype=MODEL)


def _with_line_breaks(node: Element) -> Element:
    children: list[Content] = []
    for child in node.children:
        children += ["\n"] if node.tag in CONTAINERS else []
        children.append(_with_line_breaks(child) if isinstance(child, Element) else child)
    return node.with_children((*children, "\n") if node.tag in CONTAINERS and children else tuple(children))


def _front(edition: Edition) -> Element:
    about = edition.metadata
    subtitle = E("titlePart", about.subtitle, type="sub") if about.subtitle else None
    title = E("docTitle", E("titlePart", about.title, type="main"), subtitle)
    words = about.byline or about.author
    before, author, after = words.partition(about.author) if about.author else (words, "", "")
    byline = E("byline", before, E("docAuthor", author) if author else None, after)
    return E("front", E("titlePage", title, byline))


def _division(section: Section, writer: TeiWriter) -> Element:
    title: Fragment = writer.convert(section.heading)
    if section.editorial:
        title = (E("supplied", title, resp=f"#{EDITOR}", xml__lang=editors_language(writer.edition)),)
    names = byline(writer.edition, section)
    by = E("byline", E("supplied", names, resp=f"#{EDITOR}")) if names else None
    inner = writer.divisions(section.body)
    uncalled = tuple(writer.note(note) for note in section.notes if note.anchor not in writer.given_ids)
    named = {"xml:id": xml_id(section.slug), "n": str(section.number)}
    return E("div", E("head", title), by, inner, uncalled, type="section", **named)


def _local_keys(section: Section) -> Iterator[str]:
    """The keys whose ids are in the document of a section."""
    yield from (section.slug, AUTHOR, EDITOR)
    yield from (note.anchor for note in section.notes)
    trees = (section.body, *(note.content for note in section.notes))
    nodes = [node for tree in trees for node in walk(tree)]
    yield from (node.key if isinstance(node, Emended) else node.id for node in nodes)
