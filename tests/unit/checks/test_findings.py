"""What the checks say.

A case is a folder in ``tests/cases/findings``: the files in which an edition differs from the tiny one, and in
``expected.txt`` exactly the lines that ``edition check`` prints. Some must say nothing.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

import site_reader
from edition.build.cache import Cache, engine
from edition.build.incremental import IncrementalEdition
from edition.checks import check
from edition.checks.codes import explanations
from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.serialize import to_html
from edition.site.contents import pages
from edition.sources.load import assemble, read
from folders import CASES, TINY

EDITIONS = sorted((CASES / "findings").iterdir())
SITES = sorted((CASES / "sites").iterdir())
IN_TESTS = frozenset(
    "a-not-written a-unrecorded f-bad-site f-in-the-way f-outside f-taken f-unreadable "
    "p-no-face p-no-pandoc p-no-such-face p-not-set r-altered r-lost r-published r-unfinished r-version r-versions "
    "set-failed set-foreign set-invalid set-missing set-nav set-no-plugin set-not-listed set-strict set-twice "
    "r-words set-two-languages set-unknown set-unused set-warning".split()
)
"""Codes without a case, on settings, releases, links, rights, the folder of the site and the PDF; their tests make what
they need."""


def lines(findings: tuple[Finding, ...]) -> str:
    return "".join(f"{finding}\n" for finding in findings)


class Case(NamedTuple):
    """A case as it lies in its folder, the project that it makes, and the edition with its findings."""

    folder: Path
    project: Path
    edition: Edition
    findings: tuple[Finding, ...]


@pytest.fixture(scope="module", params=EDITIONS, ids=lambda folder: folder.name)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Each case in turn: the tiny edition with the files of the case."""
    project = tmp_path_factory.mktemp("case") / request.param.name
    for folder in (TINY, request.param):
        copytree(folder, project, dirs_exist_ok=True)
    edition = assemble(read(project))
    return Case(request.param, project, edition, check(edition))


def test_findings(case: Case) -> None:
    assert lines(case.findings) == (case.folder / "expected.txt").read_text(encoding="utf-8")
    assert [str(finding) for finding in case.findings if not finding.hint] == [], "a finding says what to do"


def test_the_same_is_found_with_a_cache(case: Case) -> None:
    for _ in ("computed", "cached"):
        incremental = IncrementalEdition(read(case.project), Cache(case.project / "cache"), engine())
        incremental.compute(keep_texts=False)
        assert check(incremental.edition) == case.findings


def test_what_is_faulty_still_renders(case: Case) -> None:
    """While an edition is served, its editor sees the pages with their faults."""
    written = {plan.uri: to_html(plan.make(case.edition, *plan.arguments).body) for plan in pages(case.edition)}
    assert {"index.html", "essay/the-rock.html"} <= {uri for uri, words in written.items() if words}


def wrapped(source: str, width: int) -> str:
    """A Markdown file with its paragraphs and notes broken into short lines."""
    head, _, body = source.rpartition("---\n") if source.startswith("---\n") else ("", "", source)
    lines: list[str] = []
    fenced = False
    for line in body.split("\n"):
        fenced ^= line.startswith(("```", "~~~"))
        prose = not fenced and not line.endswith("  ") and re.match(r"[\w“\[]", line)
        pieces = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) if prose else [line]
        for piece in pieces:
            if piece is not pieces[0] and re.match(r"[#*+>|={-]|\d+[.)]", piece):  # it would begin a block
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return head + "---\n" * bool(head) + "\n".join(lines)


@pytest.mark.parametrize("width", [72, 20])
def test_the_same_is_found_in_text_with_short_lines(case: Case, width: int) -> None:
    sources = read(case.project)
    files = {name: wrapped(text, width) if name.endswith(".md") else text for name, text in sources.files.items()}
    found = check(assemble(replace(sources, files=files)))
    without_lines = [
        {re.sub(r"(\.\w+):\d+", r"\1", str(finding)) for finding in each} for each in (found, case.findings)
    ]
    assert without_lines[0] == without_lines[1]


def test_a_case_differs_from_the_tiny_edition(case: Case) -> None:
    for path in (path for path in case.folder.rglob("*") if path.is_file()):
        original = TINY / path.relative_to(case.folder)
        assert not original.exists() or original.read_bytes() != path.read_bytes()


@pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)
def test_findings_on_a_site(folder: Path) -> None:
    assert lines(site_reader.findings(folder)) == (folder / "expected.txt").read_text(encoding="utf-8")


def test_every_code_has_a_case() -> None:
    expected = "".join(path.read_text("utf-8") for path in CASES.rglob("expected.txt"))
    without = {code for code in explanations() if "-" in code and f": {code}: " not in expected}
    assert without == IN_TESTS
