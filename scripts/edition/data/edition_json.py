"""The whole edition as JSON. Its schema is made from the model's types, so that the two always agree."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from inspect import cleandoc, getsource
from itertools import chain
from typing import Any, NewType, TypeGuard, get_args, get_origin

from edition.data.markup import markup
from edition.index.tables import bearings
from edition.index.uses import Use, occurrences, uses_in
from edition.model import records
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.fields import described, fields_of
from edition.model.findings import SourceLocation
from edition.model.kinds import CitationItem, Cite
from edition.model.metadata import Metadata
from edition.model.prose import Prose
from edition.model.tree import Element, Fragment, find_all, text, words_of
from edition.model.works import Work

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"-?\d{4}(-\d{2}(-\d{2})?)?"
_WORDS = {"type": "object", "required": ["text"], "additionalProperties": False} | {
    "description": "Words; with their markup as XML (name, cite with its items, noteref, q, emended), if any.",
    "properties": {name: {"type": "string", "description": words} for name, words in described()["Words"].items()},
}
Markup = NewType("Markup", str)
"""Of the body of a section there is only the markup, of its paragraphs only the words."""
_PLAIN: dict[Any, dict[str, Any]] = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}
_PLAIN[Markup] = {"type": "string", "contentMediaType": "application/xml"}
_PLAIN[records.WebAddress] = _PLAIN[str]
_PLAIN[Prose] = {"type": "string", "contentMediaType": "text/markdown"}
_PLAIN[records.IsoDate] = {"type": "string", "pattern": f"^{_DAY}(/{_DAY})?$"}

LEFT_OUT = {
    "Use": ("key", "section", "sentence"), "Paragraph": ("section",), "Note": ("section",), "Witness": ("lines",),
}  # fmt: skip
"""Type → fields that the place in the file says already, the text at the place that is named, or another file."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A cluster of items. ``form`` of the printed words: full, short, ibid; generated when the house style words it."""

    items: tuple[CitationItem, ...]
    form: str


@dataclass(frozen=True, slots=True)
class WholeEdition:
    """The whole edition. ``citations`` by the paragraph or note they stand in, ``uses`` by the key that is used."""

    metadata: Metadata
    sections: tuple[Section, ...]
    works: Mapping[str, Work]
    entries: Mapping[str, records.Entry]
    witnesses: tuple[records.Witness, ...]
    emendations: tuple[records.Emendation, ...]
    observations: tuple[records.Observation, ...]
    quotations: tuple[records.Quotation, ...]
    ledger: tuple[records.LedgerEntry, ...]
    citations: Mapping[str, tuple[Citation, ...]]
    uses: Mapping[str, tuple[Use, ...]]


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def packed(value: Any, depth: int = 2) -> str:
    """JSON with a record a line, which can be read and compared by line and is written fast."""
    if depth and value and isinstance(value, dict):
        pairs = ",\n".join(f"{packed(key, 0)}: {packed(part, depth - 1)}" for key, part in value.items())
        return f"{{\n{pairs}\n}}"
    if depth and value and isinstance(value, list):
        return "[\n" + ",\n".join(packed(part, depth - 1) for part in value) + "\n]"
    return _ENCODER.encode(value)


def whole(edition: Edition) -> Iterator[str]:
    """The whole edition as JSON, put together from what each section has in it."""
    of_sections = [json_in(edition, section) for section in edition.sections]
    parts = {name: [part[name] for part in of_sections if part[name]] for name in ("sections", "citations")}
    parts["uses"] = list(_uses(edition, of_sections))
    yield '{\n"$schema": "edition.schema.json"'
    for name, kind, _ in _fields(WholeEdition):
        if name in parts:
            opened, closed = "[]" if get_origin(kind) is tuple else "{}"
            yield f',\n"{name}": {opened}\n'
            yield from chain.from_iterable((",\n", row) if at else (row,) for at, row in enumerate(parts[name]))
            yield f"\n{closed}"
        elif name in registers_json(edition):
            yield f',\n"{name}": {registers_json(edition)[name]}'
    yield "\n}\n"


@derived
def registers_json(edition: Edition) -> Mapping[str, str]:
    """What of ``edition.json`` the registers hold, by its name; what is empty and may be is left out."""
    names = {field.name for field in fields(Edition)} - {"sections"}
    parts = [(getattr(edition, part[0]), *part) for part in _fields(WholeEdition) if part[0] in names]
    return {name: packed(_value(value, kind), 1) for value, name, kind, needed in parts if value or needed}


