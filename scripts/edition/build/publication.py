"""Publishing: a finished site takes the place of the last one, and no kill leaves it half done.

The new files lie in a folder of the cache, with a journal. Once this folder has its final name, the site counts as
published: whatever happens then, this process or the next command moves the files to their places. A site that does not
exist yet is put there by one rename. One process at a time publishes in a project.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from edition.build import site_folder
from edition.model.findings import Finding

PUBLISHING, JOURNAL, FILES = "publishing", "journal.json", "files"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other process has a lock on a folder. The lock ends with the process that has it."""
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
    """A folder for a new site, on the cache's own file system; it goes if it is not published."""
    for left in cache.glob("site-*"):  # of builds that were killed
        rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(dir=cache, prefix="site-"))
    (folder / FILES).mkdir()
    try:
        yield folder / FILES
    finally:
        rmtree(folder, ignore_errors=True)


def publish(
    project: Path, cache: Path, folder: Path, site: Path, new: Collection[str], files: Collection[str]
) -> tuple[Finding, ...]:
    """Publish a folder with the new files of a site; ``files`` are the addresses of all its files, new or not."""
    journal = {"site": str(site), "new": sorted(new), "files": sorted(files)}
    (folder.parent / JOURNAL).write_text(json.dumps(journal, ensure_ascii=False), encoding="utf-8")
    folder.parent.rename(cache / PUBLISHING)
    return finish(project, cache)


def finish(project: Path, cache: Path) -> tuple[Finding, ...]:
    """Finish what was published and not moved yet, if anything. What speaks against the folder is returned."""
    folder = cache / PUBLISHING
    try:
        journal = json.loads((folder / JOURNAL).read_text("utf-8"))
        site, listed, files = Path(journal["site"]), journal["new"], frozenset(map(str, journal["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        rmtree(folder, ignore_errors=True)
        return ()
    new = {
        str(uri) for uri in listed if os.path.lexists(f"{folder}/{FILES}/{uri}")
    }  # the others were moved before a kill
    recorded = site_folder.recorded(site)
    findings = (*site_folder.refused(project, site), *site_folder.in_the_way(site, new, recorded))
    if not findings:
        _move(folder / FILES, site, new, recorded, files)
    rmtree(folder, ignore_errors=True)
    return findings


def _move(folder: Path, site: Path, new: Collection[str], recorded: Collection[str], files: Collection[str]) -> None:
    if not os.path.lexists(site):
        site_folder.record(folder, files)
        site.parent.mkdir(parents=True, exist_ok=True)
        try:
            folder.rename(site)
        except OSError:  # another file system
            pass
        else:
            return
    site_folder.record(site, {*recorded, *files})
    site_folder.move(folder, site, new)
    site_folder.remove(site, {*recorded} - {*files})
    site_folder.record(site, files)
