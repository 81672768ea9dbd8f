"""The edition as data: bibliography and registers in the formats of other programs, and everything in one file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from edition.citations.formats import bibtex, csl_json, ris
from edition.citations.self_citation import authors_and_editors, first_publication
from edition.data import schema_org
from edition.data.edition_json import packed, schema, whole
from edition.data.mods import mods
from edition.index.tables import folders
from edition.model.edition import Edition
from edition.model.output import Output, Plan
from edition.model.works import Name


def data(edition: Edition) -> Iterator[Plan]:
    """All files of data."""
    if edition.works:
        yield Plan("data/bibliography.bib", _bibtex)
        yield Plan("data/bibliography.ris", _ris)
        yield Plan("data/bibliography.csl.json", _csl_json)
    yield from (Plan(f"works/{key}.mods.xml", _mods, (key,)) for key in edition.works)
    for register in dict.fromkeys(folder for folder in folders(edition).values() if folder != "works"):
        yield Plan(f"data/{register}.jsonld", _linked_data, (register,))
    yield Plan("data/edition.json", _whole, seconds=0.1)
    yield Plan("data/edition.schema.json", _schema)
    yield Plan("CITATION.cff", _citation_file)


def _bibtex(edition: Edition) -> Output:
    return Output("data/bibliography.bib", "\n".join(map(bibtex, edition.works.values())).encode())


def _ris(edition: Edition) -> Output:
    return Output("data/bibliography.ris", "".join(map(ris, edition.works.values())).encode())


def _csl_json(edition: Edition) -> Output:
    return Output("data/bibliography.csl.json", _json([csl_json(work) for work in edition.works.values()]))


def _mods(edition: Edition, key: str) -> Output:
    return Output(f"works/{key}.mods.xml", mods(edition.works[key]))


def _linked_data(edition: Edition, register: str) -> Output:
    uri = f"data/{register}.jsonld"
    things = [schema_org.entry(edition, e, uri) for e in edition.entries.values() if e.register == register]
    return Output(uri, _json({"@context": schema_org.CONTEXT, "@graph": things}))


def _whole(edition: Edition) -> Output:
    return Output("data/edition.json", "".join(whole(edition)).encode())


def _schema(_: Edition) -> Output:
    return Output("data/edition.schema.json", f"{json.dumps(schema(), ensure_ascii=False, indent=1)}\n".encode())


def _citation_file(edition: Edition) -> Output:
    return Output("CITATION.cff", "".join(f"{line}\n" for line in _citation_lines(edition)).encode())


def _json(value: object) -> bytes:
    return (packed(value) + "\n").encode()


def _citation_lines(edition: Edition) -> Iterator[str]:
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
