"""Manuscripts are read with every word and note; what pandoc would drop is there, and what is left out is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from edition.authoring import works_reader
from edition.authoring.input_files import Unreadable
from edition.authoring.manuscript import copy_text
from edition.authoring.manuscript_import import Import
from edition.authoring.project import About
from edition.authoring.readers import read
from edition.books.tei import whole_document
from edition.checks import check
from edition.checks.collation import copy_text as lines_of
from edition.data.markup import markup
from edition.model.edition import Edition
from edition.model.kinds import Cite
from edition.model.tree import Element, find_all, text
from edition.sources import bibtex
from edition.sources.load import assemble
from edition.sources.load import read as sources
from folders import TINY
from manuscripts import HIVE, RAIN, WORKS, begun, call, docx, field, made, paragraph, run, text_box, zotero

ARTICLE = """\
---
title: The wet summer
author: Ada Marsh
---

You ask[^1] how we kept our **bees** in the *wet* summer -- "leave the hive", he said:
5 \\* 3 ~ 6, a_b, \\$5, #7, [Lev] K.

# First part

> A quotation of some length.[^2]

1. one
2. two

# Second *part*[^3]

| Keeper | Years   |
|--------|---------|
| Marsh  | 1870–81 |

- a

    - b

Line one\\
line two. \\@home and nobody\\@nowhere.

[^1]: John Hale, *The Hive* (London: Brook, 1871), p. 12.

[^2]: Ibid., p. 30.

    A second paragraph.

