"""Every anchor that a text can give arrives on the site, in PDF, TEI and Markdown, and can be cited."""

from __future__ import annotations

import re

import pytest

from edition.books import tei
from edition.books.pdf.layout import UNKNOWN
from edition.books.pdf.markup import TypstWriter
from edition.books.pdf.note_placement import NOTHING_RESERVED
from edition.books.plain import markdown
from edition.checks import check
from edition.model.serialize import to_html
from edition.site.contents import pages
from small_edition import edition_of

TEXTS = (
    "## A {: #a1 }", "## A\n\n### B {: #a1 }", "A [b]{#a1} c", "A *b*{#a1} c", "A **b**{#a1} c", "A `b`{#a1} c",
    "A [b](https://example.org/){#a1} c", "A [b]{.del #a1} c", "A [b]{.gap #a1} c", "A [b]{.smallcaps #a1} c",
    "A [45]{.page #a1} c", "A [45a–b]{.page #a1} c", "* a\n* b\n\n{: #a1 }", "* a\n{: #a1 }\n* b\n{: #a2 }",
    "a {: #a1 }\n:   b", "| a {: #a1 } | c |\n|---|---|\n| b {: #a2 } | d |",
    "Table: b\n{: #a1 }\n\n| a |\n|---|\n| b |",
    "```\na\n```\n{: #a1 }", "| a {: #a1 }\n|\n| b\n{: #a2 }", "**A.** b\n{: #a1 .speech }",
    "> a\n\n{: .epigraph #a1 }",
    "> a\n>\n> b\n> {: .attribution #a1 }", '![A](a.svg "a"){#a1} ![B](b.svg "b"){#a2}\n{: #a3 }', "A ![b](b.svg){#a1}",
    "A.\n{: .closer #a1 }", "A.\n{: .dateline #a1 }", "A *b*{: .stage #a1 }", "a <sub>b</sub>{#a1}", "A.\\\n{: #a1 }",
    "A [b [c]{.add #a1} d]{.del #a2}",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_every_anchor_arrives(text: str) -> None:
    given = re.findall(r"#(a\d)", text)
    cited = " ".join(f"[that][@{key}]" for key in given)
    edition = edition_of(f"{text}\n\nSee {cited}.\n{{: #p9 }}")
    assert [str(finding) for finding in check(edition) if finding.code.startswith(("c-", "m-"))] == []
    page = next(to_html(p.make(edition, *p.arguments).body) for p in pages(edition) if p.uri == "essay/first.html")
    writer = TypstWriter(edition, UNKNOWN, NOTHING_RESERVED)
    outputs = {
        "site": (page, 'id="{}"'),
        "pdf": (writer.blocks(edition.sections[0].body), '"{}"'),
        "tei": (tei.whole_document(edition).content.decode(), 'xml:id="{}"'),
        "markdown": (markdown(edition).content.decode(), '<a id="{}"></a>'),
    }
    lost = [(name, key) for name, (words, form) in outputs.items() for key in given if form.format(key) not in words]
    assert lost == []
