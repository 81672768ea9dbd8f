"""What a process costs: time and memory by the system's own account. POSIX only."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and all that it started took: wall, user and system seconds, megabytes at its highest."""

    wall: float
    user: float
    system: float
    memory: float


def cost(command: list[str], folder: Path | None = None) -> Cost:
    """Run a command and say what it cost. Raises when it fails."""
    start = time.perf_counter()
    environ = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else a program that was just changed is compiled at every start
    process = subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - start, used.ru_utime, used.ru_stime, used.ru_maxrss * unit / 1e6)
