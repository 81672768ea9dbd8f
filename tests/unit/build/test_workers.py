"""Work shared out among processes comes out as it would from one, whatever the process has done before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from edition.build import workers
from edition.build.workers import in_processes
from folders import TINY


@pytest.fixture(params=[1, 2, 3])
def count(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many processors there are."""
    monkeypatch.setattr(workers, "processors", lambda: request.param)
    return int(request.param)


@pytest.mark.parametrize("items", [0, 1, 2, 50, 1_000])
def test_results_stand_in_the_order_of_the_items(count: int, items: int) -> None:
    own = list(range(items))  # what the work needs besides its item is inherited, not sent
    assert list(in_processes(lambda item: own[item] * 2, range(items))) == [2 * item for item in range(items)]


def test_what_the_work_raises_is_raised(count: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_processes(lambda item: 1 // (item - 3), range(8)))


def test_the_work_is_done_by_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    assert os.getpid() not in in_processes(lambda _: os.getpid(), range(8))


BOOKS = """
import sys
from pathlib import Path
from edition.books import books
from edition.build.workers import in_processes
from edition.sources.load import assemble, read
edition = assemble(read(Path(sys.argv[1])))
pdfs = [plan for plan in books(edition) if plan.uri.endswith(".pdf")]
alone = pdfs[0].made(edition).content
assert len(pdfs) > 1
assert [output.content for output in in_processes(lambda plan: plan.made(edition), pdfs)][0] == alone
"""


def test_books_are_made_in_processes_after_one_was_made_here() -> None:
    """The threads that typst leaves behind are not in a fork, which would wait for them for ever."""
    command = [sys.executable, "-c", BOOKS, str(TINY)]
    variables = os.environ | {"PYTHONPATH": str(Path(workers.__file__).parents[2])}
    assert subprocess.run(command, env=variables, timeout=120, check=False).returncode == 0
