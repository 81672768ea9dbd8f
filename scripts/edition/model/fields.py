"""The fields of the records: their types, and what each is in a sentence, which stands in ``fields.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from edition.model.prose import Prose


@cache
def described() -> Mapping[str, Mapping[str, str]]:
    """Name of a type → name of a field → a sentence on it."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def fields_of(cls: type) -> Mapping[str, tuple[Any, bool]]:
    """The fields of a dataclass or a named tuple by their names: the type of each, without None, and whether it is
    required."""
    hints = get_type_hints(cls)
    if is_dataclass(cls):
        needed = {field.name: field.default is MISSING and field.default_factory is MISSING for field in fields(cls)}
    else:
        needed = {name: name not in cls._field_defaults for name in cls._fields}  # type: ignore[attr-defined]
    return {name: (_without_none(hints[name]), is_needed) for name, is_needed in needed.items()}


def _without_none(hint: Any) -> Any:
    return next(kind for kind in get_args(hint) if kind is not NoneType) if isinstance(hint, UnionType) else hint


def words_in(value: object, name: str = "") -> Iterator[tuple[str, str | Prose]]:
    """The words in a record, however deep, each with the name of the field that holds them; not those in mappings."""
    if isinstance(value, str | Prose):
        yield name, value
    elif isinstance(value, tuple):
        yield from (words for part in value for words in words_in(part, name))
    elif is_dataclass(value):
        yield from (words for field in fields(value) for words in words_in(getattr(value, field.name), field.name))
