"""What the preview shows where mkdocs.yml changes addresses, folders or drafts."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from edition.preview import LiveEdition
from folders import CASES


@pytest.mark.parametrize(
    ("settings", "shown", "missing"),
    [
        ("use_directory_urls: true", ["essay/first/index.html", "id/p1/index.html", "index.html"], ["essay/none.html"]),
        ("draft_docs: draft.md", ["about/draft.html"], []),
        ("exclude_docs: draft.md", ["about/rights.html"], ["about/draft.html"]),
    ],
)
def test_what_is_shown(settings: str, shown: list[str], missing: list[str], tmp_path: Path) -> None:
    project = tmp_path / "project"
    copytree(CASES / "settings" / "project", project)
    configuration = project / "mkdocs.yml"
    plain = configuration.read_text("utf-8").replace("use_directory_urls: false\n", "")
    configuration.write_text(f"{plain}{settings}\n", encoding="utf-8")
    live = LiveEdition(project)
    assert [uri for uri in shown if not live.content(uri)] == []
    assert [uri for uri in missing if live.content(uri)] == []


def test_a_changed_setting_is_seen(tmp_path: Path) -> None:
    project = tmp_path / "project"
    copytree(CASES / "settings" / "project", project)
    live = LiveEdition(project)
    assert b"Nobody" not in (live.content("index.html") or b"")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("copyright: Nobody\n")
    assert b"Nobody" in (live.content("index.html") or b"")
