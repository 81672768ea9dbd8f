"""Findings on links name the source and the words that the editor wrote.

A case is a folder in ``tests/cases/links``: the files in which an edition differs from the tiny one, and in
``expected.txt`` the findings of its build. Findings on a site without its sources are in ``tests/cases/sites``.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from edition.build import publish
from folders import CASES, TINY


@pytest.mark.parametrize("case", sorted((CASES / "links").iterdir()), ids=lambda case: case.name)
def test_findings(case: Path, tmp_path: Path) -> None:
    for folder in (TINY, case):
        copytree(folder, tmp_path / "project", dirs_exist_ok=True)
    findings = publish.build(tmp_path / "project", tmp_path / "site", with_books=False)
    assert "".join(f"{finding}\n" for finding in findings) == (case / "expected.txt").read_text("utf-8")
