"""Reads spans with a transcription class: page breaks, gaps, deletions, additions, unclear words, small capitals."""

from __future__ import annotations

import re
from collections.abc import Callable

from edition.model.transcription import BY_CLASS, PAGE_BREAK, WITHOUT_WORDS, page_anchor
from edition.model.tree import Element, text

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def transcribed(span: Element, report: Callable[[str, str, str], None]) -> Element:
    """The element for the span's class; a span with other classes is returned as it is."""
    classes = span.get("class").split()
    name = next((name for name in classes if name in BY_CLASS), "")
    if not name:
        return span
    left = " ".join(other for other in classes if other != name) or None
    made = Element(BY_CLASS[name], span.with_attributes(class_=left).attributes, span.children, span.line)
    if made.tag not in WITHOUT_WORDS:
        return made
    words = " ".join(text(span.children).split())
    bare = made.with_children(()).with_attributes(n=words or None)
    if made.tag != PAGE_BREAK:
        return bare
    if not _NUMBER.fullmatch(words) and not (words and bare.id):
        hint = "Write its number or letters, such as [45]{.page}; with other signs also {.page #page-45a}."
        report("m-bad-attribute", f"“{words}” cannot be the number of a page.", hint)
        return bare
    return bare if bare.id else bare.with_attributes(id=page_anchor(words))