[^3]: See note 1.
"""


def words(edition: Edition) -> list[str]:
    return re.findall(r"\w+", " ".join(line.words for line in lines_of(edition)))


@pytest.mark.parametrize("ending", [".docx", ".odt", ".html", ".epub", ".rtf", ".md", ".xml"])
def test_no_word_and_no_note_is_lost(ending: str, tmp_path: Path) -> None:
    if ending == ".md":
        path = tmp_path / "article.md"
        path.write_text(ARTICLE, encoding="utf-8")
    else:
        path = made(tmp_path / f"article{ending}", ARTICLE)
    edition, _ = begun(tmp_path, path)
    assert [str(f) for f in check(edition) if f.code != "w-unused"] == []
    plain = re.sub(r"^---.*?---|\[\^\d\]:?|[\\*_>|#-]", " ", ARTICLE, flags=re.DOTALL).replace("[Lev]", "Lev")
    wanted = set(re.findall(r"[a-zA-Z]{2,}", plain))
    assert wanted - {word for each in words(edition) for word in each.split("_")} == set()
    notes = [text(note.content).strip() for section in edition.sections for note in section.notes]
    assert [" ".join(note.split())[:12] for note in notes] == ["John Hale, T", "Ibid., p. 30", "See note 1."]
    assert [section.title for section in edition.sections][-2:] == ["First part", "Second part"]


def test_what_pandoc_drops_of_word_is_there(tmp_path: Path) -> None:
    picture = field(" SEQ Figure ", "1")
    path = docx(
        tmp_path / "a.docx",
        paragraph("The wet summer", style="Titel"),
        paragraph("A first sentence", call(2, mark="*"), " and a second", call(3), " and a third", call(4, "endnote")),
        paragraph("Before the box", text_box("Words in a box"), "behind it."),
        paragraph("Figure ", picture, ". The hive in winter", style="Beschriftung"),
        paragraph(run("seen "), run("unseen ", "<w:vanish/>"), run("seen again")),
        paragraph(
            '<w:ins w:id="1" w:author="A"><w:r><w:t>put in</w:t></w:r></w:ins>',
            '<w:del w:id="2" w:author="A"><w:r><w:delText>taken out</w:delText></w:r></w:del>',
        ),
        footnotes={
            2: paragraph(run("*", '<w:vertAlign w:val="superscript"/>'), " Written for the society."),
            3: paragraph("A footnote."),
        },
        endnotes={4: paragraph("An endnote.")},
    )  # fmt: skip
    read_ = read(path, "")
    lines = [line for line in copy_text(read_).split("\n") if line]
    assert lines == [
        "The wet summer",
        "A first sentence[*] and a second[1] and a third[i]",
        "Before the boxbehind it.",
        "Words in a box",
        "Figure 1. The hive in winter",
        "seen seen again",
        "put in",
        "[*] Written for the society.",
        "[1] A footnote.",
        "[i] An endnote.",
    ]
    warnings = "\n".join(read_.warnings)
    for part in ("text box", "hidden words, “unseen", "marked as deleted, “taken out”"):
        assert part in warnings
    assert "did not arrive" not in warnings


def test_the_citations_of_zotero_in_word_are_citations(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "a.docx",
        paragraph("A sentence.", call(2), " Another.", call(3)),
        paragraph(field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", "Hale, John. The Hive. London, 1871.")),
        footnotes={
            2: paragraph(
                zotero("See Hale, The Hive, 12", {"id": 7, "itemData": HIVE, "locator": "12", "label": "page"}), "."
            ),
            3: paragraph(
                zotero(
                    "Brook, On Rain; Hale, chap. 2",
                    {"id": 8, "itemData": RAIN},
                    {"id": 7, "itemData": HIVE, "locator": "2", "label": "chapter"},
                )
            ),
        },
    )
    edition, beginning = begun(tmp_path, path, WORKS)
    assert [str(finding) for finding in check(edition)] == []
    cites = [cite for section in edition.sections for note in section.notes for cite in find_all(note.content, Cite)]
    assert [[(item.work, item.label, item.locator) for item in cite.items] for cite in cites] == [
        [("hale1871hive", "page", "12")],
        [("brook1880rain", "", ""), ("hale1871hive", "chapter", "2")],
    ]
    assert [text(cite) for cite in cites] == ["See Hale, The Hive, 12", "Brook, On Rain; Hale, chap. 2"]
    assert edition.works["brook1880rain"].publisher_place == "Norport"
    assert "London, 1871." in " ".join(line.words for line in lines_of(edition))
    assert "did not arrive" not in " ".join(beginning.warnings)


PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The wet summer | Journal of Bees</title></head><body>
<nav><ul><li>Home</li><li>About us</li></ul></nav>
<main><h1>The wet summer</h1>
<p>We kept bees,<a href="#no1" id="ref1"><sup>[1]</sup></a> and more.<sup><a href="#no2">2</a></sup></p>
<h2>After the rain</h2><p>It stopped.<a href="#no1"><sup>[1]</sup></a> &#171;&#160;Bien.&#160;&#187;</p></main>
<div class="notes"><div id="no1"><p><a href="#ref1">[1]</a> John Hale, <em>The Hive</em>, p. 12.</p></div>
<p><a id="no2"></a>2. Ibid., p. 30. <a href="#ref2">↩</a></p><p>More of the second note.</p></div>
<footer>All rights reserved</footer></body></html>
"""


