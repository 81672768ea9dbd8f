"""Sections with their notes, and pages of the editor's own, made of parsed Markdown: every lookup is resolved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from edition.model.edition import Edition, ProsePage, Section
from edition.model.figures import AUTOMATIC
from edition.model.findings import SourceLocation
from edition.model.forms import QUOTATIONS
from edition.model.kinds import GENERATED, CitationItem, Cite, Emended, Lookup, Name, NoteRef, Quote, as_written
from edition.model.lists import letters
from edition.model.messages import direction
from edition.model.prose import Prose
from edition.model.records import Emendation, Quotation, grouped
from edition.model.tree import Content, Element, Fragment, Node, find_all, rewrite, text, wrap
from edition.sources import dialect
from edition.sources.directions import directed
from edition.sources.figures import numbered_figures
from edition.sources.locators import LAST_SAME, citation_items
from edition.sources.outlines import ESSAY, Outline, note_anchor, note_kind, paragraphs_of, slug
from edition.sources.positions import place_of, with_positions

_MARKUP = re.compile(r"[*_`\\<&]|\][({[]")


class TextReader:
    """The sections in outline (``sections``); reads them and the editor's pages in full.

    Lookups are resolved, quotations and emended words marked. ``anchors`` are those of all sections with their
    locations.
    """

    def __init__(self, outlines: Iterable[Outline], known: Edition) -> None:
        """``known`` are the registers."""
        self.outlines = {outline.file: outline for outline in outlines}
        essay = tuple(outline for outline in self.outlines.values() if outline.file.startswith(ESSAY))
        self.anchors = tuple(
            (key, SourceLocation(outline.file, line)) for outline in essay for key, line in outline.anchors
        )
        self.resolver = Resolver(known, essay)
        self.quotations = grouped(known.quotations, lambda quotation: quotation.anchor)
        self.emendations = grouped(known.emendations, lambda emendation: emendation.anchor)
        figures = map(str, count(1))
        parts = enumerate(essay, 1)
        self.sections = tuple(
            _numbered(outline.section, number, self.resolver.marks, figures) for number, outline in parts
        )

    def section(self, outline: Section, document: dialect.Document) -> Section:
        """A section in full, of its outline and its parsed file."""
        name, file = outline.slug, outline.location.file
        blocks = numbered_figures(document.blocks, outline.figures) if outline.figures else document.blocks
        body = tuple(self._marked(self.resolver.block(block, file)) for block in blocks)
        contents = with_positions(
            tuple(self._noted(note.anchor, block, file) for block in definition.content)
            for note, definition in zip(outline.notes, document.notes, strict=True)
        )
        notes = tuple(replace(note, content=content) for note, content in zip(outline.notes, contents, strict=True))
        return replace(outline, body=body, paragraphs=tuple(paragraphs_of(body, name, file)), notes=notes)

    def page(self, file: str, document: dialect.Document) -> ProsePage:
        """A page of the editor's own in full, of its parsed file."""
        body = tuple(self.resolver.block(block, file) for block in document.blocks)
        return replace(page_in_outline(self.outlines[file]), body=body)

    def _marked(self, block: Content) -> Content:
        """A block with quotations and emended words marked in each of its paragraphs."""
        if isinstance(block, str):
            return block

        def change(node: Node) -> Node:
            if not isinstance(node, Element):
                return node
            inner = find_all(node.children, Element) if node.tag in QUOTATIONS else ()
            if anchor := next((element.id for element in inner if element.id), ""):
                whole = (quotation.key for quotation in self.quotations.get(anchor, ()) if not quotation.begins)
                return node.with_attributes(id=key) if (key := next(whole, None)) else node
            return self._mark(node, node.id) if node.id else node

        (changed,) = rewrite(block, change)
        return changed

    def _noted(self, anchor: str, block: Content, file: str) -> Content:
        """A block of a note, resolved and with its quotations and emended words marked."""
        resolved = self.resolver.block(block, file, in_note=True)
        return resolved if isinstance(resolved, str) else self._mark(resolved, anchor)

    def _mark(self, node: Node, anchor: str) -> Node:
        return _mark(node, self.quotations.get(anchor, ()), self.emendations.get(anchor, ()))


