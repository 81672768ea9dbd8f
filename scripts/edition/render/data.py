"""The edition as data: the bibliography and the registers in the formats of other programs, and everything in one file.

``edition.json`` is the model itself, and its schema is made of the model's types, so that the two cannot part.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, partial
from inspect import cleandoc
from itertools import chain
from types import NoneType, UnionType
from typing import Any, NewType, get_args, get_origin, get_type_hints

from edition import linked
from edition.addresses import SITE
from edition.digest import of_registers, of_section
from edition.exchange import bibtex, csl_json, ris
from edition.hypertext import item_of
from edition.index import Use, uses, uses_in
from edition.markup import E, Fragment, Node, text, walk
from edition.model import (
    Citation,
    Edition,
    Emendation,
    Entry,
    IsoDate,
    Metadata,
    Name,
    Observation,
    Output,
    Page,
    Place,
    Plan,
    Quotation,
    Section,
    Witness,
    Work,
)
from edition.mods import mods
from edition.passages import authors_and_editors, first_publication
from edition.written import xml

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"-?\d{4}(-\d{2}(-\d{2})?)?"
_WORDS = {"type": "object", "required": ["text"], "additionalProperties": False} | {
    "description": "Words; with their markup as XML (name, cite with its items, noteref, q, emended), if any.",
    "properties": {"text": {"type": "string"}, "markup": {"type": "string"}},
}
Markup = NewType("Markup", str)
"""Of the body of a section there is only the markup: its words stand under its paragraphs."""
_PLAIN: dict[Any, dict[str, Any]] = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}
_PLAIN[Markup] = {"type": "string", "description": "XML, like the markup of words."}
_PLAIN[IsoDate] = {"type": "string", "pattern": f"^{_DAY}(/{_DAY})?$"}

NOT_TOLD = frozenset(("sentence",))
"""What can be found at its place in the text."""

WHAT = {
    "edition.pdf": "The edition as a book, notes at the foot of the page; tagged for screen readers.",
    ".pdf": "The same on another size of paper.",
    ".epub": "The edition for e-book readers.",
    ".xml": "The edition in TEI P5: text, notes, citations, emendations and registers.",
    ".txt": "The text and its notes as plain text.",
    ".md": "The text and its notes in Markdown.",
    "bibliography.bib": "Every work cited or named, in BibTeX.",
    "bibliography.ris": "The same in RIS, which most reference managers read.",
    "bibliography.csl.json": "The same in CSL-JSON, for citation processors.",
    ".jsonld": "A register as linked data (JSON-LD, schema.org).",
    "edition.json": "The whole edition: text, notes, citations, works, registers, apparatus, every use of every key.",
    "edition.schema.json": "The JSON Schema of that file, with a word on each of its parts.",
    "CITATION.cff": "How this edition is cited, in the Citation File Format.",
}
"""File, or ending of files, → what it is."""


@dataclass(frozen=True, slots=True)
class WholeEdition:
    """The whole edition. ``citations`` by the paragraph or note they stand in, ``uses`` by the key that is used."""

    metadata: Metadata
    sections: tuple[Section, ...]
    works: Mapping[str, Work]
    entries: Mapping[str, Entry]
    witnesses: tuple[Witness, ...]
    emendations: tuple[Emendation, ...]
    observations: tuple[Observation, ...]
    quotations: tuple[Quotation, ...]
    citations: Mapping[str, tuple[Citation, ...]]
    uses: Mapping[str, tuple[Use, ...]]


def data(edition: Edition) -> Iterator[Plan]:
    """All files of data."""
    works = edition.works.values()
    if works:
        yield _plan("data/bibliography.bib", lambda _: "\n".join(map(bibtex, works)).encode())
        yield _plan("data/bibliography.ris", lambda _: "".join(map(ris, works)).encode())
        yield _plan("data/bibliography.csl.json", lambda _: _json([csl_json(work) for work in works]))
    yield from (_plan(f"works/{work.key}.mods.xml", lambda _, work=work: mods(work)) for work in works)  # type: ignore[misc]
    for register in dict.fromkeys(entry.register for entry in edition.entries.values()):
        yield _plan(f"data/{register}.jsonld", partial(_linked, edition, register))
    yield _plan("data/edition.json", lambda _: "".join(_whole(edition)).encode(), None)
    yield _plan(
        "data/edition.schema.json", lambda _: f"{json.dumps(schema(), ensure_ascii=False, indent=1)}\n".encode()
    )
    yield _plan("CITATION.cff", lambda _: "".join(f"{line}\n" for line in _citation_file(edition)).encode())


def _plan(uri: str, content: Callable[[str], bytes], of: tuple[()] | None = ()) -> Plan:
    return Plan(uri, of, lambda: Output(uri, content(uri)))


def _linked(edition: Edition, register: str, uri: str) -> bytes:
    things = [linked.entry(edition, e, uri) for e in edition.entries.values() if e.register == register]
    return _json({"@context": linked.CONTEXT, "@graph": things})


def _json(value: object) -> bytes:
    return (_rows(value) + "\n").encode()


def _rows(value: Any, depth: int = 2) -> str:
    """JSON with a record a line, which can be read and compared by line and is written fast."""
    if depth and value and isinstance(value, dict):
        rows = ",\n".join(f"{_rows(key, 0)}: {_rows(part, depth - 1)}" for key, part in value.items())
        return f"{{\n{rows}\n}}"
    if depth and value and isinstance(value, list):
        return "[\n" + ",\n".join(_rows(part, depth - 1) for part in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def _whole(edition: Edition) -> Iterator[str]:
    """The whole edition as JSON, put together from what each section has in it."""
    of_sections = [json_in(edition, section) for section in edition.sections]
    rows = {name: [each[name] for each in of_sections if each[name]] for name in ("sections", "citations")}
    rows["uses"] = list(_uses(edition, of_sections))
    yield '{\n"$schema": "edition.schema.json"'
    for name, kind, _ in _fields(WholeEdition):
        if name in rows:
            opened, closed = "[]" if get_origin(kind) is tuple else "{}"
            yield f',\n"{name}": {opened}\n'
            yield from chain.from_iterable((",\n", row) if at else (row,) for at, row in enumerate(rows[name]))
            yield f"\n{closed}"
        elif name in registers_json(edition):
            yield f',\n"{name}": {registers_json(edition)[name]}'
    yield "\n}\n"


@of_registers
def registers_json(edition: Edition) -> Mapping[str, str]:
    """What of ``edition.json`` the registers hold, by its name; what is empty and may be is left out."""
    own = {each.name for each in fields(Edition)} - {"sections"}
    held = ((name, kind, getattr(edition, name), needed) for name, kind, needed in _fields(WholeEdition) if name in own)
    return {name: _rows(_value(value, kind), 1) for name, kind, value, needed in held if value or needed}


def _uses(edition: Edition, of_sections: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A row for every key that is used, of each use what there is to say."""
    rows: dict[str, list[str]] = {}
    for each in of_sections:
        for key, words in each["uses"]:
            rows.setdefault(key, []).append(words)
    borne = {key for key, entry in edition.entries.items() if entry.at}
    for key, them in uses(edition).items():
        yield f"{_rows(key, 0)}: [{', '.join(map(_use, them) if key in borne else rows[key])}]"


