"""The same sources give the same site, byte for byte, whoever builds it, where and when."""

from __future__ import annotations

import os
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


@pytest.mark.parametrize("edition", ["project", "tiny"])
def test_two_builds_are_the_same(
    edition: str,
    build: Callable[..., Path],
    copied: Callable[[Path, str], Path],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    folder = request.getfixturevalue(edition)
    here, there = copied(folder, "here"), copied(folder, "elsewhere/deep in a folder/ключ")
    for path in there.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    first = build(here, here / "site", PYTHONHASHSEED="1", TZ="UTC")
    clock = (str(tmp_path / "clock"), os.environ.get("PYTHONPATH", ""))
    variables = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "PYTHONPATH": os.pathsep.join(clock)}
    second = build(there, tmp_path / "other" / "place", **variables)
    one, two = contents(first), contents(second)
    assert sorted(one) == sorted(two)
    assert [name for name in sorted(one) if one[name] != two[name]] == []
