"""Work divided among processes, in phases: results come as they are made, and between phases all are told something.

Work is a generator: what it yields are its results; ``None`` ends a phase, and what it gets back is what it is told.
It gets its items one by one, and may go through them once: who is quick gets more.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
Work = Callable[[Iterable[T]], Generator[Any, Any, None]]
WORTH_IT = 1.5
"""Seconds of work from which on a second process saves more of anybody's time than it costs."""
DRAWS = 4_000
"""How many times at most something is drawn from the items: so many numbers a pipe holds before anybody reads."""


class Team:
    """Workers on shares of some items: as many as there are processors, and for little work this process alone."""

    def __init__(self, work: Work[T], items: Sequence[T], seconds: float) -> None:
        """``seconds`` is what an item takes, about; what takes longest had better come first."""
        size = _processors() if len(items) * seconds >= WORTH_IT else 1
        self.alone = work(items) if size == 1 else None
        self.told: Any = None
        self.workers: dict[Connection, int] = {}
        if self.alone:
            return
        from multiprocessing.connection import Pipe  # most builds divide nothing

        draws, filled = os.pipe()
        os.write(filled, b"".join(number.to_bytes(2, "big") for number in range(min(len(items), DRAWS))))
        os.close(filled)
        for _ in range(size):
            ours, theirs = Pipe()
            worker = os.fork()
            if worker == 0:
                _labour(work(_drawn(items, draws)), theirs)
            theirs.close()
            self.workers[ours] = worker
        os.close(draws)

    def tell(self, words: Any) -> None:
        """What all workers are told before the next phase."""
        self.told = words
        for worker in self.workers:
            worker.send(words)

    def results(self) -> Iterator[Any]:
        """The results of a phase, in no order. Raises what a worker met with."""
        yield from self._own() if self.alone else self._theirs()

    def _own(self) -> Iterator[Any]:
        assert self.alone is not None
        words, self.told = self.told, None
        try:
            while (result := self.alone.send(words)) is not None:
                yield result
                words = None
        except StopIteration:
            return

    def _theirs(self) -> Iterator[Any]:
        from multiprocessing.connection import Connection, wait

        busy = list(self.workers)
        while busy:
            for worker in wait(busy):
                assert isinstance(worker, Connection)
                try:
                    result = worker.recv()
                except EOFError:
                    _, status = os.waitpid(self.workers.pop(worker), 0)
                    result = ChildProcessError(f"A process of the build died (status {status}).") if status else None
                if result is None:
                    busy.remove(worker)
                elif isinstance(result, BaseException):
                    raise result
                else:
                    yield result


def _drawn(items: Sequence[T], draws: int) -> Iterator[T]:
    while number := os.read(draws, 2):
        yield from items[int.from_bytes(number, "big") :: DRAWS]


def _processors() -> int:
    """How many processes may work at once here: one where a process cannot be divided."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _labour(work: Generator[Any, Any, None], parent: Connection) -> None:
    """The life of a worker process: it ends here, without what the program does at its own end."""
    try:
        words = None
        while True:
            result = work.send(words)
            parent.send(result)
            words = parent.recv() if result is None else None
    except (StopIteration, EOFError, OSError):
        pass
    except Exception as error:  # noqa: BLE001 (it is raised again where the results are awaited)
        traceback.print_exc()
        parent.send(error)
    finally:
        parent.close()
        os._exit(0)
