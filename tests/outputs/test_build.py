"""An edition as it is checked and built on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from edition.model.tree import text, walk
from folders import CASES, ROOT, TINY, contents, run
from site_reader import parse


@pytest.mark.parametrize("folder", [ROOT, TINY], ids=["own", "tiny"])
def test_the_editions_are_without_findings(folder: Path) -> None:
    done = run(folder, "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_findings_end_the_command_with_1(copied: Callable[[Path, str], Path]) -> None:
    case = CASES / "findings" / "several"
    project = copied(TINY, "project")
    assert run(project, "check").returncode == 0
    copytree(case, project, dirs_exist_ok=True)
    done = run(project, "check", "--all")
    assert (done.returncode, done.stdout) == (1, (case / "expected.txt").read_text("utf-8"))


@pytest.mark.parametrize("spoil", ["sources", "site"])
def test_a_failed_build_leaves_the_last_site(
    spoil: str, build: Callable[..., Path], copied: Callable[[Path, str], Path]
) -> None:
    """It fails before anything is written, or when everything is and a link of it is dead."""
    project = copied(TINY, "project")
    site = build(project, project / "site")
    before = contents(site)
    page = project / "docs/about/edition.md"
    words = "[Nobody][@nobody]" if spoil == "sources" else "[nowhere](nowhere.md)"
    page.write_text(page.read_text("utf-8") + f"\n{words}\n", encoding="utf-8")
    done = run(project, "build", "--site", str(site))
    assert done.returncode == 1
    assert {"sources": "c-unknown-key", "site": "l-dead-link"}[spoil] in done.stdout + done.stderr
    assert contents(site) == before


HOSTILE = "<script>alert('1')</script>&amp;\"<img src=x onerror=alert(1)>"


def test_markup_in_values_stays_text(build: Callable[..., Path], copied: Callable[[Path, str], Path]) -> None:
    project = copied(TINY, "project")
    """Fields of plain text hold it as it is, fields of Markdown as code: else it is a finding (m-raw-html)."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    code = f"'`{quoted[1:-1]}`'"
    for name, old, new in (
        ("persons.yml", "name: Levi\n", f"name: {quoted}\n"),
        ("persons.yml", "text: He kept the lamp for eleven years.", f"text: {code}"),
        ("works.bib", "{Letter to the Admiralty}", "{" + HOSTILE.replace("&", "\\&") + "}"),
        ("works.bib", "Морозов, Илья", "Морозов, " + HOSTILE.replace("&", "\\&")),
        ("emendations.yml", "reason: One l is lost.", f"reason: {code}"),
        ("edition.yml", "publisher: Gull Press", f"publisher: {quoted}"),
        ("quotations.yml", "speaker: Tobias Marsh", f"speaker: {quoted}"),
        ("observations.yml", "reason: The italics are restored.", f"reason: {code}"),
    ):
        path = project / "bibliography" / name
        source = path.read_text("utf-8")
        assert old in source
        path.write_text(source.replace(old, new), encoding="utf-8")
    page = project / "docs/essay/03-afterwards.md"
    page.write_text(page.read_text("utf-8").replace("title: Afterwards", f"title: {code}"), encoding="utf-8")
    shown = 0
    for path in build(project, project / "site").rglob("*.html"):
        tree = parse(path.read_text("utf-8"))
        scripts = [node for node in walk(tree) if node.tag == "script" and "alert(" in text(node)]
        assert [node for node in scripts if node.get("type") != "application/ld+json"] == []
        assert [node for node in walk(tree) if node.has("onerror") or node.get("src") == "x"] == []
        shown += "<script>alert('1')</script>" in text(tree)
    assert shown >= 5
