"""What a build leaves for the next one, in a folder that may be deleted at any time.

Nothing here is believed on its name: what was kept is kept under the hash of all that it was made from, the engine and
every installed library among it, and a finished site is compared file by file with what was written.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Collection, Iterable
from dataclasses import is_dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

from edition.sources.files import Files, bytes_of

FOLDER, RECORD = ".cache", "site"
MANY = 5_000
"""Files of a site that it pays to look at in a process of its own."""
ENGINE = Path(__file__).parents[1]
Stamp = tuple[int, int, int]


def fingerprint(files: Files, *choices: str) -> str:
    """The hash of everything that a site depends on: sources, engine, libraries, and the choices of the build."""
    known = sha256(repr((engine(), choices)).encode())
    for name, content in files.items():
        read = content if isinstance(content, bytes) else repr(content).encode()
        known.update(f"\0{name}\0{len(read)}\0".encode("utf-8", "surrogatepass") + read)
    return known.hexdigest()


@cache
def engine() -> str:
    """The hash of the program: its own files, Python, and the names and versions of all that is installed."""
    known = sha256(sys.version.encode())
    for path in sorted(ENGINE.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            known.update(f"\0{path.relative_to(ENGINE).as_posix()}\0".encode() + path.read_bytes())
    beside = (path for folder in map(Path, sys.path) if folder.is_dir() for path in folder.iterdir())
    installed = {path.name for path in beside if path.suffix in (".dist-info", ".egg-info")}
    known.update("\0".join(sorted(installed)).encode())
    return known.hexdigest()


class Store:
    """Values by name, a file each; one that is not as it was written, or was made from something else, is not there.

    What was read or written once is at hand. Where nothing may be written, a folder stands in that goes with the store.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            writable = os.access(folder, os.W_OK)
        except OSError:
            writable = False
        if not writable:
            self.instead = TemporaryDirectory()
            self.folder = Path(self.instead.name)
        self.held: dict[str, tuple[str, Any]] = {}

    def get(self, name: str, mark: str) -> Any:
        """What is kept under a name, if it has this mark; else None."""
        known = self.held.get(name, ("", None))
        if known[0] != mark or known[1] is None:
            self.held[name] = known = mark, self._read(name, mark)
        return known[1]

    def _read(self, name: str, mark: str) -> Any:
        try:
            kept = bytes_of(f"{self.folder}/{_file_name(name)}")
        except OSError:
            return None
        if kept[:36] != bytes.fromhex(mark) + _sum(memoryview(kept)[36:]):
            return None
        return unpacked(kept, 36)

    def put(self, name: str, mark: str, value: Any) -> None:
        """Keep a value."""
        self.held[name] = mark, value
        content = packed(value)
        path = self.folder / _file_name(name)
        new = path.with_suffix(f".{os.getpid()}")  # a server and a build may be at it at once
        with new.open("wb", buffering=0) as file:
            file.write(bytes.fromhex(mark) + _sum(content))
            file.write(content)
        new.replace(path)

    def let_go(self, names: Iterable[str]) -> None:
        """Have values no longer at hand: another process may write others, of the same marks."""
        for name in names:
            self.held.pop(name, None)

    def forget(self, name: str) -> None:
        """Keep a value no longer."""
        (self.folder / _file_name(name)).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what nobody asked for; but not what another process is writing."""
        named = set(map(_file_name, self.held))
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in named and not path.suffix and path.is_file():
                path.unlink()


def packed(value: Any) -> bytes:
    """A value as it is kept."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes, start: int = 0) -> Any:
    """A value that was kept; None for what is no such value."""
    stream = BytesIO(content)
    stream.seek(start)
    try:
        return _Reader(stream).load()
    except Exception:  # noqa: BLE001 (whatever it is, it is not what was kept)
        return None


class _Reader(pickle.Unpickler):
    """Makes values of the engine's own kinds and no others: whatever somebody laid into the folder, it runs no code."""

    def find_class(self, module: str, name: str) -> Any:
        """The kind of a value. Raises for what is no record of the engine."""
        return _kind(module, name)


@cache
def _kind(module: str, name: str) -> type:
    found = getattr(import_module(module), name, None) if module.startswith("edition.") else None
    if isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, tuple)):
        return found
    raise pickle.UnpicklingError(f"{module}.{name}")


def _file_name(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:32]


def _sum(content: bytes | memoryview) -> bytes:
    return crc32(content).to_bytes(4, "big")


class Left:
    """How the last build left a site: under which mark, and how each of its files and folders was left."""

    def __init__(self, store: Store, site: Path) -> None:
        self.store, self.site = store, site
        known: tuple[str, str, dict[str, Stamp]] = store.get(RECORD, engine()) or ("", "", {})
        _, self.mark, self.files = known if known[0] == str(site.resolve()) else ("", "", {})
        # Thousands of files take longer to look at than a process takes to make, and there is much to load meanwhile.
        self.looker = os.fork() if len(self.files) > MANY and hasattr(os, "fork") and sys.platform != "darwin" else -1
        if self.looker == 0:
            touched = True
            try:
                touched = not self._untouched()
            finally:
                os._exit(touched)

    @cached_property
    def untouched(self) -> bool:
        """Whether no file or folder of the site was touched since."""
        return os.waitpid(self.looker, 0)[1] == 0 if self.looker > 0 else self._untouched()

    def _untouched(self) -> bool:
        try:
            return bool(self.files) and all(_stamp(f"{self.site}/{uri}") == stamp for uri, stamp in self.files.items())
        except OSError:
            return False

    def forget(self) -> None:
        """From now on the site is not as it was left."""
        self.store.forget(RECORD)

    def remember(self, mark: str, changed: Collection[str], gone: set[str]) -> None:
        """Keep what a finished site was built from, and how each of its files and folders was left (the folders of
        resolvers, a file each, apart); of those neither changed nor gone since the last time it is known."""
        known = {uri: stamp for uri, stamp in self.files.items() if uri not in gone} if self.untouched else {}
        touched = {*changed, *folders_of(uri for uri in (*changed, *gone) if not uri.startswith("id/"))}
        stamps = known | {uri: _stamp(f"{self.site}/{uri}") for uri in touched - gone}
        self.store.put(RECORD, engine(), (str(self.site.resolve()), mark, stamps))


def folders_of(uris: Iterable[str]) -> set[str]:
    """The folders in which files of the site stand, the site itself (an empty name) among them."""
    found = {""}
    for uri in uris:
        while (uri := uri.rpartition("/")[0]) and uri not in found:
            found.add(uri)
    return found


def _stamp(path: str) -> Stamp:
    """Size, time of the last change, and place on the disk: a file that was put in another's place has another."""
    found = os.stat(path)  # noqa: PTH116 (asked of every file of the site: a Path would cost more than the asking)
    return found.st_size, found.st_mtime_ns, found.st_ino
