"""The direction of writing follows from the language, where it changes."""

from __future__ import annotations

import pytest

from edition.data.markup import markup
from edition.model.tree import E, Element
from edition.sources.directions import directed
from small_edition import edition_of


@pytest.mark.parametrize(
    ("block", "outer", "expected"),
    [
        (E("p", E("em", "a", lang="la")), "ltr", '<p><em lang="la">a</em></p>'),
        (E("p", E("em", "ש", lang="he")), "ltr", '<p><em lang="he" dir="rtl">ש</em></p>'),
        (E("p", E("em", "a", lang="en")), "rtl", '<p><em lang="en" dir="ltr">a</em></p>'),
        (
            E("p", "ש", E("em", "a", lang="en"), lang="he"), "ltr",
            '<p lang="he" dir="rtl">ש<em lang="en" dir="ltr">a</em></p>',
        ),
        (E("p", E("em", "ש", lang="he", dir="ltr")), "ltr", '<p><em lang="he" dir="ltr">ש</em></p>'),
        (E("p", E("em", "a", lang="az-Arab")), "ltr", '<p><em lang="az-Arab" dir="rtl">a</em></p>'),
    ],
)  # fmt: skip
def test_directions(block: Element, outer: str, expected: str) -> None:
    assert markup(directed(block, outer)) == expected


def test_of_a_text_and_its_notes() -> None:
    text = "One [ש]{: lang=he }.[^1]\n{: #p1 }\n\nש\n{: #p2 lang=he }\n\n[^1]: *ש*{: lang=he }"
    section = edition_of(text).sections[0]
    assert [block.get("dir") for block in section.body if isinstance(block, Element)] == ["", "rtl"]
    assert 'dir="rtl"' in markup(section.paragraphs[0].content)
    assert 'dir="rtl"' in markup(section.notes[0].content)
