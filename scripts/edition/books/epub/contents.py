"""The pages of the book: title page, text with its notes, emendations, registers, the editor's own pages.

Their links are those of the site (``site:`` and an address) or of ``book_addresses``; some lead to pages that only the
site has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.citations import forms
from edition.citations.bibliography import divisions
from edition.citations.self_citation import edited_and_annotated, version_and_date
from edition.index import addresses
from edition.index.addresses import SITE, paragraph_number, section_uri
from edition.index.apparatus import readings, sigla
from edition.index.tables import content_by_anchor
from edition.index.uses import occurrences
from edition.model.edition import Edition, Note, Section
from edition.model.messages import filled
from edition.model.output import Page
from edition.model.records import Emendation, Entry
from edition.model.states import NOTE_KINDS
from edition.model.tree import Content, E, Element, Fragment, joined
from edition.model.works import Work
from edition.site.contents import blocks as site_blocks
from edition.site.contents.components import identifiers
from edition.site.contents.section import back_to_the_text
from edition.site.forms import is_block_of_lines
from edition.site.html_writer import HtmlWriter, call_id, mark_id
from edition.site.sourced_statements import heading_details, paragraphs, statement

TITLE, EMENDATIONS = "index.xhtml", "about/emendations.xhtml"


def pages(edition: Edition) -> Iterator[Page]:
    """Every page in the order of reading, but cover and contents."""
    links = book_addresses(edition)
    prose = [(page, _blocks(page.body, HtmlWriter(edition, links))) for page in edition.prose if page.epub]
    yield _title(edition, next((body for page, body in prose if page.uri == "index"), ()))
    yield from (_section(edition, section, HtmlWriter(edition, links)) for section in edition.sections)
    if edition.emendations:
        writer = HtmlWriter(edition, links)
        changes = ((change, links[change.key]) for change in edition.emendations)
        rows = tuple(E("li", _emendation(edition, change, address, writer)) for change, address in changes)
        listed = E("ul", rows, class_="emendations")
        title = edition.messages.gettext("Emendations")
        head = E("h1", title, id="emendations"), *((E("p", sigla(edition)),) if sigla(edition) else ())
        yield _page(EMENDATIONS, title, "apparatus", head, listed)
    yield from _registers(edition, links)
    for page, body in prose:
        if page.uri != "index":
            yield _page(f"{page.uri}.xhtml", page.title, "prose", E("h1", page.heading), body)


def page_address(uri: str) -> str:
    """The address in the book of a page of the site, both relative to their roots."""
    return uri.removesuffix(".html") + ".xhtml" if uri.endswith(".html") else uri


def book_addresses(edition: Edition) -> Mapping[str, str]:
    """For every key and anchor its address from the root of the book, with ``site:`` before it: that of the site, but
    each register is one page."""
    by_key = {section.slug: SITE + page_address(section_uri(section.slug)) for section in edition.sections}
    for key, address in addresses.addresses(edition).items():
        page, hash_mark, fragment = address.partition("#")
        if key in edition.works:
            by_key[key] = f"{SITE}works/index.xhtml#{key}"
        elif key in edition.entries:
            by_key[key] = f"{SITE}{edition.entries[key].register}/index.xhtml#{key}"
        else:
            by_key[key] = page_address(page) + hash_mark + fragment
    return by_key


def _page(uri: str, title: str, kind: str, *body: Content | Fragment) -> Page:
    return Page(uri, title, kind, (E("section", *body, class_=kind),))


def _blocks(blocks: Fragment, writer: HtmlWriter) -> Fragment:
    return tuple(writer.block(block) if isinstance(block, Element) else block for block in blocks)


def _title(edition: Edition, preface: Fragment) -> Page:
    about, _ = edition.metadata, edition.messages.gettext
    rights = " ".join(filter(None, (about.text_rights, about.text_licence)))
    licence: Content = about.editorial_licence
    if about.editorial_licence_url:
        licence = E("a", licence, href=about.editorial_licence_url)
    first, version = {"where": about.first_published}, (version_and_date(edition), about.publisher)
    lines: tuple[Fragment, ...] = (
        (edited_and_annotated(about.editor, edition.messages),),
        (", ".join(filter(None, version)),),
        (_("First published: %(where)s.") % first,) if about.first_published else (),
        filled(_("Text: %(rights)s."), rights=rights) if rights else (),
        filled(_("Editorial matter licensed %(licence)s."), licence=licence) if about.editorial_licence else (),
        (E("a", about.base_address, href=about.base_address),) if about.base_address else (),
    )
    head = E(
        "header",
        E("h1", about.title, epub__type="title", **edition.text_attributes),
        E("p", about.subtitle, class_="subtitle", role="doc-subtitle", **edition.text_attributes)
        if about.subtitle
        else None,
        E("p", about.author, class_="author", **edition.text_attributes),
        E("div", tuple(E("p", line) for line in lines if line), class_="imprint"),
    )
    return _page(TITLE, about.title, "title-page", head, preface)


# --- The text ------------------------------------------------------------------------------------------------------


def _section(edition: Edition, section: Section, writer: HtmlWriter) -> Page:
    numbered = (_numbered(edition, block) for block in _blocks(section.body, writer))
    text = tuple(site_blocks.in_its_language(block, edition) for block in numbered)
    anchors = content_by_anchor(section)
    changes = tuple(
        _foot(change.key, "emendation", *_emendation(edition, change, f"#{mark_id(change.key)}", writer))
        for change in edition.emendations
        if change.anchor in anchors
    )
    notes = (_notes(section, writer, kind) for kind in NOTE_KINDS)
    foot = (*notes, _list(edition.messages.gettext("Emendations"), "emendations", changes))
    named = {"class": "section", "epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": section.slug}
    body = E("section", site_blocks.opening(edition, section), text, *foot, **named)
    return Page(page_address(section_uri(section.slug)), section.numbered_title, "section", (body,))


def _numbered(edition: Edition, block: Content) -> Content:
    """A block with the number of every paragraph beside it, which leads to its permanent address if it has one."""
    if not isinstance(block, Element):
        return block
    anchor = block.get("id")
    number = paragraph_number(anchor)
    if (block.tag in site_blocks.NUMBERED or is_block_of_lines(block)) and number:
        address = addresses.permanent_address(edition, anchor)
        name = edition.messages.gettext("Paragraph %(number)s, online") % {"number": number}
        shown = E("a", number, href=address, aria_label=name) if address else number
        mark = E("span", shown, class_="paragraph-number")
        if block.tag == "p":  # within the paragraph and before a space, for programs that make plain text of the book
            return site_blocks.with_class("numbered", block).with_children((mark, " ", *block.children))
        return E("div", mark, block, class_="numbered")
    if block.tag in ("blockquote", "ul", "ol", "li"):
        return block.with_children(tuple(_numbered(edition, child) for child in block.children))
    return block


def _list(heading: str, key: str, rows: tuple[Element, ...]) -> Element | None:
    head = E("h2", heading, id=key)
    named = {"class": key, "epub:type": "footnotes", "aria-labelledby": key}
    return E("section", head, rows, **named) if rows else None


def _foot(key: str, kind: str, *content: Content | None, **language: str) -> Element:
    """What pops up where it is called: no ``aside``, which some reading systems hide from ordinary links."""
    named = {"class": f"{kind} foot", "epub:type": "footnote", "role": "doc-footnote"}
    return E("div", *content, id=key, **named, **language)


def _notes(section: Section, writer: HtmlWriter, kind: str) -> Element | None:
    of_kind = [note for note in section.notes if note.kind == kind]
    heading = writer.edition.messages.gettext(NOTE_KINDS[kind].heading)
    return _list(heading, NOTE_KINDS[kind].anchor, tuple(_note(note, writer) for note in of_kind))


def _note(note: Note, writer: HtmlWriter) -> Element:
    """A note that begins with links back to its calls: its mark for the first call, an arrow for each further one."""
    blocks = list(_blocks(note.content, writer))
    words = writer.edition.messages
    back: list[Content] = []
    for number in range(1, max(writer.calls.get(note.anchor, 0), 1) + 1):
        shown, label = (note.mark if number == 1 else "↩", back_to_the_text(note, number if number > 1 else 0, words))
        named = {"class": "backlink", "role": "doc-backlink", "aria-label": label}
        back += [E("a", shown, href=f"#{call_id(note.anchor, number)}", **named), " "]
    first = blocks[0] if blocks else None
    if isinstance(first, Element) and first.tag == "p":
        blocks[0] = first.with_children((*back, *first.children))
    else:
        blocks.insert(0, E("p", tuple(back)))
    sources = writer.full_references(note.content)
    full = E("div", sources, class_="note-sources") if sources else None
    language = writer.edition.text_attributes if note.kind == "authorial" else {}
    return _foot(note.anchor, f"note {note.kind}", *blocks, full, **language)


def _emendation(edition: Edition, change: Emendation, address: str, writer: HtmlWriter) -> Fragment:
    place = E("a", addresses.anchor_label(change.anchor, edition), class_="backlink", href=address)
    language = edition.text_attributes
    lemma = E("span", change.lemma, class_="lemma", **language)
    read = (
        (E("span", words, class_="reading", **language), f" {witnesses}")
        for words, witnesses in readings(edition, change)
    )
    reason = writer.html(change.reason.content)
    return paragraphs((place, " ", lemma, "] ", *joined(read, "; "), ". ", *reason))


# --- Registers -----------------------------------------------------------------------------------------------------


def _registers(edition: Edition, links: Mapping[str, str]) -> Iterator[Page]:
    for register in edition.registers.values():
        rows = tuple(_entry(edition, entry, links) for entry in edition.entries_of(register))
        if rows:
            key, title = register.key, register.book_heading or register.heading
            yield _page(f"{key}/index.xhtml", title, "register", E("h1", title, id=key), rows)
    if edition.works:
        writer = HtmlWriter(edition, links)
        title, listed = edition.messages.gettext("Bibliography"), []
        for _, heading, works in divisions(edition):
            entries = ((work.key, writer.html(forms.bibliography_entry(edition, work))) for work in works)
            rows = tuple(
                E("li", E("p", words), _identifiers(edition.works[key]), _uses(edition, key, links), id=key)
                for key, words in entries
            )
            listed += [E("h2", heading)] if heading else []
            listed.append(E("ul", rows))
        yield _page("works/index.xhtml", title, "bibliography", E("h1", title, id="bibliography"), tuple(listed))


def _entry(edition: Edition, entry: Entry, links: Mapping[str, str]) -> Element:
    name = entry.name if edition.registers[entry.register].by_date else entry.sort or entry.name
    details = joined(heading_details(entry, edition.messages))
    heading = E("h2", name, E("span", " ", details, class_="known") if details else None)
    writer, statements = HtmlWriter(edition, links), (*entry.statements, *entry.doubts)
    summary = paragraphs(writer.html(entry.summary.content), "summary")
    details_ = tuple(part for words in statements for part in paragraphs(statement(words, writer)))
    uses = _uses(edition, entry.key, links)
    return E("section", heading, summary, details_, _identifiers(entry), uses, id=entry.key, class_="entry")


def _identifiers(record: Entry | Work) -> Element | None:
    """A line with the identifiers of authority files that a record has; None where it has none."""
    row = joined(identifiers(record.identifiers), " · ")
    return E("p", row, class_="identifiers") if row else None


def _uses(edition: Edition, key: str, links: Mapping[str, str]) -> Element | None:
    """Links to the paragraphs and notes in which a key is used; None if there are none."""
    uses = occurrences(edition).get(key, ())
    places = addresses.anchor_links(edition, (use.note or use.at for use in uses), links)
    return E("p", places, class_="uses") if places else None
