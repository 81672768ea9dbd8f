"""The plain text and the Markdown: every word of every paragraph and note, for a reader's eye and for pandoc's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pypandoc
import pytest

import same_words
from books import made
from edition.books.word import word
from edition.index.addresses import paragraph_number
from edition.model.edition import Edition
from edition.model.kinds import NoteRef
from edition.model.tree import Element as Node
from edition.model.tree import find_all

ADDED = re.compile(r"\[(?:(?:n|ed)\. [^\]]+|Picture: .*?)\]| <https?://[^>]*>")
LISTED = re.compile(r"(?<!\S)(?:-|\d+\.|[ivx]+\.)(?=\s)|\|")
HEADING = re.compile(r"^(\d+)\. .*\n=+$|^(?:Emendations|Bibliography)\n=+$", re.MULTILINE)
READERS = ("gfm+footnotes", "commonmark_x", "markdown-smart")


@pytest.fixture(params=list(same_words.EDITIONS))
def edition(request: pytest.FixtureRequest) -> Edition:
    return same_words.edition(request.param)


@cache
def written(edition: Edition) -> dict[str, str]:
    return {output.uri: output.content.decode() for output in made(edition, ".txt", ".md")}


def marked(words: str) -> str:
    """Words without whatever could be the mark of a list or table, and what the white space was."""
    return " ".join(LISTED.sub(" ", words.strip()).split())


def bare(words: str) -> str:
    """The same without calls, descriptions of pictures, and addresses of links."""
    return marked(ADDED.sub("", words))


def chunks(edition: Edition) -> Iterator[tuple[str, str]]:
    """Body and notes of every section."""
    pieces = HEADING.split(written(edition)["edition.txt"])
    for number, chunk in zip(pieces[1::2], pieces[2::2], strict=True):
        if number:
            body, *notes = re.split(r"^(?=\[(?:n|ed)\. \S+\] )", chunk, maxsplit=1, flags=re.MULTILINE)
            yield body, "".join(notes)


# --- Plain text ----------------------------------------------------------------------------------------------------


def test_every_paragraph_has_its_words_and_number(edition: Edition) -> None:
    found = {}
    for body, _ in chunks(edition):
        for number, words in re.findall(r"¶ (\S+)\s+(.*?)(?=\n\s*\n(?!\s+(?:-|\d))|\n\s*- ¶|\Z)", body, re.DOTALL):
            found[f"p{number}"] = bare(same_words.without_additions(words, edition))
    words_of = same_words.paragraphs(edition)
    expected = {anchor: marked(words) for anchor, words in words_of.items() if paragraph_number(anchor)}
    for anchor in expected.keys() & found.keys() & in_stanzas(edition):  # an empty line stands between stanzas
        assert found[anchor]
        assert expected[anchor].startswith(found[anchor])
        del found[anchor], expected[anchor]
    assert found == expected


def in_stanzas(edition: Edition) -> set[str]:
    """The anchors of verse with several stanzas."""
    paragraphs = (p for section in edition.sections for p in section.paragraphs)
    return {p.anchor for p in paragraphs if any(node.tag == "lg" for node in find_all(p.content.children, Node))}


def test_sections_have_every_word(edition: Edition) -> None:
    bodies = [bare(same_words.without_additions(body, edition)) for body, _ in chunks(edition)]
    numbered = [re.sub(r"¶ \S+(?: |$)", "", body).rstrip() for body in bodies]
    found = [re.sub(r"\s[-=]{3,}(?=\s|$)", "", body) for body in numbered]
    assert found == [marked(words) for words in same_words.sections(edition).values()]


def test_every_note_has_its_words_and_sign(edition: Edition) -> None:
    signs = {n.anchor: ("n. " if n.kind == "authorial" else "ed. ") + n.mark for s in edition.sections for n in s.notes}
    expected = {signs[anchor]: marked(words) for anchor, words in same_words.notes(edition).items()}
    found = {}
    for _, notes in chunks(edition):
        pieces = re.split(r"^\[((?:n|ed)\. \S+)\] ", notes, flags=re.MULTILINE)
        rows = zip(pieces[1::2], pieces[2::2], strict=True)
        found |= {sign: bare(same_words.without_additions(words, edition)) for sign, words in rows}
    assert found == expected


def test_a_paragraph_is_a_line() -> None:
    lines = written(same_words.edition("tiny"))["edition.txt"].splitlines()
    expected = same_words.paragraphs(same_words.edition("tiny"))["p1"]
    assert [bare(line.removeprefix("¶ 1  ")) for line in lines if line.startswith("¶ 1  ")] == [expected]


# --- Markdown, as pandoc reads it ----------------------------------------------------------------------------------


@pytest.fixture(params=READERS)
def html(request: pytest.FixtureRequest, edition: Edition) -> Element:
    source = written(edition)["edition.md"]
    read = pypandoc.convert_text(source, "html5", format=request.param, extra_args=["--wrap=none"])
    return fromstring(f"<body>{read}</body>")


def is_call(element: Element) -> bool:
    return {"footnote-ref", "footnote-back"} & set(element.get("class", "").split()) != set()


def footnotes(root: Element) -> Element:
    return next(e for e in root.iter("section") if "footnotes" in e.get("class", "") or e.get("id") == "footnotes")


def numbered(root: Element) -> Iterator[tuple[str, str]]:
    """Anchor and words of whatever begins with its number, or stands behind a number alone."""
    apart = set(footnotes(root).iter())
    blocks = [e for e in root.iter() if e.tag in ("p", "ul", "ol", "table", "pre", "li") and e not in apart]
    alone = ""
    for element in blocks:
        words = same_words.words(element, is_call)
        found = re.fullmatch(r"¶ (\w+)(?: (.+))?", words)
        if alone:
            yield alone, words
            alone = ""
        elif found and found[2] and not set(element) & set(blocks):
            yield f"p{found[1]}", found[2]
        elif found and element.tag == "p":
            alone = f"p{found[1]}"


def test_pandoc_reads_every_paragraph(edition: Edition, html: Element) -> None:
    found = {anchor: same_words.without_additions(words, edition) for anchor, words in numbered(html)}
    expected = same_words.paragraphs(edition)
    assert found == {anchor: words for anchor, words in expected.items() if paragraph_number(anchor)}


def test_pandoc_reads_every_note(edition: Edition, html: Element) -> None:
    called = [call.anchor for section in edition.sections for call in find_all(section.body, NoteRef)]
    rows = (same_words.words(row, is_call) for ordered in footnotes(html).findall("ol") for row in ordered)
    found = [same_words.without_additions(row, edition) for row in rows]
    signs = {n.anchor: ("n. " if n.kind == "authorial" else "ed. ") + n.mark for s in edition.sections for n in s.notes}
    assert found == [f"{signs[anchor]} {same_words.notes(edition)[anchor]}" for anchor in called]


def test_the_head_is_what_pandoc_reads(edition: Edition) -> None:
    source = written(edition)["edition.md"]
    meta = json.loads(pypandoc.convert_text(source, "json", format="markdown"))["meta"]
    told = {key: plain(value) for key, value in meta.items()}
    about = edition.metadata
    assert (told["title"], told["date"], told["lang"]) == (about.title, about.date, about.language)
    assert told["author"]


def plain(node: object) -> str:
    """The words of a value of pandoc's."""
    if isinstance(node, list):
        return "".join(map(plain, node))
    if not isinstance(node, dict):
        return ""
    return (
        str(node["c"]) if node["t"] in ("Str", "MetaString") else " " if node["t"] == "Space" else plain(node.get("c"))
    )


