"""Records what a function looks up in an edition while it runs, with hashes by which changes are detected.

A dependency is a key in a table: an entry, a work, the text of a file, or part of the result of a derived function.
Nothing is declared: whatever is looked up while a function runs is a dependency of its result.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from hashlib import sha256
from threading import local
from typing import Any, TypeVar

T = TypeVar("T")
Dependency = tuple[str, str]
"""Name of the table, and key in it."""
ALL, KEYS = "*", "#"
"""In place of a key: all values of the table; its keys in their order."""


def digest(value: object) -> str:
    """The hash of a value's ``repr``: the same for equal values in every process."""
    if isinstance(value, frozenset):
        value = sorted(value)
    return sha256(repr(value).encode()).hexdigest()[:16]


class Recorder(local):
    """A stack of the running functions, with the dependencies of each so far; one stack for each thread."""

    def __init__(self) -> None:
        self.running: list[set[Dependency]] = []

    def note(self, table: str, key: str) -> None:
        """Record a dependency of the running function, if there is one."""
        if running := self.running:
            running[-1].add((table, key))

    def has(self, table: str, key: str) -> bool:
        """Whether it is recorded already, or there is nothing that records."""
        return not self.running or (table, key) in self.running[-1]

    def note_all(self, dependencies: set[Dependency]) -> None:
        """Record several."""
        if running := self.running:
            running[-1] |= dependencies

    def run(self, function: Callable[..., T], *arguments: object) -> tuple[T, set[Dependency]]:
        """Run a function. Returns its result and its dependencies, which its caller does not inherit."""
        self.running.append(set())
        try:
            return function(*arguments), self.running[-1]
        finally:
            self.running.pop()


class Table(Mapping[str, T]):
    """A mapping whose look-ups are recorded."""

    def __init__(self, name: str, values: Mapping[str, T], recorder: Recorder) -> None:
        self.name, self.held, self.recorder = name, values, recorder
        self.digests: dict[str, str] = {}

    def __getitem__(self, key: str) -> T:
        self.recorder.note(self.name, key)
        return self.held[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key."""
        self.recorder.note(self.name, key)
        return self.held.get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.recorder.note(self.name, KEYS)
        return iter(self.held)

    def __len__(self) -> int:
        self.recorder.note(self.name, KEYS)
        return len(self.held)

    def values(self) -> ValuesView[T]:
        """All values."""
        self.recorder.note(self.name, ALL)
        return self.held.values()

    def items(self) -> ItemsView[str, T]:
        """All keys with their values."""
        self.recorder.note(self.name, ALL)
        return self.held.items()

    def digest(self, key: str) -> str:
        """The hash of the value of a key (or of ``ALL``, ``KEYS``); "" if there is no such key."""
        if key not in self.digests:
            if key == ALL:
                self.digests[key] = digest([*self.held.items()])
            elif key == KEYS:
                self.digests[key] = digest([*self.held])
            else:
                self.digests[key] = digest(self.held[key]) if key in self.held else ""
        return self.digests[key]
