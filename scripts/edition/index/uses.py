"""Who and what is named or cited where: the uses of every key, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from edition.index.tables import bearings, forms, notes, paragraphs, positions
from edition.model.derived import derived
from edition.model.edition import Edition, Note, Paragraph, Section
from edition.model.kinds import Cite, CitedPlace, Lookup, Name, NoteRef
from edition.model.records import grouped
from edition.model.serialize import to_html
from edition.model.tree import Element, Fragment, Node, cut, find_all, nodes_with_offsets, rewrite, text

EMPHASIS = frozenset("em strong sub sup br".split())
ABBREVIATIONS = frozenset(
    "ed eds p pp vol vols no nos n nn ch chap cf ibid e.g i.e trans vs mr mrs ms dr st jr sr ca fig col sec".split()
)
_BEGINNING = re.compile(r"\w+|.", re.DOTALL)
_STRAIGHT = str.maketrans("’‘“”\n", "''\"\" ")
"""Quotation marks, and ends of lines, as what they are compared by."""
_STOP = re.compile(r"[.!?…][”’“‘»)\]]*\s+(?=[“‘„‚«¿¡(\[]*[A-ZÀ-ÞА-Я\d])")


class Use(NamedTuple):
    """One use of a key. ``at`` is the paragraph; ``note`` the note, if it is used there; ``form`` as of citations,
    or ``name`` (a naming), ``title`` (inside the title of a work), ``mark`` (said by the editor to bear on it);
    ``sentence`` what the text says there, as HTML: in a note's use of a work, the sentence that the note supports."""

    key: str
    at: str
    section: str
    form: str
    sentence: str
    note: str = ""
    label: str = ""
    locator: str = ""
    words: str = ""
    within: tuple[CitedPlace, ...] = ()

    @property
    def places(self) -> tuple[CitedPlace, ...]:
        """All places of the locator, in order."""
        return (*self.within, CitedPlace(self.label, self.locator)) if self.locator else ()


_FORMS = {"link": "name", "name": "name", "title": "title"}
"""Kind of naming → form of use."""


