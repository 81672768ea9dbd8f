"""Files that an editor may believe to be used, and that nothing reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from difflib import get_close_matches

from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY, DOCS
from edition.model.settings import CONFIGURATION
from edition.sources.files import DATA, FACES, READ_AS_DATA, Files
from edition.sources.yaml_records import meant, suggestion

HINTS = {
    "yml": "Declare it as a register in edition.yml, or remove it.",
    "yaml": "Let its name end in .yml.",
    "bib": "Put its entries into works.bib, or remove it.",
    "txt": "Name it as the file of a witness, or move it out of bibliography.",
    "csl": "Name it as “style” in edition.yml, or move it out of bibliography.",
    "": "Put what it says into works.bib or a YAML file, what is to be published into docs; or move it elsewhere.",
}
"""What to do about a file in ``bibliography`` that nothing reads, by the ending of its name."""
_OF_PROGRAMS = re.compile(r".*~|~\$.*|#.*#|.*\.sw[a-p]|thumbs\.db|desktop\.ini", re.IGNORECASE)
"""Names of files that programs put beside those of an editor: backups, locks."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings by which other programs know Markdown."""


def strays(files: Files, names: Collection[str]) -> Iterator[Finding]:
    """``f-stray``: what is in ``bibliography`` and of a kind that nothing reads, a folder of such files as one; what
    lies elsewhere and has about one of the ``names`` of files there; Markdown with an ending that is not read."""
    missing = [name for name in names if f"{BIBLIOGRAPHY}/{name}" not in files]
    places = {name: f"{BIBLIOGRAPHY}/{name}" for name in names} | {CONFIGURATION: CONFIGURATION}
    by_place: dict[str, list[str]] = {}
    for path in (path for path, content in files.items() if isinstance(content, bytes)):
        folder, name = path.partition("/")[0], path.rpartition("/")[2]
        if folder == BIBLIOGRAPHY and not _OF_PROGRAMS.fullmatch(name):
            by_place.setdefault("/".join(path.split("/")[:2]), []).append(path)
        elif folder != BIBLIOGRAPHY and name.endswith(DATA):
            yield from (_stray(path, meant(places[near])) for near in get_close_matches(name, places, 1, 0.9))
        elif name.lower().endswith(_MARKDOWN) and not name.endswith(".md"):
            yield _stray(path, "Let its name end in .md.")
    for place, paths in by_place.items():
        ignored = [path for path in paths if not path.endswith(READ_AS_DATA) and not path.lower().endswith(FACES)]
        for path in [place] if ignored == paths else ignored:
            name = path.removeprefix(f"{BIBLIOGRAPHY}/").lower()
            yield _stray(path, suggestion(name, missing, HINTS.get(name.rpartition(".")[2], HINTS[""])))


def _stray(path: str, hint: str) -> Finding:
    message = "this is published as it is." if path.startswith(f"{DOCS}/") else "nothing reads this."
    return Finding(SourceLocation(path), "f-stray", message, hint)


def unread(files: Mapping[str, str], read: AbstractSet[str], style: str, known: bool) -> Iterator[Finding]:
    """``f-unread``, ``f-stray``: files of ``bibliography`` that could be read, and are not. ``style`` is the CSL in
    use. Unless all registers are ``known``, only those that seem to be edition.yml."""
    names = [path.removeprefix(f"{BIBLIOGRAPHY}/") for path in read if path not in files]
    missing = names if known else ["edition.yml"]
    for path, source in files.items():
        name = path.removeprefix(f"{BIBLIOGRAPHY}/")
        if name == path or path in read or (style and source == style):
            continue
        stem, _, ending = name.rpartition(".")
        hint = suggestion(name, missing, HINTS[ending] if known else "")
        if ending == "yaml" and f"{BIBLIOGRAPHY}/{stem}.yml" in read & files.keys():
            hint = f"Move what it says into {stem}.yml, and remove it."
        if hint:
            of_data = Finding(SourceLocation(path), "f-unread", "nothing reads this file.", hint)
            yield of_data if name.endswith(DATA) else _stray(path, hint)
