"""YAML files as records of the model. The dataclasses are the schema; what is wrong is a finding with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, NoReturn, TypeVar, get_args, get_origin

import yaml

from edition.model.fields import fields_of
from edition.model.findings import Finding, SourceLocation
from edition.model.prose import NO_WORDS, Prose
from edition.model.records import IsoDate, WebAddress
from edition.sources import characters
from edition.sources.prose import read_prose
from edition.sources.values import is_address, is_date, key_hint

T = TypeVar("T")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C reads ten times as fast; the other one stands in where PyYAML was built without it."""
DEEPEST = 5_000
"""Levels of YAML: at four times as many the parser in C would end the program."""
ADDRESS = "Write the whole of it, beginning with https://, http:// or mailto:."
"""The hint to a value that is no address."""
_NULL = "tag:yaml.org,2002:null"
_UNTAGGED = tuple(f"tag:yaml.org,2002:{kind}" for kind in "str null bool int float timestamp value merge".split())
"""What values are that are written plainly or in quotes."""
GIVEN = frozenset(("key", "location", "register", "lines", "record"))
"""Fields that no file has: the engine fills them in."""


class _InvalidValue(Exception):
    """A value does not fit its field. The finding is reported already, and the field keeps its default."""


def suggestion(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """The hint “Did you mean …?” with the known word that is most like the wrong one; ``otherwise`` if none is."""
    near = get_close_matches(wrong, list(known), 1, 0.6)
    return meant(near[0]) if near else otherwise


def meant(key: str) -> str:
    """The hint that something else was meant."""
    return f"Did you mean “{key}”?"


def _nothing(hint: Any) -> object:
    """What stands in a field that has to be filled in."""
    return () if get_origin(hint) is tuple else NO_WORDS if hint is Prose else ""


def _name(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "[…]"


def _is_nothing(node: yaml.Node) -> bool:
    """Whether a node is empty, or one of the words that stand for that in YAML."""
    return node.value == "" or (node.tag == _NULL and node.value in ("~", "null"))


def plain(source: str) -> object:
    """What is in YAML, every scalar as its words; None where it is no YAML."""
    try:
        return yaml.load(source, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None


def too_deep(source: str, file: str) -> tuple[Finding, ...]:
    """``y-malformed``, at the line on which YAML is nested deeper than ``DEEPEST``."""
    depth = 0
    for event in yaml.parse(source, LOADER) if sum(map(source.count, "[{-?")) > DEEPEST else ():
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 0
            message, hint = "this is nested too deep to be read.", "Look at brackets and indents."
            return (Finding(SourceLocation(file, line), "y-malformed", message, hint),)
    return ()


def malformed(error: yaml.YAMLError, source: str, file: str) -> Finding:
    """``y-malformed``, at the line of a file that is no YAML."""
    if isinstance(error, yaml.reader.ReaderError):
        reason, line = error.reason, source.count("\n", 0, source.find(chr(error.character)))
    else:
        mark, reason = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        opening = getattr(error, "context_mark", None)
        if mark and opening and not "".join(source.splitlines()[mark.line :]).strip():
            mark, reason = opening, "what begins here does not end"  # a quotation mark or bracket
        line = mark.line if mark else 0
    message = f"this is not YAML: {reason or 'unreadable'}."
    return Finding(SourceLocation(file, line + 1), "y-malformed", message, "Look at indents, colons, quotes.")


class Reader:
    """Reads YAML files as records. ``findings`` are what is wrong with them; ``file`` is the one being read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.file = ""

    def report(self, node: yaml.Node | None, code: str, message: str, hint: str) -> None:
        """Add a finding on the line of a node; without one, on the whole file."""
        line = node.start_mark.line + 1 if node is not None else 0
        self.findings.append(Finding(SourceLocation(self.file, line), code, message, hint))

    def refuse(self, node: yaml.Node, code: str, message: str, hint: str) -> NoReturn:
        """The same on a node whose value cannot be taken. Raises ``_InvalidValue``."""
        self.report(node, code, message, hint)
        raise _InvalidValue

    def records(self, source: str, file: str, cls: type[T], any_key: bool = False, **given: Any) -> tuple[T, ...]:
        """The records of a file that maps keys to fields, in order. ``given`` are fields that the file does not have;
        with ``any_key`` the keys need not be such as can stand in an address.

        A field whose value is invalid is empty: the record stays, so that one finding does not lead to others.
        """
        root = self._root(source, file)
        make = partial(self._record_with_key, cls, given)
        return tuple(self._by_key(root.value, make, any_key=any_key).values()) if root is not None else ()

    def record(self, source: str, file: str, cls: type[T], **given: Any) -> T | None:
        """A file that is one record; None where it is empty or not a mapping."""
        root = self._root(source, file)
        return (
            None if root is None else self._record(root, cls, {"location": SourceLocation(file, 1)} | given, "the file")
        )

    def value(self, source: str, file: str, key: str) -> str:
        """The value of a key at the top of a file, of which nothing else is read; nothing where there is none."""
        root = self._root(source, file)
        pairs = root.value if root is not None else ()
        try:
            return "".join(self._scalar(value, str, f"“{key}”") for name, value in pairs if name.value == key)
        except _InvalidValue:
            return ""

    def _root(self, source: str, file: str) -> yaml.MappingNode | None:
        """The mapping that a file is; None where it is empty, or not a mapping."""
        self.file = file
        try:
            if deep := too_deep(source, file):
                self.findings += deep
                return None
            root = yaml.compose(source, LOADER)
        except yaml.YAMLError as error:
            self.findings.append(malformed(error, source, file))
            return None
        if root is not None and not isinstance(root, yaml.MappingNode):
            message, hint = "the file must be a mapping of keys.", "Write each key with a colon, its fields below."
            self.report(root, "y-malformed", message, hint)
            return None
        return root

    def _by_key(
        self,
        pairs: list[tuple[yaml.Node, yaml.Node]],
        make: Callable[[str, yaml.Node, yaml.Node], T],
        what: str = "this file",
        any_key: bool = False,
    ) -> dict[str, T]:
        """What is made of the values of a mapping, by their keys; ``make`` takes a key, its node and its value."""
        values: dict[str, T] = {}
        for key_node, value in pairs:
            key = _name(key_node)
            if (hint := key_hint(key)) and not (any_key and isinstance(key_node, yaml.ScalarNode)):
                self.report(key_node, "y-bad-key", f"“{key}” cannot be a key.", hint)
            elif key in values:
                self.report(key_node, "y-key-twice", f"the key “{key}” stands twice in {what}.", "Rename one of them.")
            else:
                with suppress(_InvalidValue):
                    values[key] = make(key, key_node, value)
        return values

    def _record_with_key(self, cls: type[T], given: dict[str, Any], key: str, at: yaml.Node, value: yaml.Node) -> T:
        """The record of a key, with its location."""
        location = SourceLocation(self.file, at.start_mark.line + 1)
        return self._record(value, cls, {"key": key, "location": location} | given, f"“{key}”")

    def _record(self, node: yaml.Node, cls: type[T], given: dict[str, Any], what: str) -> T:
        """A node as a record. ``what`` is how findings call the node."""
        schema = fields_of(cls)  # type: ignore[arg-type]
        values = {name: value for name, value in given.items() if name in schema}
        types = {name: hint for name, (hint, _) in schema.items() if name not in GIVEN and name not in values}
        required = [name for name in types if schema[name][1]]
        values |= {name: _nothing(types[name]) for name in required}
        present: set[str] = set()
        for key_node, value_node in self._fields(node, what):
            name = _name(key_node)
            if name not in types:
                hint = suggestion(name, types, f"Its fields are {', '.join(types)}.")
                self.report(key_node, "y-unknown-field", f"{what} has no field “{name}”.", hint)
            elif name in present:
                message = f"the field “{name}” stands twice in {what}."
                self.report(key_node, "y-key-twice", message, "Remove one of them.")
            else:
                present.add(name)
                with suppress(_InvalidValue):
                    values[name] = self._value(value_node, types[name], f"“{name}” of {what}")
                    if name in required and values[name] in ("", NO_WORDS):
                        self.report(value_node, "y-missing-field", f"“{name}” of {what} is empty.", "Fill it in.")
        for name in (name for name in required if name not in present and isinstance(node, yaml.MappingNode)):
            self.report(node, "y-missing-field", f"{what} lacks the field “{name}”.", f"Write {name}: and its value.")
        return cls(**values)

    def _fields(self, node: yaml.Node, what: str) -> list[tuple[yaml.Node, yaml.Node]]:
        if isinstance(node, yaml.MappingNode):
            return list(node.value)
        self.report(node, "y-wrong-type", f"{what} must be a mapping of fields.", "Write each as “field: value”.")
        return []

    def _value(self, node: yaml.Node, hint: Any, what: str) -> Any:
        """A node as a value of a type. A single value also stands for a list of one. Raises ``_InvalidValue``."""
        if get_origin(hint) is tuple:
            inner = get_args(hint)[0]
            if isinstance(node, yaml.SequenceNode):
                return tuple(self._valid(node.value, inner, f"an item of {what}"))
            return tuple(self._valid([node], inner, what))
        if (plain := getattr(hint, "PLAIN", "")) and isinstance(node, yaml.ScalarNode):
            return hint(**{plain: self._scalar(node, str, what)})
        if is_dataclass(hint) and isinstance(hint, type) and hint is not Prose:
            return self._record(node, hint, {"key": ""}, what)
        if get_origin(hint) is Mapping:
            pairs, (_, kind) = self._mapping(node, what), get_args(hint)
            if is_dataclass(kind) and isinstance(kind, type):
                return self._by_key(pairs, partial(self._record_with_key, kind, {}), what)
            return self._by_key(
                pairs, lambda key, _, value: self._value(value, kind, f"“{key}” of {what}"), what, any_key=True
            )
        return self._scalar(node, hint, what)

    def _valid(self, nodes: Iterable[yaml.Node], hint: Any, what: str) -> Iterator[Any]:
        """The values of those nodes that fit a type. What is wrong with each other is reported, unless it is empty."""
        for node in (node for node in nodes if not _is_nothing(node)):
            with suppress(_InvalidValue):
                if (value := self._value(node, hint, what)) != "":  # of blanks alone
                    yield value

    def _mapping(self, node: yaml.Node, what: str) -> list[tuple[yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.refuse(node, "y-wrong-type", f"{what} must be a mapping.", "Write each part as “name: value”.")
        return list(node.value)

    def _scalar(self, node: yaml.Node, hint: Any, what: str) -> Any:
        """A node as words, a date, an address of the web, or true or false. Raises ``_InvalidValue``."""
        if not isinstance(node, yaml.ScalarNode):
            message = f"{what} must be one value, not a list or mapping."
            self.refuse(node, "y-wrong-type", message, "Write words after the colon, on the same line.")
        if not node.tag.startswith(_UNTAGGED):
            message = f"{what} has a tag (“{node.tag.removeprefix('tag:yaml.org,2002:')}”), which is not read."
            self.refuse(node, "y-wrong-type", message, "Take the tag out, or put the value in quotes.")
        written = "" if _is_nothing(node) else str(node.value).strip()
        value, findings = characters.in_value(written, SourceLocation(self.file, node.start_mark.line + 1))
        self.findings += findings
        if hint is Prose:
            return self._prose(node, value)
        if hint is IsoDate and value and not is_date(value):
            self.refuse(node, "y-bad-date", f"{what} is not a date: “{value}”.", "Write 1924, 1924-03 or 1924-03-29.")
        if hint is WebAddress and value and not is_address(value):
            self.refuse(node, "y-bad-address", f"{what} is no address of the web: “{value}”.", ADDRESS)
        if hint is bool:
            if value not in ("true", "false"):
                message, hint = f"{what} must be true or false.", "Write one of the two in small letters."
                self.refuse(node, "y-wrong-type", message, hint)
            return value == "true"
        return value

    def _prose(self, node: yaml.ScalarNode, value: str) -> Prose:
        line = node.start_mark.line + 1
        if node.style in ("|", ">"):  # the words begin below the sign
            line += 1 + node.value[: node.value.find(value)].count("\n")
        prose, findings = read_prose(value, SourceLocation(self.file, line), node.style == "|")
        self.findings += findings
        return prose
