"""The results of derived functions, with their dependencies: what holds from the last build is not computed again.

The result of a function of a section (or of a page of the editor's own) is kept from build to build, with the hashes of
all it looked at. Other results live as long as the edition: of a mapping each value is a dependency by itself, so that
what looked at one value stays valid while others change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from edition.build.cache import packed, unpacked
from edition.build.dependencies import Dependency, Recorder, Table, digest
from edition.model.derived import Memo
from edition.model.edition import Edition, ProsePage, Section

T = TypeVar("T")
TEXT = "text"
"""The table of the words of files, by their names."""
_PLAIN = (str, int, tuple, frozenset, type(None))
"""Kinds of results that are dependencies by their hash; of any other kind its dependencies are those of its user."""

Hashed = tuple[tuple[str, str, str], ...]
"""Dependencies with the hashes that they had: table, key, hash."""


class Kept(NamedTuple):
    """A result of a function of a part: its dependencies, its hash, the result as bytes."""

    dependencies: Hashed
    digest: str
    content: bytes


class _Result(NamedTuple):
    """A result of this build, and the dependencies that its use brings: itself alone, where it has a hash."""

    value: Any
    brings: set[Dependency]


class TrackedMemo(Memo):
    """The memo of an edition whose works, entries and texts are tables; ``kept`` has results by file and function."""

    def __init__(self, recorder: Recorder, texts: Mapping[str, str], kept: dict[str, dict[str, Kept]]) -> None:
        super().__init__()
        self.recorder, self.kept = recorder, kept
        self.edition: Edition
        self.parts: Mapping[str, Section | ProsePage] = {}
        self.tables: dict[str, Table[Any]] = {TEXT: Table(TEXT, texts, recorder)}
        self.texts: dict[str, tuple[Any, set[Dependency]]] = {}
        """The words of files that were read, with what was looked up in reading them."""
        self.values: dict[tuple[str, str], Any] = {}
        """Results of functions of a part, by function and file."""
        self.digests: dict[str, str] = {}
        """Of results that are no mappings, by the name of the function."""
        self.valid: set[tuple[str, str]] = set()
        """File and function of results that were found to hold, or were computed."""
        self.computed: dict[str, set[str]] = {}
        """The functions computed in this build, by file."""

    def call(self, function: Callable[..., Any], edition: Edition, arguments: tuple[object, ...]) -> Any:
        """The result of a derived function; its use is recorded."""
        result = self.results.get((function, arguments))
        if result is None:
            result = self.results[function, arguments] = self._result(function, arguments)
        if result.brings:
            self.recorder.note_all(result.brings)
        return result.value

    def _result(self, function: Callable[..., Any], arguments: tuple[object, ...]) -> _Result:
        name = function_name(function)
        if arguments and isinstance(arguments[0], (Section, ProsePage)):
            file = arguments[0].location.file
            self.ensure(name, file, function)
            return _Result(self._value(name, file), {(name, file)})
        value, dependencies = self.recorder.run(function, self.edition, *arguments)
        if dependencies and not arguments:
            if isinstance(value, Mapping):
                self.tables[name] = Table(name, value, self.recorder)
                return _Result(self.tables[name], set())
            if isinstance(value, _PLAIN):
                self.digests[name] = digest(value)
                return _Result(value, {(name, "")})
        return _Result(value, dependencies)

    # --- Functions of a part

    def ensure(self, name: str, file: str, function: Callable[..., Any] | None = None) -> str:
        """Have a valid result of a function of a part, computed if need be. Returns its hash."""
        kept = self.kept.setdefault(file, {})
        if (file, name) not in self.valid:
            if name not in kept or not self.holds(kept[name].dependencies):
                compute = function or _function(name)
                assert compute is not None
                value, dependencies = self.recorder.run(compute, self.edition, self.parts[file])
                content = packed(value)
                kept[name] = Kept(self.hashed(dependencies), sha256(content).hexdigest()[:16], content)
                self.values[name, file] = value
                self.computed.setdefault(file, set()).add(name)
            self.valid.add((file, name))
        return kept[name].digest

    def _value(self, name: str, file: str) -> Any:
        if (name, file) not in self.values:
            self.values[name, file] = unpacked(self.kept[file][name].content)
            if self.values[name, file] is None:  # somebody has tampered with it
                del self.kept[file][name]
                self.valid.discard((file, name))
                self.ensure(name, file)
        return self.values[name, file]

    def read(self, file: str, read: Callable[[], T]) -> T:
        """The words of a file, read once; they and what was looked up in reading them are dependencies."""
        if file not in self.texts:
            self.texts[file] = self.recorder.run(read)
        part, dependencies = self.texts[file]
        self.recorder.note(TEXT, file)
        self.recorder.note_all(dependencies)
        words: T = part
        return words

    def forget(self, file: str) -> None:
        """Let go of the words of a file."""
        self.texts.pop(file, None)

    # --- Dependencies

    def holds(self, dependencies: Iterable[tuple[str, str, str]]) -> bool:
        """Whether everything looked at is as it was."""
        return all(self.digest(table, key) == hashed for table, key, hashed in dependencies)

    def hashed(self, dependencies: Iterable[Dependency]) -> Hashed:
        """Dependencies with their hashes of today, in order."""
        return tuple((table, key, self.digest(table, key)) for table, key in sorted(dependencies))

    def digest(self, table: str, key: str) -> str:
        """The hash of a dependency as it is today; nothing for what there is not."""
        if table not in self.tables and table not in self.digests:
            function = _function(table)
            if function is None:
                return ""
            if key in self.parts:
                return self.ensure(table, key, function)
            self.call(function, self.edition, ())
        return self.tables[table].digest(key) if table in self.tables else self.digests.get(table, "")


def function_name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _function(name: str) -> Callable[..., Any] | None:
    """A derived function by its name; None where there is no such function in the engine."""
    module, _, own = name.rpartition(".")
    found = getattr(import_module(module), own, None) if module.startswith("edition.") else None
    function: Callable[..., Any] | None = getattr(found, "derives", None)
    return function
