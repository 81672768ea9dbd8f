"""Publishing: a finished site replaces the last one atomically, even if the process is killed.

The new files lie in a folder of the cache, with a journal. Once this folder has its final name, the site counts as
published: whatever happens then, this process or the next command finishes it. Files that did not change are linked
into the new folder, and one system call exchanges it for the old one. Where folders cannot be exchanged, the cache lies
on another file system than the site, or more than ``MOST_LINKS`` files did not change, the new files are put into a
folder within the site and moved one by one: a full disk leaves the old site, a kill between two moves files of both
sites until the next command. One process at a time publishes in a project.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copymode, rmtree
from tempfile import mkdtemp

from edition.build import site_folder
from edition.model.findings import Finding, Refused, SourceLocation
from edition.model.settings import CONFIGURATION

Identity = tuple[int, ...]
"""What ``identity`` gives for a folder."""
PUBLISHING, JOURNAL, FILES = "publishing", "journal.json", "files"
MOST_LINKS = 2_000
"""Most files that are hard-linked into a new folder: 20,000 links take over ten seconds."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold an exclusive lock on a folder, after waiting for it. A lock is released when its process ends."""
    try:
        import fcntl
    except ImportError:  # this system has no such locks
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another command is at work here; waiting for it …", flush=True)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:  # this file system has no such locks
            pass
        yield
    finally:
        os.close(descriptor)


@contextmanager
def new_folder(cache: Path) -> Iterator[Path]:
    """A temporary folder for a new site, on the cache's file system; it is removed unless it is published."""
    for left in cache.glob("site-*"):
        if {path.name for path in left.glob("*")} <= {FILES, JOURNAL}:  # of a build that was killed
            rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(dir=cache, prefix="site-"))
    (folder / FILES).mkdir()
    try:
        yield folder / FILES
    finally:
        rmtree(folder, ignore_errors=True)


def publish(
    project: Path,
    cache: Path,
    folder: Path,
    site: Path,
    new: Collection[str],
    files: Collection[str],
    previous: Identity = (),
) -> tuple[Finding, ...]:
    """Publish a folder with the new files of a site; ``files`` are the addresses of all its files, new or not.

    ``previous`` is the identity of the site of which those that are not new are kept; empty if none are.
    """
    journal: dict[str, object] = {
        "site": str(site),
        "folder": identity(folder),
        "new": sorted(new),
        "files": sorted(files),
    }
    journal["previous"] = previous
    (folder.parent / JOURNAL).write_text(json.dumps(journal), encoding="utf-8")
    folder.parent.rename(cache / PUBLISHING)
    return finish(project, cache)


def finish(project: Path, cache: Path) -> tuple[Finding, ...]:
    """Finish an interrupted publication, if there is one. Returns findings on the folder of the site."""
    publishing = cache / PUBLISHING
    folder = publishing / FILES
    try:
        journal = json.loads((publishing / JOURNAL).read_text("utf-8"))
        site, listed = Path(os.path.realpath(journal["site"])), journal["new"]
        files = frozenset(map(str, journal["files"]))
        exchanged, previous = tuple(journal["folder"]) == identity(site), tuple(journal["previous"])
    except (OSError, ValueError, KeyError, TypeError):
        rmtree(publishing, ignore_errors=True)
        with suppress(OSError):  # it is not there
            publishing.unlink()
        return ()
    findings: tuple[Finding, ...] = ()
    if not exchanged:
        # those that do not lie there were moved before a kill
        new = {str(uri) for uri in listed if os.path.lexists(f"{folder}/{uri}")}
        recorded = site_folder.recorded(site)
        findings = (*site_folder.refused(project, site), *site_folder.in_the_way(site, new, recorded))
        if previous not in ((), identity(site)):
            findings = (_other_build(site),)
        try:
            exchanged = not findings and _move(folder, site, new, recorded, files, previous)
        except Refused as refusal:
            findings = (refusal.finding,)
    if exchanged and folder.exists():
        _clear(folder, site)
    rmtree(publishing, ignore_errors=True)
    return findings


def identity(folder: Path) -> Identity:
    """Device and inode of a folder, which a rename does not change; empty if there is no folder."""
    if not folder.exists():
        return ()
    stat = folder.stat()
    return stat.st_dev, stat.st_ino


def _other_build(site: Path) -> Finding:
    message, hint = f"another project has built into {site} meanwhile.", "Let each have a folder of its own."
    return Finding(SourceLocation(CONFIGURATION), "f-in-the-way", message, hint)


def _move(
    folder: Path, site: Path, new: set[str], recorded: Collection[str], files: frozenset[str], previous: Identity
) -> bool:
    """Replace the site by a folder with its new files. True if the folder holds the old site afterwards."""
    if len(files - new) <= MOST_LINKS:
        try:
            _replace(folder, site, files - new, files, previous)
        except OSError:  # another file system, or one without links
            pass
        else:
            return True
    staged = site / site_folder.STAGED
    try:
        site_folder.stage(folder, site, new)
        site_folder.record(site, {*recorded, *files})
    except OSError:  # nothing was moved: where nothing can be written, no later command could finish it
        rmtree(staged, ignore_errors=True)
        rmtree(folder.parent, ignore_errors=True)
        raise
    site_folder.move(staged, site, new)
    rmtree(staged, ignore_errors=True)
    site_folder.remove(site, {*recorded} - {*files})
    site_folder.record(site, files)
    return False


def _replace(folder: Path, site: Path, unchanged: Collection[str], files: frozenset[str], previous: Identity) -> None:
    """Complete a folder with the unchanged files of the site and exchange them. Raises ``OSError``, and ``Refused`` if
    the files were those of another project."""
    there = os.path.lexists(site)
    if there:
        site_folder.link(site, folder, unchanged)
        copymode(site, folder)
    if previous not in ((), identity(site)):
        raise Refused(_other_build(site))
    site_folder.record(folder, files)
    site.parent.mkdir(parents=True, exist_ok=True)
    _exchange(folder, site) if there else folder.rename(site)


def _exchange(one: Path, other: Path) -> None:
    """Exchange two folders by one system call. Raises ``OSError`` if the system cannot."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
    if not hasattr(library, "renameat2") or library.renameat2(here, bytes(one), here, bytes(other), exchange):
        raise OSError(ctypes.get_errno(), "these cannot be exchanged", str(other))


def _clear(old: Path, site: Path) -> None:
    """Remove the engine's files of an old site; all other files in it move to the new one."""
    site_folder.remove(old, site_folder.recorded(old))
    (old / site_folder.RECORD).unlink(missing_ok=True)
    _move_others(old, site)


def _move_others(old: Path, site: Path) -> None:
    for path in tuple(old.iterdir()) if old.exists() else ():
        place = site / path.name
        if place.is_dir() and path.is_dir() and not place.is_symlink() and not path.is_symlink():
            _move_others(path, place)
        else:
            path.rename(place)
