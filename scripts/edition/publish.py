"""The site as a folder: built aside, checked when finished, and then put in the place of the last one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile, rmtree

from edition.kept import fingerprint, is_finished, remember
from edition.model import DOCS, Edition, Output, Problem, Refused


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
            gc.enable()


@_without_collector()
def build(project: Path, site: Path, with_books: bool = True) -> tuple[Problem, ...]:
    """Build a project into a folder. Findings are returned, and then the folder stays as it was."""
    mark = fingerprint(project, str(with_books))
    if is_finished(project, site, mark):
        return ()
    from edition.check import check  # half of the time of a build without work would go into what it does not need
    from edition.load import assemble, read

    edition = assemble(read(project))
    if problems := check(edition):
        return problems
    aside = site.with_name(f"{site.name}.new")
    if aside.exists():
        rmtree(aside)
    if problems := make(project, edition, aside, with_books):
        return problems
    _swap(aside, site)
    remember(project, site, mark)
    return ()


def make(project: Path, edition: Edition, folder: Path, with_books: bool = True) -> tuple[Problem, ...]:
    """Write the whole site into a new folder, and check it there. Findings are returned."""
    from edition.check_site import check_site

    try:
        write(edition, folder, with_books)
    except Refused as refusal:
        return (refusal.problem,)
    for path in pictures(project):
        target = folder / path.relative_to(project / DOCS)
        target.parent.mkdir(parents=True, exist_ok=True)
        copyfile(path, target)
    return check_site(folder)


def write(edition: Edition, folder: Path, with_books: bool = True) -> None:
    """Write every output into a folder."""
    from edition.render import books, everything

    put(everything(edition, tuple(books(edition)) if with_books else ()), folder)


def put(outputs: Iterable[Output], folder: Path) -> None:
    """Write outputs into a folder."""
    made: set[Path] = set()
    for output in outputs:
        target = folder / output.uri
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(output.content)


def counted(problems: tuple[Problem, ...]) -> str:
    """How many findings there are, in words."""
    return f"{len(problems)} {'finding' if len(problems) == 1 else 'findings'}"


def pictures(project: Path) -> Iterator[Path]:
    """What lies in ``docs`` beside the Markdown and is copied as it is; not what begins with a full stop."""
    for path in sorted((project / DOCS).rglob("*")):
        parts = path.relative_to(project / DOCS).parts
        hidden = parts[0] == "templates" or any(part.startswith(".") for part in parts)
        if path.is_file() and path.suffix != ".md" and not hidden:
            yield path


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