def test_the_notes_of_a_web_page_are_notes(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    read_ = read(path, "")
    assert [line for line in copy_text(read_).split("\n") if line] == [
        "The wet summer",
        "We kept bees,[1] and more.[2]",
        "After the rain",
        "It stopped.[1] « Bien. »",
        "[1] John Hale, The Hive, p. 12.",
        "[2] Ibid., p. 30.",
        "More of the second note.",
    ]
    assert [sentence[:50] for sentence in read_.warnings] == [
        "Left out, as what surrounds the text (<nav>): “Hom", "Left out, as what surrounds the text (<footer>): “",
    ]  # fmt: skip


NOTES_OF_PAGES = {
    "aside": ('<a href="#fn1" role="doc-noteref">1</a>', '<aside id="fn1" role="doc-footnote"><p>1. Note.</p></aside>'),
    "footer": ('<sup><a href="#f">[1]</a></sup>', '<footer><ol><li id="f"><a href="#x">^</a> Note.</li></ol></footer>'),
    "paragraph": ('<a href="#star">*</a>', '<p id="star">* Note.</p>'),
    "definition": ('<a href="#d">1</a>', '<dl><dt id="d">1</dt><dd>Note.</dd></dl>'),
    "defined": ('<a href="#d">1</a>', '<dl><dt>[1]</dt><dd id="d"><p>Note.</p></dd></dl>'),
    "row": ('<a href="#r">1</a>', '<table><tr id="r"><td>1.</td><td>Note.</td></tr></table>'),
    "cell": ('<a href="#r">1</a>', '<table><tr><td><a name="r">1</a></td><td><p>Note.</p></td></tr></table>'),
    "in a page of a table": (
        '<a href="#r">1</a>',
        '<table><tr><td><p><a name="r">1</a> Note.</p></td></tr></table>',
    ),
    "a division behind its number": (
        '<a href="#d">1</a>',
        '<h2>Notes</h2><div><a id="d" href="#c">1</a><div><p>Note.</p></div></div><hr>',
    ),
    "side": (
        (
            '<label for="s" class="margin-toggle sidenote-number"></label><input type="checkbox" id="s"/>'
            '<span class="sidenote">Note.</span>'
        ),
        "",
    ),
    "margin": (
        (
            '<label for="m" class="margin-toggle">&#8853;</label><input type="checkbox" id="m"/>'
            '<span class="marginnote">Note.</span>'
        ),
        "",
    ),
    "LaTeXML": (
        (
            '<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup>'
            '<span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>'
            '<span class="ltx_tag ltx_tag_note">1</span>'
            "Note.</span></span></span>"
        ),
        "",
    ),
    "old": ('<a href="#_ftn1" name="_ftnref1">[1]</a>', '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p>'),
}


@pytest.mark.parametrize("form", NOTES_OF_PAGES)
def test_forms_of_notes_of_web_pages(form: str, tmp_path: Path) -> None:
    call_, note = NOTES_OF_PAGES[form]
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>T</h1><p>Words{call_}.</p>{note}</body></html>", encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    mark = {"paragraph": "*", "margin": "⊕"}.get(form, "1")
    assert copy_text(beginning.manuscript).split("\n\n") == ["T", f"Words[{mark}].", f"[{mark}] Note.\n"]


def test_notes_in_another_file_of_an_electronic_book(tmp_path: Path) -> None:
    path = made(tmp_path / "a.epub", "# One\n\nWords[X](#x).\n\n# Notes\n\nNote.\n")
    with ZipFile(path) as archive:
        files = {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}
    one, notes = (next(n for n in files if f"{words}</h1>" in files[n]) for words in ("One", "Notes"))
    files[one] = re.sub("<a .*?</a>", f'<a href="{Path(notes).name}#n1">1</a>', files[one])
    files[notes] = files[notes].replace("<p>Note.", '<p id="n1">1. Note.')
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content.encode("utf-8", "surrogateescape"))
    assert "Words[1].\n\n[1] Note." in copy_text(read(path, ""))


WIKI = """\
<html lang="ar"><body><main><h1>T</h1><div id="toc"><ul><li><a href="#h">1</a></li></ul></div>
<h2>One</h2><p>a<sup><a href="#c1">[1]</a></sup> b<sup><a href="#c2">[أ]</a></sup>
<span class="mw-editsection">[edit]</span></p>
<h2>Two</h2><p>c<sup><a href="#c1">[1]</a></sup></p>
<ol><li id="c1"><span>^ <a href="#r1">a</a> <a href="#r2">b</a></span> <cite>Hive</cite></li>
<li id="c2"><b><a href="#r3">^</a></b> Note</li></ol></main></body></html>
"""


FORMS_OF_HTML = {
    "<p>a<code>b</code><code>c</code> <sup>d<sup>e</sup></sup></p>": "abc de",
    '<p>So!<a href="https://example.org/">b</a></p>': "So!b",
    "<ul><li>a<pre>b</pre></li><li>c<blockquote><p>d</p></blockquote></li></ul>": "a|b|c|d",
}


