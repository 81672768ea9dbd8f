"""The build cache: a folder that may be deleted at any time.

A value is read back only under the key with which it was written: the hash of all that it was made from, including the
engine and the installed libraries.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from contextlib import suppress
from dataclasses import is_dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

from edition.sources.files import Files, bytes_of

FOLDER = ".cache"
ENGINE = Path(__file__).parents[1]
_FILE_NAME = re.compile(r"[0-9a-f]{32}")


def fingerprint(files: Files, *choices: str) -> str:
    """The SHA-256 (hex) of all that a site depends on: sources, engine, libraries, and the options of the build."""
    known = sha256(repr((engine(), choices)).encode())
    for name, content in files.items():
        read = content if isinstance(content, bytes) else repr(content).encode()
        known.update(f"\0{name}\0{len(read)}\0".encode("utf-8", "surrogatepass") + read)
    return known.hexdigest()


@cache
def engine() -> str:
    """The SHA-256 (hex) of the engine’s files, Python’s version, and the names and versions of installed packages."""
    known = sha256(sys.version.encode())
    for path in sorted(ENGINE.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            known.update(f"\0{path.relative_to(ENGINE).as_posix()}\0".encode() + path.read_bytes())
    beside = (path for folder in map(Path, sys.path) if folder.is_dir() for path in folder.iterdir())
    installed = {path.name for path in beside if path.suffix in (".dist-info", ".egg-info")}
    known.update("\0".join(sorted(installed)).encode())
    return known.hexdigest()


class Cache:
    """Values by name, one file each. A value that is damaged, or was written under another key, counts as missing.

    Values stay in memory once read or written, unless the caller opts out. If the folder is not writable, a temporary
    folder is used instead.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            writable = os.access(folder, os.W_OK)
        except OSError:
            writable = False
        if not writable:
            self.temporary = TemporaryDirectory()
            self.folder = Path(self.temporary.name)
        self.memory: dict[str, tuple[str, Any]] = {}

    def get(self, name: str, key: str, in_memory: bool = True) -> Any:
        """The value stored under a name with this key; None if there is none."""
        known_key, value = self.memory.get(name, ("", None))
        if known_key != key or value is None:
            value = self._read(name, key)
            self.memory[name] = key, value if in_memory else None
        return value

    def _read(self, name: str, key: str) -> Any:
        try:
            content = bytes_of(f"{self.folder}/{_file_name(name)}")
        except OSError:
            return None
        if content[:36] != bytes.fromhex(key) + _checksum(memoryview(content)[36:]):
            return None
        return unpacked(content, 36)

    def put(self, name: str, key: str, value: Any, in_memory: bool = True) -> None:
        """Store a value under a name and a key (hex)."""
        self.memory[name] = key, value if in_memory else None
        content = packed(value)
        path = self.folder / _file_name(name)
        new = path.with_suffix(f".{os.getpid()}")  # a server and a build may write the same file at once
        try:
            new.write_bytes(bytes.fromhex(key) + _checksum(content) + content)
            new.replace(path)
        except OSError:  # what cannot be stored is computed again
            with suppress(OSError):
                new.unlink()

    def discard(self, name: str) -> None:
        """Remove a value."""
        with suppress(OSError):
            (self.folder / _file_name(name)).unlink()

    def tidy(self) -> None:
        """Remove the values that were not used since the start, except those that another process is writing."""
        named = set(map(_file_name, self.memory))
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in named and _FILE_NAME.fullmatch(path.name) and path.is_file():
                with suppress(OSError):  # another process may have removed it
                    path.unlink()


def combined(*parts: object) -> str:
    """The hash of several values: equal ones have the same, others another."""
    known = sha256()
    for part in parts:
        content = (part if isinstance(part, str) else repr(part)).encode()
        known.update(f"{len(content)} ".encode() + content)
    return known.hexdigest()


def packed(value: Any) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes, start: int = 0) -> Any:
    """A value from bytes; None where they are none."""
    stream = BytesIO(content)
    stream.seek(start)
    try:
        return _Reader(stream).load()
    except Exception:  # noqa: BLE001 (whatever is wrong with it, it is computed again)
        return None


class _Reader(pickle.Unpickler):
    """Makes records of the engine and nothing else: whatever lies in the folder, no code of it runs."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a record. Raises for what is no record of the engine."""
        return _kind(module, name)


@cache
def _kind(module: str, name: str) -> type:
    kind = getattr(import_module(module), name, None) if module.startswith("edition.") else None
    if isinstance(kind, type) and kind.__module__ == module and (is_dataclass(kind) or issubclass(kind, tuple | str)):
        return kind
    raise pickle.UnpicklingError(f"{module}.{name}")


def _file_name(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:32]


def _checksum(content: bytes | memoryview) -> bytes:
    return crc32(content).to_bytes(4, "big")
