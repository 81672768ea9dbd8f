"""Constructs of pandoc's Markdown that the dialect has not: its head, its tables, and numbers that it counts."""

from __future__ import annotations

import json
import re

from edition.authoring import pandoc
from edition.authoring.archives import Prepared
from edition.authoring.input_files import Unreadable
from edition.authoring.markdown import Writer
from edition.authoring.pandoc_reader import PandocReader

_HEAD = re.compile(r"\A%[ ]?(?P<title>.*(?:\n[ ]+\S.*)*)(?:\n%[ ]?(?P<author>.*(?:\n[ ]+\S.*)*))?(?:\n%.*)?(?:\n|\Z)")
_GROUPS = r"[ ]*-{2,}(?:[ ]+-{2,})+[ ]*\n"
_TABLE = re.compile(
    r"(?m)^[ ]{0,3}\+(?:[-=:]+\+)+[ ]*\n(?:[ ]{0,3}[|+].*(?:\n|\Z))+"
    rf"|^-{{8,}}[ ]*\n(?:(?!-{{8,}}[ ]*$).*\n)+?{_GROUPS}(?:(?!-{{8,}}[ ]*$).*\n)+-{{8,}}[ ]*(?:\n|\Z)"
    rf"|^.*\S.*\n{_GROUPS}(?:.*\S.*(?:\n|\Z))+"
)
"""A grid table, a multiline table or a simple table."""
_CALL = re.compile(r"\\?\[(?:\^|-?\\?@)[^\[\]\\]*\\?\]")
"""The call of a note, or a citation, with backslashes, in the words of a cell."""
_COUNTED = re.compile(r"([ ]*)(?:(#)\.|\(@[\w-]*\))[ ]+(?=\S)")


def with_yaml(source: str) -> str:
    """A file whose title and authors stand in lines that begin with %, with a head of YAML in place of these."""
    match = _HEAD.match(source) if source.startswith("%") and not source.startswith("%%") else None
    if match is None:
        return source
    authors = [" ".join(name.split()) for name in re.split(r";|\n", match["author"] or "") if name.strip()]
    title = json.dumps(" ".join(match["title"].split()), ensure_ascii=False)
    return f"---\ntitle: {title}\nauthor: {json.dumps(authors, ensure_ascii=False)}\n---\n" + source[match.end() :]


def with_tables(source: str) -> str:
    """Markdown in which tables of pandoc are tables of the dialect. Without pandoc they stay as they are."""
    return _TABLE.sub(lambda match: _table(match[0]), source)


def _table(source: str) -> str:
    try:
        document = json.loads(pandoc.converted(source, "markdown-citations-smart", "json"))
    except Unreadable:
        return source
    if [block["t"] for block in document["blocks"]] != ["Table"]:
        return source
    written = Writer().blocks(tuple(PandocReader({}, Prepared()).blocks(document["blocks"])))
    return _CALL.sub(lambda match: match[0].replace("\\", ""), written) + "\n\n"  # they are still to be read


def with_numbers(source: str) -> str:
    """Markdown in which items that pandoc counts (``#.`` and ``(@)``) have their numbers; those of examples are counted
    through the whole text."""
    counts = {"#": 0, None: 0}
    lines = []
    for line in source.split("\n"):
        match = _COUNTED.match(line)
        if match:
            counts[match[2]] += 1
            lines.append(f"{match[1]}{counts[match[2]]}. {line[match.end() :]}")
            continue
        if line.strip() and not line.startswith(" "):
            counts["#"] = 0
        lines.append(line)
    return "\n".join(lines)
