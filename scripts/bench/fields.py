#!/usr/bin/env python3
"""The list of all fields of ``edition.json``, which ends the page on the data: run it when a field has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from edition.data.edition_json import schema

PAGE = Path(__file__).parents[2] / "docs/about/data.md"
HEADING = "## The fields of edition.json"
RULE = "A field that is not always there is left out where it is empty."


def table() -> str:
    """The list as Markdown: a table for each type, beginning with that of the whole edition."""
    whole = schema()
    types = {"The whole": whole, **whole["$defs"]}
    return "\n".join(
        [f"{HEADING}\n\n{RULE}\n", *(line for name, type_ in types.items() for line in _type(name, type_))]
    )


def _type(name: str, type_: Mapping[str, Any]) -> Iterator[str]:
    described = re.sub("``(.*?)``", r"`\1`", type_["description"].partition("\n\n")[0])
    yield f"### {name} {{: #{_anchor(name)} }}\n\n{described}\n"
    yield "| field | form | what it has |\n|---|---|---|"
    for field, kind in type_["properties"].items():
        needed = ", always" if field in type_["required"] else ""
        yield f"| `{field}` | {_form(kind)}{needed} | {kind['description']} |"
    yield ""


def _form(kind: Mapping[str, Any]) -> str:
    """The form of a value in words: that of each part of a list, and a link to a type with fields."""
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}](#{_anchor(name)})"
    if "prefixItems" in kind:
        return f"pair of {' and '.join(map(_form, kind['prefixItems']))}"
    if kind["type"] == "array":
        return f"list of {_form(kind['items'])}"
    if kind["type"] == "object":
        return f"{_form(kind['additionalProperties'])} by key"
    media = {"text/markdown": "Markdown", "application/xml": "XML"}
    return media.get(kind.get("contentMediaType", ""), "date" if "pattern" in kind else kind["type"])


def _anchor(name: str) -> str:
    return f"type-{name.lower().replace(' ', '-')}"


def main() -> None:
    """Bring the page up to date."""
    written, _, _ = PAGE.read_text("utf-8").partition(HEADING)
    PAGE.write_text(written + table(), "utf-8")


if __name__ == "__main__":
    main()
