"""Pictures, tables, lists and code in the dialect, and what becomes of them."""

from __future__ import annotations

import pytest
import yaml

from edition.data.markup import markup
from edition.model.edition import Figure
from folders import CASES
from small_edition import edition_of

PERSONS = {"bibliography/persons.yml": "marsh: {name: Tobias Marsh}\n"}


def read(words: str) -> str:
    """The blocks of a section as XML."""
    return "".join(map(markup, edition_of(words, PERSONS).sections[0].body))


FORMS = [case for path in sorted((CASES / "forms").iterdir()) for case in yaml.safe_load(path.read_text("utf-8"))]


@pytest.mark.parametrize("case", FORMS)
def test_what_becomes_of_a_picture(case: dict[str, str]) -> None:
    assert read(case["words"]) == case["becomes"]


def test_figures_are_counted_through_the_edition() -> None:
    second = "---\ntitle: Second\n---\n\n![C](c.png 'c')\n{: #p3 }\n"
    first = "![A](a.png 'a')\n{: #p1 }\n\n![Plate 2](b.png 'b') ![B](b.png 'b')\n{: #p2 }"
    sections = edition_of(first, {"docs/essay/02-second.md": second}).sections
    assert sections[0].figures == (Figure("p1", "1"), Figure("p2", ""), Figure("p2", "2"))
    assert sections[1].figures == (Figure("p3", "3"),)


def test_a_width_is_a_part_of_the_text_or_a_length() -> None:
    widths = ("60%", "100%", "300", "300px", "8cm", "2.5in", "101%", "wide", "6 cm")
    found = [edition_of(f'![A](a.png "a"){{: width="{width}" }}').findings for width in widths]
    assert [width for width, findings in zip(widths, found, strict=True) if findings] == ["101%", "wide", "6 cm"]
