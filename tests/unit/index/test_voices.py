"""The text as cells, who speaks in them, and who is named."""

from __future__ import annotations

import pytest

from edition.index.lengths import MOST_CELLS, cells, minutes_of_reading
from edition.index.voices import voices
from edition.model.edition import Edition
from edition.model.serialize import Prerendered
from edition.model.tree import Element, find_all
from edition.site.contents.score import score, short_names
from edition.site.contents.strips import strip_of_uses
from small_edition import edition_of

PERSONS = """ada:
  name: Ada Marsh
  sort: Marsh, Ada
  named: Ada
john:
  name: John Hale
  sort: Hale, John
  named: John
tom:
  name: Tom Hale
  sort: Hale, Tom
  named: Tom
"""
QUOTATIONS = """q1: {anchor: p2, begins: “Leave, ends: alone.”, speaker: A, words_of: ada, reported: tom, state: query}
q2: {anchor: p3, begins: “No, ends: rain.”, speaker: T, words_of: tom, state: query}
"""
TEXT = """Ada met John.
{: #p1 }

John knew: “Leave it alone.”
{: #p2 }

Ada said “No rain.”
{: #p3 }
"""


def small(words: str = TEXT, persons: str = PERSONS, quotations: str = QUOTATIONS) -> Edition:
    return edition_of(
        words, {"bibliography/persons.yml": persons, "bibliography/quotations.yml": quotations}
    )  # fmt: skip


def test_who_speaks_in_which_part_and_who_is_named() -> None:
    chief, others = voices(small())
    assert chief == {
        "ada": {0: "named", 1: "said", 2: "named"},
        "tom": {1: "told", 2: "said"},
        "john": {0: "named", 1: "named"},
    }
    assert list(chief) == ["ada", "tom", "john"]
    assert others == {}


def test_whoever_speaks_and_is_not_among_the_chief_is_another_voice() -> None:
    chief, others = voices(small(quotations=QUOTATIONS.splitlines()[0]))
    assert "tom" not in chief
    assert others == {"tom": {1: "told"}}


def test_two_of_one_family_name_have_their_whole_names() -> None:
    assert short_names(small(), ("ada", "john", "tom")) == {"ada": "Marsh", "john": "John Hale", "tom": "Tom Hale"}


def test_every_column_is_a_link_whose_name_says_who_speaks() -> None:
    figure = score(small())
    assert figure
    links = [node for node in find_all(figure, Element) if node.get("class") == "col"]
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("site:essay/first.html#p1", "¶\u00a01; named: Marsh, John Hale"),
        (
            "site:essay/first.html#p2",
            "¶\u00a02; quoted in their own words: Marsh; words reported by another: Tom Hale; named: John Hale",
        ),
        ("site:essay/first.html#p3", "¶\u00a03; quoted in their own words: Tom Hale; named: Marsh"),
    ]


@pytest.mark.parametrize(
    ("words", "persons"),
    [("One.\n{: #p1 }", PERSONS), (TEXT, ""), ("Ada met John.\n{: #p1 }", PERSONS)],
    ids=["nobody is named", "no persons", "one paragraph"],
)
def test_there_is_no_figure_where_it_would_show_nothing(words: str, persons: str) -> None:
    assert score(small(words, persons, "")) is None


def test_a_long_text_has_no_more_cells_than_can_be_seen() -> None:
    paragraphs = "\n\n".join(f"Ada {number}.\n{{: #p{number} }}" for number in range(1, 3 * MOST_CELLS))
    long = small(paragraphs, quotations="")
    row = [cell for group in cells(long) for cell in group]
    assert len(row) == MOST_CELLS
    assert [anchor for cell in row for anchor in cell.anchors] == [f"p{n}" for n in range(1, 3 * MOST_CELLS)]
    assert voices(long).chief["ada"] == dict.fromkeys(range(MOST_CELLS), "named")


def test_the_strip_tells_text_from_notes() -> None:
    noted = small(TEXT.replace("John.", "John.[^1]") + "\n[^1]: Tom was there.\n", quotations="")
    drawn = strip_of_uses(noted, "tom")
    assert drawn
    assert drawn.children == (Prerendered(('<i class="half"></i><i></i><i></i>',)),)
    assert drawn.get("aria-label") == "Found in 1 of 3 paragraphs"
    assert strip_of_uses(noted, "nobody") is None


@pytest.mark.parametrize(
    ("words", "minutes"), [("", 0), ("One.\n{: #p1 }", 1), (f"{'One two three. ' * 200}\n{{: #p1 }}", 3)]
)
def test_how_long_reading_takes(words: str, minutes: int) -> None:
    assert minutes_of_reading(edition_of(words)) == minutes
