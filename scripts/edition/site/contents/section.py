"""The pages of the text, one for each section, with its notes and emendations at the foot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from edition.index.addresses import FULL_TEXT, SITE, addresses, anchor_label, anchors_of, section_uri, seen_from
from edition.index.apparatus import readings
from edition.index.tables import emendations_at, places, sections
from edition.index.uses import first_sentences
from edition.model.derived import derived
from edition.model.edition import Edition, Note, Section
from edition.model.messages import Messages
from edition.model.output import Page, Plan
from edition.model.records import Emendation
from edition.model.serialize import Prerendered, prerendered
from edition.model.states import NOTE_KINDS, note_name
from edition.model.tree import HEADINGS, Content, E, Element, Fragment, find_all, joined, text, walk
from edition.site.contents.annotation import verdicts
from edition.site.contents.blocks import in_its_language, numbered, opening, span_of_paragraphs, title_of
from edition.site.contents.citing import how_to_cite_section
from edition.site.contents.components import cards
from edition.site.html_writer import HtmlWriter, call_id
from edition.site.search import words_in_line
from edition.site.sourced_statements import of_class

AT_ONCE = 2
"""So many blocks of a section are seen before a reader scrolls."""


@dataclass(frozen=True, slots=True)
class SectionHtml:
    """A section serialized for one page: its blocks, its notes by kind, its emendations."""

    blocks: Prerendered
    notes: Mapping[str, Prerendered]
    emendations: Prerendered


@dataclass(frozen=True, slots=True)
class SerializedSection:
    """A section serialized for its own page, and for the page of the whole text.

    ``named`` are the keys of entries and works that need a card, ``headings`` the ids and words of headings within it,
    ``passages`` the anchors and words of its paragraphs and notes, for the search.
    """

    for_page: SectionHtml
    for_whole: SectionHtml
    named: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    passages: tuple[tuple[str, str], ...]
    description: str


@derived
def serialized_section(edition: Edition, section: Section) -> SerializedSection:
    """A section, serialized."""
    writer = HtmlWriter(edition)
    blocks = tuple(_in_order(section.body, writer))
    notes = {kind: _notes(section, writer, kind) for kind in NOTE_KINDS}
    anchors = {*(paragraph.anchor for paragraph in section.paragraphs), *(note.anchor for note in section.notes)}
    passages = (node for node in walk((*blocks, *notes["authorial"], *notes["editorial"])) if node.id in anchors)
    headings = tuple(_headings_within(blocks))
    resolvers = (
        seen_from(edition, section_uri(section.slug)),
        partial(_in_whole, edition, seen_from(edition, FULL_TEXT)),
    )
    parts = (blocks, *notes.values(), _emendations(edition, section))
    for_page, whole = zip(*(prerendered(part, *resolvers) for part in parts), strict=True)
    return SerializedSection(
        _serialized(for_page),
        _serialized(whole),
        tuple(writer.named),
        headings,
        (*headings, *((node.id, words_in_line(node.children)) for node in passages)),
        first_sentences(text(section.paragraphs[0].content), 300) if section.paragraphs else "",
    )


def _in_order(body: Fragment, writer: HtmlWriter) -> Iterator[Content]:
    """The HTML of the blocks of a page, of which the first are seen at once."""
    for number, block in enumerate(body):
        writer.below_fold = number >= AT_ONCE
        yield in_its_language(numbered(block, writer), writer.edition)
    writer.below_fold = True


def _serialized(parts: tuple[Prerendered, ...]) -> SectionHtml:
    blocks, *notes, emendations = parts
    by_kind = {kind: rows for kind, rows in zip(NOTE_KINDS, notes, strict=True) if text(rows)}
    return SectionHtml(blocks, by_kind, emendations)


def _in_whole(edition: Edition, seen: Callable[[str], str], address: str) -> str:
    """An address as seen from the page of the whole text, on which all paragraphs and notes stand."""
    _, _, fragment = address.partition("#")
    is_place = fragment and (fragment in anchors_of(edition) or fragment in places(edition))
    is_passage = is_place and addresses(edition).get(fragment) == address
    return f"#{fragment}" if is_passage else seen(address)


def _headings_within(blocks: Fragment) -> Iterator[tuple[str, str]]:
    """The headings of a section, each with its own anchor, or that of the block below it."""
    for at, block in enumerate(blocks):
        if isinstance(block, Element) and block.tag in HEADINGS:
            below = (node.id for node in walk(blocks[at:]) if isinstance(node, Element) and not node.get("role"))
            if anchor := next(filter(None, below), ""):
                yield anchor, words_in_line(block.children)


def pages(edition: Edition) -> Iterator[Plan]:
    """A page for each section."""
    for section in edition.sections:
        yield Plan(section_uri(section.slug), _page, (section.slug,))


def _page(edition: Edition, slug: str) -> Page:
    """The page of a section."""
    section = sections(edition)[slug]
    serialized = serialized_section(edition, section)
    foot = apparatus(edition, (serialized.for_page,))
    below = [node for node in find_all(foot, Element) if node.tag == "h2" and node.id]
    article = E(
        "article",
        _head(edition, section),
        serialized.for_page.blocks,
        foot,
        _links_to_neighbours(edition, section),
        class_="section has-notes" if section.notes else "section",
        data_section=section.slug,
    )
    return Page(
        section_uri(section.slug),
        section.numbered_title,
        "section",
        (article, how_to_cite_section(edition, section), *cards(edition, serialized.named)),
        description=section.description or serialized.description,
        toc=(*serialized.headings, *((node.id, text(node)) for node in below)),
        passages=serialized.passages,
    )


def neighbours(edition: Edition, section: Section) -> tuple[Section | None, Section | None]:
    """The sections before and after one; None at the ends of the text."""
    at = section.number - 1
    return (edition.sections[at - 1] if at else None), (*edition.sections, None)[at + 1]


def _head(edition: Edition, section: Section) -> Element:
    words = edition.messages.gettext("Section %(number)d of %(count)d")
    counted = words % {"number": section.number, "count": len(edition.sections)}
    position = joined(filter(None, (counted, span_of_paragraphs(section))), " · ")
    return E("header", E("p", position, class_="position"), opening(edition, section), class_="section-head")


def apparatus(edition: Edition, serialized: Collection[SectionHtml]) -> Fragment:
    """The foot of the text: the author's notes, the editor's notes and the emendations, where there are any."""
    parts = [
        _list_of_notes(edition, kind, [html.notes[kind] for html in serialized if kind in html.notes])
        for kind in NOTE_KINDS
    ]
    changes = tuple(html.emendations for html in serialized if text(html.emendations))
    if changes:
        heading = E("h2", edition.messages.gettext("Emendations"), id="emendations")
        parts.append(E("section", heading, E("ul", changes), class_="emendations", aria_labelledby="emendations"))
    return tuple(part for part in parts if part)


def _list_of_notes(edition: Edition, kind: str, rows: list[Prerendered]) -> Element | None:
    heading, key = edition.messages.gettext(NOTE_KINDS[kind].heading), NOTE_KINDS[kind].anchor
    notes = E("ol", *rows, type=None if kind == "authorial" else "a")
    attributes = {"class": f"notes {kind}", "role": "doc-endnotes", "aria-labelledby": key}
    return E("section", E("h2", heading, id=key), notes, **attributes) if rows else None


def _notes(section: Section, writer: HtmlWriter, kind: str) -> Fragment:
    """The notes of a kind, with links back to their calls, and in full the sources that they cite in short."""
    of_kind = (note for note in section.notes if note.kind == kind)
    return tuple(
        E(
            "li",
            _note(note, writer),
            _sources(note, writer),
            verdicts(writer.edition, section, note.anchor),
            class_="note",
            id=note.anchor,
            **_sign(note),
            **(writer.edition.text_attributes if kind == "authorial" else {}),
        )
        for note in of_kind
    )


def _sign(note: Note) -> dict[str, str]:
    """What gives the list item of a note its own sign: a number, that of its letter, or a marker of its own."""
    if note.mark.isdigit():
        return {"value": note.mark}
    if note.kind == "editorial":
        return {"value": str(_ordinal(note.mark))}
    quoted = note.mark.replace("\\", "\\\\").replace('"', '\\"')
    return {"style": f'list-style-type: "{quoted} "'}


def _ordinal(letters: str) -> int:
    """A is 1, z 26, aa 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 96 if "a" <= letter <= "z" else number
    return number


