"""The folder of the site: where it may lie, and which files in it the engine may replace or remove."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copyfile, rmtree

from edition.build.cache import FOLDER
from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY, DOCS
from edition.model.settings import CONFIGURATION
from edition.sources.files import Files, pictures

RECORD = ".edition-files"
"""In the folder of a site: the path of every file that a build wrote there, a line each."""
STAGED = ".edition-new"
"""In the folder of a site: new files that are about to take the place of old ones."""


def refused(project: Path, site: Path, docs: str = DOCS) -> Iterator[Finding]:
    """``f-bad-site``: the folder may not hold a site, because a build there could touch what no build has made."""
    final = Path(os.path.realpath(site))
    reason = unfit(project, site, docs)
    if not reason and final.is_dir() and not (final / RECORD).is_file() and (foreign := _foreign(final)):
        reason = f"it holds “{foreign}”, which no build has written"
    if reason:
        hint = "Name another folder with site_dir in mkdocs.yml or with --site, or empty this one yourself."
        yield Finding(SourceLocation(CONFIGURATION), "f-bad-site", f"the site cannot go into {site}: {reason}.", hint)


def unfit(project: Path, folder: Path, docs: str = DOCS) -> str:
    """Why nothing may be written into a folder; nothing if it may. Links are followed before anything is compared.

    ``docs`` is the path of the sources from the project, as in ``docs_dir``.
    """
    root, final = project.resolve(), Path(os.path.realpath(folder))
    inside = [(root / docs).resolve(), root / BIBLIOGRAPHY, root / FOLDER, Path(__file__).resolve().parents[1]]
    if not next(path for path in (final, *final.parents) if os.path.lexists(path)).is_dir():
        return "it is, or lies in, a file, or a link that leads nowhere"
    if any(_holds(final, path) for path in (*inside, root, Path(os.path.realpath(os.path.expanduser("~"))))):  # noqa: PTH111
        return "it is, or holds, the sources, the project or your home"
    if any(_holds(path, final) for path in inside):
        return "it lies within the sources, the cache or the engine"
    sources = (path for path in (final, *final.parents) if path.name in (DOCS, BIBLIOGRAPHY))
    if any((path.parent / BIBLIOGRAPHY / "edition.yml").is_file() for path in sources):
        return "it is, or lies within, the sources of another edition"
    if "~" in final.parts:
        return "“~” is not replaced by your home here; write the whole path"
    return ""


def _holds(folder: Path, path: Path) -> bool:
    """Whether a path is a folder or lies in it, be it mounted twice, or written in other letters that mean the same."""
    for parent in (path, *path.parents):
        with suppress(OSError):  # one of them is not there, or may not be looked at
            if parent == folder or parent.samefile(folder):
                return True
    return False


def _foreign(folder: Path) -> str:
    """The first thing in a folder that is neither hidden nor a CNAME; nothing if there is none."""
    names = (path.name for path in sorted(folder.iterdir()))
    return next((name for name in names if not name.startswith(".") and name != "CNAME"), "")


def shadowed(files: Files, made: Collection[str]) -> Iterator[Finding]:
    """``f-taken``: a file of ``docs`` at the address of a file or folder that the engine makes."""
    editors_files = [uri for uri, _ in pictures(files)]
    made = {*made, RECORD, STAGED}
    folders = {folder for uri in (made if editors_files else ()) for folder in folders_of(uri)}
    for uri in editors_files:
        if uri in made or uri in folders or any(folder in made for folder in folders_of(uri)):
            message = f"“{uri}” is the address of a file that the edition makes itself."
            yield Finding(SourceLocation(f"{DOCS}/{uri}"), "f-taken", message, "Give yours another name.")


def folders_of(uri: str) -> Iterator[str]:
    """The folders that hold a file, the innermost first."""
    while uri := uri.rpartition("/")[0]:
        yield uri


def in_the_way(site: Path, new: Iterable[str], recorded: Collection[str]) -> Iterator[Finding]:
    """``f-in-the-way``: a file of somebody else's at an address that the site needs, or a link that leads out of it."""
    if not site.exists():
        return
    inside = _Inside(site)
    for uri in sorted(new):
        path = f"{site}/{uri}"
        if uri not in inside or (os.path.lexists(path) if uri not in recorded else os.path.isdir(path)):  # noqa: PTH112
            message = f"{site / uri} was not written by a build, and the site needs its place."
            hint = "Move it, or build into another folder."
            yield Finding(SourceLocation(CONFIGURATION), "f-in-the-way", message, hint)


