#!/usr/bin/env python3
"""Set up, then test everything. Arguments go on to pytest; where CI is set, a tool that is missing is a failure.

``--torture MINUTES`` runs tests/torture at length instead: mutated projects, kills, builds at once, spoilt releases.
"""

from __future__ import annotations

import os
import subprocess
import sys

import environment
import system_tools

PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "--ignore", "tests/torture")
"""As many processes as there are processors; the tests of a file stay together, for they share what is built, and files
are taken in their order, of which the last are short. Those in tests/torture limit the memory of their processes, and
run alone."""


def main() -> int:
    """Test; 0 when nothing was found."""
    environment.prepare(environment.TEST)
    system_tools.install()
    if advice := system_tools.advice():
        print(advice, flush=True)
    complete = {"EDITION_NO_SKIP": "1"} if os.environ.get("CI", "").lower() in {"true", "1"} else {}
    steps = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "--strict", "scripts"],
        *([["pytest", *sys.argv[1:]]] if sys.argv[1:] else [["pytest", *PARALLEL], ["pytest", "tests/torture"]]),
    ]
    if sys.argv[1:2] == ["--torture"]:
        steps = [["python", "tests/torture", "--minutes", *sys.argv[2:]]]
    failed = [step[0] for step in steps if _run(step, complete)]
    if failed:
        print("Failed:", ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def _run(step: list[str], variables: dict[str, str]) -> int:
    print("›", *step, flush=True)
    name, *arguments = step
    return subprocess.call([environment.program(name), *arguments], cwd=environment.ROOT, env=os.environ | variables)


if __name__ == "__main__":
    sys.exit(main())
