"""The engine stays small enough to be read: files under 300 lines, functions under 40, and a limit for it all.

One file may be longer: the nouns stand together, since they are looked up rather than followed. The whole was meant to
stay under about 4,000 lines; with the books, the data, the ledger, the releases and what is kept from build to build it
did not. The limit stands just above where the engine is, in lines that do something.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

FILE, FUNCTION, ALL = 300, 40, 8_650
NOUNS = ""
SILENT = frozenset(
    (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
)


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


def working_lines(source: str) -> int:
    """How many lines do something: not empty ones, comments and docstrings."""
    told = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    used = {line for token in tokens if token.type not in SILENT for line in range(token.start[0], token.end[0] + 1)}
    return len(used - told)


def sources(folder: Path) -> dict[str, str]:
    """Every file of Python under a folder of the project."""
    paths = sorted(folder.rglob("*.py"))
    root = next(parent for parent in (folder, *folder.parents) if (parent / "pyproject.toml").exists())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_no_file_and_no_function_is_too_long(project: Path) -> None:
    found = sources(project / "scripts")
    assert [excess for name, source in found.items() for excess in excesses(name, source)] == []


def test_all_together_stay_under_the_limit(project: Path) -> None:
    assert sum(map(working_lines, sources(project / "scripts" / "edition").values())) < ALL


def test_the_limits_are_seen() -> None:
    body = "\n".join("    x = 1" for _ in range(FUNCTION - 1))
    assert list(excesses("a.py", f"def f():\n{body}\n")) == ["a.py:1: f has 40 lines"]
    assert list(excesses("a.py", "x = 1\n" * FILE)) == ["a.py has 300 lines"]
    assert list(excesses("a.py", "x = 1\n" * (FILE - 1))) == []


def test_only_lines_that_do_something_count() -> None:
    assert working_lines('"""Words."""\n\n# a comment\nx = (\n    1\n)\n') == 3
