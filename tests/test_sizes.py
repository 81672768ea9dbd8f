"""The engine stays small enough to be read: every file under 300 lines, every function under 40, all under 4,000.

One file may be longer: the nouns stand together, since they are looked up rather than followed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

FILE, FUNCTION, ALL = 300, 40, 4_000
NOUNS = "scripts/edition/model.py"


def excesses(name: str, source: str) -> Iterator[str]:
    """What is too long in a file."""
    length = len(source.splitlines())
    if length >= FILE and name != NOUNS:
        yield f"{name} has {length} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length >= FUNCTION:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines"


def sources(project: Path) -> dict[str, str]:
    """Every file of Python under ``scripts``."""
    paths = sorted((project / "scripts").rglob("*.py"))
    return {path.relative_to(project).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_no_file_and_no_function_is_too_long(project: Path) -> None:
    assert [excess for name, source in sources(project).items() for excess in excesses(name, source)] == []


def test_all_together_stay_under_the_limit(project: Path) -> None:
    assert sum(len(source.splitlines()) for source in sources(project).values()) < ALL


def test_the_limits_are_seen() -> None:
    body = "\n".join("    x = 1" for _ in range(FUNCTION - 1))
    assert list(excesses("a.py", f"def f():\n{body}\n")) == ["a.py:1: f has 40 lines"]
    assert list(excesses("a.py", "x = 1\n" * FILE)) == ["a.py has 300 lines"]
    assert list(excesses("a.py", "x = 1\n" * (FILE - 1))) == []
