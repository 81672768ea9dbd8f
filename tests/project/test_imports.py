"""Arrows between the packages of the engine go one way: a package imports only itself and those before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ORDER = "model sources index citations permanence checks data site books build authoring".split()
"""Packages, each with arrows to those before it. The modules at the top level may import all of them."""

WAYS_IN = {"cli", "theme"}
"""Packages that nothing imports, and that may import everything as modules at the top level may."""

NEEDS = {"authoring": set("model sources index citations permanence checks build".split())}
"""Packages that may not import all that stand before them → those that they may."""

APART = {"books": {"epub", "pdf", "plain", "tei"}}
"""Parts of a package that know nothing of each other."""

KNOWN_TO = {
    "jinja2": {"site.frame", "mkdocs_plugin", "mkdocs_theme"},
    "pathspec": {"checks.settings", "sources.files"},
    "mkdocs": {
        "build.mkdocs_build",
        "cli.building",
        "mkdocs_files",
        "mkdocs_pages",
        "mkdocs_plugin",
        "mkdocs_theme",
        "sources.mkdocs_file",
        "sources.mkdocs_findings",
        "sources.mkdocs_settings",
    },
    "markdown": {
        "sources.extended",
        "sources.attributes",
        "sources.blocks",
        "sources.dialect",
        "sources.emphasis",
        "sources.figures",
        "sources.tables",
        "sources.verse",
        "sources.inline",
        "sources.lines",
        "sources.lookups",
        "sources.delimiters",
    },
    "PIL": {"model.pictures"},
    "bibtexparser": {"sources.bibtex.names"},
    "pylatexenc": {"sources.latex.commands"},
    "yaml": {"site.frame", "sources.mkdocs_file", "sources.mkdocs_settings", "sources.yaml_records"},
    "typst": {"books.card", "books.pdf.typesetting"},
    "pikepdf": {"books.pdf.postprocess"},
    "click": {"cli", "cli.authoring", "cli.building", "cli.common", "cli.reports", "preview", "preview_server"},
    "pypandoc": {"books.word", "sources.pandoc"},
}
"""Library → the modules that may import it."""


def imported(source: str) -> Iterator[str]:
    """The dotted names of what a file imports, wherever in it; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def violations(name: str, source: str) -> list[str]:
    """What a module of the engine (``sources.load``) may not import."""
    found = []
    for target in imported(source):
        package, *inner = target.split(".")
        if package == "edition":
            allowed = _goes_back(name.split("."), inner)
        else:
            allowed = bool(package) and name in KNOWN_TO.get(package, {name})
        if not allowed:
            found.append(f"{name} imports {target}")
    return found


def _goes_back(module: list[str], target: list[str]) -> bool:
    """Whether an import goes to a package before this one, or within it to no part that stands apart."""
    package = module[0]
    if package not in ORDER:
        return True
    if target[0] != package:
        return target[0] in NEEDS.get(package, ORDER[: ORDER.index(package)])
    apart = APART.get(package, set())
    return len(module) < 2 or module[1] not in apart or target[1] not in apart - {module[1]}


def files(project: Path) -> dict[str, str]:
    """The engine's files by their dotted names."""
    engine = project / "scripts" / "edition"
    found = {}
    for path in sorted(engine.rglob("*.py")):
        name = ".".join(path.relative_to(engine).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
        if name:
            found[name] = path.read_text(encoding="utf-8")
    return found


def test_every_package_has_its_place(project: Path) -> None:
    engine = project / "scripts" / "edition"
    packages = {path.parent.relative_to(engine).parts[0] for path in engine.rglob("*.py") if path.parent != engine}
    assert packages == {*ORDER, *WAYS_IN}


def test_modules_import_only_what_stands_before_them(project: Path) -> None:
    assert [violation for name, source in files(project).items() for violation in violations(name, source)] == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("model.records", "from edition.sources.load import read"),
        ("model.records", "from edition.sources import load"),
        ("model.records", "def late():\n    import edition.cli"),
        ("model.records", "from .tree import Node"),
        ("sources.load", "import markdown"),
        ("cli", "from mkdocs.commands import build"),
        ("books.pdf.book", "from edition.books.tei import tei"),
        ("checks.text", "from edition.site.html_writer import HtmlWriter"),
        ("authoring.link_proposals", "from edition.site.html_writer import HtmlWriter"),
        ("build.publish", "from edition.authoring import project"),
    ],
)
def test_a_breach_is_seen(name: str, source: str) -> None:
    assert len(violations(name, source)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("cli", "from edition.sources import load\nfrom edition.build import publish\nimport click"),
        ("build.publish", "from edition.books.pdf import paper"),
        ("site.contents.works", "from edition.site.contents.components import cards\nfrom edition.model import tree"),
    ],
)
def test_what_is_right_passes(name: str, source: str) -> None:
    assert violations(name, source) == []