@pytest.mark.parametrize("source", FORMS_OF_HTML)
def test_forms_of_html_that_touch_each_other(source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>T</h1>{source}</body></html>", encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert copy_text(beginning.manuscript).split() == ["T", *FORMS_OF_HTML[source].replace("|", " ").split()]


HEADINGS = {
    "<i>On Bees.</i>x": ("*On Bees*.x", "On Bees.x"),
    "a<br>b": ("a b", "a b"),
    "@nobody #1 *c*": ("\\@nobody #1 \\*c\\*", "@nobody #1 *c*"),
    "<b>1.</b> <u>A</u>": ("**1.** A", "1. A"),
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_are_titles_of_sections(heading: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>T</h1><p>a</p><h2>{heading}</h2><p>b</p></body></html>", encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    written, plain = HEADINGS[heading]
    files = (tmp_path / "edition/docs/essay").iterdir()
    assert any(json.dumps(written) in file.read_text("utf-8") for file in files)
    assert plain in copy_text(beginning.manuscript)


def test_a_note_that_two_sections_call(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(WIKI, encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    one, two = edition.sections
    assert [(note.mark, text(note.content).strip()) for note in one.notes] == [("1", "Hive"), ("أ", "Note")]
    assert (text(two.body).strip(), len(two.notes)) == ("c1", 0)
    assert "<div>" in " ".join(beginning.warnings)


TYPED = {
    "raised": (
        "<p>A<sup>1</sup> b, x<sup>2</sup> c.<sup>2</sup></p>",
        "<p><sup>1</sup> One.</p><p><sup>2</sup> Two.</p>",
    ),
    "in brackets": ("<p>A[1] b.</p><p>x[2]</p>", "<hr><p>[1] One.</p><p>More.</p><p>[2] <i>Two.</i></p>"),
    "with a stop": ("<p>A<sup>1</sup> b.<sup>2</sup></p>", "<h2>Notes</h2><p>1. One.</p><p>2. Two.</p>"),
    "a list": ("<p>A<sup>[1]</sup> b.<sup>[2]</sup></p>", "<ol><li>One.</li><li><p>Two.</p></li></ol>"),
    "none": ("<p>A<sup>1</sup> b.</p>", "<p>1. One.</p><p>2. Two.</p>"),
}


@pytest.mark.parametrize("form", TYPED)
def test_notes_that_were_typed(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>T</h1>{''.join(TYPED[form])}</body></html>", encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    notes = [text(note.content).strip()[:4] for section in edition.sections for note in section.notes]
    assert notes == ([] if form == "none" else ["One.", "Two."])
    assert ("Read as notes" in " ".join(beginning.warnings)) == bool(notes)


LAX = """\
<html><body><h1>T</h1><div role="heading" aria-level="3">Head</div><p><cite>Title</cite> by a</p>
<table><tr><th>A<th>B<tr><td>1<td>2</table><ul><li>a<ul><li>b</ul><li>c</ul></body></html>
"""


def test_ends_that_html_leaves_out_and_headings_by_role(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(LAX, encoding="utf-8")
    head, words, table, listed = read(path, "").blocks
    assert (markup((head,)), markup((words,))) == ("<h3>Head</h3>", "<p><em>Title</em> by a</p>")
    assert [text(row) for row in find_all(table, Element) if row.tag == "tr"] == ["AB", "12"]
    assert markup((listed,)) == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"


LAYOUT = """\
<html><body><table><tr><td>Menu</td><td><h1>T</h1><p>Wort<b>fett.</b>x, <i>«a»</i>b<sup>c</sup> <i>d</i><b>e</b></p>
<table><tr><td>1</td><td>2</td></tr></table></td></tr></table></body></html>
"""


def test_a_page_arranged_by_a_table_and_emphasis_within_words(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(LAYOUT, encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert copy_text(beginning.manuscript).split("\n\n") == ["Menu", "T", "Wortfett.x, «a»bc de", "1 2\n"]
    assert "the grid of tables" in " ".join(beginning.warnings)


RTF = r"""{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}
\pard It\u8217?s a \u8220?quote\u8221? of the caf\u233\'e9.
{\super\chftn}{\*\footnote\pard{\super\chftn} A note\u8217 ?s words.}\par
}"""


CODE_PAGES = {
    r"\ansicpg1251 \'cb\'e5\'f2\'ee": "Лето",
    r"\ansicpg1252{\fonttbl{\f0 A;}{\f1\fcharset238 B;}}{\f1 \'b3\'f3d\'9f} caf\'e9": "łódź café",
    r"\ansicpg932 \'93\'fa\'96\'7b{\b \'83A}": "日本ア",
    r"\u-10179?\u-8704? \uc2\u8217\'e2\'80s \'7bx\'7d": "😀 ’s {x}",
    r" a\'ad\-b\~c{\footnote {\super 1} Note.}": "a\u00ad\u00adb\u00a0c[1] [1] Note.",
    " 日本 é": "日本 é",
}


@pytest.mark.parametrize("source", CODE_PAGES)
def test_letters_of_rtf_by_their_code_pages(source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(f"{{\\rtf1\\ansi{source}\\par}}", encoding="utf-8")
    read_ = read(path, "")
    assert " ".join(copy_text(read_).split()) == " ".join(CODE_PAGES[source].split())
    assert read_.warnings == ()


def test_letters_of_rtf_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(RTF, encoding="ascii")
    assert copy_text(read(path, "")).split() == "It’s a “quote” of the café.[1] [1] A note’s words.".split()


OBSIDIAN = """\
---
title: Bees
tags: [a, b]
---

A [[Hive|hive]] and ==marked== words %%never mind%% in[^one] `[[code]]`.^[An inline note.]

> [!note] Boxed
> words

H~2~O -- wet, the 2^nd^.

[^one]: A note.
"""


def test_signs_of_other_markdown_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(OBSIDIAN, encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert [line.words for line in lines_of(edition)] == [
        "Bees",
        "A hive and marked words in[1] [[code]].[2]",
        "Boxed words",
        "H2O – wet, the 2nd.",
        "[1] A note.",
        "[2] An inline note.",
    ]
    assert "Left out: comments, 1 time." in beginning.warnings


def test_the_tiny_edition_comes_back_from_its_tei(tmp_path: Path) -> None:
    tiny = assemble(sources(TINY))
    path = tmp_path / "tiny.xml"
    path.write_bytes(whole_document(tiny).content)
    edition, beginning = begun(tmp_path, path)
    assert "“galery · teh old · count”" in " ".join(beginning.warnings)
    assert [str(f) for f in check(edition) if f.code not in ("w-unused", "s-note-unsourced")] == []
    old, new = ([line for line in lines_of(each)] for each in (tiny, edition))  # noqa: C416
    assert [(s.title, s.resp) for s in edition.sections] == [(s.title, s.resp) for s in tiny.sections]
    read_as = {"galery": "gallery", "teh old": "the old", "count the": "counts the"}
    established = "\n".join(line.words for line in old)
    for reading, lemma in read_as.items():
        established = established.replace(reading, lemma)
    assert [line.words for line in new] == established.split("\n")
    marks = [[sorted((n.kind, n.mark) for n in s.notes) for s in each.sections] for each in (tiny, edition)]
    assert marks[0] == marks[1]
    for section, again in zip(tiny.sections, edition.sections, strict=True):
        assert "".join(text(section.body).split()) == "".join(text(again.body).split())
        notes, notes_again = ({n.label: "".join(text(n.content).split()) for n in s.notes} for s in (section, again))
        generated = {n.label for n in section.notes if any(not cite.children for cite in find_all(n.content, Cite))}
        assert {k: v for k, v in notes_again.items() if k not in generated} == {
            k: v for k, v in notes.items() if k not in generated
        }
        assert notes_again.keys() == notes.keys()


RENDITIONS = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>
<text><body><p><hi rendition="simple:italic">a</hi><hi style="font-weight: bold">b</hi><hi rend="bold italic">c</hi>
<hi rendition="#g">d</hi> wo<lb break="no"/>rd <hi rend="Sup">e</hi><hi rendition="#aq">f</hi></p></body></text></TEI>
"""


def test_renditions_of_tei(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RENDITIONS, encoding="utf-8")
    read_ = read(path, "")
    inner = "<em>a</em><strong>b</strong><em><strong>c</strong></em> <em>d</em> word <sup>e</sup>f"
    assert markup(read_.blocks) == f"<p>{inner}</p>"
    assert read_.warnings == ("Left out: <hi (aq)>, 1 time.",)


OF_PANDOC = """\
% On *Rain*
% Ada Marsh; Ben Hale

+---+---------+
| a | b[^1]   |
+===+=========+
| 1 | [@k] x  |
|   | y       |
+---+---------+

 Right   Left
------  -----
    12  x

(@) one
(@) two

#. three

[^1]: Note.
"""


def test_the_head_and_the_tables_of_pandoc(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(OF_PANDOC, encoding="utf-8")
    edition, beginning = begun(tmp_path, path, WORKS.replace("hale1871hive", "k"))
    assert [str(finding) for finding in check(edition)] == []
    manuscript = beginning.manuscript
    assert (manuscript.title, manuscript.author) == ("On Rain", "Ada Marsh, Ben Hale")
    rows = [text(row).split() for row in find_all(edition.sections[0].body, Element) if row.tag == "tr"]
    assert rows == [["ab"], ["1", "x", "y"], ["RightLeft"], ["12x"]]
    assert [text(note.content).strip() for note in edition.sections[0].notes] == ["Note."]


MARKDOWN = """\
+++
title = "Rain"
author = "Ada"
tags = ["a"]
+++

A <em class="x">b</em> <b>c</b> <span>d</span><br>e <a href="https://example.org/">f</a>

1) one
2) two

- [ ] open
- [x] done
"""


def test_html_lists_and_a_head_of_toml_in_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    manuscript = beginning.manuscript
    assert (manuscript.title, manuscript.author) == ("Rain", "Ada")
    assert markup(manuscript.blocks[:1]) == (
        '<p>A <em>b</em> <strong>c</strong> d<br/>e <a href="https://example.org/">f</a></p>'
    )
    assert copy_text(manuscript).split("\n\n")[4:] == ["one", "two", "☐ open", "☑ done\n"]
    assert "tags “['a']”" in " ".join(beginning.warnings)


TEXT_OF_TEI = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title><author><surname>Marsh</surname>
<forename>Ada</forename></author></titleStmt></fileDesc></teiHeader><text><body><div><head>One</head>
<p>un<pb n="2"/>seen <ref target="#n2">[1]</ref> <address><addrLine>a</addrLine><addrLine>b</addrLine></address>.</p>
<lg><head>Song</head><l>O rain</l></lg><list><head>List</head><label>2.</label><item>two</item></list>
<table><head>Tab</head><row><cell>c</cell></row></table><cit><quote>d</quote><bibl>e</bibl></cit></div></body>
<back><div type="notes"><note xml:id="n2" n="1">Note.</note></div></back></text></TEI>
"""


def test_notes_heads_and_words_apart_of_tei(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(TEXT_OF_TEI, encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert beginning.manuscript.author == "Ada Marsh"
    assert copy_text(beginning.manuscript).split("\n\n")[1:] == [
        "One", "unseen [1] a b.", "Song", "O rain", "List", "2. two", "Tab", "c", "d e", "[1] Note.\n",
    ]  # fmt: skip
    assert [node.tag for node in edition.sections[0].body if isinstance(node, Element)][:3] == ["p", "h2", "lg"]


PLAIN = {
    "brackets": "A title\n\nBy Ada Marsh\n\nSome words[1] and more.[2]\n\n[1] One.\n\n[2] Two.\n",
    "superscripts": "A title\n\nBy Ada Marsh\n\nSome words¹ and more.²\n\n¹ One.\n² Two.\n",
    "asterisks": "A title\n\nBy Ada Marsh\n\nSome words* and more.**\n\n* One.\n\n** Two.\n",
    "wrapped": "A title\n\nBy Ada Marsh\n\n"
    "Some words of a line that is rather long and goes\non below[1] in\nthe next one.[2]\n\n"
    "[1] One.\n\n[2] Two, which is as long as the lines of the text\nand goes on as they do.\n",
}  # fmt: skip


PLAIN |= {
    "numbers with a stop": "A title\n\nBy Ada Marsh\n\nSome words[1] and more.[2]\n\n1. One.\n2. Two.\n",
    "superscripts, notes with numbers": "A title\n\nBy Ada Marsh\n\nSome words¹ and more.²\n\n1) One.\n2) Two.\n",
    "below each page": "A title\n\nBy Ada Marsh\n\nSome words[1].\n\n[1] One.\n\nMore[1].\n\n[1] Two.\n",
    "named": "A title\n\nBy Ada Marsh\n\nSome words[1].\n\n[Footnote 1: One.]\n\nMore.[2]\n\n[Footnote 2: Two.]\n",
}


@pytest.mark.parametrize("form", PLAIN)
def test_plain_text_by_its_conventions(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAIN[form], encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert (beginning.manuscript.title, beginning.manuscript.author) == ("A title", "Ada Marsh")
    notes = [(note.mark, text(note.content).split()[0][:3]) for section in edition.sections for note in section.notes]
    marks = {"asterisks": ("*", "**"), "below each page": ("1", "1")}.get(form, ("1", "2"))
    assert notes == [*zip(marks, ("One", "Two"), strict=True)]


GUTENBERG = """\
*** START OF THE PROJECT GUTENBERG EBOOK RAIN ***

RAIN

By Ada Marsh

CHAPTER I.

THE HIVE

It was a _wet_ summer[A], and the keepers of the coast were un-
happy. They kept their bees in the lighthouse, as everybody did
in those years, and wrote to the society for help.

     O rain, O rain,
       that falls again

* * * * *

CHAPTER II.

The letters are lost, but for one, which was found in a drawer of
the society in 1880.

[Footnote A: A snake_case_word.]

*** END OF THE PROJECT GUTENBERG EBOOK RAIN ***
"""


def test_a_text_of_project_gutenberg(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GUTENBERG, encoding="utf-8")
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert [section.title for section in edition.sections] == ["CHAPTER I. THE HIVE", "CHAPTER II."]
    first, _ = edition.sections
    assert [node.tag for node in first.body if isinstance(node, Element)] == ["p", "lg", "hr"]
    assert [text(node) for node in find_all(first.body, Element) if node.tag == "em"] == ["wet"]
    assert [(note.mark, text(note.content)) for note in first.notes] == [("A", "A snake_case_word.")]
    told = " ".join(beginning.warnings)
    assert all(words in told for words in ("un- happy", "underscores", "START OF", "END OF"))


def test_a_plain_text_is_its_own_copy_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAIN["brackets"], encoding="utf-8")
    begun(tmp_path, path)
    assert (tmp_path / "edition/bibliography/witnesses/copy-text.txt").read_text("utf-8") == PLAIN["brackets"]


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("a.docx", b"no archive"),
        ("a.odt", b"PK"),
        ("a.xml", b"<a"),
        ("a.xml", b"<a/>"),
        ("a.txt", b"\xff\x00\xff"),
        ("a.zip", b""),
        *((f"a.{ending}", b"") for ending in ("docx", "odt", "epub", "html", "rtf", "md", "txt", "xml")),
        ("a.rtf", b"words"),
    ],
)
def test_what_cannot_be_read_is_said(ending: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / ending
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        read(path, "")


SIGNS = (
    "`a` *b* _c_ **d**", "<em>x</em> & <b>",
    "[a][@b] [^c] ![d](e)", "# a", "1. a", "+ a", "\\[a\\]", "a ] b [ c", "~~a~~ ^b^ $c$ d",
    "{: #p1 }", "---", "@a [p. 1]", "| a | b |", "::: a", "&amp; &lt; &#38; AT&T;", ": a", "!!! a",
    "??? a", "/// a", "Table: a",
)  # fmt: skip


@pytest.mark.parametrize("signs", SIGNS)
def test_signs_of_markdown_in_plain_text_stay_words(signs: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Title\n\nFirst words here.\n\n{signs}\n\nWords, {signs} and more.\n", encoding="utf-8")
    edition, _ = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []


FORMS = """\
---
title: Forms
author: [Ada Marsh, "Hale, Ben"]
---

| one line
|   two line

1. first

   second paragraph of it

2. second
   - nested
   - list

+---+---+
| a | b |
|   |   |
| c |   |
+---+---+

Term
:   Definition.
"""


HEADS = {
    "title: On *Bees*\nauthor: Ada Marsh": ("On Bees", "Ada Marsh", ""),
    "title: Bees\nauthor: [Ada Marsh, Ben Hale]": ("Bees", "Ada Marsh, Ben Hale", ""),
    "title: Bees\nauthor:\n  - name: Ada Marsh\n    affiliation: Norport\n  - Ben Hale": (
        "Bees",
        "Ada Marsh, Ben Hale",
        "",
    ),
    "title: Bees\nauthor: A\nsubtitle: In winter": ("Bees", "A", "subtitle “In winter”"),
    "title: [a\nauthor: A": ("", "", "no YAML"),
}


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_markdown(head: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{head}\n---\n\nWords [small]{{.smallcaps}} and [under]{{.underline}}.\n", encoding="utf-8")
    read_ = read(path, "")
    title, author, told = HEADS[head]
    assert (read_.title, read_.author) == (title, author)
    assert told in " ".join(read_.warnings)
    assert "Words small and under." in copy_text(read_)


def works_in(path: Path, content: str) -> list[tuple[str, str, str, str]]:
    path.write_text(content, encoding="utf-8")
    found, _ = bibtex.works(works_reader.bibtex(path), "works.bib")
    return [(work.title, work.creators[0].name.family, work.issued, work.publisher_place) for work in found]


def test_lists_of_works_of_other_programs(tmp_path: Path) -> None:
    ris = "TY  - BOOK\nAU  - Hale, John\nTI  - The Hive\nCY  - London\nPB  - Brook\nPY  - 1871/03/02/\nER  - \n"
    csl = json.dumps([{**HIVE, "publisher-place": "London"}, RAIN])
    wanted = ("The Hive", "Hale", "1871", "London")
    assert works_in(tmp_path / "a.ris", ris * 2) == [(*wanted[:2], "1871-03-02", "London")] * 2
    assert works_in(tmp_path / "a.json", csl) == [wanted, ("On Rain", "Brook", "1880", "Norport")]


def test_a_list_of_works_of_ris_begins_an_edition(tmp_path: Path) -> None:
    text_, works = tmp_path / "a.txt", tmp_path / "a.ris"
    text_.write_text("T\n\nWords.[1]\n\n[1] John Hale, The Hive (London: Brook, 1871), p. 12.\n", encoding="utf-8")
    works.write_text(
        "TY  - BOOK\nAU  - Hale, John\nTI  - The Hive\nCY  - London\nPY  - 1871\nER  - \n", encoding="utf-8"
    )
    beginning = Import.of(text_, works)
    made = beginning.files(About("T", "A", "E", "en", "2026-01-31"))
    works_, _ = bibtex.works(made["bibliography/works.bib"].decode(), "works.bib")
    assert [work.title for work in works_] == ["The Hive"]


@pytest.mark.parametrize(
    ("ending", "wanted"),
    [(".docx", "ol table"), (".html", "ol table dl"), (".md", "lg ol table dl"), (".odt", "table")],
)
def test_forms_come_whole(ending: str, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    if ending == ".md":
        grid, pipes = FORMS[FORMS.index("+---+") : FORMS.rindex("+\n") + 2], "| a | b |\n|---|---|\n| c | |\n"
        path.write_text(FORMS.replace(grid, pipes), encoding="utf-8")
    else:
        made(path, FORMS)
    edition, beginning = begun(tmp_path, path)
    assert [str(finding) for finding in check(edition)] == []
    assert "did not arrive" not in " ".join(beginning.warnings)
    tags = {block.tag for section in edition.sections for block in section.body if isinstance(block, Element)}
    assert set(wanted.split()) <= tags


@pytest.mark.parametrize("text_", ["Only a line", "日本語\n\n言葉\n\n言葉", "A\n\nB[1]\n\n[1] N\n\n[1] Again"])
def test_odd_texts_are_read(text_: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text_, encoding="utf-8")
    edition, _ = begun(tmp_path, path)
    assert {finding.code for finding in check(edition)} <= {"n-uncalled"}
