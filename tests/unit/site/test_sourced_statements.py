"""Statements of fact with their sources, links in them, and the years of an entry."""

from __future__ import annotations

import json

import pytest

from edition.model import records
from edition.model.findings import SourceLocation
from edition.model.messages import IN_ENGLISH
from edition.model.prose import Prose
from edition.model.records import Dated, Entry, IsoDate, Original, Statement
from edition.model.registers import DateField, TextField
from edition.model.serialize import to_html
from edition.model.tree import E, text
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import heading_details, linked, paragraphs, sources, span_of_years, statement
from edition.sources.prose import read_prose
from small_edition import edition_of


def said(source: str) -> Prose:
    """Words of a record, as they are read."""
    prose, findings = read_prose(source, SourceLocation("a.yml", 1), by_line=True)
    assert findings == ()
    return prose


TEXT = "He came.\n{: #p1 }"
WORK = "@book{b1900, author={Bell, Ada}, title={The Hive}, address={Norport}, publisher={Gull}, year={1900}}"


def persons(*sources: str) -> str:
    """A register with one statement, which has these sources."""
    return f"a:\n  name: A\n  statements:\n    text: He came.\n    source: {json.dumps(sources)}\n"


def link(address: str) -> str:
    return f'<a href="{address}">{address}</a>'


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("", ""),
        ("no address", "no address"),
        ("https://a.org/x", link("https://a.org/x")),
        ("see http://a.org.", f"see {link('http://a.org')}."),
        ("(at https://a.org/x);", f"(at {link('https://a.org/x')});"),
        ("https://a.org/x, https://b.org", f"{link('https://a.org/x')}, {link('https://b.org')}"),
        ("two  spaces", "two  spaces"),
        ("https://a.org/?a=1&b=2", '<a href="https://a.org/?a=1&amp;b=2">https://a.org/?a=1&amp;b=2</a>'),
        (
            "https://a.org/%D0%9A%d1%80%20a%2F%E9",
            '<a href="https://a.org/%D0%9A%d1%80%20a%2F%E9">https://a.org/Кр%20a%2F%E9</a>',
        ),
        (
            "https://a.org/%E0%A4%95%E0%A4%BE%E2%80%AE",
            '<a href="https://a.org/%E0%A4%95%E0%A4%BE%E2%80%AE">https://a.org/का%E2%80%AE</a>',
        ),
        ("ftp://a.org javascript:alert(1)", "ftp://a.org javascript:alert(1)"),
    ],
)
def test_addresses_are_links(words: str, markup: str) -> None:
    assert to_html(linked(words)) == markup


@pytest.mark.parametrize(
    ("given", "markup"),
    [
        (("A book", "https://a.org"), f"A book; {link('https://a.org')}"),
        (("*A* book, https://a.org.",), f"<em>A</em> book, {link('https://a.org')}."),
        (("A.\n\nB.",), "A. B."),
        (("[¶ 1][@p1]",), '<a class="anchor" href="site:essay/first.html#p1">¶ 1</a>'),
    ],
)
def test_sources_stand_in_parentheses(given: tuple[str, ...], markup: str) -> None:
    edition = edition_of(TEXT, {"bibliography/persons.yml": persons(*given)})
    found = sources(edition.entries["a"].statements[0].source, HtmlWriter(edition))
    assert to_html((found,)) == f'<span class="sources">({markup})</span>'


def test_a_source_by_its_key_is_cited_and_linked() -> None:
    files = {"bibliography/persons.yml": persons("[@b1900, p. 3]"), "bibliography/works.bib": WORK}
    edition = edition_of(TEXT, files)
    found = sources(edition.entries["a"].statements[0].source, HtmlWriter(edition))
    assert text(found) == "(Bell, Hive, 3)"
    assert '<a class="work" href="site:works/b1900.html"><em class="work-title">Hive</em></a>' in to_html((found,))


