"""The tests of the engine pass when the project holds another edition: whoever replaces it need not mend them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

from folders import ROOT, TINY

OF_ITS_OWN_EDITION = "docs bibliography mkdocs.yml".split()
SOURCES = "scripts tests pyproject.toml setup.py README.md LICENSE requirements.lock requirements-test.lock".split()
QUICK = (
    "tests/unit tests/project tests/essay tests/outputs/test_words.py tests/outputs/test_apparatus.py"
    " tests/outputs/test_data.py tests/outputs/test_metadata.py"
    " tests/outputs/test_build.py::test_the_editions_are_without_findings"
).split()
APART = (
    "tests/unit/authoring tests/unit/build tests/unit/preview tests/unit/checks/test_findings.py"
    " tests/project/test_sizes.py tests/project/test_wheel.py tests/project/test_another_edition.py"
).split()
"""What takes long and knows only its own matter, the tiny edition, or the engine's files; and this test."""


@pytest.fixture(scope="session")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the tiny edition in the place of its own."""
    folder = tmp_path_factory.mktemp("another") / "project"
    folder.mkdir()
    parts = [ROOT / name for name in SOURCES] + [TINY / name for name in OF_ITS_OWN_EDITION]
    for part in parts:
        if part.is_dir():
            copytree(part, folder / part.name, ignore=ignore_patterns("__pycache__", "output"))
        else:
            copy(part, folder)
    return folder


def test_the_quick_tests_pass_with_another_edition(replaced: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not tiny", *QUICK]
    command += [f"--ignore={path}" for path in APART]
    variables = os.environ | {"PYTHONPATH": str(replaced / "scripts")}
    done = subprocess.run(command, cwd=replaced, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr
    of_the_essay = re.findall(r"^SKIPPED \[\d+\] tests/essay/.*: (.*)$", done.stdout, re.MULTILINE)
    assert of_the_essay
    assert all("the project holds another edition, “The lamp at Farness”" in reason for reason in of_the_essay)
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) > 500
