"""The style sheets: no declaration that an engine refuses takes away more than it adds."""

from __future__ import annotations

import re

import pytest

from folders import ROOT

SHEETS = sorted((ROOT / "scripts/edition").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_lines_of_links_are_set_property_by_property(sheet) -> None:
    """To the engine of Safari a line with a style, a width or a colour in one value is no line."""
    shorthands = re.findall(r"text-decoration:\s*([^;}]+)", sheet.read_text("utf-8"))
    assert [value for value in shorthands if len(value.split()) > 1] == []
