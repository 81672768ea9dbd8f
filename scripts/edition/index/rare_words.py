"""Words with signs that the typeface of a book may lack, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.index.figures import picture_of
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.fields import words_in
from edition.model.findings import SourceLocation
from edition.model.prose import Prose
from edition.model.tree import Content, Element, Fragment, Node, find_all

SURE = " -~\u00a0-\u017f\u0384-\u0386\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u2010-\u2026\u2030-\u203a€"
"""Ranges of characters that the typeface of the text has."""

_RARE = re.compile(rf"[^\s.,;:!?()“”«»]*[^\s{SURE}][^\s.,;:!?()“”«»]*")
_SIGN = re.compile(rf"[^\s{SURE}]")

PRINTED = ("credit", "number", "n")
"""Attributes of elements of the text that are printed."""

RareWord = tuple[str, SourceLocation]


def rare_signs(word: str) -> list[str]:
    """The signs of a word for which it is rare."""
    return _SIGN.findall(word)


@derived
def rare_words_in(edition: Edition, section: Section) -> tuple[RareWord, ...]:
    """The words of a section with a sign that the face of the text may lack."""
    file = section.location.file
    rare = [*_rare(section.heading, section.location)]
    rare += _rare(section.body, section.location)
    for note in section.notes:
        rare += _rare((note.mark, *note.content), note.location)
    for content in (section.body, *(note.content for note in section.notes)):
        for image in (node for node in find_all(content, Element) if node.tag == "img"):
            picture = picture_of(edition, image)
            rare += _rare(picture.words() if picture else "", section.location._replace(line=image.line))
    return tuple((word, location._replace(file=file)) for word, location in rare)


def _rare(content: Fragment | Content, location: SourceLocation) -> Iterator[RareWord]:
    """The words in content with a sign that the face may lack, and the line of the nearest node that has one."""
    if isinstance(content, str):
        yield from ((word, location) for word in (_RARE.findall(content) if _SIGN.search(content) else ()))
        return
    if isinstance(content, Node) and content.line not in (0, location.line):
        location = location._replace(line=content.line)
    if isinstance(content, Element):
        yield from _rare(tuple(value for name, value in content.attributes if name in PRINTED), location)
    for child in content if isinstance(content, tuple) else content.children:
        yield from _rare(child, location)


def rare_words_of_records(edition: Edition) -> Iterator[RareWord]:
    """The same of what is printed of records."""
    about = edition.metadata
    for words in (about.title, about.subtitle, about.author, about.byline, about.editor, about.first_published):
        yield from _rare(words, about.location)
    for entry in edition.entries.values():
        for words in (entry.name, entry.sort, entry.summary.source):
            yield from _rare(words, entry.location)
    for work in edition.works.values():
        written = (words.source if isinstance(words, Prose) else words for _, words in words_in(work))
        yield from ((word, work.location) for words in written for word in _RARE.findall(words))
    for change in edition.emendations:
        for words in (change.lemma, change.reading, *change.readings.values(), change.reason.source):
            yield from _rare(words, change.location)