def recorded(site: Path) -> frozenset[str]:
    """The files that the last build wrote into a folder, as its record says."""
    try:
        return frozenset((site / RECORD).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return frozenset()


class _Inside:
    """The paths that stay within a folder, whatever links lie in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.parents: dict[str, bool] = {}

    def __contains__(self, uri: str) -> bool:
        parent, _, name = uri.rpartition("/")
        if parent not in self.parents:
            parts = parent.split("/") if parent else []
            plain = ".." not in parts and "" not in parts
            self.parents[parent] = plain and (self.folder / parent).resolve().is_relative_to(self.folder)
        return name not in ("", ".", "..") and "\0" not in uri and self.parents[parent]


def record(site: Path, files: Iterable[str]) -> None:
    """Write down which files the engine has written; the folder is made if it is not there."""
    site.mkdir(parents=True, exist_ok=True)
    new = site / f"{RECORD}.new"
    new.write_text("".join(f"{uri}\n" for uri in sorted(files)), encoding="utf-8", newline="\n")
    new.replace(site / RECORD)


def link(site: Path, aside: Path, uris: Iterable[str]) -> None:
    """Let files of a folder stand in another one too. Raises ``OSError``."""
    for uri in uris:
        target = f"{aside}/{uri}"
        try:
            os.link(f"{site}/{uri}", target)
        except FileNotFoundError:
            os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
            os.link(f"{site}/{uri}", target)
        except FileExistsError:  # linked before a kill
            continue


def stage(aside: Path, site: Path, new: Collection[str]) -> None:
    """Put new files into a folder within the site, and make the folders where they are to stand: whatever takes room on
    its disk is there before the first file of the old site is replaced. Raises ``OSError``."""
    folders: set[str] = set()
    rmtree(site / STAGED, ignore_errors=True)
    for uri in new:
        make_folder(f"{site}/{uri}", folders)
        make_folder(f"{site}/{STAGED}/{uri}", folders)
    try:
        link(aside, site / STAGED, new)
    except OSError:  # another file system, or one without links
        for uri in (uri for uri in new if not os.path.lexists(f"{site}/{STAGED}/{uri}")):
            copyfile(f"{aside}/{uri}", f"{site}/{STAGED}/{uri}")


def move(staged: Path, site: Path, new: Iterable[str]) -> None:
    """Put each new file in the place of the old one; where another file system begins within the site, by a copy."""
    for uri in new:
        target = f"{site}/{uri}"
        try:
            os.replace(f"{staged}/{uri}", target)  # noqa: PTH105
        except OSError:
            copyfile(f"{staged}/{uri}", f"{target}.new")
            os.replace(f"{target}.new", target)  # noqa: PTH105


def make_folder(target: str, known: set[str]) -> None:
    """Make the folder in which a file is to stand, if it is not among those ``known`` to be there."""
    folder = target.rpartition("/")[0]
    if folder not in known:
        # There are thousands of files: looking whether each folder exists, as makedirs does, takes too long.
        try:
            os.mkdir(folder)  # noqa: PTH102
        except OSError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        known.add(folder)


def remove(site: Path, gone: Iterable[str]) -> None:
    """Remove files that the engine has written, and the folders that this empties; nothing outside the folder."""
    inside = _Inside(site)
    for uri in (uri for uri in gone if uri in inside):
        with suppress(OSError):
            (site / uri).unlink()
        for folder in folders_of(uri):
            try:
                (site / folder).rmdir()
            except OSError:
                break