def page_in_outline(outline: Outline) -> ProsePage:
    """A page of the editor's own without its words."""
    section, uri = outline.section, page_uri(outline.file.removeprefix("docs/"))
    return ProsePage(uri, section.title, section.heading, (), section.location, section.description, outline.head.epub)


def _note_letters(essay: tuple[Outline, ...]) -> Mapping[str, str]:
    """Label of an editor's note → its letter. They are lettered in the order of their first calls."""
    labels = dict.fromkeys(label for outline in essay for label in outline.called)
    return {label: letters(number) for number, label in enumerate(labels, 1)}


def _own_signs(essay: tuple[Outline, ...]) -> Mapping[str, str]:
    """Label of a note of the author's → its sign, where that is another."""
    notes = (note for outline in essay for note in outline.section.notes)
    return {note.label: note.mark for note in notes if note.mark != note.label}


def _numbered(section: Section, number: int, marks: Mapping[str, str], figures: Iterator[str]) -> Section:
    notes = tuple(replace(note, mark=marks.get(note.label, note.mark)) for note in section.notes)
    shown = tuple(
        figure._replace(number=next(figures)) if figure.number == AUTOMATIC else figure for figure in section.figures
    )
    return replace(section, number=number, notes=notes, figures=shown)


def find_range(words: str, begins: str, ends: str) -> tuple[int, int] | None:
    """Start and end of the first range that begins and ends with these words, or None; a line break is a space."""
    flat = words.replace("\n", " ")
    start = flat.find(begins)
    end = flat.find(ends, start + (0 if begins == ends else 1)) if start >= 0 else -1
    return (start, end + len(ends)) if end >= 0 else None


def _mark(node: Node, quotations: tuple[Quotation, ...], emendations: tuple[Emendation, ...]) -> Node:
    """A block with its quotations and emendations marked, as far as their words are found in it."""
    for quotation in quotations:
        place = find_range(text(node), quotation.begins, quotation.ends) if quotation.begins else None
        node = wrap(node, *place, partial(Quote, quotation.key)) if place else node
    for emendation in emendations:
        lemma, words = emendation.lemma, text(node)
        place = find_range(words, lemma, lemma) if words.replace("\n", " ").count(lemma) == 1 else None
        node = wrap(node, *place, partial(Emended, emendation.key)) if place else node
    return node


