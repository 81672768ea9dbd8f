"""What a build leaves for the next one, in a folder that may be deleted at any time.

Nothing here is believed on its name: what was kept is kept under the hash of all that it depends on, the engine and
every installed library among it, and a finished site is compared file by file with what was written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from edition.model import BIBLIOGRAPHY, DOCS

FOLDER, RECORD = ".cache", "site.json"
ENGINE = Path(__file__).parent


def fingerprint(project: Path, *choices: str) -> str:
    """The hash of everything that a site depends on: sources, engine, libraries, and the choices of the build."""
    known = sha256(repr((engine(), choices)).encode())
    for path in (path for folder in (BIBLIOGRAPHY, DOCS) for path in _files(project / folder)):
        content = path.read_bytes()
        known.update(f"\0{path.relative_to(project).as_posix()}\0{len(content)}\0".encode() + content)
    return known.hexdigest()


@cache
def engine() -> str:
    """The hash of the program: its own files, Python, and the names and versions of all that is installed."""
    known = sha256(sys.version.encode())
    for path in _files(ENGINE):
        if path.suffix != ".pyc":
            known.update(f"\0{path.relative_to(ENGINE).as_posix()}\0".encode() + path.read_bytes())
    beside = (path for folder in map(Path, sys.path) if folder.is_dir() for path in folder.iterdir())
    installed = {path.name for path in beside if path.suffix in (".dist-info", ".egg-info")}
    known.update("\0".join(sorted(installed)).encode())
    return known.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))


def is_finished(project: Path, site: Path, mark: str) -> bool:
    """Whether the site is the one that was built from this fingerprint, no file or folder of it touched since."""
    try:
        record = json.loads((project / FOLDER / RECORD).read_text("utf-8"))
        same = record["mark"] == mark and record["site"] == str(site.resolve())
        return same and all(_stamp(f"{site}/{uri}") == stamp for uri, stamp in record["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False  # nothing kept, or not as it was left: then the site is built


def remember(project: Path, site: Path, mark: str) -> None:
    """Keep what a finished site was built from, and how each of its files and folders was left."""
    inside = ("", *(path.relative_to(site).as_posix() for path in site.rglob("*")))
    stamps = {uri: _stamp(f"{site}/{uri}") for uri in inside}
    record = project / FOLDER / RECORD
    try:
        record.parent.mkdir(exist_ok=True)
        record.write_text(json.dumps({"mark": mark, "site": str(site.resolve()), "files": stamps}), "utf-8")
    except OSError:
        return  # a folder that may not be written to: what cannot be kept is made again


def _stamp(path: str) -> list[int]:
    """Size, time of the last change, and place on the disk: a file that was put in another's place has another."""
    found = os.stat(path)  # noqa: PTH116 (asked of every file of the site: a Path would cost more than the asking)
    return [found.st_size, found.st_mtime_ns, found.st_ino]