def _note(note: Note, writer: HtmlWriter) -> Fragment:
    """The blocks of a note, the last with links back to its calls."""
    blocks = [writer.block(block) if isinstance(block, Element) else block for block in note.content]
    count = writer.calls.get(note.anchor, 0)
    backlinks: list[Content] = []
    for number in range(1, count + 1):
        label = back_to_the_text(note, number if count > 1 else 0, writer.edition.messages)
        href = f"#{call_id(note.anchor, number)}"
        named = {"class": "backlink", "role": "doc-backlink", "href": href, "aria-label": label}
        backlinks += [" ", E("a", "↩", **named, **writer.edition.interface_attributes)]
    if blocks and isinstance(blocks[-1], Element) and blocks[-1].tag == "p":
        blocks[-1] = blocks[-1].with_children((*blocks[-1].children, *backlinks))
    else:
        blocks.append(E("p", tuple(backlinks)))
    return tuple(blocks)


def back_to_the_text(note: Note, call: int, words: Messages) -> str:
    """The name of a link from a note to its call, of which ``call`` is the number; 0: it is the only one."""
    name = note_name(note.kind, note.mark, words)
    if call:
        return words.gettext("Back to the text, %(note)s, call %(number)d") % {"note": name, "number": call}
    return words.gettext("Back to the text, %(note)s") % {"note": name}


