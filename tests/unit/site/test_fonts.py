"""The typeface: its rules, and its files where the package is installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.site import fonts
from edition.site.fonts import FACES, LATIN, _signs, first_fonts, font_rule

LIMIT = 70_000


def test_every_file_is_named_by_a_rule_that_does_not_make_the_page_jump() -> None:
    rules = [font_rule(face) for face in FACES]
    assert [re.search(r"url\((.*?)\)", rule)[1] for rule in rules] == [f"{face.name}.woff2" for face in FACES]
    assert all("font-display: optional" in rule for rule in rules)
    assert ["italic" in rule.partition("src")[0] for rule in rules] == [face.italic for face in FACES]


def test_a_range_of_signs() -> None:
    assert "".join(map(chr, _signs("U+41-43, U+B6"))) == "ABC¶"
    assert {*"“”‘’–—…¶↩\u00a0\u202f"} <= {*map(chr, _signs(LATIN))}


def test_without_the_package_there_are_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: False)
    assert first_fonts() == ()
    assert list(fonts.fonts()) == []


def test_a_file_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[str] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(fonts, "installed", lambda: True)
    monkeypatch.setattr(fonts, "version", lambda _: "1")
    monkeypatch.setattr(fonts, "_made", lambda face: made.append(face.name) or face.name.encode())
    for _ in range(2):
        assert [fonts.font_file(face) for face in FACES] == [face.name.encode() for face in FACES]
    assert made == [face.name for face in FACES]


@pytest.mark.skipif(not fonts.installed(), reason="the package of the typeface is not installed")
def test_what_the_first_view_needs_is_small() -> None:
    sizes = {uri: len(content) for uri, content in fonts.fonts() if uri.endswith(".woff2")}
    assert sum(sizes[uri] for uri in (*first_fonts(), "assets/display.woff2")) <= LIMIT
