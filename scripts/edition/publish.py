"""The site as a folder: what is new is made aside, checked when finished, and then put in the place of the last one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import starmap
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from edition.files import Files, contents, pictures
from edition.kept import FOLDER, Left, Store, engine, fingerprint, folders_of
from edition.model import Output, Problem, Refused

if TYPE_CHECKING:
    from edition.site import Site


def site_folder(project: Path) -> Path:
    """Where the site goes, as ``mkdocs.yml`` says."""
    from edition.registers import plain_value

    configuration = project / "mkdocs.yml"
    source = configuration.read_text("utf-8") if configuration.is_file() else ""
    return project / (plain_value(source, "site_dir") or "site")


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
def build(project: Path, site: Path, with_books: bool = True) -> tuple[Problem, ...]:
    """Build a project into a folder. Findings are returned, and then the folder stays as it was."""
    store = Store(project / FOLDER)
    left, files = Left(store, site), contents(project)
    mark = fingerprint(files, str(with_books))
    if left.mark == mark and left.untouched:
        return ()
    aside = site.with_name(f"{site.name}.new")
    rmtree(aside, ignore_errors=True)
    whole, problems = _made(files, aside, store, with_books, left)
    if whole is None or problems:
        rmtree(aside, ignore_errors=True)
        return problems
    left.forget()
    gone = left.files.keys() - whole.files - folders_of(whole.files)
    if left.untouched:
        _move(aside, site, whole.new, gone)
    else:
        _swap(aside, site)
    whole.remember(mark)
    left.remember(mark, whole.new, gone)
    store.tidy()
    return ()


@_without_collector()
def make(project: Path, folder: Path) -> tuple[Problem, ...]:
    """Write the whole site of a project into a folder, whatever lies there and was kept. Findings are returned."""
    with TemporaryDirectory() as kept:
        return _made(contents(project), folder, Store(Path(kept)), with_books=True)[1]


def _made(
    files: Files, folder: Path, store: Store, with_books: bool, left: Left | None = None
) -> tuple[Site | None, tuple[Problem, ...]]:
    """The site, what is new in it written into a folder: all of it, unless another is left. And what was found."""
    from edition.check import check  # half of the time of a build without work would go into what it does not need
    from edition.load import assemble, decoded
    from edition.render import books
    from edition.site import Site
    from edition.survey import Survey

    sources = decoded(files)
    survey = Survey(sources, engine(), store)
    if problems := check(survey.edition):
        return None, problems
    try:
        made = tuple(books(assemble(sources))) if with_books else ()
    except Refused as refusal:
        return None, (refusal.problem,)
    left = left if left and left.untouched else None
    site = Site(survey, store, folder, left.mark if left else "")
    site.make(made, starmap(Output, pictures(files)))
    return site, site.findings(left.site if left else folder)


def counted(problems: tuple[Problem, ...]) -> str:
    """How many findings there are, in words."""
    return f"{len(problems)} {'finding' if len(problems) == 1 else 'findings'}"


def _move(aside: Path, site: Path, new: Iterable[str], gone: Iterable[str]) -> None:
    """Put each new file in the place of the old one; what is no part of the site any more goes."""
    for uri in new:
        (site / uri).parent.mkdir(parents=True, exist_ok=True)
        (aside / uri).replace(site / uri)
    rmtree(aside, ignore_errors=True)
    for uri in sorted(gone, reverse=True):  # what a folder holds before the folder
        path = site / uri
        with suppress(OSError):  # a folder may have gone with its only file, or hold others
            path.rmdir() if path.is_dir() else path.unlink()
            path.parent.rmdir()


def _swap(new: Path, final: Path) -> None:
    """Put a finished site in the place of the last one, which stays until the new one is whole."""
    old = final.with_name(f"{final.name}.old")
    if old.exists():
        rmtree(old)
    if final.exists():
        final.rename(old)
    new.rename(final)
    if old.exists():
        rmtree(old)
