"""The style sheets: no declaration that an engine refuses takes away more than it adds; lengths fit the theme."""

from __future__ import annotations

import re

import pytest

from edition.mkdocs_pages import scaled
from folders import ROOT

SHEETS = sorted((ROOT / "scripts/edition").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_lines_of_links_are_set_property_by_property(sheet) -> None:
    """To the engine of Safari a line with a style, a width or a colour in one value is no line."""
    shorthands = re.findall(r"text-decoration:\s*([^;}]+)", sheet.read_text("utf-8"))
    assert [value for value in shorthands if len(value.split()) > 1] == []


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("material", ".a { margin: -1rem 2px; } @media (min-width: 22rem) { .b { top: calc(1em + 0.5rem); } }"),
        (
            "readthedocs",
            ".a { margin: -1.1rem 2px; } @media (min-width: 22rem) { .b { top: calc(1em + 0.55rem); } }",
        ),
    ],
)
def test_lengths_are_in_the_rem_of_the_theme_but_in_media_queries(theme: str, expected: str) -> None:
    sheet = ".a { margin: -1.1rem 2px; } @media (min-width: 22rem) { .b { top: calc(1em + 0.55rem); } }"
    assert scaled(sheet.encode(), theme).decode() == expected