class Resolver:
    """Makes names and citations of lookups, gives calls of notes their anchors and marks, and links their addresses.

    What cannot be resolved stays a ``Lookup`` for the checks to find. ``known`` are the registers, ``essay`` the
    sections in outline; ``marks`` are the signs of notes that are not their labels.
    """

    def __init__(self, known: Edition, essay: tuple[Outline, ...]) -> None:
        self.known, self.marks = known, {**_own_signs(essay), **_note_letters(essay)}
        self.places = {place.anchor: place for outline in essay for place in outline.section.places}
        self.direction = direction(known.metadata.language)
        self.own_direction = direction(known.editors_language)
        anchors = (anchor for outline in essay for anchor, _ in outline.anchors)
        self.anchors = frozenset((*anchors, *(quotation.key for quotation in known.quotations)))

    def block(self, block: Content, file: str, in_note: bool = False) -> Content:
        """A block of a file with everything in it resolved."""
        if isinstance(block, str):
            return block
        before: Counter[str] = Counter()
        children = rewrite(block.children, lambda node: self._resolved(node, file, in_note, before))
        return directed(block.with_children(children), self.direction)

    def prose(self, prose: Prose) -> Prose:
        """Words of a record with everything in them resolved; themselves, if there is nothing to resolve."""
        before: Counter[str] = Counter()
        tree = rewrite(prose.tree, lambda node: self._resolved(node, prose.location.file, False, before))
        tree = tuple(directed(part, self.own_direction) for part in tree)
        return prose if tree == prose.tree else replace(prose, tree=tree)

    def _resolved(self, node: Node, file: str, in_note: bool, before: Counter[str]) -> Node:
        if isinstance(node, NoteRef):
            mark = self.marks.get(node.label, node.label)
            return NoteRef(node.label, note_anchor(node.label), mark, note_kind(node.label), node.line)
        if isinstance(node, Lookup):
            return self._looked_up(node, file, in_note, before)
        if isinstance(node, Element) and node.tag in ("a", "img"):
            if node.tag == "a":
                return node.with_attributes(href=page_link(node.get("href"), file))
            return node.with_attributes(src=quote(page_link(unquote(node.get("src")), file), safe="/:#?&=%"))
        return node

    def _looked_up(self, node: Lookup, file: str, in_note: bool, before: Counter[str]) -> Node:
        named = ((item, self.known.aliases.get(item.work, (item.work,))) for item in citation_items(node.cluster))
        items = tuple(item._replace(work=key) for item, keys in named for key in keys)
        if all(item.work in self.known.works for item in items):
            read = partial(self._affix, file=file)
            items = tuple(item._replace(prefix=read(item.prefix), suffix=read(item.suffix)) for item in items)
            place = place_of(file, node.line, node.cluster, before)
            form = self._form(items, text(node), in_note)
            return Cite(items, form, node.children, node.line, place, node.before_stop)
        key = items[0].work
        bare = len(items) == 1 and not (items[0].locator or items[0].suffix)
        if bare and key in self.known.entries:
            return Name(key, node.children or (self.known.entries[key].name,), node.line)
        if bare and key in self.anchors:
            return Name(key, node.children or (self._label(key),), node.line)
        return node

    def _affix(self, words: str | Fragment, file: str) -> str | Fragment:
        """A prefix or suffix with its markup read, if it has some, and its links leading to pages."""
        if not isinstance(words, str) or not has_markup(words):
            return words
        blocks = dialect.parse(words.strip(), "").blocks
        parts = tuple(part for block in blocks if isinstance(block, Node) for part in block.children)

        def change(node: Node) -> Content | Fragment:
            if isinstance(node, Lookup):  # a citation in another is a finding
                return node.children or as_written(node)
            return self._resolved(node, file, False, Counter()) if isinstance(node, Element) else node

        return (words[: len(words) - len(words.lstrip())], *rewrite(parts, change))

    def _label(self, anchor: str) -> str:
        """What a reference to a place in the text says if no words are given: its sign and its number."""
        if place := self.places.get(anchor):
            page = self.known.messages.gettext("page %(number)s") % {"number": place.page}
            return page if place.page else place.words or anchor
        number = self.marks.get(anchor[1:], anchor[1:]) if anchor.startswith("n") else anchor[1:]
        sign = {"p": "¶", "n": "n."}.get(anchor[:1], "") if anchor[1:2].isdigit() else ""
        return f"{sign}\u00a0{number}" if sign else anchor

    def _form(self, items: tuple[CitationItem, ...], words: str, in_note: bool) -> str:
        """The form of a citation's words: full if a note gives the year of the work, short if there is a locator."""
        if not words:
            return GENERATED
        if LAST_SAME.match(words):
            return "ibid"
        work = self.known.works[items[0].work]
        if in_note and work.issued and work.issued[:4] in words:
            return "full"
        return "short" if items[0].locator else "named"


def has_markup(words: str) -> bool:
    """Whether a sign of markup stands in words."""
    return _MARKUP.search(words) is not None


def page_uri(path: str) -> str:
    """The address of a page of the editor's own without its ending: ``README.md`` is the index of its folder, too."""
    return re.sub(r"(?<![^/])README$", "index", path.removesuffix(".md"))


def page_link(address: str, file: str) -> str:
    """The address of a page (``site:…``) for a relative link in a file to another file; any other address as it is."""
    path, hash_mark, fragment = address.partition("#")
    if not path or ":" in path.split("/")[0] or path.startswith("/"):
        return address
    target = normpath(join(dirname(file), path)).removeprefix("docs/")
    if target.endswith(".md"):
        is_section = f"docs/{dirname(target)}/" == ESSAY
        target = f"{join(dirname(target), slug(target)) if is_section else page_uri(target)}.html"
    return f"site:{target}{hash_mark}{fragment}"
