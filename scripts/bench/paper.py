"""How long a book takes, and how much memory: a project in every size of paper, and an edition of 500 A4 pages."""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path

import matter
from cost import cost

SECTIONS = 295
"""Sections that fill about 500 pages of A4."""


def report(project: Path) -> None:
    """Measure a project in every size of paper, and 500 pages; each book in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder, "edition")
        matter.write_edition(large, SECTIONS)
        print("\nBooks, with reading and assembling. MB: the largest process.")
        print(f"{'':24}{'wall':>8}{'user':>8}{'MB':>8}")
        for edition, size in (*((project, size) for size in ("a4", "a5", "us-letter")), (large, "a4")):
            found = cost([sys.executable, __file__, str(edition), size])
            name = f"{SECTIONS} sections, {size}" if edition == large else f"this project, {size}"
            print(f"{name:24}{found.wall:8.2f}{found.user:8.2f}{found.memory:8.0f}")


def main() -> None:
    """As the measured process, set the edition of a folder on paper of a size."""
    from edition.books.pdf import pdf
    from edition.sources.load import assemble, read

    gc.disable()  # as a build does
    project, size = sys.argv[1:]
    pdf(assemble(read(Path(project))), size)


if __name__ == "__main__":
    main()
