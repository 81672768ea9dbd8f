"""A pool of worker processes."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
WORTH_A_PROCESS = 1.5
"""Seconds of work above which a second process saves more time than it costs."""
CHUNKS = 16
"""Fewest chunks per process, so that no process waits long for another."""

_work: list[Callable[[Any], Any]] = []
"""In a worker process, the function applied to each item. It is inherited by the fork, since it cannot be pickled."""


def in_processes(work: Callable[[T], R], items: Sequence[T]) -> Iterable[R]:
    """The results for all items, in their order, computed in as many processes as there are processors.

    The processes are forks: they begin with all that this one has in memory. Where that is not possible, this process
    does the work alone. Raises what the work raises.
    """
    count = processors()
    if count == 1 or len(items) < 2:
        return map(work, items)
    return _shared(work, items, count)


def _shared(work: Callable[[T], R], items: Sequence[T], count: int) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor  # most builds need none
    from multiprocessing import active_children, get_context

    try:
        pool = ProcessPoolExecutor(count, get_context("fork"), initializer=_begin, initargs=(work,))
        results = pool.map(_done, items, chunksize=max(1, len(items) // (count * CHUNKS)))
    except OSError:  # the system gives no semaphores, or not so many processes
        for child in active_children():
            child.terminate()
        yield from map(work, items)
        return
    with pool:
        yield from results


def _begin(work: Callable[[Any], Any]) -> None:
    _work.append(work)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """If the parent is killed, no worker waits for work from it, nor holds the lock of the build that it inherited."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _done(item: Any) -> Any:
    return _work[-1](item)


def processors() -> int:
    """The number of worker processes: one if a fork is not safe."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or _has_threads_of_libraries():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _has_threads_of_libraries() -> bool:
    """Whether a library runs threads in this process, as typst does once it has set a book. Only Linux tells.

    A fork lacks these threads, and waits for them for ever when it uses the library.
    """
    threads = Path("/proc/self/task")
    return threads.is_dir() and len([*threads.iterdir()]) > threading.active_count()
