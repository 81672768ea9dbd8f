#!/usr/bin/env python3
"""How long a book takes, and how much memory: this project in every size of paper, and an edition of 500 A4 pages."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import bench
import bench_matter
import environment

SECTIONS = 295
"""Sections that fill about 500 pages of A4."""


def main() -> int:
    """Measure; or, as the measured process, set the edition of a folder on paper of a size."""
    if len(sys.argv) == 3:
        from edition.load import assemble, read
        from edition.render.paper import paper

        paper(assemble(read(Path(sys.argv[1]))), sys.argv[2])
        return 0
    environment.prepare(environment.BUILD)
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder, "edition")
        bench_matter.write_edition(large, SECTIONS)
        print("With reading and assembling. MB: the largest process.")
        print(f"{'':24}{'wall':>8}{'user':>8}{'MB':>8}")
        for project, size in (*((environment.ROOT, size) for size in ("a4", "a5", "us-letter")), (large, "a4")):
            command = [environment.program("python"), __file__, str(project), size]
            found = bench.cost(command)
            name = f"{SECTIONS} sections, {size}" if project == large else f"this project, {size}"
            print(f"{name:24}{found.wall:8.2f}{found.user:8.2f}{found.memory:8.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
