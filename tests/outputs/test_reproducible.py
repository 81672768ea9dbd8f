"""The same sources give the same site, byte for byte, whoever builds it, where and when."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from folders import contents

LATER = """
import datetime as module, time
SHIFT = 400 * 86400
read = time.time
time.time = lambda: read() + SHIFT

class Later(module.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + module.timedelta(seconds=SHIFT)

class LaterDay(module.date):
    @classmethod
    def today(cls):
        return super().today() + module.timedelta(seconds=SHIFT)

module.datetime, module.date = Later, LaterDay
"""
"""Read by Python at its start: a clock that is more than a year ahead."""


@pytest.mark.parametrize(("edition", "built"), [("project", "site"), ("tiny", "tiny_site")])
def test_two_builds_are_the_same(
    edition: str,
    built: str,
    build: Callable[..., Path],
    copied: Callable[[Path, str], Path],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """One of them in the folder of the sources, as other tests read it; one of a copy, at another time and place."""
    elsewhere = copied(request.getfixturevalue(edition), "elsewhere/deep in a folder/ключ")
    for path in elsewhere.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    clock = (str(tmp_path / "clock"), os.environ.get("PYTHONPATH", ""))
    variables = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "PYTHONPATH": os.pathsep.join(clock)}
    one = contents(request.getfixturevalue(built))
    two = contents(build(elsewhere, tmp_path / "other" / "place", **variables))
    assert sorted(one) == sorted(two)
    assert [name for name in sorted(one) if one[name] != two[name]] == []


def test_mkdocs_makes_the_same(tiny: Path, tiny_site: Path, copied: Callable[[Path, str], Path]) -> None:
    """With the edition's own theme and no other plugin ``mkdocs build`` makes what ``edition build`` makes."""
    project = copied(tiny, "mkdocs")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", "made"], cwd=project, check=True)
    one, two = contents(tiny_site), contents(project / "made")
    assert sorted(one) == sorted(two)
    assert [name for name in sorted(one) if one[name] != two[name]] == []
