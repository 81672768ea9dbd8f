"""Work shared out among processes comes out as it would from one, whatever the process has done before."""

from __future__ import annotations

import errno
import importlib
import os
import signal
import subprocess
import sys
import time
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


@pytest.mark.parametrize("refused", ["_multiprocessing.SemLock", "os.fork"])
def test_where_the_system_gives_no_processes_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    name = refused.rpartition(".")[2]
    module = importlib.import_module(refused.rpartition(".")[0])
    given = iter((getattr(module, name),) if name == "fork" else ())  # one process, not the second

    def called(*arguments: object) -> object:
        return next(given, _refused)(*arguments)

    monkeypatch.setattr(workers, "processors", lambda: 3)
    monkeypatch.setattr(module, name, called)
    assert list(in_processes(lambda _: os.getpid(), range(8))) == [os.getpid()] * 8


def _refused(*_: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


BOOKS = """
import sys
import time
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


WAITING = """
import fcntl, os, signal, sys, time
from edition.build import workers
workers.processors = lambda: 2
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
def work(item):
    if item == 1:
        os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(0.05)
list(workers.in_processes(work, range(100)))
"""


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    """They have inherited its lock, for which the next build would wait as long as they live."""
    fcntl = pytest.importorskip("fcntl")
    command = [sys.executable, "-c", WAITING, str(tmp_path / "lock")]
    variables = os.environ | {"PYTHONPATH": str(Path(workers.__file__).parents[2])}
    assert subprocess.run(command, env=variables, timeout=120, check=False).returncode == -signal.SIGKILL
    for _ in range(200):
        try:
            with (tmp_path / "lock").open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        else:
            break
    else:
        pytest.fail("a worker still has the lock")
