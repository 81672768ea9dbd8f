#!/usr/bin/env python3
"""How long a build takes: the whole of the README's first command on its second run, and the engine's share by stages.

The engine's share is everything but mkdocs and the theme, measured in a process of its own, start included. All
figures are medians of several runs. POSIX only, since CPU time is read from the system's account of a process.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import environment

Times = dict[str, tuple[float, float]]
"""Wall and CPU seconds by what they were spent on."""


def stage_times(project: Path, site: Path) -> Times:
    """The engine's work on a project, stage by stage; ``site`` is its finished site, which is checked last."""
    return {name: (wall, cpu) for name, wall, cpu in _differences(_stages(project, site))}


def _stages(project: Path, site: Path) -> Iterator[str]:
    from edition.check import check
    from edition.check_site import check_site
    from edition.load import assemble, read
    from edition.render import books, everything

    yield "start"
    sources = read(project)
    yield "read"
    edition = assemble(sources)
    yield "assemble"
    check(edition)
    yield "check"
    deque(everything(edition), 0)
    yield "render the site"
    deque(books(edition), 0)
    yield "render the books"
    check_site(site)
    yield "check the site"


def _differences(stages: Iterator[str]) -> Iterator[tuple[str, float, float]]:
    """The time that each stage took until it gave its name."""
    wall, cpu = time.perf_counter(), time.process_time()
    for name in stages:
        now, used = time.perf_counter(), time.process_time()
        yield name, now - wall, used - cpu
        wall, cpu = time.perf_counter(), time.process_time()


def command_times(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a command and all that it starts. Raises when it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


def medians(runs: list[Times]) -> Times:
    """The middle of each figure over several runs."""
    return {
        name: (statistics.median(run[name][0] for run in runs), statistics.median(run[name][1] for run in runs))
        for name in runs[0]
    }


def report(project: Path, runs: int) -> None:
    """Measure a project and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build = [sys.executable, str(environment.ROOT / "scripts" / "build.py")]
        build += ["--project", str(project), "--site", str(site)]
        command_times(build)
        whole = medians([{"second build": command_times(build)} for _ in range(runs)])
        share = [environment.program("python"), __file__, "--project", str(project), "--stages", str(site)]
        stages = medians([json.loads(subprocess.check_output(share)) for _ in range(runs)])
    engine = tuple(sum(times[i] for times in stages.values()) for i in (0, 1))
    print(f"{project.resolve().name}: medians of {runs}, in seconds\n\n{'':20}{'wall':>8}{'CPU':>8}")
    rows = [*whole.items(), ("engine’s own share", engine), *((f"  {name}", times) for name, times in stages.items())]
    for name, times in rows:
        print(f"{name:20}{times[0]:8.3f}{times[1]:8.3f}")


def main() -> int:
    """Read the arguments and measure."""
    arguments = argparse.ArgumentParser(description="How long a build takes.")
    arguments.add_argument("--project", type=Path, default=environment.ROOT, help="the folder of another edition")
    arguments.add_argument("--runs", type=int, default=5, help="how often each thing is measured")
    arguments.add_argument("--stages", type=Path, help=argparse.SUPPRESS)  # the measured process: it prints JSON
    given = arguments.parse_args()
    if given.stages:
        print(json.dumps(stage_times(given.project, given.stages)))
        return 0
    environment.prepare(environment.BUILD)
    report(given.project, given.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
