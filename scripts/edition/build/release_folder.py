"""A folder of releases on the disk: it is read into an ``Archive``, and a version is put into it.

A version is written into ``.release-<version>`` and then renamed, so that it is there as a whole or not at all. Then
the files at the root are replaced one by one, beginning with those that pages of the new version need. The manifest
that was written before them says what they may be meanwhile: if the release is interrupted at any point, the next one
finishes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from edition.build.site_folder import folders_of, remove
from edition.permanence.archive import COPIES, MANIFEST, Archive, checksum, listed, number, promised
from edition.sources.files import paths_below

ASIDE = ".release-"
DATA = "data/edition.json"


def read(folder: Path) -> Archive:
    """The content of a folder of releases, without hidden files; empty if there is no such folder."""
    below = set(paths_below(folder, COPIES.rstrip("/"), []))
    names = {path.split("/")[1] for path in below if path.count("/") > 1}
    versions = tuple(sorted(names, key=lambda name: (number(name) or (), name)))
    bases = ("", COPIES, *(f"{COPIES}{version}/" for version in versions))
    links = _Links(folder)
    manifests = {base: content for base in bases if (content := _content(folder, base + MANIFEST, links)) is not None}
    paths = {base + path for base, content in manifests.items() for path in listed(content)} | below
    sums = {path: checksum for path in paths if path not in links and (checksum := _sum(folder / path)) is not None}
    links_or_unread = {path for path in paths if path in links} | (below - sums.keys())
    data = {version: _content(folder, f"{COPIES}{version}/{DATA}", links) for version in versions}
    promises = {version: promised(content or b"") for version, content in data.items()}
    return Archive(
        str(folder),
        versions,
        manifests,
        sums,
        frozenset({*links_or_unread, *_without_files(folder, below)}),
        promises,
        _journals(folder),
    )


def _without_files(folder: Path, files: Iterable[str]) -> Iterator[str]:
    """The paths of the folders below ``v/`` that hold none of these files; of those within each other the outermost."""
    with_files = {COPIES.rstrip("/"), *(parent for path in files for parent in folders_of(path))}
    for place, folders, _ in os.walk(folder / COPIES):
        within = Path(place).relative_to(folder).as_posix()
        folders[:] = [name for name in folders if not name.startswith(".") and within in with_files]
        if within not in with_files:
            yield within


class _Links:
    """The paths in a folder that lead through a symbolic link."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.known = folder, dict[str, bool]()

    def __contains__(self, path: str) -> bool:
        return any(map(self._is_link, (path, *folders_of(path))))

    def _is_link(self, path: str) -> bool:
        if path not in self.known:
            self.known[path] = (self.folder / path).is_symlink()
        return self.known[path]


def _content(folder: Path, path: str, links: _Links) -> bytes | None:
    """The content of a file; None if it is missing, unreadable, or reached through a symbolic link."""
    with suppress(OSError):
        return (folder / path).read_bytes() if (folder / path).is_file() and path not in links else None
    return None


def _sum(path: Path) -> str | None:
    """The SHA-256 of a file; None if it is missing or unreadable."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
    return None


def _journals(folder: Path) -> dict[str, dict[str, frozenset[str]]]:
    """The journal of each interrupted release: path of a file outside of the versions → checksums that it may have."""
    journals: dict[str, dict[str, frozenset[str]]] = {}
    for aside in asides(folder):
        content = _content(aside, MANIFEST, _Links(aside))
        if content is not None:
            sums = journals.setdefault(aside.name.removeprefix(ASIDE), {})
            for row in content.decode("utf-8", "replace").splitlines():
                total, _, path = row.partition("  ")
                sums[path] = sums.get(path, frozenset()) | {total}
    return journals


def aside(version: str) -> str:
    """The name of the folder in which the release of a version is prepared."""
    return f"{ASIDE}{version}"


def asides(folder: Path) -> list[Path]:
    """The folders of interrupted releases."""
    paths = sorted(folder.glob(f"{ASIDE}*"))
    return [path for path in paths if number(path.name.removeprefix(ASIDE)) and path.is_dir() and not path.is_symlink()]


def put(archive: Archive, version: str, new: Mapping[str, bytes], copy: Mapping[str, bytes]) -> None:
    """Put a version into the folder: what is ``new`` in the place of the last one, ``kept`` below ``v/<version>/``.

    Raises ``OSError``; then the next release finishes what was begun.
    """
    folder, place = Path(archive.folder), Path(archive.folder, COPIES, version)
    old = dict(archive.sums) | {MANIFEST: checksum(archive.manifests.get("", b""))}
    changed = {path: content for path, content in new.items() if old.get(path) != checksum(content)}
    gone = listed(archive.manifests.get("", b"")).keys() - new.keys()
    is_kept = archive.below(f"{COPIES}{version}/") == {path: checksum(content) for path, content in copy.items()}
    if is_kept and not changed and not gone:
        return
    (folder / aside(version)).mkdir(parents=True, exist_ok=True)
    prepared = Path(mkdtemp(dir=folder / aside(version)))
    _write(prepared / "version", {} if is_kept else copy)
    _write(prepared / "new", changed)
    _write_journal(folder / aside(version), prepared / MANIFEST, new)
    if not is_kept:
        place.parent.mkdir(exist_ok=True)
        if place.is_dir():
            place.rename(prepared / "replaced")
        (prepared / "version").rename(place)
    needed = {parent for path in changed for parent in folders_of(path)}
    blocking = {path for path in gone if path in needed or not changed.keys().isdisjoint(folders_of(path))}
    remove(folder, blocking)
    last = ("index.html", f"{COPIES}index.html", f"{COPIES}versions.js", COPIES + MANIFEST, MANIFEST)
    order = {path: (path in old, last.index(path) if path in last else -1) for path in changed}
    for path in sorted(changed.keys() - {MANIFEST}, key=order.__getitem__):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (prepared / "new" / path).replace(folder / path)
    remove(folder, gone - blocking)
    if MANIFEST in changed:  # a manifest comes after what it names
        (prepared / "new" / MANIFEST).replace(folder / MANIFEST)


def _write_journal(folder: Path, prepared: Path, new: Mapping[str, bytes]) -> None:
    """Write the checksums of the files to be put in place, and those of an interrupted release, into a journal."""
    before = _content(folder, MANIFEST, _Links(folder)) or b""
    rows = "".join(f"{checksum(content)}  {path}\n" for path, content in new.items())
    prepared.write_bytes(before + rows.encode())
    prepared.replace(folder / MANIFEST)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def end(folder: Path) -> None:
    """Remove the folders of releases that are finished."""
    for path in asides(folder):
        rmtree(path)
