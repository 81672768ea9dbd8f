"""What the checks say.

A case is a folder in ``tests/cases/findings``: the files in which an edition differs from the tiny one, and in
``expected.txt`` exactly the lines that ``edition check`` prints. Some must say nothing.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

import site_reader
from edition.build.cache import Store, engine
from edition.build.survey import Survey
from edition.checks import check
from edition.checks.codes import explanations
from edition.model.findings import Finding
from edition.model.serialize import html
from edition.model.tree import text, walk
from edition.site.contents import pages
from edition.sources.load import assemble, read
from folders import CASES, ROOT, TINY
from site_reader import parse

EDITIONS = sorted((CASES / "findings").iterdir())
SITES = sorted((CASES / "sites").iterdir())
IN_TESTS = frozenset(
    "a-unrecorded f-bad-site f-in-the-way f-outside f-taken f-unreadable p-not-set r-lost r-published".split()
)
"""Codes without a case, on releases, links, rights, the folder of the site and the PDF; their tests make what they
need."""


def lines(findings: tuple[Finding, ...]) -> str:
    return "".join(f"{finding}\n" for finding in findings)


def edition(*folders: Path) -> tuple[Finding, ...]:
    """What is found in the sources of a folder."""
    return check(assemble(read(*folders)))


@pytest.mark.parametrize("folder", [ROOT, TINY], ids=["real", "tiny"])
def test_the_editions_are_without_findings(folder: Path) -> None:
    assert lines(edition(folder)) == ""


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_findings(case: Path, copied: Callable[[Path, str], Path]) -> None:
    project = copied(TINY, case.name)
    copytree(case, project, dirs_exist_ok=True)
    findings = edition(project)
    assert lines(findings) == (case / "expected.txt").read_text(encoding="utf-8")
    assert [str(finding) for finding in findings if not finding.hint] == [], "a finding says what to do"


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_the_same_is_found_in_what_is_kept(case: Path, copied: Callable[[Path, str], Path]) -> None:
    project = copied(TINY, case.name)
    copytree(case, project, dirs_exist_ok=True)
    store = Store(project / "kept")
    for _ in ("found", "kept"):
        assert check(Survey(read(project), engine(), store).edition) == edition(project)


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_what_is_faulty_still_renders(case: Path, copied: Callable[[Path, str], Path]) -> None:
    """While an edition is served, its editor sees the pages with their faults."""
    project = copied(TINY, case.name)
    copytree(case, project, dirs_exist_ok=True)
    written = {plan.uri: html(plan.make().body) for plan in pages(assemble(read(project)))}
    assert {"index.html", "essay/the-rock.html"} <= {uri for uri, words in written.items() if words}


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_a_case_differs_from_the_tiny_edition(case: Path) -> None:
    for path in (path for path in case.rglob("*") if path.is_file()):
        original = TINY / path.relative_to(case)
        assert not original.exists() or original.read_bytes() != path.read_bytes()


@pytest.mark.parametrize("case", SITES, ids=lambda case: case.name)
def test_findings_on_a_site(case: Path) -> None:
    assert lines(site_reader.findings(case)) == (case / "expected.txt").read_text(encoding="utf-8")


def test_every_code_has_a_case() -> None:
    expected = "".join(path.read_text("utf-8") for path in CASES.rglob("expected.txt"))
    without = {code for code in explanations() if "-" in code and f": {code}: " not in expected}
    assert without == IN_TESTS


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("edition")), *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)


def test_findings_end_the_command_with_1(copied: Callable[[Path, str], Path]) -> None:
    case = CASES / "findings" / "several"
    project = copied(TINY, "project")
    assert (run(project, "check").returncode, run(project, "check").stdout) == (0, "")
    copytree(case, project, dirs_exist_ok=True)
    done = run(project, "check")
    assert (done.returncode, done.stdout) == (1, (case / "expected.txt").read_text("utf-8"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    for name, old, new in (
        ("persons.yml", "name: Levi\n", f"name: {quoted}\n"),
        ("persons.yml", "text: He kept the lamp for eleven years.", f"text: {quoted}"),
        ("works.bib", "{Letter to the Admiralty}", "{" + HOSTILE.replace("&", "\\&") + "}"),
        ("works.bib", "Морозов, Илья", "Морозов, " + HOSTILE.replace("&", "\\&")),
        ("emendations.yml", "reason: One l is lost.", f"reason: {quoted}"),
        ("edition.yml", "publisher: Gull Press", f"publisher: {quoted}"),
        ("quotations.yml", "speaker: Tobias Marsh", f"speaker: {quoted}"),
        ("observations.yml", "reason: The italics are restored.", f"reason: {quoted}"),
    ):
        path = project / "bibliography" / name
        source = path.read_text("utf-8")
        assert old in source
        path.write_text(source.replace(old, new), encoding="utf-8")
    page = project / "docs/essay/03-afterwards.md"
    page.write_text(page.read_text("utf-8").replace("title: Afterwards", f"title: {quoted}"), encoding="utf-8")
    shown = 0
    for path in build(project, project / "site").rglob("*.html"):
        tree = parse(path.read_text("utf-8"))
        scripts = [node for node in walk(tree) if node.tag == "script" and "alert(" in text(node)]
        assert [node for node in scripts if node.get("type") != "application/ld+json"] == []
        assert [node for node in walk(tree) if node.has("onerror") or node.get("src") == "x"] == []
        shown += "<script>alert('1')</script>" in text(tree)
    assert shown >= 5
