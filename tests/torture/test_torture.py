"""A short round of each kind of hard use; ``scripts/test.py --torture MINUTES`` is the long one."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import kills
import projects
import together

from folders import TINY, contents


def test_mutated_projects_are_rendered_or_have_findings() -> None:
    report = projects.run(first=1, until=time.monotonic() + 600, number=150)
    assert report.failures == {}, str(report)
    assert report.outcomes["rendered"] > 10


def test_words_that_are_lost_are_seen() -> None:
    sources = {"docs/index.md": "Nobody says zugebux.", "bibliography/places.yml": "a: {name: zugebux}"}
    assert projects.missing(sources, {"index.html": b"<p>Nobody says</p>"}) == {
        "docs/index.md": {"zugebux"},
        "bibliography/places.yml": {"zugebux"},
    }
    assert not any(projects.missing(sources, {"index.html": b"<p>Nobody says zuge<i>bux</i></p>"}).values())


def test_a_killed_build_leaves_a_whole_site_and_the_next_is_as_from_nothing(tmp_path: Path) -> None:
    killer = kills.Killer(tmp_path, seed=1)
    done = list(kills.rounds(killer, time.monotonic() + 600, number=12))
    assert killer.mixed == []
    assert any(line.endswith(": killed") for line in done)


def test_builds_and_a_server_at_once(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(TINY, project)
    kills.built(project)
    assert together.round_of(project, "One round begins.") == []
    site = contents(project / "site")
    for folder in ("site", ".cache"):
        shutil.rmtree(project / folder)
    assert kills.built(project) == site