def _use(use: Use) -> str:
    told = {name for name, _, _ in _fields(Use)}
    return _rows({name: value for name, value in use._asdict().items() if value and name in told}, 0)


@of_section
def json_in(edition: Edition, section: Section) -> Mapping[str, Any]:
    """A section, the citations in it by the paragraph or note they stand in, and the uses in it with their keys: all as
    they stand in ``edition.json``."""
    found = ((anchor, _value(cites, tuple[Citation, ...])) for anchor, cites in _citations(section))
    rows = (f"{_rows(anchor, 0)}: {_rows(cites, 0)}" for anchor, cites in found)
    used = tuple((use.key, _use(use)) for use in uses_in(edition, section))
    return {"sections": _rows(_value(section, Section), 0), "citations": ",\n".join(rows), "uses": used}


def _citations(section: Section) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    blocks: list[tuple[str, Node | Fragment]] = [(p.anchor, p.content) for p in section.paragraphs]
    blocks += [(note.anchor, note.content) for note in section.notes]
    for anchor, content in blocks:
        cites = tuple(_citation(node) for node in walk(content) if node.tag == "cite")
        if cites:
            yield anchor, cites


def _citation(node: Node) -> Citation:
    items = [child for child in node.children if isinstance(child, Node) and child.tag == "item"]
    printed = (text(tuple(child for child in node.children if child not in items)),)
    return Citation(tuple(map(item_of, items)), node.get("form"), printed)


# --- The model as JSON, and its schema -------------------------------------------------------------------------------


