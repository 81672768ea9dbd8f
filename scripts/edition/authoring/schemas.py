"""JSON Schemas of the YAML files, made from the records. Editors of code complete fields and mark errors by them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from edition.model.fields import described, fields_of
from edition.model.metadata import Metadata
from edition.model.prose import Prose
from edition.model.records import BIBLIOGRAPHY, Entry, IsoDate, WebAddress
from edition.model.registers import REGISTERS
from edition.model.works import WorkNote
from edition.sources.load import RECORDS
from edition.sources.yaml_records import GIVEN

DRAFT = "http://json-schema.org/draft-07/schema#"
_WORDS = {"type": ["string", "number"]}
_SCALARS: Mapping[Any, Mapping[str, Any]] = {
    bool: {"type": "boolean"},
    Prose: {**_WORDS, "description": "Words in Markdown."},
    IsoDate: {**_WORDS, "description": "1924, 1924-03, 1924-03-29, or two of them with a slash."},
    WebAddress: {"type": "string", "description": "The whole address of a page."},
}


def schemas() -> dict[str, str]:
    """The JSON Schema of every YAML file, by the name of the schema: ``persons.json``."""
    files = dict(RECORDS.values()) | {"works.yml": WorkNote}
    files |= {f"{key}.yml": Entry for key in REGISTERS}
    made = {name: {"type": ["object", "null"], "additionalProperties": _record(cls)} for name, cls in files.items()}
    made["edition.yml"] = _record(Metadata)
    return {name.replace(".yml", ".json"): _json({"$schema": DRAFT, **schema}) for name, schema in made.items()}


def settings(names: Mapping[str, str]) -> str:
    """The settings of Visual Studio Code that assign schemas, given by their names, to the files of a project."""
    assigned = {f"./.vscode/schemas/{name}": f"{BIBLIOGRAPHY}/{name.replace('.json', '.yml')}" for name in names}
    return _json({"yaml.schemas": assigned})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _record(cls: type) -> dict[str, Any]:
    """The schema of a record."""
    written = {name: field for name, field in fields_of(cls).items() if name not in GIVEN}
    required = [name for name, (_, is_required) in written.items() if is_required]
    descriptions = described().get(cls.__name__, {})
    properties = {
        name: _value(kind) | ({"description": descriptions[name]} if name in descriptions else {})
        for name, (kind, _) in written.items()
    }
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": required} if required else {})


def _value(hint: Any) -> dict[str, Any]:
    """The schema of a value of a type."""
    if get_origin(hint) is tuple:
        one = _value(get_args(hint)[0])
        return {"anyOf": [{"type": "array", "items": one}, one]}
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _value(get_args(hint)[1])}
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    return _record(hint) if is_dataclass(hint) and isinstance(hint, type) else dict(_WORDS)
