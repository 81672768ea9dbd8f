"""The reader view of Firefox and others (Mozilla’s Readability): nothing of the text or of a note is taken away."""

from __future__ import annotations

import pytest

from edition.model.tree import Element, text, walk
from site_reader import parse

READ = """() => {
    const { title, byline, lang, content } = new Readability(document.cloneNode(true)).parse();
    return { title, byline, lang, content };
}"""
NOT_READ = frozenset("note-sources backlink".split())


@pytest.fixture
def reader(window, base, npm):
    """``reader(address)``: what reader view makes of a page."""
    page = window()

    def read(address):
        page.goto(base + address)
        page.add_script_tag(path=npm / "@mozilla/readability/Readability.js")
        return page.evaluate(READ)

    return read


def in_line(words):
    return "".join(words.split())


def passages(page):
    """The words of every paragraph and note of a page, by their ids."""
    for node in walk(page):
        is_passage = "numbered" in node.get("class").split() or node.get("class") == "note"
        if isinstance(node, Element) and is_passage and node.get("id"):
            yield node.get("id"), in_line("".join(pieces(node)))


def pieces(node):
    if isinstance(node, str):
        yield node
    elif not NOT_READ & set(node.get("class").split()):
        for child in node.children:
            yield from pieces(child)


def test_every_paragraph_and_note_is_there(reader, folder, sections):
    for address in sections:
        expected = dict(passages(parse((folder / address).read_text("utf-8"))))
        shown = in_line(text(parse(reader(address)["content"])))
        assert expected
        assert [anchor for anchor, words in expected.items() if words not in shown] == [], address


def test_title_author_and_language(reader, folder, sections):
    for address in sections:
        found = reader(address)
        page = parse((folder / address).read_text("utf-8"))
        tags = {node.get("property") or node.get("name"): node.get("content") for node in walk(page)}
        language = next(node.get("lang") for node in walk(page) if node.tag == "html")
        assert (found["title"], found["byline"], found["lang"]) == (tags["og:title"], tags["author"], language), address