def _value(value: Any, hint: Any) -> Any:
    """A value of the model; fields that are empty and may be, and places in the sources, are left out."""
    if hint is Markup:
        return xml(value)
    if hint in (Node, Fragment):
        plain, markup = text(value), xml(value)
        return {"text": plain} | ({} if markup == xml(plain) else {"markup": markup})
    if isinstance(hint, UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    if is_dataclass(hint) and isinstance(hint, type):
        given = ((name, kind, getattr(value, name), required) for name, kind, required in _fields(hint))
        return {name: _value(held, kind) for name, kind, held, required in given if held or required}
    if get_origin(hint) is tuple:
        return [_value(part, get_args(hint)[0]) for part in value]
    if get_origin(hint) is Mapping:
        return {key: _value(part, get_args(hint)[1]) for key, part in value.items()}
    return value


def schema() -> dict[str, Any]:
    """The JSON Schema of ``edition.json``."""
    found: dict[str, Any] = {}
    _kind(WholeEdition, found)
    whole = found.pop("WholeEdition")
    whole["properties"] = {"$schema": {"type": "string"}} | whole["properties"]
    return {"$schema": DIALECT, "title": "An edition", **whole, "$defs": dict(sorted(found.items()))}


def _kind(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    if hint in (Node, Fragment):
        found["Words"] = _WORDS
        return {"$ref": "#/$defs/Words"}
    if isinstance(hint, UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    if (is_dataclass(hint) or hasattr(hint, "_fields")) and isinstance(hint, type):
        if hint.__name__ not in found:
            found[hint.__name__] = {}
            parts = list(_fields(hint))
            found[hint.__name__] |= {"description": cleandoc(hint.__doc__ or ""), "type": "object"} | {
                "properties": {name: _kind(kind, found) for name, kind, _ in parts},
                "required": [name for name, _, required in parts if required],
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _kind(get_args(hint)[0], found)}
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _kind(get_args(hint)[1], found)}
    return _PLAIN[hint]


@cache
def _fields(cls: type) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(cls) | ({"body": Markup} if cls is Section else {})
    if is_dataclass(cls):
        given = [(f.name, f.default is MISSING and f.default_factory is MISSING) for f in fields(cls) if f.repr]
    else:
        given = [(name, name not in cls._field_defaults) for name in cls._fields]  # type: ignore[attr-defined]
    return tuple((n, hints[n], needed) for n, needed in given if hints[n] is not Place and n not in NOT_TOLD)


# --- How it is cited; where it is found; what there is ---------------------------------------------------------------


def _citation_file(edition: Edition) -> Iterator[str]:
    """The author as author, the editor as editor, the first publication as the article it was."""
    about, first = edition.metadata, first_publication(edition)
    authors, editors = authors_and_editors(edition)
    yield "cff-version: 1.2.0"
    yield "message: If you quote the text, cite its author; if you use the edition, name its editor and version too."
    yield "type: dataset"
    shared = (("title", about.title), ("version", about.version), ("date-released", about.date))
    where = (("url", about.base_address), ("license-url", about.editorial_licence_url))
    yield from (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in (*shared, *where) if value)
    yield from _people("authors", authors, "")
    yield "preferred-citation:"
    yield "  type: article" if first else "  type: generic"
    own = [("title", about.title), ("publisher", ""), ("year", about.date[:4])]
    if first:
        own = [("title", first.title), ("journal", first.container_title), ("date-published", first.issued)]
        own += [("url", first.url), ("year", first.issued[:4])]
    yield from (f"  {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in own if value)
    yield from _people("authors", authors, "  ")
    yield from _people("editors", editors, "  ")


def _people(role: str, names: Iterable[Name], indent: str) -> Iterator[str]:
    yield f"{indent}{role}:"
    for name in names:
        parts = [("family-names", name.family), ("given-names", name.given), ("name-particle", name.particle)]
        parts += [("name", name.literal)]
        rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in parts if value]
        yield from (f"{indent}  {'  ' if number else '- '}{row}" for number, row in enumerate(rows))


def sitemap(edition: Edition, uris: Iterable[str]) -> Iterator[Output]:
    """The addresses of all pages, if the edition has an address."""
    base, date = edition.metadata.base_address, edition.metadata.date
    if base:
        places = (uri.removesuffix("index.html") for uri in uris)
        rows = tuple(E("url", E("loc", base + place), E("lastmod", date)) for place in places)
        words = xml(E("urlset", rows, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"))
        yield Output("sitemap.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{words}\n'.encode())


def downloads(files: Mapping[str, tuple[int, str]]) -> Page:
    """A page of what there is to take away, each file with its size in bytes and its SHA-256."""
    head = tuple(E("th", name, scope="col") for name in ("File", "What it is", "Size", "SHA-256"))
    rows = tuple(
        E(
            "tr",
            E("td", E("a", uri.removeprefix("data/"), href=SITE + uri), data_label="File"),
            E("td", _what(uri), data_label="What it is"),
            E("td", f"{-(-size // 1000):,} kB".replace(",", "\u202f"), data_label="Size"),
            E("td", E("code", checksum), data_label="SHA-256"),
        )
        for uri, (size, checksum) in files.items()
        if "/" not in uri.removeprefix("data/")
    )
    table = E("table", E("thead", E("tr", head)), E("tbody", rows), class_="stacked")
    body = E("article", E("h1", "Downloads", id="downloads"), table, class_="apparatus")
    return Page("about/downloads.html", "Downloads", "list", (body,), "The edition as books and as data.")


def _what(uri: str) -> str:
    name = uri.removeprefix("data/")
    return WHAT.get(name) or next((words for end, words in WHAT.items() if name.endswith(end)), "")
