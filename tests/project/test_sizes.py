"""The engine stays readable: every file under 300 lines, every function under 40, all of it under 25,650.

Lines of the whole are counted as the tool ``radon raw`` counts its SLOC: without empty lines, comments and docstrings.
The complexity of functions is limited by ruff (``max-complexity`` in ``pyproject.toml``).
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator

from folders import ROOT

LINES_OF_A_FILE, LINES_OF_A_FUNCTION, SOURCE_LINES_OF_ALL = 300, 40, 25_700
NO_SOURCE = frozenset(
    (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
)
"""Kinds of tokens that do not make a line a source line."""


def too_long(name: str, source: str) -> Iterator[str]:
    """The file and its functions, as far as they have too many lines."""
    length = len(source.splitlines())
    if length >= LINES_OF_A_FILE:
        yield f"{name} has {length} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length >= LINES_OF_A_FUNCTION:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines"


def source_lines(source: str) -> int:
    """The number of lines that are not empty, a comment, or part of a docstring."""
    in_docstrings = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    tokens = (t for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type not in NO_SOURCE)
    return len({line for token in tokens for line in range(token.start[0], token.end[0] + 1)} - in_docstrings)


def sources(folder: str) -> dict[str, str]:
    """Path and text of every Python file below a folder of the project."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_no_file_and_no_function_is_too_long() -> None:
    assert [message for name, source in sources("scripts").items() for message in too_long(name, source)] == []


def test_the_engine_stays_under_its_limit() -> None:
    assert sum(map(source_lines, sources("scripts/edition").values())) < SOURCE_LINES_OF_ALL


def test_what_is_too_long_is_found() -> None:
    body = "\n".join("    x = 1" for _ in range(LINES_OF_A_FUNCTION - 1))
    assert list(too_long("a.py", f"def f():\n{body}\n")) == ["a.py:1: f has 40 lines"]
    assert list(too_long("a.py", "x = 1\n" * LINES_OF_A_FILE)) == ["a.py has 300 lines"]
    assert list(too_long("a.py", "x = 1\n" * (LINES_OF_A_FILE - 1))) == []


def test_only_source_lines_count() -> None:
    assert source_lines('"""Words."""\n\n# a comment\nx = (\n    1\n)\n') == 3
