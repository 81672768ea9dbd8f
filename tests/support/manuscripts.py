"""Manuscripts as word processors write them, made of a few lines of their XML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from zipfile import ZipFile

import pypandoc

from edition.authoring.manuscript_import import Import
from edition.authoring.project import About, write
from edition.model.edition import Edition
from edition.sources.load import assemble
from edition.sources.load import read as sources

HIVE = {"id": 7, "type": "book", "title": "The Hive", "author": [{"family": "Hale", "given": "John"}],
        "issued": {"date-parts": [["1871"]]}}  # fmt: skip
RAIN = {"id": 8, "type": "book", "title": "On Rain", "author": [{"family": "Brook", "given": "Mary"}],
        "publisher": "Gull", "publisher-place": "Norport", "issued": {"date-parts": [["1880"]]}}  # fmt: skip
WORKS = "@book{hale1871hive, author = {Hale, John}, title = {The Hive}, address = {London}, year = {1871}}\n"
"""Two items as Zotero has them, and the first as BibTeX."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="wps"'
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SOURCES = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (
        ("Titel", "Title"),
        ("Untertitel", "Subtitle"),
        ("Autor", "Author"),
        ("berschrift1", "heading 1"),
        ("Beschriftung", "caption"),
    )
) + (
    '<w:style w:type="paragraph" w:styleId="Styled"><w:name w:val="Section name"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)


def run(words: str, properties: str = "") -> str:
    """A run of words of DOCX."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of DOCX; what does not begin with a tag is words."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{f'<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>' if style else ''}{inner}</w:p>"


def field(instruction: str, words: str) -> str:
    """A field of DOCX with the words that it prints. Its instruction is cut over two runs, as Word does."""
    half = len(instruction) // 2
    parts = (instruction[:half], instruction[half:])
    fields = "".join(f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>' for part in parts)
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return kinds[0] + fields + kinds[1] + run(words) + kinds[2]


def zotero(words: str, *items: Mapping[str, object]) -> str:
    """A citation by Zotero in DOCX."""
    return field(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': items})} ", words)


def call(number: int, kind: str = "footnote", mark: str = "") -> str:
    """The call of a note of DOCX, with a note mark of the author’s own."""
    custom = ' w:customMarkFollows="1"' if mark else ""
    return f'<w:r><w:{kind}Reference{custom} w:id="{number}"/>{f"<w:t>{mark}</w:t>" if mark else ""}</w:r>'


def docx(
    path: Path,
    *blocks: str,
    footnotes: Mapping[int, str] = {},
    endnotes: Mapping[int, str] = {},
    main: str = "document",
    properties: Mapping[str, str] = {},
    sources: str = "",
) -> Path:
    """Write a DOCX file of these paragraphs and notes; ``main`` is the name of the part with the text.

    ``properties`` are of the file, ``sources`` Word’s own list of works.
    """
    parts = {main: f"<w:body>{''.join(blocks)}</w:body>", "styles": STYLES}
    for name, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
        tag = name.removesuffix("s")
        parts[name] = "".join(f'<w:{tag} w:id="{key}">{content}</w:{tag}>' for key, content in notes.items())
    types = {name: f"{_OFFICE}.{'document.main' if name == main else name}+xml" for name in parts}
    kinds = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{kind}"/>' for n, kind in types.items())
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{xml}<Relationships {relations}><Relationship Id="r1" Type="{_RELATIONS}/officeDocument"'
            f' Target="word/{main}.xml"/><Relationship Id="r2" Type="{_RELATIONS}/custom-properties"'
            ' Target="docProps/custom.xml"/></Relationships>',
        )
        given = "".join(
            f'<property name="{name}"><a>{escape(value)}</a></property>' for name, value in properties.items()
        )
        archive.writestr("docProps/custom.xml", f"<Properties>{given}</Properties>")
        archive.writestr("customXml/item1.xml", f'<b:Sources xmlns:b="{_SOURCES}">{sources}</b:Sources>')
        others = [name for name in parts if name != main]
        targets = "".join(
            f'<Relationship Id="r{i}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for i, name in enumerate(others)
        )
        archive.writestr(f"word/_rels/{main}.xml.rels", f"{xml}<Relationships {relations}>{targets}</Relationships>")
        for name, inner in parts.items():
            tag = "document" if name == main else name
            archive.writestr(f"word/{name}.xml", f"{xml}<w:{tag} {W} {OTHERS}>{inner}</w:{tag}>")
    return path


ODF = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        **{
            prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for prefix, name in {"office": "office", "text": "text", "style": "style", "table": "table",
                                 "draw": "drawing", "svg": "svg-compatible", "fo": "xsl-fo-compatible"}.items()
        },
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)  # fmt: skip


def odt(path: Path, *blocks: str, head: str = "", language: str = "de", pictures: Mapping[str, bytes] = {},
        properties: Mapping[str, str] = {}) -> Path:  # fmt: skip
    """Write an ODT file of these blocks, with properties. What does not begin with a tag is a paragraph’s words."""
    body = "".join(block if block.startswith("<") else odt_paragraph(block) for block in blocks)
    pages = f"<style:master-page><style:header><text:p>{head}</text:p></style:header></style:master-page>"
    style = f'<style:default-style><style:text-properties fo:language="{language}"/></style:default-style>'
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODF}><office:automatic-styles>"
            '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Illustration"/>'
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {ODF}><office:styles>{style}</office:styles>"
            f"<office:master-styles>{pages}</office:master-styles></office:document-styles>",
        )
        given = "".join(f'<property name="{name}">{escape(value)}</property>' for name, value in properties.items())
        archive.writestr("meta.xml", f"<meta>{given}</meta>")
        for name, content in pictures.items():
            archive.writestr(name, content)
    return path


def odt_paragraph(*pieces: str, style: str = "Standard") -> str:
    """A paragraph of ODT of pieces of XML."""
    return f'<text:p text:style-name="{style}">{"".join(pieces)}</text:p>'


def odt_note(mark: str, content: str, kind: str = "footnote") -> str:
    """A note of ODT with its mark."""
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{odt_paragraph(content)}</text:note-body></text:note>"
    )


def in_parts(name: str, *items: Mapping[str, object]) -> dict[str, str]:
    """A citation by Zotero as properties of a file, each with 255 characters of it."""
    whole = f"ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': items})}"
    return {f"{name}_{at // 255 + 1}": whole[at : at + 255] for at in range(0, len(whole), 255)}


def odt_zotero(words: str, *items: Mapping[str, object], mark: str = "RND1") -> str:
    """A citation by Zotero in ODT, as LibreOffice keeps it: two marks, whose name holds the items."""
    name = escape(f"ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': items})} {mark}")
    marks = (f'<text:reference-mark-{which} text:name="{name}"/>' for which in ("start", "end"))
    return f"{next(marks)}{words}{next(marks)}"


def text_box(words: str) -> str:
    """A text box of DOCX, in the two forms in which Word writes each."""
    content = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx>'
        f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def made(path: Path, markdown: str) -> Path:
    """Write a manuscript in the format of the path’s ending, from Markdown by pandoc."""
    form = {".html": "html5", ".xml": "tei"}.get(path.suffix, path.suffix[1:])
    pypandoc.convert_text(markdown, form, "markdown", outputfile=str(path), extra_args=["--standalone"])
    return path


def begun(folder: Path, text_: Path, works: str = "") -> tuple[Edition, Import]:
    """The edition that begins with a manuscript, as it is read from its folder; and its beginning."""
    bibliography = folder / "given.bib"
    bibliography.write_text(works, encoding="utf-8")
    beginning = Import.of(text_, bibliography)
    about = About(
        beginning.manuscript.title or "T", "A", "E", "en", "2026-01-31", beginning.manuscript.byline,
        "author" if beginning.manuscript.title else "editor",
    )  # fmt: skip
    write(folder / "edition", beginning.files(about))
    return assemble(sources(folder / "edition")), beginning
