"""The book on paper: the same words, every note once and on the page of its call, every link, every page reference."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from itertools import count, pairwise
from pathlib import Path
from random import Random

import pytest

import same_words
from edition.books.pdf import FILES, faces, markup, pdf, typesetting
from edition.books.pdf import book as template
from edition.books.pdf.note_placement import ReservedSpace
from edition.build.publish import build
from edition.citations import forms
from edition.index import rare_words
from edition.index.addresses import paragraph_number
from edition.index.uses import uses
from edition.model.edition import Edition, Section
from edition.model.findings import Refused, SourceLocation
from edition.model.kinds import NoteRef
from edition.model.pictures import Picture, StoredFile, stored
from edition.model.tree import find_all, text
from pdf_reader import (
    NOT_IN_LINE,
    Book,
    Element,
    Piece,
    calls_and_notes,
    is_number,
    joined,
    long_edition,
    parts,
    plain,
    references,
    with_a_line_alone,
)
from small_edition import METADATA
from small_edition import edition_of as edition_of_words

EDITIONS = [*same_words.EDITIONS, "long"]
REGISTERS = ("Chronology", "Persons", "Organisations", "Places", "Bibliography")
HASH = """
import hashlib, sys
from pathlib import Path
from edition.sources.load import assemble, read
from edition.books.pdf import pdf
book = pdf(assemble(read(Path(sys.argv[1]))), "a5")
print(hashlib.sha256(book.content).hexdigest())
"""


@cache
def edition_of(name: str) -> Edition:
    return long_edition() if name == "long" else same_words.edition(name)


@cache
def book_of(name: str, size: str) -> Book:
    output = pdf(edition_of(name), size)
    assert output.uri == FILES[size]
    return Book(output.content)


@pytest.fixture(params=EDITIONS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["a4", "a5"])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def expected(words: str) -> str:
    return " ".join(words.replace("\ufe0f", "").split())


def title(section: Section) -> str:
    return f"{section.number} [{section.title}]" if section.resp == "editor" else f"{section.number} {section.title}"


def text_of(book: Book, section: Section) -> Element:
    return Element("Document", tuple(parts(book)[expected(title(section))]))


def notes_in_order(edition: Edition, section: Section) -> list[str]:
    """The anchors of a section's notes at the foot of pages, the author's, in the order of their first calls."""
    calls = (call.anchor for call in find_all(section.body, NoteRef))
    at_the_foot = {note.anchor for note in section.notes if note.kind == "authorial"}
    return [anchor for anchor in dict.fromkeys(calls) if anchor in at_the_foot]


def test_every_paragraph_has_its_words(name: str, size: str) -> None:
    edition, book = edition_of(name), book_of(name, size)
    words = same_words.paragraphs(edition)
    for section in edition.sections:
        numbers = [(p.anchor, number) for p in section.paragraphs if (number := paragraph_number(p.anchor))]
        pieces = list(text_of(book, section).pieces(NOT_IN_LINE))
        for anchor, number in numbers:
            at = next(i for i in range(1, len(pieces)) if is_number(pieces, i, {number}))
            pieces = pieces[at + 1 :]
            found = same_words.without_additions(plain(joined(pieces)), edition)
            assert found.startswith(expected(words[anchor])), anchor


def test_no_word_is_lost_or_added(name: str, size: str) -> None:
    edition, book = edition_of(name), book_of(name, size)
    for section in edition.sections:
        left = {paragraph_number(p.anchor) for p in section.paragraphs}
        pieces: list[Piece] = []
        whole = list(text_of(book, section).pieces(NOT_IN_LINE))
        for at, piece in enumerate(whole):
            if at and is_number(whole, at, left):
                left.discard(piece.words)
            else:
                pieces.append(piece)
        found = same_words.without_additions(plain(joined(pieces)), edition)
        assert found == expected(same_words.sections(edition)[section.slug])


def test_every_note_stands_once_with_its_words(name: str, size: str) -> None:
    edition, book = edition_of(name), book_of(name, size)
    words = same_words.notes(edition)
    for section in edition.sections:
        notes = {note.anchor: note for note in section.notes}
        found = [plain(joined(note.pieces(frozenset({"Lbl"})))) for _, note in calls_and_notes(text_of(book, section))]
        order = notes_in_order(edition, section)
        assert len(found) == len(order)
        for anchor, printed in zip(order, found, strict=True):
            assert printed.startswith(notes[anchor].mark)
            found_words = same_words.without_additions(printed.removeprefix(notes[anchor].mark), edition)
            assert found_words == expected(words[anchor])


def test_every_note_begins_on_the_page_of_its_call(name: str, size: str) -> None:
    pairs = list(calls_and_notes(book_of(name, size).document))
    edition = edition_of(name)
    assert len(pairs) == sum(len(notes_in_order(edition, section)) for section in edition.sections)
    assert [joined(note.pieces()) for call, note in pairs if call.page() != note.page()] == []


def test_every_note_of_the_editors_stands_after_the_text(name: str, size: str) -> None:
    edition, book = edition_of(name), book_of(name, size)
    words, places = same_words.notes(edition), book.destinations()
    notes = [note for section in edition.sections for note in section.notes if note.kind == "editorial" and note.at]
    found = plain(joined([piece for row in parts(book).get("Editors’ notes", []) for piece in row.pieces()]))
    for note in notes:
        number = paragraph_number(note.at[0])
        begins = expected(f"{note.mark} {f'¶ {number}' if number else ''} {words[note.anchor]}")[:60]
        assert begins.replace(" ", "") in found.replace(" ", "")
        assert words[note.anchor].split()[0] in book.words_of_page(places[note.anchor])


def test_no_heading_stands_at_the_foot_of_a_page(name: str, size: str) -> None:
    children = [child for child in book_of(name, size).document.children if isinstance(child, Element)]
    headings = [at for at, child in enumerate(children[:-1]) if child.tag in ("H1", "H2", "H3")]
    assert headings
    for at in headings:
        assert children[at].page() == children[at + 1].page(), joined(children[at].pieces())


@pytest.mark.parametrize("size", FILES)
def test_no_line_of_a_paragraph_stands_alone(name: str, size: str) -> None:
    edition, book = edition_of(name), book_of(name, size)
    assert [words for section in edition.sections for words in with_a_line_alone(text_of(book, section))] == []


@pytest.mark.parametrize(("longest", "called"), [(95, (1, 2, 4)), (900, (0, 1)), (90, (0, 5, 8)), (30, (0, 8))])
def test_no_page_is_a_third_empty(longest: int, called: tuple[int, ...]) -> None:
    """Notes that are many or long begin below their call and run over pages; five or eight are called in one line."""
    chance, numbers, blocks, written = Random(3), count(1), [], []
    for paragraph in range(1, 41):
        words = ["word"] * chance.randrange(30, 120)
        start = chance.randrange(len(words) - 5)
        within = range(len(words))[start : start + 5] if max(called) > 4 else range(len(words))
        for at in sorted(chance.choices(within, k=chance.choice(called))):
            words[at] += f"[^{(number := next(numbers))}]"
            written.append(f"[^{number}]: " + "note " * chance.randrange(longest // 2, longest))
        blocks.append(f"{' '.join(words)}.\n{{: #p{paragraph} }}")
    pages: dict[int, list[float]] = {}
    book = Book(pdf(edition_of_words("\n\n".join(blocks + written)), "a5").content)
    for piece in book.document.pieces():
        pages.setdefault(piece.page, []).extend(piece.lines)
    first, last = 6, book.destinations()["p40"]
    foot = min(min(lines) for lines in pages.values() if lines)
    text_height = max(max(lines) - foot for lines in pages.values() if lines)
    assert last > first + 5
    for page in range(first, last):
        lines = sorted((foot, *pages[page]))
        assert max(after - before for before, after in pairwise(lines)) < text_height / 3, page


def test_a_long_table_runs_over_pages_with_its_head(tmp_path: Path, tool: Callable[[str], str]) -> None:
    """A head that is repeated is no word of the table to readers aloud, so another program looks at the pages."""
    rows = "".join(f"| {year} | oil{year} |\n" for year in range(1800, 1900))
    edition = edition_of_words(f"Before.\n{{: #p1 }}\n\n| Year | Kind |\n|---|---|\n{rows}\n{{: #p2 }}")
    (tmp_path / "book.pdf").write_bytes(pdf(edition, "a5").content)
    run = subprocess.run([tool("pdftotext"), tmp_path / "book.pdf", "-"], capture_output=True, text=True, check=True)
    shown = [words for words in run.stdout.split("\f") if "oil18" in words]
    assert len(shown) > 2
    assert [words for words in shown if "Kind" not in words] == []
    assert [year for year in range(1800, 1900) if sum(f"oil{year}" in words for words in shown) != 1] == []


LONG = " ".join(f"word{number}" for number in range(900))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(f"| A | B |\n|---|---|\n| x | {LONG} |", id="a cell that is longer than a page"),
        pytest.param(f"| A[^1] | B |\n|---|---|\n| x | {LONG} |", id="below a head that calls a note"),
        pytest.param("| A[^1] | B |\n|---|---|\n" + "\n".join(f"| x | {word} |" for word in LONG.split()), id="rows"),
        pytest.param(f"{'| Responsibility ' * 9}|\n{'|---' * 9}|\n| {LONG} {'| x ' * 8}|", id="of a wide table"),
    ],
)
def test_every_word_of_a_table_is_on_a_page(rows: str, tmp_path: Path, tool: Callable[[str], str]) -> None:
    edition = edition_of_words(f"{rows}\n\n{{: #p1 }}\n" + (f"\n[^1]: {LONG}\n" if "[^1]" in rows else ""))
    (tmp_path / "book.pdf").write_bytes(pdf(edition, "a5").content)
    run = subprocess.run([tool("pdftotext"), tmp_path / "book.pdf", "-"], capture_output=True, text=True, check=True)
    assert set(LONG.split()) <= set(run.stdout.replace("\u00ad\n", "").split())


def test_a_line_that_stands_alone_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a book whose lines reserve no space."""
    monkeypatch.setattr(sys.modules["edition.books.pdf"], "reserve", lambda *_: ReservedSpace())
    output = pdf(edition_of("long"), "a4")
    assert list(with_a_line_alone(Book(output.content).document))


