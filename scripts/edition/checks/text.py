"""Findings on the text: lookups and citations, anchors, names that lead to no entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from edition.index.tables import prose
from edition.index.uses import Namer, namer
from edition.model.derived import derived
from edition.model.edition import Edition, ProsePage, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import GENERATED, IN_TEXT, CitationItem, Cite, Lookup
from edition.model.prose import beginning
from edition.model.states import NOTE_KINDS
from edition.model.tree import Element, Fragment, N, find_all, text, walk, words_of
from edition.sources import dialect, foreign
from edition.sources.citekeys import cited_in
from edition.sources.locators import citation_items, looks_like_a_locator
from edition.sources.outlines import anchors_in, blocks_to_anchor
from edition.sources.sections import has_markup
from edition.sources.values import key_hint
from edition.sources.yaml_records import suggestion

_WORD = re.compile(r"\w+")
_TAKEN = re.compile(
    rf"cite|emendations|main-matter|{'|'.join(kind.anchor for kind in NOTE_KINDS.values())}"
    r"|(?:slip|card|search|keys)-.*|[\w-]+-ref(?:-\d+)?"
)
"""Ids that the engine itself gives on the page of a section."""


def nodes(edition: Edition, part: Section | ProsePage | None, kind: type[N]) -> Iterator[tuple[N, SourceLocation]]:
    """The nodes of a kind in a section with its notes, in a page of the editor's, or in the words of all records, with
    their locations."""
    if part is None:
        yield from ((node, words.place(node)) for words in prose(edition) for node in find_all(words.tree, kind))
        return
    contents: list[tuple[int, Fragment]] = [(1, part.heading), (1, part.body)]
    if isinstance(part, Section):
        contents += [(note.location.line, note.content) for note in part.notes]
    for line, content in contents:
        for node in find_all(content, kind):
            yield node, SourceLocation(part.location.file, node.line or line)


def unknown_keys(edition: Edition, part: Section | ProsePage | None = None) -> Iterator[Finding]:
    """``c-unknown-key``, ``c-no-work``: lookups that the assembly could not resolve."""
    for node, location in nodes(edition, part, Lookup):
        known = all_keys(edition)
        for item in citation_items(node.cluster):
            if not item.work:
                message = f"“{item.suffix or node.cluster}” names no work."
                yield Finding(location, "c-no-work", message, "Write @ and its key, behind each semicolon anew.")
            elif item.work not in known and item.work not in edition.aliases:
                hint = "Add it to works.bib or a register."
                hint = "Add it, or write \\@ for the sign itself." if item.mode == IN_TEXT else hint
                hint = suggestion(item.work, (*known, *edition.unused_works), hint)
                yield Finding(location, "c-unknown-key", f"there is no “{item.work}”.", hint)
            elif item.work not in edition.works:
                hint = "Take the locator away, or cite a work."
                yield Finding(location, "c-no-work", f"“{item.work}” is no work, so nothing in it can be cited.", hint)


@derived
def all_keys(edition: Edition) -> frozenset[str]:
    """Every key of the registers and the text."""
    return frozenset(key for key, _ in edition.keys)


def bad_locators(edition: Edition, part: Section | ProsePage | None = None) -> Iterator[Finding]:
    """``c-bad-locator``: a citation in which ``p.`` or the like has no number after it, or a number no known term."""
    for cite, location in nodes(edition, part, Cite):
        for item in citation_items(cite.place.split("\0")[2]) if cite.place else ():
            affixes = words_of(item.prefix), words_of(item.suffix)
            yield from _unread_signs(affixes, location)
            if looks_like_a_locator(item):
                message = f"“{' '.join(affixes[1].split()).lstrip(' ,')}” is no locator in “{item.work}”."
                hint = "Write it like p. 85, pp. 20–24, chap. 2 or vol. 1; what is none of these in braces: {pl. 3}."
                yield Finding(location, "c-bad-locator", message, hint)
            elif cited_in(affixes):
                message = f"a citation stands within that of “{item.work}”."
                hint = "Put a semicolon before it, or cite it behind the bracket."
                yield Finding(location, "c-nested", message, hint)
            elif cite.form != GENERATED:
                yield from _not_shown(item, text(cite), location)


def _not_shown(item: CitationItem, printed: str, location: SourceLocation) -> Iterator[Finding]:
    """``c-not-shown``: words round the place that is cited which the printed words of the citation do not have."""
    words = " ".join(f"{words_of(item.prefix)} {words_of(item.suffix)}".split()).strip(" ,")
    if not {*_WORD.findall(words)} <= {*_WORD.findall(printed)}:
        message = f"“{words}” stands in the key behind “{printed}”, where no reader sees it."
        yield Finding(location, "c-not-shown", message, "Write it into the words in the brackets before.")


def _unread_signs(affixes: Iterable[str], location: SourceLocation) -> Iterator[Finding]:
    """Findings on the Markdown before and behind the place that is cited, as on that of any other words."""
    for words in affixes:
        if "[^" in words or "![" in words:
            message = f"the call of a note, or a picture, stands within a citation: “{words.strip()}”."
            yield Finding(location, "m-link-in-link", message, "Put it behind the citation.")
        if has_markup(words) or foreign.may_occur_in(words):
            for finding in dialect.parse(words.strip(), location.file, location.line, 0).findings:
                yield replace(finding, location=location)


def missing_anchors(edition: Edition, section: Section) -> Iterator[Finding]:
    """``a-missing``: a block of the text without an anchor. Headings, rules, datelines and the like need none."""
    unanchored = (block for block in blocks_to_anchor(section.body) if not anchors_in(block))
    for block in unanchored:
        message = f"the block that begins with “{beginning(block)}” has no anchor."
        location = SourceLocation(section.location.file, block.line)
        hint = "“edition anchors --write” gives it one; or write {: #p… } on the line below it."
        yield Finding(location, "a-missing", message, hint)


def bad_anchors(edition: Edition, section: Section) -> Iterator[Finding]:
    """``a-bad-name``: an anchor that cannot stand in an address, or that something else on the page has."""
    contents = (*section.body, *(block for note in section.notes for block in note.content))
    for node in (node for node in walk(contents) if node.id):
        hint = key_hint(node.id) or ("Take another name: the page has it already." if _TAKEN.fullmatch(node.id) else "")
        if hint:
            location = SourceLocation(section.location.file, node.line)
            yield Finding(location, "a-bad-name", f"“{node.id}” cannot be an anchor.", hint)


def unlinked_names(edition: Edition, section: Section) -> Iterator[Finding]:
    """``e-unlinked``: the first naming in a paragraph, for persons also in a note, that does not lead to its entry."""
    blocks = [(block.content, block.location, "text") for block in section.blocks]
    blocks += [(Element("div", (), note.content), note.location, note.kind) for note in section.notes]
    for block, location, kind in blocks:
        for key, words in _first_unlinked(block, namer(edition), kind == "editorial"):
            if kind == "text" or edition.registers[edition.entries[key].register].of_people:
                message = f"the first naming of “{key}” here does not lead to it."
                yield Finding(location, "e-unlinked", message, f"Write [{words}][@{key}].")


def _first_unlinked(block: Element, namer: Namer, titles_quoted: bool) -> Iterator[tuple[str, str]]:
    """Key and words of the first naming of each entry, unless a link comes before it.

    With ``titles_quoted``, what stands in quotation marks is the title of something, and names nobody.
    """
    words = text(block).replace("\n", " ")
    linked: dict[str, int] = {}
    first: dict[str, int] = {}
    for at, key, kind in namer.namings(block):
        if kind == "link":
            linked.setdefault(key, at)
        elif kind == "name" and not (titles_quoted and words.count("“", 0, at) > words.count("”", 0, at)):
            first.setdefault(key, at)
    for key, at in first.items():
        if at < linked.get(key, len(words)):
            yield key, next(form for form in namer.forms if words.startswith(form, at) and namer.keys[form] == key)


WITHIN = WITHIN_TEXT = (bad_locators,)
WITHIN_SECTION = (missing_anchors, bad_anchors)
ACROSS = ACROSS_TEXT = (unknown_keys,)
ACROSS_SECTION = (unlinked_names,)
