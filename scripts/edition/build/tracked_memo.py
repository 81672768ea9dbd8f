"""The results of derived functions with their dependencies: what is still valid is not computed again.

The results of functions of a section (or of a page of the editor's own) are kept from build to build, with the hashes
of all that they looked up. Other results live as long as the edition. Where a result is a mapping, each of its values
is a dependency by itself: what used one value stays valid while others change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from edition.build.cache import packed, unpacked
from edition.build.dependencies import Dependency, Recorder, Table, digest
from edition.model.derived import Memo
from edition.model.edition import Edition, ProsePage, Section

T = TypeVar("T")
TEXT = "text"
"""Name of the table of parsed texts, whose keys are file names."""
_PLAIN = (str, int, tuple, frozenset, type(None))
"""Types of results that can be hashed and thus be dependencies. Callers of other results inherit their dependencies."""

Hashed = tuple[tuple[str, str, str], ...]
"""Dependencies with their hashes: table, key, hash."""


class PartResults:
    """The results of functions of one file, by function name, and the dependencies of all of them."""

    def __init__(
        self,
        dependencies: Iterable[tuple[str, str, str]] = (),
        packed_results: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> None:
        self.dependencies = set(dependencies)
        self.noted: set[Dependency] = set()
        """Those that were found in this build."""
        self.packed = dict(packed_results or {})
        """The hash of each result, and the result as bytes."""
        self.values: dict[str, Any] = {}

    def value(self, name: str) -> Any:
        """The result of a function; None if there is none, or its bytes are damaged."""
        if name not in self.values and name in self.packed:
            self.values[name] = unpacked(self.packed[name][1])
        return self.values.get(name)

    def put(self, name: str, value: Any) -> None:
        """Add a result."""
        content = packed(value)
        self.packed[name] = sha256(content).hexdigest()[:16], content
        self.values[name] = value

    def as_values(self) -> tuple[Hashed, dict[str, tuple[str, bytes]]]:
        """The state of this object as plain values, for the cache."""
        repacked = {name: (self.packed[name][0], packed(value)) for name, value in self.values.items()}
        return tuple(self.dependencies), {name: repacked.get(name) or result for name, result in self.packed.items()}

    def drop_bytes(self) -> None:
        """Free the bytes of results that are also held as values."""
        self.packed |= {name: (self.packed[name][0], b"") for name in self.values}


class _Result(NamedTuple):
    """A result of this build, and the dependencies that its callers get: the result itself if it can be hashed."""

    value: Any
    brings: set[Dependency]


class TrackedMemo(Memo):
    """The memo of an edition whose works, entries and texts are recorded tables. ``part_results``: file → results."""

    def __init__(self, recorder: Recorder, texts: Mapping[str, str], part_results: dict[str, PartResults]) -> None:
        super().__init__()
        self.recorder, self.part_results = recorder, part_results
        self.edition: Edition
        self.parts: Mapping[str, Section | ProsePage] = {}
        self.tables: dict[str, Table[Any]] = {TEXT: Table(TEXT, texts, recorder)}
        self.texts: dict[str, tuple[Any, set[Dependency]]] = {}
        """File → parsed text, with the dependencies of parsing it."""
        self.digests: dict[str, str] = {}
        """Function name → result that is not a mapping."""
        self.valid: set[str] = set()
        """Files whose cached results are valid."""
        self.hashes: dict[Dependency, tuple[str, str, str]] = {}
        """Dependencies with their hashes: most pages share most of theirs."""
        self.computed: set[str] = set()
        """Files for which a result was computed in this build."""

    def call(self, function: Callable[..., Any], edition: Edition, arguments: tuple[object, ...]) -> Any:
        """The result of a derived function, recorded as a dependency of the running function."""
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
            return _Result(self.of_part(name, file, function), {(name, file)})
        value, dependencies = self.recorder.run(function, self.edition, *arguments)
        if dependencies and not arguments:
            if isinstance(value, Mapping):
                self.tables[name] = Table(name, value, self.recorder)
                return _Result(self.tables[name], set())
            if isinstance(value, _PLAIN):
                self.digests[name] = digest(value)
                return _Result(value, {(name, "")})
        return _Result(value, dependencies)

    # --- Parts

    def of_part(self, name: str, file: str, function: Callable[..., Any] | None = None) -> Any:
        """The result of a function of one file, computed if no valid result is cached."""
        results = self.valid_results(file)
        value = results.value(name)
        if value is None:
            compute = function or _function(name)
            assert compute is not None
            value, dependencies = self.recorder.run(compute, self.edition, self.parts[file])
            results.put(name, value)
            results.dependencies.update(self.hashed(dependencies - results.noted))
            results.noted |= dependencies
            self.computed.add(file)
        return value

    def valid_results(self, file: str) -> PartResults:
        """The cached results of a file if their dependencies are unchanged; else an empty record, to be filled."""
        if file not in self.valid:
            self.valid.add(file)
            if file not in self.part_results or not self.holds(self.part_results[file].dependencies):
                self.part_results[file] = PartResults()
        return self.part_results[file]

    def read(self, file: str, read: Callable[[], T]) -> T:
        """The parsed text of a file, parsed once; it and the dependencies of parsing it are recorded."""
        if file not in self.texts:
            part, dependencies = self.recorder.run(read)
            self.texts[file] = part, dependencies | {(TEXT, file)}
        part, dependencies = self.texts[file]
        if not self.recorder.has(TEXT, file):  # at every paragraph a section is asked for its text
            self.recorder.note_all(dependencies)
        words: T = part
        return words

    # --- Dependencies

    def holds(self, dependencies: Iterable[tuple[str, str, str]]) -> bool:
        """Whether all these dependencies are unchanged."""
        return all(self.digest(table, key) == hashed for table, key, hashed in dependencies)

    def hashed(self, dependencies: Collection[Dependency]) -> Hashed:
        """Dependencies with their current hashes."""
        return tuple([self.hashes.get(key) or self._hashed(key) for key in dependencies])

    def _hashed(self, dependency: Dependency) -> tuple[str, str, str]:
        hashed = self.hashes[dependency] = (*dependency, self.digest(*dependency))
        return hashed

    def digest(self, table: str, key: str) -> str:
        """The current hash of a dependency; "" if there is no such key."""
        if table in self.tables:
            return self.tables[table].digest(key)
        if table not in self.digests:
            function = _function(table)
            if function is None:
                return ""
            if key in self.parts:
                if table not in self.valid_results(key).packed:
                    self.of_part(table, key, function)
                return self.part_results[key].packed[table][0]
            self.call(function, self.edition, ())
            return self.tables[table].digest(key) if table in self.tables else self.digests.get(table, "")
        return self.digests[table]


def function_name(function: Callable[..., Any]) -> str:
    """The name of a derived function in the cache: module and function."""
    return f"{function.__module__}.{function.__qualname__}"


def _function(name: str) -> Callable[..., Any] | None:
    """The derived function with this name in the cache; None if the engine has none."""
    module, _, own_name = name.rpartition(".")
    member = getattr(import_module(module), own_name, None) if module.startswith("edition.") else None
    function: Callable[..., Any] | None = getattr(member, "derives", None)
    return function
