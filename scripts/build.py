#!/usr/bin/env python3
"""Set up, then build everything: the site, and all that stands beside it. Arguments go on to ``edition build``."""

from __future__ import annotations

import subprocess
import sys

import environment


def main() -> int:
    """Build; the exit status is that of ``edition build``."""
    environment.prepare(environment.BUILD)
    project = ["--project", str(environment.ROOT)]
    return subprocess.call([environment.program("edition"), "build", *project, *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
