"""The examples on the page for editors are run: put together they are an edition without a finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.build.outputs import everything
from edition.checks import check
from edition.sources.load import assemble, read
from folders import ROOT

PAGE = ROOT / "docs/about/method.md"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="an edition of other matter need not have this page")


def examples(page: str) -> dict[str, str]:
    """File and content of every fenced example: its file is the last one named in backticks before it."""
    found: dict[str, str] = {}
    named, inside = "", False
    for line in page.split("\n"):
        if line.startswith("```"):
            inside = not inside
            found[named] = found.get(named, "") if inside else found[named]
        elif inside:
            found[named] += line + "\n"
        elif line.endswith(":") and (names := re.findall(r"`([\w./-]+\.\w+)`", line)):
            named = names[-1]
    return {path if "/" in path else f"bibliography/{path}": content for path, content in found.items()}


def written(folder: Path, files: dict[str, str]) -> Path:
    """A project made of these files."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    return folder


def test_the_examples_make_an_edition_without_findings(tmp_path: Path) -> None:
    files = examples(PAGE.read_text(encoding="utf-8"))
    assert len(files) >= 12
    edition = assemble(read(written(tmp_path, files)))
    assert [str(finding) for finding in check(edition)] == []
    pages = {output.uri for output in everything(edition)}
    assert {"index.html", "persons/hale.html", "works/hale1871hive.html", "about/quotations.html"} <= pages


def test_an_example_that_does_not_hold_is_seen(tmp_path: Path) -> None:
    files = examples(PAGE.read_text(encoding="utf-8"))
    name = next(path for path in files if path.startswith("docs/essay/"))
    files[name] = files[name].replace("@hale", "@hole", 1)
    assert check(assemble(read(written(tmp_path, files)))) != ()
