"""The pages of the book, with the site's addresses: the text with its notes, the apparatus, the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.citations import chicago
from edition.citations.bibliography import bibliography
from edition.citations.wording import date_in_words
from edition.index.addresses import (
    SITE,
    addresses,
    anchor_label,
    paragraph_number,
    passages,
    permanent_address,
    section_uri,
)
from edition.index.uses import occurrences
from edition.model.edition import Edition, Note, Section
from edition.model.output import Page
from edition.model.records import Emendation, Entry
from edition.model.registers import Register
from edition.model.states import NOTE_KINDS
from edition.model.tree import Content, E, Element, Fragment, joined
from edition.site.hypertext import Hypertext, call_id
from edition.site.statements import heading_details, statement

TITLE = "index.xhtml"
EMENDATIONS = "about/emendations.xhtml"


def pages(edition: Edition) -> Iterator[Page]:
    """Every page in the order of reading. Links begin with ``site:``; some may lead to what only the site has."""
    links = places(edition)
    prose = {page.uri: page for page in edition.prose}
    preface = _blocks(prose["index"].body, Hypertext(edition, links)) if "index" in prose else ()
    yield _title(edition, preface)
    yield from (_section(edition, section, Hypertext(edition, links)) for section in edition.sections)
    if edition.emendations:
        rows = tuple(E("li", _emendation(edition, change, links[change.key])) for change in edition.emendations)
        listed = E("ul", rows, class_="emendations")
        yield _page(EMENDATIONS, "Emendations", "apparatus", (E("h1", "Emendations", id="emendations"), listed))
    yield from _registers(edition, links)
    for page in edition.prose:
        if page.uri != "index":
            body = (E("h1", page.heading), *_blocks(page.body, Hypertext(edition, links)))
            yield _page(f"{page.uri}.xhtml", page.title, "prose", body)


def in_book(uri: str) -> str:
    """The address in the book of a page of the site."""
    return uri.removesuffix(".html") + ".xhtml" if uri.endswith(".html") else uri


def places(edition: Edition) -> Mapping[str, str]:
    """Where each key stands in the book: as on the site, but that each register is one page."""
    found = {section.slug: SITE + in_book(section_uri(section.slug)) for section in edition.sections}
    for key, address in addresses(edition).items():
        page, hash_mark, fragment = address.partition("#")
        if key in edition.works:
            found[key] = f"{SITE}works/index.xhtml#{key}"
        elif key in edition.entries:
            found[key] = f"{SITE}{edition.entries[key].register}/index.xhtml#{key}"
        else:
            found[key] = in_book(page) + hash_mark + fragment
    return found


def _page(uri: str, title: str, kind: str, body: Fragment) -> Page:
    return Page(uri, title, kind, (E("section", body, class_=kind),))


def _blocks(blocks: Fragment, hypertext: Hypertext) -> Fragment:
    return tuple(hypertext.block(block) if isinstance(block, Element) else block for block in blocks)


def _title(edition: Edition, preface: Fragment) -> Page:
    about = edition.metadata
    rights = " ".join(words for words in (about.text_rights, about.text_licence) if words)
    licence: Content = about.editorial_licence
    if about.editorial_licence_url:
        licence = E("a", licence, href=about.editorial_licence_url)
    version = (f"Version {about.version}", date_in_words(about.date), about.publisher)
    lines: tuple[Fragment, ...] = (
        (f"Edited with notes by {about.editor}",) if about.editor else (),
        (", ".join(words for words in version if words),),
        (f"First published: {about.first_published}.",) if about.first_published else (),
        ("The text: ", rights) if rights else (),
        ("What the edition adds: ", licence) if about.editorial_licence else (),
        (E("a", about.base_address, href=about.base_address),) if about.base_address else (),
    )
    head = E(
        "header",
        E("h1", about.title, epub__type="title"),
        E("p", about.subtitle, class_="subtitle", role="doc-subtitle") if about.subtitle else None,
        E("p", about.author, class_="author"),
        E("div", tuple(E("p", line) for line in lines if line), class_="imprint"),
    )
    return _page(TITLE, about.title, "title-page", (head, *preface))


# --- The text ------------------------------------------------------------------------------------------------------


def _section(edition: Edition, section: Section, hypertext: Hypertext) -> Page:
    number = E("span", str(section.number), class_="section-number")
    title = E(
        "span", hypertext.html(section.display_heading), class_="title editorial" if section.editorial else "title"
    )
    text = tuple(_numbered(edition, block) for block in _blocks(section.body, hypertext))
    anchors = {paragraph.anchor for paragraph in section.paragraphs} | {note.anchor for note in section.notes}
    changes = tuple(
        _aside(change.key, "emendation", _emendation(edition, change, f"#{change.anchor}"))
        for change in edition.emendations
        if change.anchor in anchors
    )
    body = E(
        "section",
        E("h1", number, " ", title, id=section.slug),
        text,
        *(_notes(section, hypertext, kind) for kind in NOTE_KINDS),
        _list("Emendations", "emendations", changes),
        class_="section",
        epub__type="chapter",
        role="doc-chapter",
        aria_labelledby=section.slug,
    )
    return Page(in_book(section_uri(section.slug)), section.numbered_title, "section", (body,))


def _numbered(edition: Edition, block: Content) -> Content:
    """A block with the number of every paragraph beside it, which leads to its permanent address if it has one."""
    if not isinstance(block, Element):
        return block
    anchor = block.get("id")
    number = paragraph_number(anchor)
    if block.tag == "p" and number:
        address = permanent_address(edition, anchor)
        shown = E("a", number, href=address, aria_label=f"Paragraph {number}, online") if address else number
        return E("div", E("span", shown, class_="paragraph-number"), block, class_="numbered")
    if block.tag in ("blockquote", "ul", "ol", "li"):
        return block.with_children(tuple(_numbered(edition, child) for child in block.children))
    return block


def _list(heading: str, key: str, rows: tuple[Element, ...]) -> Element | None:
    head = E("h2", heading, id=key)
    named = {"class": key, "epub:type": "footnotes", "aria-labelledby": key}
    return E("section", head, rows, **named) if rows else None


def _aside(key: str, kind: str, *content: Content | None) -> Element:
    named = {"class": kind, "epub:type": "footnote", "role": "doc-footnote"}
    return E("aside", *content, id=key, **named)


def _notes(section: Section, hypertext: Hypertext, kind: str) -> Element | None:
    of_kind = [note for note in section.notes if note.kind == kind]
    return _list(NOTE_KINDS[kind].heading, NOTE_KINDS[kind].anchor, tuple(_note(note, hypertext) for note in of_kind))


def _note(note: Note, hypertext: Hypertext) -> Element:
    """A note under its number, which leads back to its call; to every further call an arrow."""
    blocks = list(_blocks(note.content, hypertext))
    back: list[Content] = []
    for number in range(1, max(hypertext.calls.get(note.anchor, 0), 1) + 1):
        shown = note.mark if number == 1 else "↩"
        label = f"Back to the text, {NOTE_KINDS[note.kind].name} {note.mark}" + (
            f", call {number}" if number > 1 else ""
        )
        named = {"class": "backlink", "role": "doc-backlink", "aria-label": label}
        back += [E("a", shown, href=f"#{call_id(note.anchor, number)}", **named), " "]
    first = blocks[0] if blocks else None
    if isinstance(first, Element) and first.tag == "p":
        blocks[0] = first.with_children((*back, *first.children))
    else:
        blocks.insert(0, E("p", tuple(back)))
    sources = hypertext.full_references(note.content)
    full = E("div", sources, class_="note-sources") if sources else None
    return _aside(note.anchor, f"note {note.kind}", *blocks, full)


def _emendation(edition: Edition, change: Emendation, address: str) -> Element:
    return E(
        "p",
        E("a", anchor_label(change.anchor, edition), class_="backlink", href=address),
        " ",
        E("span", change.lemma, class_="lemma"),
        "] ",
        E("span", change.reading, class_="reading"),
        f" {edition.siglum}. {change.reason}",
    )


# --- Registers -----------------------------------------------------------------------------------------------------


def _registers(edition: Edition, links: Mapping[str, str]) -> Iterator[Page]:
    for register in edition.registers.values():
        entries = edition.entries_of(register)
        if entries:
            rows = tuple(_entry(edition, register, entry, links) for entry in entries)
            key, heading = register.key, register.book_heading or register.heading
            yield _page(f"{key}/index.xhtml", heading, "register", (E("h1", heading, id=key), *rows))
    if edition.works:
        hypertext = Hypertext(edition, links)
        rows = tuple(
            E(
                "li",
                E("p", hypertext.html(chicago.bibliography_entry(work))),
                _uses(edition, work.key, links),
                id=work.key,
            )
            for work in bibliography(edition)
        )
        body = (E("h1", "Bibliography", id="bibliography"), E("ul", rows))
        yield _page("works/index.xhtml", "Bibliography", "bibliography", body)


def _entry(edition: Edition, register: Register, entry: Entry, links: Mapping[str, str]) -> Element:
    name = entry.name if register.by_date else entry.sort or entry.name
    behind = joined(heading_details(entry))
    return E(
        "section",
        E("h2", name, E("span", " ", behind, class_="known") if behind else None),
        E("p", entry.summary, class_="summary") if entry.summary else None,
        tuple(E("p", statement(words)) for words in (*entry.statements, *entry.doubts)),
        _uses(edition, entry.key, links),
        id=entry.key,
        class_="entry",
    )


def _uses(edition: Edition, key: str, links: Mapping[str, str]) -> Element | None:
    """Where a key is used: the paragraphs and notes, each a link."""
    found = passages(edition, (use.note or use.at for use in occurrences(edition).get(key, ())), links)
    return E("p", found, class_="uses") if found else None
