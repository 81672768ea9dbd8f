"""Words of records with paragraphs, lookups and markup: wherever plain words are printed, all of theirs are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

import pytest
import yaml

from edition.books.epub.contents import pages as book_pages
from edition.books.pdf.back_matter import back_matter
from edition.books.pdf.layout import UNKNOWN
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED
from edition.books.plain import markdown, plain_text
from edition.books.tei import section_document, whole_document
from edition.build.outputs import made, plans
from edition.checks import check
from edition.model.edition import Edition
from edition.model.serialize import to_html, without_tags
from edition.sources.load import assemble, read
from folders import TINY

FIELDS = frozenset("summary text doubt reason evidence note description question answer".split())
"""Names of the fields that hold words; a name in its original language and the key of a note are none."""
PLAIN = "First{0}."
MARKED = (
    "First{0} *in* [the bell][@bell], [@marsh1881lamp, p. 3], [¶ 2][@p2], [there](../docs/about/edition.md).\n\n"
    "> Second{0} & <https://example.org/>.\n\n- Third{0}\n- Fourth{0}: `code`"
)
AUDIT = {"bibliography/audit.yml": "a: {question: Q, answer: A, met: partly}\n"}


def with_words(value: Any, words: str, numbers: count[int]) -> Any:
    """The data of a file, in every field for words a paragraph with a number of its own."""
    if isinstance(value, list):
        return [with_words(part, words, numbers) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        key: words.format(next(numbers)) if key in FIELDS and isinstance(part, str) and not re.fullmatch(r"n\d", part)
        else part if key == "original" else with_words(part, words, numbers)
        for key, part in value.items()
    }  # fmt: skip


@cache
def edition(words: str) -> Edition:
    """The tiny edition with these words in all fields for them."""
    sources = read(TINY)
    numbers = count(1)
    files = {
        name: yaml.safe_dump(with_words(yaml.load(source, yaml.BaseLoader), words, numbers), allow_unicode=True)
        if name.endswith(".yml")
        else source
        for name, source in {**sources.files, **AUDIT}.items()
    }
    return assemble(replace(sources, files=files))


@cache
def forms(words: str) -> Mapping[str, str]:
    """Every form of the edition as text without tags."""
    whole = edition(words)
    planned = tuple(plans(whole, with_books=False))
    site = {output.uri: output.content for plan in planned for output in made(whole, plan, ())}
    writer = TypstWriter(whole, UNKNOWN, NOTHING_RESERVED)
    pages = {uri: without_tags(content.decode()) for uri, content in site.items() if uri.endswith(".html")}
    return {
        "site": "\n".join(pages.values()),
        "TEI": without_tags(whole_document(whole).content.decode()),
        "TEI of a section": without_tags(section_document(whole, "two-keepers").content.decode()),
        "EPUB": "\n".join(without_tags(to_html(page.body)) for page in book_pages(whole)),
        "PDF": "\n".join(back_matter(whole, writer)),
        "plain text": plain_text(whole).content.decode(),
        "Markdown": markdown(whole).content.decode(),
    }


def test_nothing_is_wrong_with_it() -> None:
    unused = ("w-unused", "x-exception-unused")  # an exception of the tiny edition holds for a line of another file
    assert [finding for finding in check(edition(MARKED)) if finding.code not in unused] == []


def numbers(word: str, form: str) -> list[str]:
    return sorted(set(re.findall(rf"{word}(\d+)", form)))


@pytest.mark.parametrize("form", forms(PLAIN))
def test_all_words_are_printed_wherever_plain_ones_are(form: str) -> None:
    printed = numbers("First", forms(PLAIN)[form])
    assert len(printed) >= 2
    for word in ("First", "Second", "Third", "Fourth"):
        assert numbers(word, forms(MARKED)[form]) == printed, word


@pytest.mark.parametrize("form", forms(PLAIN))
def test_citations_have_their_words_and_no_sign_of_markup_is_left(form: str) -> None:
    words = forms(MARKED)[form].replace("\\", "")
    assert len(re.findall(r"First\d+ ", words)) <= words.count("The Lamp and the Rock")
    assert "[@" not in words
    assert "][@" not in words
    assert form == "Markdown" or not re.search(r"\*in\*|`code`|\n> Second|\n- Third", words)
