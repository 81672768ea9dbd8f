"""Builds that are killed at a step: a whole site is there afterwards, and the next build ends as one from nothing.

The step is a system call where ``strace`` is installed and may trace, else one that Python reports to an audit hook.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from folders import TINY, contents

RECORD = ".edition-files"
CALLS = "rename,renameat2,link,unlink,unlinkat,rmdir,mkdir,write,openat"
"""The system calls at which a build is killed."""
OTHERS = ("write", "openat")
"""Those that are chosen less often: most of them change nothing."""
COMMAND = ("-c", "from edition.cli import main; main()", "build", "--site", "site")
EVENTS = ("os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "ctypes.dlsym")
STEPS = """
import os, signal, sys
left = {step}
def count(event, arguments):
    global left
    if event in {events} or (event == "open" and arguments[2] & 3):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
from edition.cli import main
try:
    main()
finally:
    print("steps", -left)
"""
PAGE = "docs/about/edition.md"
CHANGE = ("Nothing here happened.", "Nothing of this happened.")


def _run(project: Path, *command: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, *command], cwd=project, capture_output=True, text=True, encoding="utf-8", check=False
    )


def built(project: Path) -> dict[str, bytes]:
    """The site as the next build of the project leaves it. Raises ``AssertionError`` if it is not built."""
    run = _run(project, *COMMAND)
    assert run.returncode == 0, run.stdout + run.stderr
    return contents(project / "site")


def can_trace() -> bool:
    """Whether system calls can be traced here."""
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "-f", "-o", os.devnull, "true"], check=False).returncode == 0


class Killer:
    """A project with two states of its sources, A and B, whose sites are known."""

    def __init__(self, top: Path, seed: int) -> None:
        self.top, self.rng, self.traces = top, Random(seed), can_trace()
        self.project = top / "project"
        shutil.copytree(TINY, self.project)
        self.sites = [self._from_nothing(), self._from_nothing()]
        self.state = 0
        self.mixed: list[str] = []
        built(self.project)

    def _from_nothing(self) -> dict[str, bytes]:
        """The site of the present state, built elsewhere from nothing; then the other state is the present one."""
        with TemporaryDirectory(dir=self.top) as temporary:
            copy = Path(temporary) / "copy"
            shutil.copytree(self.project, copy, ignore=shutil.ignore_patterns("site", ".cache"))
            site = built(copy)
        self._change()
        return site

    def _change(self) -> None:
        path = self.project / PAGE
        text = path.read_text("utf-8")
        before, after = CHANGE if CHANGE[0] in text else CHANGE[::-1]
        path.write_text(text.replace(before, after), encoding="utf-8")

    def count(self, kind: str) -> dict[str, int]:
        """How many system calls of each name (or steps) a build of a kind takes in its first thread."""
        self._prepare(kind)
        if not self.traces:
            run = _run(self.project, "-c", STEPS.format(events=EVENTS, step=0), *COMMAND[2:])
            return {"steps": int(run.stdout.split("steps ")[1])}
        log = self.top / "log"
        _run(self.project, *COMMAND, before=("strace", "-f", "-qq", "-e", f"trace={CALLS}", "-o", str(log)))
        rows = [line.split(maxsplit=1) for line in log.read_text("utf-8", "replace").splitlines()]
        return Counter(call.partition("(")[0] for process, call in rows if process == rows[0][0] and call[0] != "<")

    def _prepare(self, kind: str) -> None:
        if kind in ("cold", "first"):
            shutil.rmtree(self.project / ".cache", ignore_errors=True)
        if kind == "first":
            shutil.rmtree(self.project / "site", ignore_errors=True)
        self._change()
        self.state = 1 - self.state

    def kill(self, kind: str, calls: str, step: int) -> bool:
        """Kill a build at a step. Whether it came so far. What is not as it should be is added to ``mixed``."""
        self._prepare(kind)
        new, old = self.sites[self.state], self.sites[1 - self.state] if kind != "first" else {}
        if self.traces:
            inject = f"inject={calls}:signal=KILL:when={step}"
            run = _run(
                self.project,
                *COMMAND,
                before=("strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}", "-e", inject),
            )
        else:
            run = _run(self.project, "-c", STEPS.format(events=EVENTS, step=step), *COMMAND[2:])
        where = f"{kind} build, {calls} {step}"
        here = self.whole()
        if here not in (new, old):
            parts = {uri for uri in here.keys() | new.keys() if here.get(uri) != new.get(uri)}
            self.mixed.append(f"{where}: neither the old site nor the new one: {sorted(parts)[:5]} of {len(parts)}")
        after = built(self.project)
        if after != new:
            parts = {uri for uri in after.keys() | new.keys() if after.get(uri) != new.get(uri)}
            self.mixed.append(f"{where}: the next build differs: {sorted(parts)[:5]}")
        left = [path.name for path in (self.project / ".cache").iterdir() if path.is_dir()]
        if left:
            self.mixed.append(f"{where}: folders are left in the cache: {left}")
        return run.returncode != 0

    def whole(self) -> Mapping[str, bytes]:
        """What a reader of the site finds."""
        return contents(self.project / "site") if (self.project / "site").is_dir() else {}


def rounds(killer: Killer, until: float, number: int | None = None) -> Iterator[str]:
    """Kill builds at steps spread over all of them, until a time or a number of them; each is told in a line."""
    kinds = ("warm", "warm", "cold", "first")
    totals = {kind: killer.count(kind) for kind in dict.fromkeys(kinds)}
    done = 0
    while time.monotonic() < until and (number is None or done < number):
        kind = killer.rng.choice(kinds)
        often = killer.rng.random() < 0.7
        counts = {call: n for call, n in totals[kind].items() if not (often and call in OTHERS)}
        calls = killer.rng.choices(tuple(counts), tuple(counts.values()))[0]
        step = killer.rng.randrange(counts[calls]) + 1
        killed = killer.kill(kind, calls, step)
        done += 1
        yield f"{kind} {calls} {step}/{counts[calls]}: {'killed' if killed else 'had ended'}"
