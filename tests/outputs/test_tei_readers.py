"""The TEI as programs of others read it: the text and the witness rebuilt by a small reader, passages by their numbers,
authors by their family names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

import pytest

import same_words
from edition.books.tei import section_document, whole_document
from edition.citations.names import family_name
from edition.index.addresses import paragraph_number
from edition.model.edition import Edition
from edition.model.states import QUOTATION_STATES

TEI, ID = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}id"
LINES = frozenset("p item cell l ab head speaker stage opener closer dateline lb".split())


@pytest.fixture(scope="module", params=["own", "tiny"])
def edition(request: pytest.FixtureRequest) -> Edition:
    return same_words.edition(request.param)


@pytest.fixture(scope="module")
def root(edition: Edition) -> Element:
    return fromstring(whole_document(edition).content)


def words(element: Element, read: str, apart: list[Element]) -> Iterator[str]:
    """The author’s words, with the ``lem`` or the ``rdg`` of every app; his notes are put ``apart``."""
    tag = element.tag.removeprefix(TEI)
    if tag == "note":
        if element.get("type") == "authorial":
            apart.append(element)
            yield f"[{element.get('n')}]"
        return
    if tag == "ptr" and element.get("type") == "note":
        yield f"[{element.get('n')}]" if element.get("n", "").isdigit() else ""
        return
    if tag in ({"lem", "rdg"} - {read}) or (tag == "head" and element.find(f"{TEI}supplied") is not None):
        return
    yield " " if tag in LINES else ""
    yield element.text or ""
    for child in element:
        if element.tag != f"{TEI}app" or child.tag != f"{TEI}note":
            yield from words(child, read, apart)
        yield child.tail or ""
    yield " " if tag in LINES else ""


def rebuilt(root: Element, read: str) -> tuple[str, dict[str, str]]:
    """The text in one line, and the author’s notes by their numbers."""
    notes: list[Element] = []
    body = root.find(f"{TEI}text/{TEI}body")
    line = " ".join("".join(words(body, read, notes)).split())
    inner = {note.get("n"): "".join("".join(words(child, read, [])) for child in note) for note in notes}
    return line, {number: " ".join(words_.split()) for number, words_ in inner.items()}


def test_the_witness_is_rebuilt_from_the_readings() -> None:
    edition = same_words.edition("own")
    root = fromstring(whole_document(edition).content)
    _title, _byline, *lines = (" ".join(line.split()) for line in edition.base_witness.lines if line.strip())
    end = next(at for at, line in enumerate(lines) if line.startswith("[1]"))
    text, notes = rebuilt(root, "rdg")
    assert text == " ".join(lines[:end])
    printed = " ".join(lines[end:])
    assert [number for number, found in notes.items() if f"[{number}] {found}" not in printed] == []
    assert len(notes) == len(re.findall(r"(?:^| )\[\d+\] ", printed))


def test_the_text_stands_before_the_registers(root: Element) -> None:
    parts = [child.tag.removeprefix(TEI) for child in root]
    assert parts == ["teiHeader", "text", "standOff"]


def test_passages_are_found_by_their_numbers(edition: Edition, root: Element) -> None:
    """As the reference system declares it: ``div`` by ``n``, and in it what has the id ``p`` and its ``n``."""
    outer = root.find(f".//{TEI}refsDecl/{TEI}citeStructure")
    inner = outer.find(f"{TEI}citeStructure")
    assert (outer.get("match"), outer.get("use")) == ("/TEI/text/body/div", "@n")
    assert (inner.get("match"), inner.get("use"), inner.get("delim")) == (".//*[@xml:id = concat('p', @n)]", "@n", ".")
    found = {
        (division.get("n"), part.get("n"))
        for division in root.findall(f"{TEI}text/{TEI}body/{TEI}div")
        for part in division.iter()
        if part.get("n") and part.get(ID) == "p" + part.get("n") and part.tag != f"{TEI}figure"
    }
    numbered = {(str(s.number), paragraph_number(p.anchor)) for s in edition.sections for p in s.paragraphs}
    figures = {figure.get(ID) for figure in root.iter(f"{TEI}figure")}
    assert found == {(section, number) for section, number in numbered if number and f"p{number}" not in figures}


def test_works_have_their_authors_and_one_date(edition: Edition, root: Element) -> None:
    for struct in root.iter(f"{TEI}biblStruct"):
        work = edition.works[struct.get(ID).removeprefix("k.")]
        expected = [family_name(c.name) for c in work.creators if c.role == "author" and not c.name.literal]
        found = [" ".join(n.text for n in a if n.tag[len(TEI) :] in ("nameLink", "surname")) for a in authors(struct)]
        assert [name for name in found if name][: len(expected)] == expected, work.key
        assert [len(imprint.findall(f"{TEI}date")) for imprint in struct.iter(f"{TEI}imprint")] == [1]


def authors(struct: Element) -> list[Element]:
    part = struct.find(f"{TEI}analytic")
    return (struct.find(f"{TEI}monogr") if part is None else part).findall(f"{TEI}author")


def test_verdicts_on_quotations_are_declared(edition: Edition, root: Element) -> None:
    for slug in [None, *(section.slug for section in edition.sections)]:
        document = root if slug is None else fromstring(section_document(edition, slug).content)
        declared = {category.get(ID) for category in document.iter(f"{TEI}category")}
        assert declared == {f"quotation.{state}" for state in QUOTATION_STATES}
    told = {e.get(ID): e.get("ana") for e in root.iter() if e.tag in (f"{TEI}quote", f"{TEI}q") and e.get(ID)}
    assert told == {q.key: f"#quotation.{q.state}" for q in edition.quotations}


def test_the_title_page_names_the_author(edition: Edition, root: Element) -> None:
    byline = root.find(f".//{TEI}titlePage/{TEI}byline")
    assert "".join(byline.itertext()) == (edition.metadata.byline or edition.metadata.author)
    assert byline.findtext(f"{TEI}docAuthor") == edition.metadata.author


def test_the_header_says_of_what_it_is_an_edition(edition: Edition, root: Element) -> None:
    source = root.find(f".//{TEI}sourceDesc/{TEI}bibl[@type='first-published']")
    assert source.get("corresp") == f"#{edition.base_witness.work}"
    work = edition.works[edition.base_witness.work]
    assert source.findtext(f"{TEI}title") == work.title
    assert source.find(f"{TEI}date").get("when") == work.issued
    measure = root.find(f".//{TEI}extent/{TEI}measure")
    assert int(measure.get("quantity")) == sum(len(section.paragraphs) for section in edition.sections)
    assert all(e.findall("./*[@type='main']") for e in root.iter(f"{TEI}person"))
