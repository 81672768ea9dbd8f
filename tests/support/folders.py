"""Where the project, the tiny edition and the cases lie; what a folder contains; the command run in a folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
TINY = TESTS / "edition"
CASES = TESTS / "cases"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path in it."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def run(folder: Path, *arguments: str, program: str = "edition") -> subprocess.CompletedProcess[str]:
    """The command ``edition`` (or another of the same environment) as it is run in a folder, with what it prints."""
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