def test_every_paragraph_and_note_is_a_destination(name: str, size: str) -> None:
    edition, book = edition_of(name), book_of(name, size)
    places, words = book.destinations(), same_words.paragraphs(edition)
    for section in edition.sections:
        for anchor, (_, note) in zip(
            notes_in_order(edition, section), calls_and_notes(text_of(book, section)), strict=True
        ):
            assert places[anchor] == note.page()
        for paragraph in section.paragraphs:
            start = words.get(paragraph.anchor) or text(paragraph.content)
            assert expected(start)[:5].strip() in plain(book.words_of_page(places[paragraph.anchor]))


def test_every_link_leads_somewhere(name: str, size: str) -> None:
    targets = [target for _, target in book_of(name, size).links()]
    assert targets
    for target in targets:
        assert isinstance(target, int) or target.startswith(("https://", "http://", "mailto:"))


def test_numbers_lead_to_the_permanent_addresses(size: str) -> None:
    edition = edition_of("tiny")
    targets = {target for _, target in book_of("tiny", size).links()}
    anchors = {p.anchor for section in edition.sections for p in section.paragraphs if paragraph_number(p.anchor)}
    assert {f"{edition.metadata.base_address}id/{anchor}/" for anchor in anchors} <= targets


def row_of(edition: Edition, book: Book, key: str) -> Element:
    """The row of a person, an organisation or a place, of an event, or of a work."""
    if key in edition.works:
        heading, shown = "Bibliography", text(forms.bibliography_entry(edition, edition.works[key]))
    else:
        entry = edition.entries[key]
        register = edition.registers[entry.register]
        heading = register.book_heading or register.heading
        summary = text(entry.summary.content)
        shown = (summary if entry.register == "events" else entry.sort) or entry.name
    apart = 60 if heading == "Chronology" else 0
    rows = [row for row in parts(book)[heading] if expected(shown) in plain(joined(row.pieces()))[: len(shown) + apart]]
    (row,) = rows
    return row


