"""Files of Word and LibreOffice: every word arrives, notes keep their marks, what is left out has a warning."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from edition.authoring.manuscript import copy_text
from edition.authoring.readers import read
from edition.checks import check
from edition.model.kinds import Cite
from edition.model.tree import Element, find_all, text
from manuscripts import (
    HIVE,
    RAIN,
    WORKS,
    begun,
    call,
    docx,
    field,
    in_parts,
    odt,
    odt_note,
    odt_paragraph,
    odt_zotero,
    paragraph,
    run,
    text_box,
)  # fmt: skip

HEADING = "berschrift1"
SECTION = '<w:p><w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr></w:pPr></w:p>'
LAST = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
WORD = {
    "wrapped": (
        "<w:customXml>" + run("a ") + "</w:customXml>"
        '<w:bdo w:val="rtl">' + run("b ") + "</w:bdo>" + CONTROL.format("", run("c ")),
        "a b c",
    ),
    "simple field": ('<w:fldSimple w:instr=" PAGEREF x ">' + run("77") + "</w:fldSimple>", "77"),
    "ruby": (
        "<w:r><w:ruby><w:rt>" + run("kan") + "</w:rt><w:rubyBase>" + run("漢") + "</w:rubyBase></w:ruby></w:r>",
        "漢(kan)",
    ),
    "breaks": ('<w:r><w:t>a</w:t><w:ptab/><w:t>b</w:t><w:br w:type="page"/><w:t>c</w:t></w:r>', "a b c"),
    "box in a cell": (
        "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        + paragraph("cell", text_box("boxed"))
        + "</w:tc></w:tr></w:tbl>",
        "cell|boxed",
    ),
    "table in a cell": (
        "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        "<w:tr><w:tc>" + paragraph("in") + "</w:tc><w:tc>" + paragraph("side") + "</w:tc></w:tr></w:tbl>"
        "</w:tc></w:tr></w:tbl>",
        "in side",
    ),
    "bibliography of EndNote": (field(" ADDIN EN.REFLIST ", "Hale 1871"), "Hale 1871"),
    "bibliography of Mendeley": (field(" ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY ", "Hale 1871"), "Hale 1871"),
    "initial": (
        '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>' + run("I") + "</w:p>" + paragraph("n the beginning"),
        "In the beginning",
    ),
    "columns that the grid lacks": (
        "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>"
        + "".join(f"<w:tr>{CELL.format(row[0])}{CELL.format(row[1])}</w:tr>" for row in ("ab", "cd"))
        + "</w:tbl>",
        "a b|c d",
    ),
    "moved": (
        "<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:ins>"
        + run("b ")
        + "</w:ins><w:moveTo>"
        + run("a")
        + "</w:moveTo>",
        "b a",
    ),
    "emphasis of several kinds": (
        run("a.", "<w:i/>")
        + run("b.", "<w:b/>")
        + run("c", "<w:i/><w:b/>")
        + run(".«d", "<w:i/>")
        + run("[m]:", "<w:smallCaps/>"),
        "a.b.c.«d[m]:",
    ),
    "subtitle": (paragraph("A subtitle", style="Untertitel"), "A subtitle"),
}


@pytest.mark.parametrize("what", WORD)
@pytest.mark.parametrize("main", ["document", "document2"])
def test_every_word_of_word_arrives(what: str, main: str, tmp_path: Path) -> None:
    given, wanted = WORD[what]
    block = given if given.startswith(("<w:p>", "<w:tbl>")) else paragraph(given)
    edition, beginning = begun(tmp_path, docx(tmp_path / "a.docx", block, paragraph("End."), main=main))
    assert [str(finding) for finding in check(edition)] == []
    lines = [line for line in copy_text(beginning.manuscript).split("\n") if line]
    assert lines == [*wanted.split("|"), "End."]
    assert "did not arrive" not in " ".join(beginning.warnings)


def test_titles_of_several_paragraphs(tmp_path: Path) -> None:
    heads = [
        paragraph("On", style="Titel"),
        paragraph("Bees", style="Titel"),
        paragraph("In winter", style="Untertitel"),
    ]
    _, beginning = begun(tmp_path, docx(tmp_path / "a.docx", *heads, paragraph("A", style="Autor"), paragraph("B.")))
    assert (beginning.manuscript.title, beginning.manuscript.author) == ("On Bees", "A")
    assert copy_text(beginning.manuscript).split("\n\n")[:4] == ["On Bees", "In winter", "A", "B.\n"]
    assert "did not arrive" not in " ".join(beginning.warnings)


TOLD = {
    "what Word asks": CONTROL.format("<w:showingPlcHdr/>", run("Type here")),
    "hidden words, “Type": run("Type here", "<w:vanish/>"),
    "marked as deleted, “Type": "<w:del><w:r><w:delText>Type here</w:delText></w:r></w:del>",
}


@pytest.mark.parametrize("what", TOLD)
def test_what_is_no_text_is_told(what: str, tmp_path: Path) -> None:
    read_ = read(docx(tmp_path / "a.docx", paragraph("Words. ", TOLD[what])), "")
    assert "Type here" not in copy_text(read_)
    assert what in " ".join(read_.warnings)


def test_the_marks_of_notes_in_word(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "a.docx",
        paragraph("One", style=HEADING),
        paragraph("a", call(2, mark="*"), "b", call(3), "c", call(4), "d", call(2, "endnote")),
        SECTION,
        paragraph("Two", style=HEADING),
        paragraph("e", call(5), "f", call(3, "endnote")),
        LAST,
        footnotes={
            2: paragraph("* Star"),
            **{n: paragraph(words) for n, words in {3: "First", 4: "Second", 5: "Anew"}.items()},
        },
        endnotes={2: paragraph("End"), 3: paragraph("Last")},
    )
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    found = [[(n.mark, n.label, text(n.content).strip()) for n in section.notes] for section in edition.sections]
    assert found == [
        [("*", "1", "Star"), ("1", "2", "First"), ("2", "3", "Second"), ("i", "4", "End")],
        [("1", "5", "Anew"), ("ii", "6", "Last")],
    ]
    assert "a[*]b[1]c[2]d[i]" in copy_text(beginning.manuscript)
    assert "e[1]f[ii]" in copy_text(beginning.manuscript)


ENDNOTE = (
    "<EndNote><Cite><Author>Brook</Author><Year>1880</Year><RecNum>4</RecNum><record><rec-number>4</rec-number>"
    '<ref-type name="Book">6</ref-type><contributors><authors><author>Brook, Mary</author></authors></contributors>'
    "<titles><title>On Rain</title></titles><dates><year>1880</year></dates></record></Cite></EndNote>"
)


def coded(words: str) -> str:
    return base64.b64encode(words.encode()).decode()


def endnote_with_data(words: str) -> str:
    """A citation by EndNote as Word keeps a long one: as data of the field and of a field within it."""
    data = f"<w:fldData>{coded(ENDNOTE)}</w:fldData>"
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    said = "<w:r><w:instrText> ADDIN EN.CITE{} </w:instrText></w:r>"
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    return begin + said.format("") + begin + said.format(".DATA") + end + separate + run(words) + end


def mendeley_cite(words: str) -> str:
    items = [{"id": RAIN["id"], "itemData": RAIN}]
    tag = f"MENDELEY_CITATION_v3_{coded(json.dumps({'citationItems': items}))}"
    return CONTROL.format(f'<w:tag w:val="{tag}"/>', run(words))


CITATIONS = {
    "Mendeley": field(
        f" ADDIN CSL_CITATION {json.dumps({'citationItems': [{'id': 'ITEM-1', 'itemData': RAIN}]})} ", "(Brook 1880)"
    ),
    "Mendeley Cite": mendeley_cite("(Brook 1880)"),
    "EndNote": field(f" ADDIN EN.CITE {ENDNOTE}", "(Brook 1880)"),
    "EndNote with data": endnote_with_data("(Brook 1880)"),
    "Zotero in a simple field": '<w:fldSimple w:instr="{}">{}</w:fldSimple>'.format(
        f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [{'id': 8, 'itemData': RAIN}]})} ".replace(
            '"', "&quot;"
        ),
        run("(Brook 1880)"),
    ),
}


CITAVI = {
    "Entries": [
        {
            "PageRange": {"OriginalString": "12-14"},
            "Reference": {
                "$id": "3", "Id": "b2", "ReferenceType": "Book", "Title": "On Rain", "Year": "1880",
                "Authors": [{"$id": "4", "FirstName": "Mary", "LastName": "Brook"}],
                "Publishers": [{"Name": "Gull"}], "PlaceOfPublication": "Norport",
            },
        },
        {"Reference": {"$ref": "3"}, "PageRange": "<os>7</os>"},
    ],
}  # fmt: skip
SOURCE = (
    "<b:Source><b:Tag>Bro80</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:NameList><b:Person>"
    "<b:Last>Brook</b:Last><b:First>Mary</b:First></b:Person></b:NameList></b:Author></b:Author>"
    "<b:Title>On Rain</b:Title><b:Year>1880</b:Year></b:Source>"
)
BOOKMARK = '<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_x1"/>{}<w:bookmarkEnd w:id="4"/>'
CITATIONS |= {
    "Citavi": field(f"ADDIN CitaviPlaceholder{{{coded(json.dumps(CITAVI))}}}", "(Brook 1880)"),
    "Word": CONTROL.format("<w:citation/>", field(" CITATION Bro80 \\p 12-14 \\m Bro80 \\p 7 ", "(Brook 1880)")),
    "bookmark": BOOKMARK.format(run("(Brook ") + run("1880)")),
}
PLACES = [("page", "12-14"), ("page", "7")]


@pytest.mark.parametrize("program", CITATIONS)
def test_the_citations_of_other_programs_in_word(program: str, tmp_path: Path) -> None:
    properties = in_parts("ZOTERO_BREF_x1", *({"id": 8, "itemData": RAIN, "label": n, "locator": p} for n, p in PLACES))
    block = paragraph("So ", CITATIONS[program], ".")
    edition, _ = begun(tmp_path, docx(tmp_path / "a.docx", block, properties=properties, sources=SOURCE))
    assert [str(finding) for finding in check(edition)] == []
    (cite,) = find_all(edition.sections[0].body, Cite)
    assert text(cite) == "(Brook 1880)"
    several = program in ("Citavi", "Word", "bookmark")
    assert [(item.work, item.label, item.locator) for item in cite.items] == [
        ("brook1880rain", *place) for place in (PLACES if several else [("", "")])
    ]
    assert edition.works["brook1880rain"].title == "On Rain"


UNREAD = {
    "ADDIN CITAVI.PLACEHOLDER": field(" ADDIN CITAVI.PLACEHOLDER b2 PFBs ", "(Brook 1880)"),
    "ADDIN CitaviPlaceholder": field("ADDIN CitaviPlaceholder{AAAA}", "(Brook 1880)"),
    "CITATION": field(" CITATION Oth99 \\l 1033 ", "(Brook 1880)"),
    "bookmarks": BOOKMARK.format(run("(Brook 1880)")),
}


@pytest.mark.parametrize("program", UNREAD)
def test_citations_that_stay_words_are_told(program: str, tmp_path: Path) -> None:
    edition, beginning = begun(tmp_path, docx(tmp_path / "a.docx", paragraph("So ", UNREAD[program], ".")))
    assert [str(finding) for finding in check(edition)] == []
    assert "So (Brook 1880)." in copy_text(beginning.manuscript)
    assert "not as citations" in " ".join(beginning.warnings)
    assert program in " ".join(beginning.warnings)


OUTLINED = '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr>{}</w:p>'


def test_headings_by_outline_level(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "a.docx",
        OUTLINED.format(0, run("One")), paragraph("a"), OUTLINED.format(1, run("Below")), paragraph("b"),
        OUTLINED.format(9, run("Body")), paragraph("Two", style="Styled"), OUTLINED.format(0, run("long " * 60)),
    )  # fmt: skip
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert [section.title for section in edition.sections] == ["One", "Two"]
    assert [node.tag for node in edition.sections[0].body if isinstance(node, Element)] == ["p", "h2", "p", "p"]
    assert "too long for a heading" in " ".join(beginning.warnings)


def test_the_citations_of_zotero_in_libre_office(tmp_path: Path) -> None:
    first = odt_zotero("Hale, The Hive, 12", {"id": 7, "itemData": HIVE, "locator": "12", "label": "page"})
    second = odt_zotero("Brook, <text:span>On Rain</text:span>", {"id": 8, "itemData": RAIN}, mark="RND2")
    path = odt(
        tmp_path / "a.odt",
        odt_paragraph("A sentence", odt_note("1", f"See {first}; {second}."), " and ", second, "."),
    )
    edition, _ = begun(tmp_path, path, WORKS)
    assert [str(finding) for finding in check(edition)] == []
    (section,) = edition.sections
    found = [*find_all(section.notes[0].content, Cite), *find_all(section.body, Cite)]
    assert [(text(c), [(i.work, i.label, i.locator) for i in c.items]) for c in found] == [
        ("Hale, The Hive, 12", [("hale1871hive", "page", "12")]),
        ("Brook, On Rain", [("brook1880rain", "", "")]),
        ("Brook, On Rain", [("brook1880rain", "", "")]),
    ]


MARKS = '<text:{0}-start text:name="{1}"/>(Brook 1880)<text:{0}-end text:name="{1}"/>'
OWN = (
    '<text:bibliography-mark text:identifier="r" text:bibliography-type="book" text:author="Brook, Mary"'
    ' text:title="On Rain" text:year="1880">(Brook 1880)</text:bibliography-mark>'
)
OF_LIBRE_OFFICE = {
    "bookmark": (MARKS.format("bookmark", "ZOTERO_BREF_x1"), "brook1880rain"),
    "Mendeley": (odt_zotero("(Brook 1880)", {"id": 8, "itemData": RAIN}).replace("ZOTERO_ITEM ", ""), "brook1880rain"),
    "JabRef": (MARKS.format("reference-mark", "JABREF_hale1871hive CID_1 x"), "hale1871hive"),
    "older JabRef": (MARKS.format("reference-mark", "JR_cite_1_hale1871hive"), "hale1871hive"),
    "its own": (OWN, "brook1880rain"),
    "unknown": (MARKS.format("reference-mark", "JABREF_other CID_1 x"), ""),
    "without data": (MARKS.format("bookmark", "ZOTERO_BREF_x2"), ""),
}  # fmt: skip


@pytest.mark.parametrize("program", OF_LIBRE_OFFICE)
def test_the_citations_of_other_programs_in_libre_office(program: str, tmp_path: Path) -> None:
    citation, work = OF_LIBRE_OFFICE[program]
    properties = in_parts("ZOTERO_BREF_x1", {"id": 8, "itemData": RAIN})
    path = odt(tmp_path / "a.odt", odt_paragraph("So ", citation, "."), properties=properties)
    edition, beginning = begun(tmp_path, path, WORKS)
    assert [str(finding) for finding in check(edition) if finding.code != "w-unused"] == []
    assert "So (Brook 1880)." in copy_text(beginning.manuscript)
    cites = [(text(cite), [item.work for item in cite.items]) for cite in find_all(edition.sections[0].body, Cite)]
    assert cites == ([("(Brook 1880)", [work])] if work else [])
    assert ("itations" in " ".join(beginning.warnings)) == (not work)


FRAME = "<draw:frame>{}</draw:frame>"
PICTURE = FRAME.format('<draw:image xlink:href="Pictures/a.svg"/><svg:desc>A Hive</svg:desc>')
LIBRE_OFFICE = {
    "fields": ("<text:sequence-ref>1</text:sequence-ref> <text:user-defined>mine</text:user-defined>", "1 mine"),
    "ruby": ("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>",
             "漢(kan)"),
    "frame": ("a " + FRAME.format("<draw:text-box><text:p>boxed</text:p></draw:text-box>") + "b", "a b|boxed"),
    "shape": ("a <draw:custom-shape><text:p>shaped</text:p></draw:custom-shape>b", "a b|shaped"),
    "frame of a figure": (
        FRAME.format(f"<draw:text-box>{odt_paragraph(PICTURE, 'Figure 2: Bees', style='P1')}</draw:text-box>"),
        "Figure 2: Bees",
    ),
    "numbered": ("<text:numbered-paragraph><text:p>counted</text:p></text:numbered-paragraph>", "counted"),
    "index": (
        "<text:bibliography><text:index-body><text:p>Hale 1871</text:p></text:index-body></text:bibliography>",
        "Hale 1871",
    ),
}  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize("what", LIBRE_OFFICE)
def test_every_word_of_libre_office_arrives(what: str, tmp_path: Path) -> None:
    given, wanted = LIBRE_OFFICE[what]
    block = given if given.startswith(("<text:numbered", "<text:bibl")) else odt_paragraph(given)
    path = odt(tmp_path / "a.odt", block, "End.", pictures={"Pictures/a.svg": SVG})
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert [line for line in copy_text(beginning.manuscript).split("\n") if line] == [*wanted.split("|"), "End."]
    assert "did not arrive" not in " ".join(beginning.warnings)
    if "figure" in what:
        pictures = [node for node in find_all(edition.sections[0].body, Element) if node.tag == "img"]
        assert [picture.get("alt") for picture in pictures] == ["A Hive"]


def test_titles_signs_and_what_is_left_out_of_libre_office(tmp_path: Path) -> None:
    path = odt(
        tmp_path / "a.odt",
        '<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>',
        odt_paragraph("On Bees", style="Title"),
        odt_paragraph(
            "Words", odt_note("*", "Star"), odt_note("1", "First"), odt_note("i", "End", "endnote"),
            "<office:annotation><dc:creator>E</dc:creator><text:p>remark</text:p></office:annotation>",
        ),
        "<text:table-of-content><text:index-body><text:p>Contents 3</text:p></text:index-body></text:table-of-content>",
        '<text:section text:display="none"><text:p>unseen</text:p></text:section>',
        head="The running head",
        language="fr",
    )  # fmt: skip
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert (beginning.manuscript.title, beginning.manuscript.language) == ("On Bees", "fr")
    assert [n.mark for n in edition.sections[0].notes] == ["*", "1", "i"]
    told = " ".join(beginning.warnings)
    for words in ("gone", "remark", "Contents 3", "The running head", "unseen"):
        assert words in told
        assert words not in copy_text(beginning.manuscript)
