#!/usr/bin/env python3
"""How long a build takes, how much it needs, and how both grow.

Without arguments: the project of this folder as its README builds it, and the engine's share by stages. With sizes
(``measure.py 5 50 500 2000``): editions of so many sections, built cold, unchanged, and after one change of each kind,
without PDF and EPUB; then served. With ``--books`` the PDF, of 500 pages too. Figures are medians. POSIX only: CPU time
and memory are the system's own account.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

import matter
import paper
import serve
from cost import Cost, cost

ROOT = Path(__file__).resolve().parents[2]


def median(costs: list[Cost]) -> Cost:
    """The middle of each figure over several runs."""
    return Cost(*(statistics.median(values) for values in zip(*map(astuple, costs), strict=True)))


# --- Stages --------------------------------------------------------------------------------------------------------


def stage_times(project: Path) -> dict[str, float]:
    """CPU seconds of each stage of a cold build, in this process and those that it started."""
    started = sum(os.times()[:4])
    found = {}
    for name in _stages(project):
        found[name] = sum(os.times()[:4]) - started
        started = sum(os.times()[:4])
    return found


def stages_of(project: Path) -> dict[str, float]:
    """The same, taken in a process of its own."""
    command = [sys.executable, __file__, "--stages", str(project)]
    found: dict[str, float] = json.loads(subprocess.check_output(command))
    return found


def _stages(project: Path) -> Iterator[str]:
    from edition.build.cache import Cache, engine, fingerprint
    from edition.build.incremental import IncrementalEdition
    from edition.build.site import NOTHING, Site
    from edition.checks import check
    from edition.sources.files import contents
    from edition.sources.load import decoded

    yield "import"
    files = contents(project)
    fingerprint(files)
    sources = decoded(files)
    yield "read"
    with tempfile.TemporaryDirectory() as folder:
        incremental = IncrementalEdition(sources, Cache(Path(folder, "cache")), engine())
        incremental.compute(keep_texts=False)
        yield "assemble"
        check(incremental.edition)
        yield "check"
        site = Site(incremental, Path(folder, "site"), NOTHING)
        site.make(with_books=False)
        yield "render and write"
        site.findings(Path(folder, "site"))
        yield "check the site"


# --- Editions of a size --------------------------------------------------------------------------------------------


BUILD = """
import sys
from pathlib import Path
from edition.build import publish

