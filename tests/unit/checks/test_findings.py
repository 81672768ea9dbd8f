"""What the checks say.

A case is a folder in ``tests/cases/findings``: the files in which an edition differs from the tiny one, and in
``expected.txt`` exactly the lines that ``edition check`` prints. Some must say nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

import site_reader
from edition.build.cache import Cache, engine
from edition.build.incremental import IncrementalEdition
from edition.checks import check
from edition.checks.codes import explanations
from edition.model.findings import Finding
from edition.model.serialize import html
from edition.site.contents import pages
from edition.sources.load import assemble, read
from folders import CASES, TINY

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


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_findings(case: Path, copied: Callable[[Path, str], Path]) -> None:
    project = copied(TINY, case.name)
    copytree(case, project, dirs_exist_ok=True)
    findings = edition(project)
    assert lines(findings) == (case / "expected.txt").read_text(encoding="utf-8")
    assert [str(finding) for finding in findings if not finding.hint] == [], "a finding says what to do"


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_the_same_is_found_with_a_cache(case: Path, copied: Callable[[Path, str], Path]) -> None:
    project = copied(TINY, case.name)
    copytree(case, project, dirs_exist_ok=True)
    for _ in ("computed", "cached"):
        incremental = IncrementalEdition(read(project), Cache(project / "cache"), engine())
        incremental.compute(keep_texts=False)
        assert check(incremental.edition) == edition(project)


@pytest.mark.parametrize("case", EDITIONS, ids=lambda case: case.name)
def test_what_is_faulty_still_renders(case: Path, copied: Callable[[Path, str], Path]) -> None:
    """While an edition is served, its editor sees the pages with their faults."""
    project = copied(TINY, case.name)
    copytree(case, project, dirs_exist_ok=True)
    assembled = assemble(read(project))
    written = {plan.uri: html(plan.make(assembled, *plan.arguments).body) for plan in pages(assembled)}
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
