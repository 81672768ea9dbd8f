"""The engine is read from the ground up: a file imports only from those above it in ``ORDER``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ORDER = """
    markup written model files team digest
    treereader signs dialect registers latex entrytypes bibtex
    outlines sections load
    wording cite lookups index addresses exchange mods passages linked hypertext statements
    collation check_notes check_witness check_text check_registers check_site ledger check numbering
    navigation render
    kept survey site site_folder publish plugin release server cli
""".split()
"""A new file takes its place here. ``render`` stands for all renderers, and for the list of them, its ``__init__``."""

KNOWN_TO = {
    "mkdocs": {"plugin"},
    "markdown": {"dialect"},
    "bibtexparser": {"bibtex"},
    "pylatexenc": {"latex"},
    "yaml": {"registers"},
    "typst": {"render"},
    "pikepdf": {"render"},
    "click": {"cli", "server"},
}
"""What is foreign has one door."""


def imported(source: str) -> Iterator[str]:
    """The dotted names of what a file imports, wherever in it; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def violations(name: str, source: str) -> list[str]:
    """What a file of the engine (``load``, ``render.pages.works``) may not import; without its own package's name."""
    layer, renderer = [*name.split("."), ""][:2]
    found = []
    for target in imported(source):
        package, *inner = target.split(".")
        if package == "edition":
            allowed = _inside(layer, renderer, inner)
        else:
            allowed = bool(package) and layer in KNOWN_TO.get(package, {layer})
        if not allowed:
            found.append(f"{name} imports {target}")
    return found


def _inside(layer: str, renderer: str, inner: list[str]) -> bool:
    if inner[0] != layer:
        return inner[0] in ORDER[: ORDER.index(layer)]
    return layer == "render" and renderer in {"", inner[1]}


def files(project: Path) -> dict[str, str]:
    """The engine's files by their dotted names."""
    engine = project / "scripts" / "edition"
    found = {}
    for path in sorted(engine.rglob("*.py")):
        name = ".".join(path.relative_to(engine).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
        if name:
            found[name] = path.read_text(encoding="utf-8")
    return found


def test_every_file_has_its_place(project: Path) -> None:
    assert {name.split(".")[0] for name in files(project)} - set(ORDER) == set()


def test_files_import_only_from_above(project: Path) -> None:
    assert [violation for name, source in files(project).items() for violation in violations(name, source)] == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("model", "from edition.load import read"),
        ("model", "from edition import load"),
        ("model", "def late():\n    import edition.cli"),
        ("model", "from .markup import Node"),
        ("load", "import markdown"),
        ("cli", "from mkdocs.commands import build"),
        ("render.paper", "from edition.render.pages import pages"),
        ("render.pages.works", "from edition.render import paper"),
    ],
)
def test_a_breach_is_seen(name: str, source: str) -> None:
    assert len(violations(name, source)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("cli", "from edition import load\nfrom edition.render import everything\nimport click"),
        ("render", "from edition.render.pages import pages"),
        ("render.pages.works", "from edition.render.pages.parts import cards\nfrom edition.model import Work"),
    ],
)
def test_what_is_right_passes(name: str, source: str) -> None:
    assert violations(name, source) == []