def _uses(edition: Edition, of_sections: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A row for every key that is used, of each use what there is to say."""
    rows: dict[str, list[str]] = {}
    for part in of_sections:
        for key, words in part["uses"]:
            rows.setdefault(key, []).append(words)
    for key, used in occurrences(edition).items():
        yield f"{packed(key, 0)}: [{_packed_uses(used) if key in bearings(edition) else ', '.join(rows[key])}]"


def _packed_uses(uses: Iterable[Use]) -> str:
    """What there is to say of uses, without the brackets round them."""
    values = ((use._asdict() | {"within": [place._asdict() for place in use.within]}).items() for use in uses)
    return packed([{name: value for name, value in use if value and name not in LEFT_OUT["Use"]} for use in values], 0)[
        1:-1
    ]


@derived
def json_in(edition: Edition, section: Section) -> Mapping[str, Any]:
    """A section, the citations in it by the paragraph or note they stand in, and the uses in it with their keys: all as
    they stand in ``edition.json``."""
    citations = ((anchor, _value(cites, tuple[Citation, ...])) for anchor, cites in _citations(section))
    rows = (f"{packed(anchor, 0)}: {packed(cites, 0)}" for anchor, cites in citations)
    by_key = records.grouped(uses_in(edition, section), lambda use: use.key)
    used = tuple((key, _packed_uses(uses)) for key, uses in by_key.items())
    return {"sections": packed(_value(section, Section), 0), "citations": ",\n".join(rows), "uses": used}


def _citations(section: Section) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    blocks: list[tuple[str, Element | Fragment]] = [(block.anchor, block.content) for block in section.blocks]
    blocks += [(note.anchor, note.content) for note in section.notes]
    for anchor, content in blocks:
        cites = tuple(Citation(tuple(map(_in_words, cite.items)), cite.form) for cite in find_all(content, Cite))
        if cites:
            yield anchor, cites


def _in_words(item: CitationItem) -> CitationItem:
    """An item with what stands before and behind its work as plain words."""
    return item._replace(prefix=words_of(item.prefix), suffix=words_of(item.suffix))


# --- The model as JSON, and its schema -------------------------------------------------------------------------------


def _value(value: Any, hint: Any) -> Any:
    """A value of the model; fields that are empty and may be, and places in the sources, are left out."""
    return _serializer(hint)(value)


@cache
def _serializer(hint: Any) -> Callable[[Any], Any]:
    """The function that gives values of a type as JSON: a type is looked into once."""
    if hint is Markup:
        return markup
    if hint is Prose:
        return lambda value: value.source
    if hint is Element:
        return lambda value: {"text": text(value)}
    if hint == Fragment:
        return _words
    if _is_record(hint):
        parts = [(name, _serializer(kind), needed) for name, kind, needed in _fields(hint)]

        def record(value: Any) -> dict[str, Any]:
            given = ((name, serialize, getattr(value, name), needed) for name, serialize, needed in parts)
            return {name: serialize(content) for name, serialize, content, needed in given if content or needed}

        return record
    if get_origin(hint) is tuple:
        first, *others = get_args(hint)
        return _list_of(_serializer(first)) if others == [...] else _row_of(tuple(map(_serializer, get_args(hint))))
    if get_origin(hint) is Mapping:
        serialize = _serializer(get_args(hint)[1])
        return lambda value: {key: serialize(part) for key, part in value.items()}
    return lambda value: value


def _list_of(serialize: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: [serialize(part) for part in value]


def _row_of(serializers: tuple[Callable[[Any], Any], ...]) -> Callable[[Any], Any]:
    return lambda value: [serialize(part) for serialize, part in zip(serializers, value, strict=True)]


def _words(value: Fragment) -> dict[str, str]:
    marked = not all(isinstance(part, str) for part in value)
    return {"text": text(value)} | ({"markup": markup(value)} if marked else {})


def schema() -> dict[str, Any]:
    """The JSON Schema of ``edition.json``."""
    definitions: dict[str, Any] = {}
    _kind(WholeEdition, definitions)
    whole = definitions.pop("WholeEdition")
    own = {"type": "string", "description": described()["WholeEdition"]["$schema"]}
    whole["properties"] = {"$schema": own} | whole["properties"]
    return {"$schema": DIALECT, "title": "An edition", **whole, "$defs": dict(sorted(definitions.items()))}


def _kind(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a type. Records are put into ``definitions`` by their names, and referred to."""
    if hint in (Element, Fragment):
        definitions["Words"] = _WORDS
        return {"$ref": "#/$defs/Words"}
    if _is_record(hint) and hint not in _PLAIN:
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            parts, descriptions = list(_fields(hint)), described()[hint.__name__]
            definitions[hint.__name__] |= {"description": _description(hint), "type": "object"} | {
                "properties": {
                    name: _kind(kind, definitions) | {"description": descriptions[name]} for name, kind, _ in parts
                },
                "required": [name for name, _, required in parts if required],
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is tuple and get_args(hint)[-1] is not ...:
        return {"type": "array", "prefixItems": [_kind(part, definitions) for part in get_args(hint)], "items": False}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _kind(get_args(hint)[0], definitions)}
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _kind(get_args(hint)[1], definitions)}
    return _PLAIN[hint]


def _description(cls: type) -> str:
    """The docstring of a class; a program run with -OO has none, and it is read from the source."""
    if sys.flags.optimize < 2:
        return cleandoc(cls.__doc__ or "")
    definition = ast.parse(getsource(cls)).body[0]
    assert isinstance(definition, ast.ClassDef)
    return ast.get_docstring(definition) or ""


def _is_record(hint: Any) -> TypeGuard[type]:
    return isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields"))


@cache
def _fields(cls: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type and whether it is required of every field of a record that stands in the file."""
    given = {**fields_of(cls), **({"body": (Markup, True)} if cls is Section else {})}
    present = ((name, *field) for name, field in given.items() if name not in LEFT_OUT.get(cls.__name__, ()))
    return tuple((name, kind, needed) for name, kind, needed in present if kind is not SourceLocation)