def sentences(words: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence; abbreviations, initials and points of omission end none."""
    bounds, start = [], 0
    for stop in _STOP.finditer(words):
        last = re.search(r"[\w.]*$", words[start : stop.start()].rpartition(" ")[2])
        before = last[0] if last else ""
        if words[stop.start()] == "." and (
            before.casefold() in ABBREVIATIONS or (len(before) == 1 and before.isupper()) or before[-2:-1] == "."
        ):
            continue
        bounds.append((start, stop.end()))
        start = stop.end()
    return (*bounds, (start, len(words)))


def first_sentences(words: str, limit: int) -> str:
    """The first sentences, as many as fit; of one that is too long its first words, with an ellipsis."""
    words = " ".join(words.split())
    end = max((end for _, end in sentences(words) if len(words[:end].rstrip()) <= limit), default=0)
    if end or len(words) <= limit:
        return words[: end or limit].rstrip()
    return words[: words.rfind(" ", 0, limit - 1)].rstrip(" ,;:–—") + " …"


def excerpt(content: Fragment, start: int, end: int) -> Fragment:
    """The words from ``start`` to ``end`` with no markup but emphasis, for printing elsewhere."""

    def bare(node: Node) -> Node | Fragment:
        if isinstance(node, Element) and node.tag in EMPHASIS:
            return Element(node.tag, (), node.children)
        return node.children

    return rewrite(cut(content, start, end), bare)


@derived
def uses(edition: Edition) -> Mapping[str, tuple[Use, ...]]:
    """All uses by key, each tuple in the order of the text: paragraph by paragraph, its notes where they are called."""
    by_key: dict[str, list[Use]] = {}
    for section in edition.sections:
        for use in uses_in(edition, section):
            by_key.setdefault(use.key, []).append(use)
    order = positions(edition)
    beginnings = {key: words for section in edition.sections for key, words in borne_on(edition, section).items()}
    for key, anchors in bearings(edition).items():
        used = by_key.setdefault(key, [])
        for anchor in anchors:
            if not any(anchor in (use.at, use.note) for use in used):
                used += _marks(edition, key, anchor, beginnings)
        used.sort(key=lambda use: order.get(use.at, -1))
    return {key: tuple(used) for key, used in by_key.items() if used}


@derived
def occurrences(edition: Edition) -> Mapping[str, tuple[Use, ...]]:
    """All uses by key without their sentences: what only asks where something is used depends on no words."""
    return {key: tuple(use._replace(sentence="") for use in used) for key, used in uses(edition).items()}


@derived
def counts(edition: Edition) -> Mapping[str, int]:
    """In how many passages each key is used."""
    return {key: len({(use.at, use.note) for use in used}) for key, used in occurrences(edition).items()}


@derived
def uses_in(edition: Edition, section: Section) -> tuple[Use, ...]:
    """The uses in a section, each once in a paragraph, in the order of the text."""
    uses_: dict[tuple[str, ...], Use] = {}
    notes = {note.anchor: note for note in section.notes}
    for paragraph in section.blocks:
        for use in _paragraph_uses(paragraph, section, notes, namer(edition)):
            uses_.setdefault(use[:-1], use)  # the same use in other words is the same
    return tuple(uses_.values())


@derived
def borne_on(edition: Edition, section: Section) -> Mapping[str, str]:
    """The first sentence of each paragraph that entries say they bear on, by its anchor."""
    of_section = (
        (paragraph.anchor, paragraph.content)
        for paragraph in section.paragraphs
        if paragraph.anchor in _wanted(edition)
    )
    return {anchor: to_html(excerpt(block.children, *sentences(text(block))[0])) for anchor, block in of_section}


@derived
def _wanted(edition: Edition) -> frozenset[str]:
    return frozenset(anchor for anchors in bearings(edition).values() for anchor in anchors)


def _marks(edition: Edition, key: str, anchor: str, beginnings: Mapping[str, str]) -> Iterator[Use]:
    paragraph, note = paragraphs(edition).get(anchor), notes(edition).get(anchor)
    if paragraph:
        yield Use(key, anchor, paragraph.section, "mark", beginnings[anchor])
    if note and note.at:
        yield Use(key, note.at[0], note.section, "mark", "", anchor)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@derived
def namer(edition: Edition) -> Namer:
    """What finds the namings in this edition."""
    return Namer(edition)


class Namer:
    """Finds the namings in a block: those that the editor linked, and the others by the forms of the registers."""

    def __init__(self, edition: Edition) -> None:
        self.keys, self.works = forms(edition), edition.works
        self.forms = sorted(self.keys, key=lambda form: (-len(form), form))
        # One pattern of all forms would be tried form by form at every letter: a table of their beginnings is not.
        self.beginnings = grouped(self.forms, lambda form: _BEGINNING.match(form)[0])  # type: ignore[index]
        signs = {beginning[0] for beginning in self.beginnings}
        letters, others = (
            re.escape("".join(sorted(sign for sign in signs if _is_word(sign) is is_letter)))
            for is_letter in (True, False)
        )
        # only what may begin a form; no class may be empty (\x00, since \0 before a digit would be another character)
        self.pieces = re.compile(rf"[\x00{letters}]\w*|[\x00{others}]")
        # asked for uses, and for findings
        self.forms_in = lru_cache(maxsize=256)(lambda words: tuple(self._forms_in(words)))

    def namings(self, block: Node) -> Iterator[tuple[int, str, str]]:
        """Offset, key and kind of every naming in a block: first each that leads to its entry (``link``), then the
        forms that lead nowhere, in the title of a work (``title``) or elsewhere (``name``)."""
        words, marked = text(block).replace("\n", " "), list(_marked(block))
        for start, end, key in marked:
            target = key or self.keys.get(words[start:end], "")  # a misspelt key is a finding; this is a naming still
            if target:
                yield start, target, "link"
        forms = self.forms_in(words)
        titles = [*_titles(block, 0, False), *self._plain_titles(block)] if forms else []
        for at, form in forms:
            if not any(start <= at < end for start, end, _ in marked):
                yield at, self.keys[form], "title" if any(start <= at < end for start, end in titles) else "name"

    def _plain_titles(self, block: Node) -> Iterator[tuple[int, int]]:
        """In the words of citations, the titles of the works with all that follows: they may stand without emphasis."""
        for at, node in nodes_with_offsets(block):
            for item in node.items if isinstance(node, Cite) else ():
                words = text(node).translate(_STRAIGHT)
                title = self.works[item.work].title.translate(_STRAIGHT) if item.work in self.works else ""
                if title and title in words:
                    yield at + words.index(title), at + len(words)

    def _forms_in(self, words: str) -> Iterator[tuple[int, str]]:
        """Every form that stands in the words, with its offset: whole words only, the longest where several begin."""
        end = 0
        present = self.beginnings.keys() & self.pieces.findall(words)
        for start, beginning in sorted((start, piece) for piece in present for start in _places(piece, words)):
            if start < end or _is_word(words[start - 1 : start]):
                continue
            for form in self.beginnings[beginning]:
                if words.startswith(form, start) and not _is_word(words[start + len(form) : start + len(form) + 1]):
                    end = start + len(form)
                    yield start, form
                    break


def _places(piece: str, words: str) -> Iterator[int]:
    at = words.find(piece)
    while at >= 0:
        yield at
        at = words.find(piece, at + 1)


def _marked(block: Node) -> Iterator[tuple[int, int, str]]:
    """Start, end and key of what is linked as a name; no key where it leads to none."""
    for at, node in nodes_with_offsets(block):
        if isinstance(node, Name) or (isinstance(node, Lookup) and not any(find_all(node, Name))):
            yield at, at + len(text(node)), node.key if isinstance(node, Name) else ""


def _titles(node: Node, at: int, cited: bool) -> Iterator[tuple[int, int]]:
    """Start and end of each title in a block: words in italics, and words of citations in quotation marks."""
    for child in node.children:
        if isinstance(child, Node):
            if isinstance(child, Element) and child.tag == "em":
                yield at, at + len(text(child))
            yield from _titles(child, at, cited or isinstance(child, Cite))
        elif cited and "“" in child:
            start = child.index("“")
            yield at + start, at + (child.index("”", start) if "”" in child[start:] else len(child))
        at += len(text(child))


def _sentence_of(block: Node) -> Callable[[int], str]:
    """What gives the sentence at an offset in the words of a block, as HTML."""
    bounds = sentences(text(block).replace("\n", " "))
    html = cache(lambda start, end: to_html(excerpt(block.children, start, end)))
    return lambda offset: html(*next(((begin, stop) for begin, stop in bounds if begin <= offset < stop), bounds[-1]))


def _paragraph_uses(paragraph: Paragraph, section: Section, notes: Mapping[str, Note], namer: Namer) -> Iterator[Use]:
    block, here, sentence = paragraph.content, (paragraph.anchor, section.slug), _sentence_of(paragraph.content)
    for offset, key, kind in sorted(namer.namings(block)):
        yield Use(key, *here, _FORMS[kind], sentence(offset))
    for offset, node in nodes_with_offsets(block):
        if isinstance(node, Cite):
            yield from _citation_uses(node, here, sentence(offset), "")
        elif isinstance(node, NoteRef) and node.anchor in notes:
            note = notes[node.anchor]
            if note.at[:1] == (paragraph.anchor,):
                yield from _note_uses(note, here, sentence(max(offset - 1, 0)), namer)


def _note_uses(note: Note, here: tuple[str, str], supported: str, namer: Namer) -> Iterator[Use]:
    for block in note.content:
        if isinstance(block, Node):
            sentence = _sentence_of(block)
            for offset, key, kind in sorted(namer.namings(block)):
                yield Use(key, *here, _FORMS[kind], sentence(offset), note.anchor)
            for cite in find_all(block, Cite):
                yield from _citation_uses(cite, here, supported, note.anchor)


def _citation_uses(cite: Cite, here: tuple[str, str], sentence: str, note: str) -> Iterator[Use]:
    for item in cite.items:
        yield Use(item.work, *here, cite.form, sentence, note, item.label, item.locator, text(cite), item.within)