project, site = map(Path, sys.argv[1:])
sys.exit(len(publish.build(project, site, with_books=False)))
"""
"""The measured program: nothing of this one is in what it takes."""


def changes(project: Path) -> dict[str, tuple[Path, str]]:
    """What is changed one at a time: a file, and the words before which a word is put."""
    sections = sorted((project / "docs/essay").iterdir())
    return {
        "one paragraph": (sections[len(sections) // 2], "\n{: #p"),
        "one work": (project / "bibliography/works.bib", "},\n  address"),
        "one person": (project / "bibliography/persons.yml", " in the year"),
    }


class Bench:
    """Measures one size; every run of a kind is followed by one of the next, so that all meet the same weather."""

    def __init__(self, folder: Path, size: int, runs: int, against: str) -> None:
        self.folder = folder
        self.project, self.other, self.site = folder / f"edition-{size}", folder / f"other-{size}", folder / f"{size}"
        self.size, self.runs, self.against = size, runs, against
        matter.write_edition(self.project, size)
        if against:
            matter.write_against(self.other, size)

    def build(self) -> Cost:
        """Build as it stands."""
        return cost([sys.executable, "-c", BUILD, str(self.project), str(self.site)])

    def cold(self, run: int) -> Cost:
        """Build with nothing kept and nothing built before.

        What was is put aside: some disks take minutes to get over thousands of files that were just removed.
        """
        self.site = self.folder / f"{self.size}-{run}"
        if run:
            (self.project / ".cache").rename(self.folder / f"kept-{self.size}-{run}")
        return self.build()

    def changed(self, file: Path, before: str, run: int) -> Cost:
        """Build after one change, from a site that was up to date; the change is taken back."""
        source = file.read_text("utf-8")
        self.build()
        at = source.index(before, len(source) // 3)
        file.write_text(f"{source[:at]} novum{run}{source[at:]}", "utf-8")
        self.let_it_differ()
        found = self.build()
        file.write_text(source, "utf-8")
        return found

    def let_it_differ(self) -> None:
        """The witness would disagree with a changed paragraph: this one is not compared."""
        (self.project / "bibliography/witnesses.yml").unlink(missing_ok=True)

    def figures(self) -> dict[str, Cost]:
        """The median of each kind of build."""
        kinds: dict[str, Callable[[int], Cost]] = {"cold": self.cold, "unchanged": lambda _: self.build()}
        if self.against:
            kinds["mkdocs-bibtex, cold"] = lambda _: cost([self.against, "build", "-q"], self.other)
        taken: dict[str, list[Cost]] = {}
        for run in range(self.runs):
            for name, measure in kinds.items():
                taken.setdefault(name, []).append(measure(run))
        self.let_it_differ()
        for run in range(self.runs):
            for name, (file, before) in changes(self.project).items():
                taken.setdefault(name, []).append(self.changed(file, before, run))
        return {name: median(costs) for name, costs in taken.items()}


def report_size(bench: Bench) -> tuple[float, float]:
    """Print what one size takes. User seconds of a cold build and bytes of site, both a page."""
    figures = bench.figures()
    bench.build()
    pages = sum(1 for path in bench.site.rglob("*.html") if "id" not in path.relative_to(bench.site).parts)
    files = [path.stat().st_size for path in bench.site.rglob("*") if path.is_file()]
    print(f"\n{bench.size} sections: {pages} pages, {len(files)} files, {sum(files) / 1e6:.1f} MB")
    print(f"  {'':20}{'wall':>8}{'user':>8}{'system':>8}{'MB':>8}")
    for name, found in figures.items():
        print(f"  {name:20}{found.wall:8.2f}{found.user:8.2f}{found.system:8.2f}{found.memory:8.0f}")
    if bench.against:
        ratio = figures["cold"].user / figures["mkdocs-bibtex, cold"].user
        print(f"  cold, against mkdocs-bibtex: {ratio:.2f} of its user time")
    stages = stages_of(bench.project)
    print("  CPU by stage:", ", ".join(f"{name} {seconds:.2f}" for name, seconds in stages.items()))
    middle = sorted((bench.site / "essay").iterdir())[bench.size // 2]
    views = [middle, *(bench.site / "assets" / name for name in ("edition.css", "edition.js"))]
    print(f"  first view, gzip: {sum(len(gzip.compress(path.read_bytes())) for path in views) / 1e3:.1f} kB")
    seconds = serve.save_to_page(bench.project, f"essay/{middle.name}", bench.runs)
    print(f"  save to page: {seconds:.2f} s wall")
    return figures["cold"].user / pages, sum(files) / pages


def report_sizes(sizes: list[int], runs: int, against: str) -> None:
    """Measure editions of these sizes and print how they grow."""
    before: tuple[int, tuple[float, float]] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            found = report_size(Bench(Path(folder), size, runs, against))
            if before:
                time_, bytes_ = (new / old for new, old in zip(found, before[1], strict=True))
                print(f"  from {before[0]} sections: time a page × {time_:.2f}, bytes a page × {bytes_:.2f}")
            before = size, found


def report_project(project: Path, runs: int) -> None:
    """Measure a project as its README builds it, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build = [sys.executable, str(ROOT / "scripts" / "build.py")]
        build += ["--project", str(project), "--site", str(site)]
        print(f"{project.resolve().name}: medians of {runs}, in seconds\n\n{'':24}{'wall':>8}{'user':>8}")
        for name, found in (("first build", cost(build)), ("second build", median([cost(build) for _ in range(runs)]))):
            print(f"{name:24}{found.wall:8.2f}{found.user:8.2f}")
    every = [stages_of(project) for _ in range(runs)]
    stages = {name: statistics.median(times[name] for times in every) for name in every[0]}
    print(f"{'engine, without books':32}{sum(stages.values()):8.2f}")
    for name, seconds in stages.items():
        print(f"  {name:30}{seconds:8.2f}")


def main() -> int:
    """Read the arguments and measure."""
    arguments = argparse.ArgumentParser(description="How long a build takes, how much it needs, and how both grow.")
    arguments.add_argument("sizes", nargs="*", type=int, help="numbers of sections, such as 5 50 500 2000")
    arguments.add_argument("--project", type=Path, default=ROOT, help="the folder of another edition")
    arguments.add_argument("--runs", type=int, default=5, help="how often each thing is measured")
    arguments.add_argument("--against", default="", help="the program mkdocs of an environment with mkdocs-bibtex")
    arguments.add_argument("--stages", type=Path, help=argparse.SUPPRESS)  # the measured process: it prints JSON
    arguments.add_argument("--books", action="store_true", help="measure the books too, one of 500 pages among them")
    given = arguments.parse_args()
    if given.stages:
        print(json.dumps(stage_times(given.stages)))
    else:
        if given.sizes:
            report_sizes(given.sizes, given.runs, given.against)
        else:
            report_project(given.project, given.runs)
        if given.books:
            paper.report(given.project)
    return 0


if __name__ == "__main__":
    sys.exit(main())
