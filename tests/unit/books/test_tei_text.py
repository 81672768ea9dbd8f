"""Trees in TEI: ids, pointers, divisions, quotations in pieces, locators of citations."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from edition.books.tei.registers import dates
from edition.books.tei.text import TeiWriter, pointers, xml_id
from edition.model.kinds import CitationItem, Cite, Emended, Name, NoteRef, Quote
from edition.model.records import IsoDate
from edition.model.serialize import to_xml
from edition.model.tree import Content, E, Fragment
from small_edition import METADATA, edition_of

FILES = {
    "bibliography/persons.yml": "marsh: {name: Tobias Marsh}\n",
    "bibliography/ships.yml": "nore: {name: Nore}\n",
    "bibliography/edition.yml": METADATA + "registers: {ships: {singular: ship, heading: Ships}}\n",
    "bibliography/works.bib": "@book{lamp, title={The Lamp}, author={Marsh, T.}, date={1881}, publisher={P}}\n",
    "bibliography/emendations.yml": "e1: {anchor: p2, lemma: Four, reading: For, reason: R}\n",
}
EDITION = edition_of("One[^1] two[^1].\n{: #p1 }\n\nFour.\n{: #p2 }\n\n[^1]: A.", FILES)


def tei(*content: Content, local: Collection[str] | None = None) -> str:
    return to_xml(TeiWriter(EDITION, local).convert(content))


@pytest.mark.parametrize(
    ("key", "id_"), [("p5", "p5"), ("_a", "_a"), ("1924", "k.1924"), ("-a", "k.-a"), ("Öre", "Öre"), ("a.b", "a.b")]
)
def test_ids(key: str, id_: str) -> None:
    assert xml_id(key) == id_


@pytest.mark.parametrize(
    ("keys", "local", "pointed"),
    [
        ([], None, None),
        (["a"], None, "#a"),
        (["a", "1b"], None, "#a #k.1b"),
        (["a", "b"], ["a"], "#a ../edition.tei.xml#b"),
        (["1b"], [], "../edition.tei.xml#k.1b"),
    ],
)
def test_pointers(keys: list[str], local: list[str] | None, pointed: str | None) -> None:
    assert pointers(keys, local) == pointed


@pytest.mark.parametrize(
    ("date", "attributes"),
    [
        ("", {}),
        ("1924", {"when": "1924"}),
        ("-0044-03-15", {"when": "-0044-03-15"}),
        ("1924-01/1926", {"from": "1924-01", "to": "1926"}),
    ],
)
def test_dates(date: str, attributes: dict[str, str]) -> None:
    assert dates(IsoDate(date)) == attributes


@pytest.mark.parametrize(
    ("content", "xml"),
    [
        (E("p", "a", id="p5"), '<p xml:id="p5" n="5">a</p>'),
        (E("p", "a", id="motto", class_="dateline"), '<p xml:id="motto" rend="dateline">a</p>'),
        (E("p", E("pb", n="4"), " ", E("pb", n="5")), '<pb n="4"/> <pb n="5"/>'),
        (E("p", E("pb", n="4"), id="p5"), '<p xml:id="p5" n="5"><pb n="4"/></p>'),
        (E("lg", E("l", "a"), E("l", E("pb", n="4"))), '<lg><l>a</l><pb n="4"/></lg>'),
        (E("em", "a", lang="ru"), '<hi xml:lang="ru" rend="italic">a</hi>'),
        (E("span", "a", lang="ru"), '<foreign xml:lang="ru">a</foreign>'),
        (E("small", "a"), "a"),
        (E("ol", E("li", "a"), start="5"), '<list rend="numbered"><item n="5">a</item></list>'),
        (
            E("ol", E("li", "a"), E("li", "b"), type="i"),
            '<list rend="numbered"><item n="i">a</item><item n="ii">b</item></list>',
        ),
        (E("td", "a", align="right"), '<cell rend="right">a</cell>'),
        (
            E("table", E("caption", "a"), E("tbody", E("tr", E("td", "b")))),
            "<table><head>a</head><row><cell>b</cell></row></table>",
        ),
        (
            E("pre", E("code", "a", class_="language-xml")),
            '<ab type="code" subtype="xml" xml:space="preserve">a</ab>',
        ),
        (E("th", "a"), '<cell role="label">a</cell>'),
        (E("a", "a", href="https://a.org/"), '<ref target="https://a.org/">a</ref>'),
        (E("a", "a", href="site:persons/marsh.html"), '<ref target="#marsh">a</ref>'),
        (E("a", "a", href="site:about/index.html"), "a"),
        (E("img", src="site:a.png", alt="A"), '<figure><graphic url="a.png"/><figDesc>A</figDesc></figure>'),
        (
            E("figure", E("img", src="site:a.png", alt="A", id="f1"), id="p5"),
            '<figure xml:id="p5" n="5"><graphic url="a.png" xml:id="f1"/><figDesc>A</figDesc></figure>',
        ),
        (Name("marsh", ("a",)), '<persName ref="#marsh">a</persName>'),
        (Name("nore", ("a",)), '<name type="ship" ref="#nore">a</name>'),
        (Name("p1", ("a",)), '<ref target="#p1">a</ref>'),
    ],
)
def test_nodes(content: Content, xml: str) -> None:
    assert tei(content) == xml


def test_a_section_points_to_what_is_not_in_it() -> None:
    content = Name("marsh", ("a",)), Name("p1", ("b",))
    assert tei(*content, local=["p1"]) == (
        '<persName ref="../edition.tei.xml#marsh">a</persName><ref target="#p1">b</ref>'
    )


def test_a_note_stands_at_its_first_call() -> None:
    call = NoteRef("1", "n1", "1", "authorial")
    assert tei(call, call) == (
        '<note xml:id="n1" n="1" type="authorial" place="foot" resp="#resp.author"><p>A.</p></note>'
        '<ptr type="note" target="#n1" n="1"/>'
    )


def test_the_first_piece_of_a_quotation_has_its_id() -> None:
    pieces = Quote("q1", ("a",)), E("em", Quote("q1", ("b",))), Quote("q2", ("c",))
    assert tei(*pieces) == (
        '<quote xml:id="q1">a</quote><hi rend="italic"><quote prev="#q1">b</quote></hi><quote xml:id="q2">c</quote>'
    )


def test_the_reading_and_its_reason_stand_once() -> None:
    assert tei(Emended("e1", ("Fo",)), Emended("e1", ("ur",))) == (
        '<app xml:id="e1"><lem resp="#resp.editor">Fo</lem><rdg>For</rdg>'
        '<note type="reason" resp="#resp.editor">R</note></app>'
        '<app prev="#e1"><lem resp="#resp.editor">ur</lem><rdg/></app>'
    )


@pytest.mark.parametrize(
    ("words", "label", "locator", "xml"),
    [
        (("Marsh, 12.",), "page", "12", 'Marsh, <citedRange unit="page" from="12" to="12">12</citedRange>.'),
        (("Marsh, p. 12",), "page", "12", 'Marsh, <citedRange unit="page" from="12" to="12">p. 12</citedRange>'),
        (
            ("Marsh, pp. 101–8.",),
            "page",
            "101-108",
            'Marsh, <citedRange unit="page" from="101" to="108">pp. 101–8</citedRange>.',
        ),
        (("Marsh, 12, 14",), "page", "12, 14", 'Marsh, <citedRange unit="page" n="12, 14">12, 14</citedRange>'),
        (
            ("The Lamp, § 3",),
            "section",
            "3",
            'The Lamp, <citedRange unit="section" from="3" to="3">§ 3</citedRange>',
        ),
        # a year that has the digits is not the locator; of two places it is the last
        (("Marsh 1912, 12",), "page", "12", 'Marsh 1912, <citedRange unit="page" from="12" to="12">12</citedRange>'),
        (("12 Lamps, 12",), "page", "12", '12 Lamps, <citedRange unit="page" from="12" to="12">12</citedRange>'),
        (("12, in 1912",), "page", "12", '<citedRange unit="page" from="12" to="12">12</citedRange>, in 1912'),
        (("Marsh, 2:33.",), "volume", "II", 'Marsh, <citedRange unit="volume" from="II" to="II">2</citedRange>:33.'),
        (("Marsh, s.v. eel",), "sub-verbo", "eel", 'Marsh, <citedRange unit="sub-verbo" n="eel">s.v. eel</citedRange>'),
        (("Marsh, 33 ff",), "page", "33 ff.", 'Marsh, <citedRange unit="page" n="33 ff.">33 ff</citedRange>'),
        (("Ibid.",), "page", "133-5", 'Ibid.<citedRange unit="page" from="133" to="135"/>'),
        (("Ibid.",), "page", "33 — 35", 'Ibid.<citedRange unit="page" from="33" to="35"/>'),
        (("Ebd.",), "page", "3 bis 5", 'Ebd.<citedRange unit="page" from="3" to="5"/>'),
        # not said in the words
        (("Ibid.",), "page", "12", 'Ibid.<citedRange unit="page" from="12" to="12"/>'),
        (("Ibid., ", E("em", "12 n")), "note", "12 n", 'Ibid., <citedRange unit="note" n="12 n">EM</citedRange>'),
    ],
)
def test_locators(words: Fragment, label: str, locator: str, xml: str) -> None:
    inner = xml.replace("EM", f'<hi rend="italic">{locator}</hi>')
    cite = Cite((CitationItem("lamp", label, locator),), "full", words)
    assert tei(cite) == f'<bibl type="full" corresp="#lamp">{inner}</bibl>'


def test_the_locator_of_a_citation_inside_is_not_that_of_the_citation() -> None:
    inner = Cite((CitationItem("lamp", "page", "12"),), "short", ("Lamp, 12",))
    xml = tei(Cite((CitationItem("lamp", "page", "12"),), "full", ("Marsh, 12, in ", inner)))
    located = '<citedRange unit="page" from="12" to="12">12</citedRange>'
    inside = f'<bibl type="short" corresp="#lamp">Lamp, {located}</bibl>'
    assert xml == f'<bibl type="full" corresp="#lamp">Marsh, {located}, in {inside}</bibl>'


def test_divisions() -> None:
    blocks = (E("p", "a"), E("h2", "b"), E("p", "c"), E("h3", "d"), E("p", "e"), E("h2", "f"))
    assert to_xml(TeiWriter(EDITION).divisions(blocks)) == (
        "<p>a</p><div><head>b</head><p>c</p><div><head>d</head><p>e</p></div></div><div><head>f</head></div>"
    )
