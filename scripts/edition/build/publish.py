"""A build: what is new in the site is made aside, checked when finished, and then put in the place of the old files."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from edition.build import site_folder
from edition.build.cache import FOLDER, Left, Store, engine, fingerprint, folders_of
from edition.model.findings import Finding, Refused
from edition.model.output import Output
from edition.sources.files import Files, contents, pictures

if TYPE_CHECKING:
    from edition.build.site import Site


@contextmanager
def _without_collector() -> Iterator[None]:
    """The trees of an edition hold no cycles; looking for some takes a fifth of the time and finds nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()  # else it would begin with all that is there
            gc.enable()


@_without_collector()
def build(project: Path, site: Path, with_books: bool = True) -> tuple[Finding, ...]:
    """Build a project into a folder. Findings are returned, and then the folder stays as it was."""
    site = site.resolve()
    if findings := tuple(site_folder.refused(project, site)):
        return findings
    store = Store(project / FOLDER)
    left, files = Left(store, site), contents(project)
    mark = fingerprint(files, str(with_books))
    if left.mark == mark and left.untouched:
        return ()
    with TemporaryDirectory(dir=store.folder, prefix="site-") as folder:
        aside = Path(folder)
        whole, findings = _made(files, aside, store, with_books, left)
        if whole is None or findings:
            return findings
        recorded = site_folder.recorded(site)
        if findings := tuple(site_folder.in_the_way(site, whole.new, recorded)):
            return findings
        left.forget()
        site_folder.record(site, recorded | whole.files)
        site_folder.move(aside, site, whole.new)
    gone = recorded - whole.files
    site_folder.remove(site, gone)
    site_folder.record(site, whole.files)
    whole.remember(mark)
    left.remember(mark, whole.new, left.files.keys() - whole.files - folders_of(whole.files))
    store.tidy()
    return ()


@_without_collector()
def make(project: Path, folder: Path) -> tuple[Finding, ...]:
    """Write the whole site of a project into a folder, whatever lies there and was kept. Findings are returned."""
    with TemporaryDirectory() as kept:
        return _made(contents(project), folder, Store(Path(kept)), with_books=True)[1]


def _made(
    files: Files, folder: Path, store: Store, with_books: bool, left: Left | None = None
) -> tuple[Site | None, tuple[Finding, ...]]:
    """The site, what is new in it written into a folder: all of it, unless another is left. And what was found."""
    from edition.build.outputs import books
    from edition.build.site import Site
    from edition.build.survey import Survey
    from edition.checks import (
        check,  # half of the time of a build without work would go into what it does not need
    )
    from edition.sources.load import assemble, decoded

    sources = decoded(files)
    survey = Survey(sources, engine(), store)
    if findings := check(survey.edition):
        return None, findings
    try:
        made = tuple(books(assemble(sources))) if with_books else ()
    except Refused as refusal:
        return None, (refusal.finding,)
    left = left if left and left.untouched else None
    site = Site(survey, store, folder, left.mark if left else "")
    site.make(made)
    if findings := tuple(site_folder.shadowed(files, site.files)):
        return None, findings
    site.take(starmap(Output, pictures(files)))
    return site, site.findings(left.site if left else folder)


def counted(findings: tuple[Finding, ...]) -> str:
    """How many findings there are, in words."""
    return f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}"
