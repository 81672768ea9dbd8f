"""Manuscripts as word processors write them, made of a few lines of their XML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from zipfile import ZipFile

import pypandoc

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="wps"'
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("Titel", "Title"), ("berschrift1", "heading 1"), ("Beschriftung", "caption"))
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


def call(number: int, kind: str = "footnote", sign: str = "") -> str:
    """The call of a note of DOCX, with a sign of the author’s own."""
    custom = ' w:customMarkFollows="1"' if sign else ""
    return f'<w:r><w:{kind}Reference{custom} w:id="{number}"/>{f"<w:t>{sign}</w:t>" if sign else ""}</w:r>'


def docx(path: Path, *blocks: str, footnotes: Mapping[int, str] = {}, endnotes: Mapping[int, str] = {}) -> Path:
    """Write a DOCX file of these paragraphs and notes."""
    parts = {"document": f"<w:body>{''.join(blocks)}</w:body>", "styles": STYLES}
    for name, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
        tag = name.removesuffix("s")
        parts[name] = "".join(f'<w:{tag} w:id="{key}">{content}</w:{tag}>' for key, content in notes.items())
    types = {name: f"{_OFFICE}.{'document.main' if name == 'document' else name}+xml" for name in parts}
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
            ' Target="word/document.xml"/></Relationships>',
        )
        others = [name for name in parts if name != "document"]
        targets = "".join(
            f'<Relationship Id="r{i}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for i, name in enumerate(others)
        )
        archive.writestr("word/_rels/document.xml.rels", f"{xml}<Relationships {relations}>{targets}</Relationships>")
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"{xml}<w:{name} {W} {OTHERS}>{inner}</w:{name}>")
    return path


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