@pytest.mark.parametrize("name", ["own", "tiny"])
def test_page_references_are_right(name: str, size: str) -> None:
    """Each use is on a page of its row, and each page of a row has a use: in its own words, or in the note named."""
    edition, book = edition_of(name), book_of(name, size)
    places = book.destinations()
    marks = {note.anchor: note.mark for section in edition.sections for note in section.notes}
    for key, them in uses(edition).items():
        if key not in edition.works and key not in edition.entries:
            continue
        found = list(references(row_of(edition, book, key)))
        pages = {page for page, mark in found if not mark}
        counted = [use for use in them if use.form != "title" or all(use.form == "title" for use in them)]
        for use in counted:
            if use.note:
                page = places[use.note]
                assert page in pages or (page, marks[use.note]) in found, (key, use.note)
            else:
                assert pages & span(edition, book, use.at), (key, use.at)
        for page, mark in found:
            assert any(
                places[use.note] == page if use.note else not mark and page in span(edition, book, use.at)
                for use in counted
            ), (key, page, mark)


def span(edition: Edition, book: Book, anchor: str) -> set[int]:
    """The pages of a paragraph: from where it begins to where the next one does."""
    order = [p.anchor for section in edition.sections for p in section.paragraphs]
    at, places = order.index(anchor), book.destinations()
    last = places[order[at + 1]] if at + 1 < len(order) else places[anchor] + 1
    return set(range(places[anchor], last + 1))