def test_every_paragraph_and_note_has_its_anchor(edition: Edition) -> None:
    found = re.findall(r'<a id="([^"]+)"></a>', written(edition)["edition.md"])
    notes = [note for section in edition.sections for note in section.notes]
    contents = (*(section.body for section in edition.sections), *(note.content for note in notes))
    anchors = {node.id for content in contents for node in find_all(content, Node) if node.id}
    assert sorted(found) == sorted(anchors | {note.anchor for note in notes})


# --- Word, as pandoc reads it back --------------------------------------------------------------------------------


def test_word_has_every_note_as_a_footnote_with_its_own_sign() -> None:
    edition = same_words.edition("own")
    content = word(edition).content
    assert word(edition).content == content
    again = pypandoc.convert_text(content, "markdown", format="docx", extra_args=["--wrap=none"])
    notes = re.findall(r"^\[\^\d+\]: \*\*((?:n|ed)\. \w+)\*\*", again, re.MULTILINE)
    called = [call for s in edition.sections for call in find_all(s.body, NoteRef)]
    assert notes == [("n. " if call.kind == "authorial" else "ed. ") + call.mark for call in called]
    with ZipFile(BytesIO(content)) as file:
        document = file.read("word/document.xml").decode()
    assert 'w:val="Heading1"' in document
    assert 'w:val="Title"' in document
