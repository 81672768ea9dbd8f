"""The guides for editors are followed to the letter: every command in them is run, with the files that they give."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.checks import check
from edition.cli import main
from edition.sources.load import assemble, read
from folders import ROOT
from manuscripts import made

GUIDES = ROOT / "docs/about"
pytestmark = pytest.mark.skipif(
    not (GUIDES / "first-edition.md").exists(), reason="an edition of other matter need not have these pages"
)
ARTICLE = """\
---
title: Rain
author: Ada Marsh
---

# Before

It rained.[^1]

# After

It stopped. We looked at the hives.

It rained again.

[^1]: John Hale, *The Hive* (London: Brook, 1871), p. 12.
"""
BIB = "@book{hale1871hive, author = {Hale, John}, title = {The Hive}, address = {London}, year = {1871}}\n"
STEP = re.compile(
    r"(?:(?P<how>In|Add to) `(?P<file>[^`]+)`:\n\n)?```(?P<kind>\w*)\n(?P<words>.*?)```", re.DOTALL
)  # fmt: skip


def follow(guide: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Do what a guide says, from a folder on; what its commands print."""
    monkeypatch.chdir(folder)
    printed = []
    for step in STEP.finditer((GUIDES / guide).read_text("utf-8")):
        if step["file"]:
            path = Path(step["file"])
            before = path.read_text("utf-8") if step["how"] == "Add to" else ""
            path.write_text(f"{before}\n{step['words']}".lstrip("\n"), encoding="utf-8")
        for line in step["words"].splitlines() if step["kind"] == "sh" else ():
            program, *arguments = shlex.split(line)
            if program == "cd":
                monkeypatch.chdir(arguments[0])
                continue
            assert program == "edition"
            done = CliRunner().invoke(main, arguments)
            assert done.exit_code == 0, f"{line}\n{done.output}"
            printed.append(done.output)
    return printed


def test_the_first_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = follow("first-edition.md", tmp_path, monkeypatch)
    edition = assemble(read(tmp_path / "letter"))
    assert check(edition) == ()
    assert "3 notes" in printed[0]
    assert "notes with links" in printed[-2]
    assert {"hale1871hive", "stone1902keepers"} <= edition.works.keys()
    assert (tmp_path / "letter/site/edition.pdf").exists()
    assert "Keepers of the Coast" in (tmp_path / "letter/drafts/works.bib").read_text("utf-8")


def test_from_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "article.docx", ARTICLE)
    (tmp_path / "library.bib").write_text(BIB, encoding="utf-8")
    follow("from-word.md", tmp_path, monkeypatch)
    edition = assemble(read(tmp_path / "article"))
    assert [section.slug for section in edition.sections] == ["before", "after", "after-the-rain"][
        : len(edition.sections)
    ]
    assert "hale1871hive" in edition.works


def test_moving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chapter.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    made(tmp_path / "sermon.xml", ARTICLE)
    follow("moving.md", tmp_path, monkeypatch)
    assert len(assemble(read(tmp_path / "chapter")).sections) == 2
    assert len(assemble(read(tmp_path / "sermon")).sections) == 2


def test_what_the_guides_name_is_there() -> None:
    words = "".join((GUIDES / guide).read_text("utf-8") for guide in ("first-edition.md", "from-word.md", "moving.md"))
    named = set(re.findall(r"`edition (\w+)", words))
    assert named <= set(main.commands)
    assert all((GUIDES / link).exists() for link in re.findall(r"\]\((\w[\w-]*\.md)\)", words))