def test_page_references_lead_to_their_pages(name: str, size: str) -> None:
    book = book_of(name, size)
    led = 0
    for row in (row for heading in REGISTERS for row in parts(book).get(heading, [])):
        for link in (element for element in row.walk() if element.tag == "Link" and element.leads):
            if match := re.fullmatch(r"(\d+)(?: n\. \w+)?", joined(link.pieces())):
                led += 1
                assert link.leads == int(match[1])
    assert led or name == "long"


def test_what_readers_aloud_need(tmp_path: Path, size: str, tool: Callable[[str], str]) -> None:
    output = pdf(edition_of("own"), size)
    file = tmp_path / "book.pdf"
    file.write_bytes(output.content)
    about = edition_of("own").metadata
    facts = subprocess.run([tool("pdfinfo"), str(file)], capture_output=True, text=True, check=True).stdout
    known = dict(re.findall(r"^(\w[\w ]*):\s+(.*)$", facts, re.MULTILINE))
    assert (known["Title"], known["Author"], known["Tagged"]) == (about.title, about.author, "yes")
    book = Book(output.content)
    assert str(book.pdf.Root.Lang) == about.language
    assert bool(book.pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in book.pdf.Root.Metadata.read_bytes()
    bookmarks = book.pdf.open_outline().root
    titles = [expected(item.title) for item in bookmarks]
    first = titles.index(expected(f"1 {edition_of('own').sections[0].title}"))
    assert titles[first:][: len(edition_of("own").sections)] == [
        expected(f"{section.number} {section.title}") for section in edition_of("own").sections
    ]


def test_the_same_bytes_in_every_process(tiny: Path) -> None:
    def made(seed: str) -> str:
        command = [sys.executable, "-c", HASH, str(tiny)]
        return subprocess.run(
            command, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()

    here = pdf(edition_of("tiny"), "a5")
    assert made("1") == made("2") == hashlib.sha256(here.content).hexdigest()


def test_a_large_book_is_set_apart_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    here = pdf(edition_of("tiny"), "a5")
    monkeypatch.setattr(typesetting, "LARGE", 0)
    assert pdf(edition_of("tiny"), "a5") == here


@pytest.mark.parametrize("large", [0, typesetting.LARGE])
def test_what_typst_refuses_is_a_finding_at_its_line(monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr(typesetting, "LARGE", large)
    note = "Words.[^1]\n{: #p1 }\n\nMore\nwords.\n{: #p2 }\n\n[^1]: Here\n    it is: %s."
    edition = edition_of_words(note % "\U0001208a")
    with pytest.raises(Refused) as refused:
        pdf(edition, "a5")
    assert (refused.value.finding.code, refused.value.finding.location) == (
        "p-not-set",
        SourceLocation("docs/essay/01-first.md", 12),
    )


def test_signs_of_the_source_stand_in_one_another() -> None:
    """A tagged PDF has one line through or below a word, and typst refuses two."""
    edition = edition_of_words("A [b [c]{.add} *[d]{.unclear}*]{.del} [e [f]{.del}]{.add}\n{: #p1 }")
    book = Book(pdf(edition, "a5").content)
    assert "A b c d e f" in plain(joined(list(text_of(book, edition.sections[0]).pieces())))


def test_a_picture_that_typst_refuses_is_a_finding_at_its_line() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>é</text></svg>'
    picture = f'<?xml version="1.0" encoding="iso-8859-1"?>{svg}'.encode("latin-1")  # typst reads UTF-8 alone
    edition = edition_of_words('A.\n{: #p1 }\n\n![A](a.svg "a")\n{: #p2 }')
    with pytest.raises(Refused) as refused:
        pdf(replace(edition, pictures=stored([("essay/a.svg", picture)], Picture)), "a5")
    assert refused.value.finding.location == SourceLocation("docs/essay/01-first.md", 8)


def test_a_warning_stops_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(markup.FUNCTIONS, "strong", "par")
    with pytest.raises(Refused) as refused:
        pdf(edition_of_words("Words.\n{: #p1 }\n\n**More**\n{: #p2 }"), "a5")
    assert refused.value.finding.location == SourceLocation("docs/essay/01-first.md", 8)
    assert "was ignored" in refused.value.finding.message


def test_without_a_face_there_is_no_pdf_but_a_site(copied: Callable[[Path, str], Path], tiny: Path) -> None:
    folder = copied(tiny, "unprintable")
    persons = folder / "bibliography" / "persons.yml"
    persons.write_text(persons.read_text(encoding="utf-8").replace("summary: ", "summary: 𒂊 ", 1), encoding="utf-8")
    findings = build(folder, folder / "site")
    assert [(f.code, f.location.file) for f in findings] == [("p-no-face", "bibliography/persons.yml")]
    assert "𒂊" in findings[0].message
    assert (folder / "site/edition.epub").exists()
    assert not (folder / "site/edition.pdf").exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [("Ἐν ἀρχῇ, в начале, œuvre, 🗼 and “so” …", []), ("Here: 𒂍. And 𒂍𒀭 there", ["𒂍", "𒂍𒀭"]), ("`𒂍`", ["𒂍"])],
)
def test_words_without_a_face(words: str, found: list[str]) -> None:
    findings = faces.left_out(edition_of_words(f"{words}[^1]\n{{: #p1 }}\n\n[^1]: N."))
    assert [re.findall("“(.*?)”", finding.message) for finding in findings] == ([found] if found else [])
    assert [finding.location.line for finding in findings] == [5 for _ in findings]


@pytest.mark.parametrize(
    "source",
    [
        '![A](a.png "a"){: credit="𒂍" }\n{: #p1 }', '![A](a.png "a"){: number="𒂍" }\n{: #p1 }', "A [𒂍]{.gap}\n{: #p1 }",
        "A [𒂍]{.page #page-1}\n{: #p1 }", 'A[^1]\n{: #p1 }\n\n[^1]: N.\n    {: sign="𒂍" }',
    ],
)  # fmt: skip
def test_signs_without_a_face_that_are_no_words_of_the_text(source: str) -> None:
    assert [finding.code for finding in faces.left_out(edition_of_words(source))] == ["p-no-face"]


def test_signs_without_a_face_in_a_picture() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a <tspan>𒂍</tspan></text></svg>'
    pictures = stored([("essay/a.svg", svg.encode())], Picture)
    edition = replace(edition_of_words('![A](a.svg "a")\n{: #p1 }'), pictures=pictures)
    (finding,) = faces.left_out(edition)
    assert (finding.code, finding.location.line) == ("p-no-face", 5)


def test_the_signs_that_are_sure_are_printed() -> None:
    sure = [
        chr(code)
        for code in range(0x21, 0x2100)
        if re.fullmatch(f"[{rare_words.SURE}]", chr(code)) and not chr(code).isspace()
    ]
    assert len(sure) > 500
    assert faces.without_face(edition_of_words("Words."), sure) == frozenset()


def test_a_face_of_the_edition_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    own = next(Path(find_spec("manimgx_fonts").origin).parent.glob("NotoSansEthiopic*"))  # type: ignore[union-attr, arg-type]
    monkeypatch.setattr(typesetting, "PACKAGES", typesetting.PACKAGES[:1])
    monkeypatch.setattr(template, "FONTS", faces.FONTS[:1])
    typesetting.packaged_fonts.cache_clear()
    named = {"bibliography/edition.yml": METADATA + "faces: [own.ttf]\n"}
    words, file = "ሰላም\n{: #p1 }", stored([("own.ttf", own.read_bytes())], StoredFile)
    with_face = replace(edition_of_words(words, named), faces=file)
    assert pdf(with_face, "a5").content
    with pytest.raises(Refused):
        pdf(replace(with_face, faces={}), "a5")
    typesetting.packaged_fonts.cache_clear()
