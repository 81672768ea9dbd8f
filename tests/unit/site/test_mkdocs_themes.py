"""Themes under mkdocs: one that is not the edition's own speaks the language of the interface, unless mkdocs.yml says
which; the edition's own asks for its plugin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound
from mkdocs.commands.build import build
from mkdocs.config.base import load_config

from edition.mkdocs_pages import set_language
from small_edition import edition_of


@pytest.mark.parametrize(
    ("theme", "interface", "said", "option", "language"),
    [
        ("material", "de-AT", {}, "language", "de"),
        ("material", "de", {"language": "fr"}, "language", "en"),
        ("material", "grc", {}, "language", "en"),
        ("material", "de", {"locale": "de"}, "language", "de"),
        ("readthedocs", "pt-BR", {}, "locale", "pt_BR"),
        ("readthedocs", "fr", {"language": "fr"}, "locale", "fr"),
        ("readthedocs", "de", {"locale": "fr"}, "locale", "en"),
    ],
)
def test_the_theme_speaks(
    theme: str, interface: str, said: dict[str, str], option: str, language: str, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\ntheme: {theme}\n", encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    edition = edition_of("A.")
    set_language(config, replace(edition, metadata=replace(edition.metadata, interface_language=interface)), said)
    assert str(config.theme[option]) == language


def test_the_theme_asks_for_its_plugin(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: edition\n", encoding="utf-8")
    with pytest.raises(TemplateNotFound, match="add “edition” under plugins"):
        build(load_config(str(tmp_path / "mkdocs.yml")))
