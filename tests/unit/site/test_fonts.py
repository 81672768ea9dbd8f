"""The typeface: its rules, and its files where the package is installed."""

from __future__ import annotations

import gzip
import re
from base64 import b64decode
from pathlib import Path

import pytest

from edition.site import fonts
from edition.site.fonts import CYRILLIC, FACES, LATIN, _signs, font_styles

LIMIT = 70_000


@pytest.mark.parametrize("language", ["en-GB", "ru"])
def test_what_a_page_needs_at_first_is_in_the_style_sheet(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: True)
    monkeypatch.setattr(fonts, "font_file", lambda face: face.name.encode())
    made = dict(fonts.fonts(("la", language)))
    rules = made[font_styles()].decode().splitlines()
    first = {face.name for face in FACES if face.first or (language == "ru" and face.signs == CYRILLIC)}
    for face, rule in zip(FACES, rules, strict=True):
        source = re.search(r"url\((.*?)\)", rule)[1]
        packed = source.removeprefix("data:font/woff2;base64,")
        assert (b64decode(packed) if packed != source else made[f"assets/{source}"]) == face.name.encode()
        assert [packed != source, "font-display: fallback" in rule] == [face.name in first] * 2
        assert ("italic" in rule.partition("src")[0]) == face.italic


def test_a_range_of_signs() -> None:
    assert "".join(map(chr, _signs("U+41-43, U+B6"))) == "ABC¶"
    assert {*"“”‘’–—…¶↩\u00a0\u202f"} <= {*map(chr, _signs(LATIN))}


def test_without_the_package_there_are_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: False)
    assert font_styles() == ""
    assert list(fonts.fonts(())) == []


def test_a_file_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[str] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(fonts, "installed", lambda: True)
    monkeypatch.setattr(fonts, "version", lambda _: "1")
    monkeypatch.setattr(fonts, "_made", lambda face: made.append(face.name) or face.name.encode())
    for _ in range(2):
        assert [fonts.font_file(face) for face in FACES] == [face.name.encode() for face in FACES]
    assert made == [face.name for face in FACES]
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        path.write_bytes(path.read_bytes()[:-1])
    assert [fonts.font_file(face) for face in FACES] == [face.name.encode() for face in FACES], "damaged ones are made"


@pytest.mark.skipif(not fonts.installed(), reason="the package of the typeface is not installed")
def test_what_the_first_view_needs_is_small() -> None:
    assert len(gzip.compress(dict(fonts.fonts(()))[font_styles()])) <= LIMIT
