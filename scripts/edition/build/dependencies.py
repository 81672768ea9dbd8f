"""What a function looks up in an edition, recorded while it runs, and hashes of it, by which changes are found.

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
"""In place of a key: everything in the table; only which keys it has, in their order."""


def digest(value: object) -> str:
    """A hash of a value by its ``repr``: equal values have the same, whatever process made them."""
    if isinstance(value, frozenset):
        value = sorted(value)
    return sha256(repr(value).encode()).hexdigest()[:16]


class Recorder(local):
    """The functions that are running, the innermost last, each with the dependencies met so far; for each thread."""

    def __init__(self) -> None:
        self.running: list[set[Dependency]] = []

    def note(self, table: str, key: str) -> None:
        """Record a dependency of the function that is running, if one is."""
        if running := self.running:
            running[-1].add((table, key))

    def note_all(self, dependencies: set[Dependency]) -> None:
        """Record several."""
        if running := self.running:
            running[-1] |= dependencies

    def run(self, function: Callable[..., T], *arguments: object) -> tuple[T, set[Dependency]]:
        """The result of a function, and its dependencies. They are not those of the function that asked for it."""
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
        """The hash of what a dependency on a key is a dependency on; nothing where there is no such key."""
        if key not in self.digests:
            if key == ALL:
                self.digests[key] = digest([*self.held.items()])
            elif key == KEYS:
                self.digests[key] = digest([*self.held])
            else:
                self.digests[key] = digest(self.held[key]) if key in self.held else ""
        return self.digests[key]