@pytest.mark.parametrize(
    ("given", "markup"),
    [
        (Statement(said("He *came*.")), "He <em>came</em>."),
        (Statement(said("He came."), (said("A"),)), 'He came. <span class="sources">(A)</span>'),
        (Statement(said("He came."), doubt=said("Or not.")), 'He came. <span class="doubt">Or not.</span>'),
        (
            Statement(said("He came."), (said("A"), said("B")), said("Or not.")),
            'He came. <span class="sources">(A; B)</span> <span class="doubt">Or not.</span>',
        ),
        (Statement(said("a < b & c")), "a &lt; b &amp; c"),
        (Statement(said("A.\n\nB."), (said("S"),)), '<p>A.</p><p>B.</p> <span class="sources">(S)</span>'),
        (Statement(said("A."), doubt=said("B.\n\nC.")), 'A. <div class="doubt"><p>B.</p><p>C.</p></div>'),
    ],
)
def test_a_statement_has_its_sources_and_its_doubt(given: Statement, markup: str) -> None:
    assert to_html(statement(given, HtmlWriter(edition_of("")))) == markup


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("", ""),
        ("A *b*.", '<p class="x">A <em>b</em>.</p>'),
        ("A.\n\nB.", "<p>A.</p><p>B.</p>"),
        ("- a\n- b\n\n> c", "<ul><li>a</li><li>b</li></ul><blockquote><p>c</p></blockquote>"),
    ],
)
def test_words_in_paragraphs(words: str, markup: str) -> None:
    assert to_html(paragraphs(said(words).content, "x")) == markup


def test_what_stands_round_paragraphs_is_a_paragraph() -> None:
    content = ("yes", ". ", *said("A.\n\nB.").content, " ", E("em", "C"))
    assert to_html(paragraphs(content)) == "<p>yes. </p><p>A.</p><p>B.</p><p> <em>C</em></p>"


def entry(born: str = "", died: str = "", when: str = "", display: str = "") -> Entry:
    dates = {name: Dated(IsoDate(date)) for name, date in (("born", born), ("died", died)) if date}
    held = Dated(IsoDate(when), display) if when else None
    return Entry("a", "persons", SourceLocation(""), "A", **dates, when=held)


@pytest.mark.parametrize(
    ("given", "years"),
    [
        (entry(), ""),
        (entry("1869-02-26", "1939"), "1869–1939"),
        (entry("1947"), "born 1947"),
        (entry(died="1939-02"), "died 1939"),
        (entry("-0063", "-0014-08"), "63 BCE–14 BCE"),
        (entry(when="1924-01/1924-05"), "January–May 1924"),
        (entry(when="1924-01-21", display="21 January 1924"), "21\u00a0January 1924"),
        (entry(when="1924-01-21"), "January\u00a021, 1924"),
        (
            entry(when="1917-11-07", display="7 November 1917 (25 October, Old Style)"),
            "7\u00a0November 1917 (25\u00a0October,\u00a0Old\u00a0Style)",
        ),
        (entry(when="1905-10/1905-12", display="26. Oktober bis Dezember 1905"), "26.\u00a0Oktober bis Dezember 1905"),
    ],
)
def test_the_years_of_an_entry(given: Entry, years: str) -> None:
    assert span_of_years(given, IN_ENGLISH) == years


MOROZOV = Entry(
    "morozov", "persons", SourceLocation(""), "Ilya Morozov", category="author", original=Original("Илья", "ru"),
    born=Dated(IsoDate("1860-04")), died=Dated(IsoDate("1931")),
)  # fmt: skip


def test_what_books_print_behind_a_heading() -> None:
    assert to_html(tuple(heading_details(MOROZOV, IN_ENGLISH))) == '<span lang="ru">Илья</span>1860–1931'
    doubted = Entry("m", "persons", SourceLocation(""), "M", original=Original("Илья", "ru", said("Or not.")))
    assert list(heading_details(doubted, IN_ENGLISH)) == []


def test_a_field_says_itself_that_books_print_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "TEXT_FIELDS", (TextField("category", "Kind", in_books=True),))
    monkeypatch.setattr(records, "DATE_FIELDS", (DateField("died", "Died", "died", in_books=True),))
    assert list(heading_details(MOROZOV, IN_ENGLISH))[1:] == ["1860–1931", "died 1931", "kind author"]