def _sources(note: Note, writer: HtmlWriter) -> Fragment:
    """In full, the works that a note cites in short or as Ibid."""
    language = writer.edition.editors_attributes if note.kind == "authorial" else {}
    rows = writer.full_references(note.content)
    return tuple(row.with_attributes(class_="note-sources", **language) for row in rows)


def _emendations(edition: Edition, section: Section) -> Fragment:
    """The emendations in a section, in the order of the file."""
    anchors = (*(paragraph.anchor for paragraph in section.paragraphs), *(note.anchor for note in section.notes))
    changes = (change for anchor in dict.fromkeys(anchors) for change in emendations_at(edition).get(anchor, ()))
    return tuple(emendation(edition, change) for change in sorted(changes, key=lambda change: change.location))


def emendation(edition: Edition, change: Emendation, with_id: bool = True) -> Element:
    """An entry of the apparatus: paragraph or note, lemma, readings with their sigla, reason."""
    read = (
        (E("span", words, class_="reading", **edition.text_attributes), " ", E("span", sigla, class_="siglum"))
        for words, sigla in readings(edition, change)
    )
    href = addresses(edition).get(change.anchor, "")
    return E(
        "li",
        E("a", anchor_label(change.anchor, edition), href=href),
        " ",
        E("span", change.lemma, class_="lemma", **edition.text_attributes),
        "] ",
        joined(read, "; "),
        ". ",
        of_class("reason", change.reason, HtmlWriter(edition)),
        id=change.key if with_id else None,
        data_emendation=change.key,
    )


def _links_to_neighbours(edition: Edition, section: Section) -> Element:
    """Links to the sections before and after."""
    links, _ = [], edition.messages.gettext
    before, after = neighbours(edition, section)
    # Translators: the section before and the one after.
    for neighbour, rel, word in ((before, "prev", _("Previous")), (after, "next", _("Next"))):
        if neighbour:
            words = (E("span", word, class_="direction"), " ", title_of(edition, neighbour, "title"))
            links.append(E("a", words, rel=rel, href=SITE + section_uri(neighbour.slug)))
    return E("nav", tuple(links), class_="neighbours", aria_label=_("Sections"))
