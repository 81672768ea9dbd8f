"""The edition as data: bibliography and registers in the formats of other programs, and everything in one file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from edition.citations.bibliography import bibliography
from edition.citations.bibtex import bibtex
from edition.citations.csl_json import csl_json
from edition.citations.formats import ris
from edition.citations.names import name_in_order
from edition.citations.responsibility import authors_and_editors, first_publication, orcids
from edition.citations.self_citation import first_publication_in_words
from edition.citations.titles import joined_title
from edition.data import schema_org
from edition.data.beacon import beacon, listed
from edition.data.edition_json import packed, schema, whole
from edition.data.mods import collection, mods
from edition.data.spreadsheets import COLUMNS, spreadsheet
from edition.index.tables import folders
from edition.model.edition import Edition
from edition.model.output import Output, Plan
from edition.model.tree import text
from edition.model.works import Name


def data(edition: Edition) -> Iterator[Plan]:
    """All files of data."""
    yield from (Plan(uri, _file, (uri,)) for uri in OF_WORKS if edition.works)
    yield from (Plan(f"works/{key}.mods.xml", _mods, (key,)) for key in edition.works)
    if edition.works:
        yield Plan(ALL_MODS, _mods)
    for register in dict.fromkeys(folder for folder in folders(edition).values() if folder != "works"):
        yield Plan(f"data/{register}.jsonld", _linked_data, (register,))
    if listed(edition):
        yield Plan(BEACON, _file, (BEACON,))
    yield from (Plan(uri, _file, (uri,), seconds=0.1 if uri == JSON_FILE else 0.001) for uri in OF_ALL)


def _file(edition: Edition, uri: str) -> Output:
    return Output(uri, "".join({**OF_WORKS, **OF_ALL, BEACON: beacon}[uri](edition)).encode())


def _mods(edition: Edition, key: str = "") -> Output:
    """The record of a work, or of all."""
    return (
        Output(f"works/{key}.mods.xml", mods(edition.works[key]))
        if key
        else Output(ALL_MODS, collection(bibliography(edition)))
    )


def _linked_data(edition: Edition, register: str) -> Output:
    uri = f"data/{register}.jsonld"
    things = [schema_org.entry(edition, entry, uri) for entry in edition.entries.values() if entry.register == register]
    things.insert(0, schema_org.dataset(edition, register, uri))
    return Output(uri, (packed({"@context": schema_org.CONTEXT, "@graph": things}) + "\n").encode())


def _citation_lines(edition: Edition) -> Iterator[str]:
    """The edition as it is cited everywhere: a book of the author’s, edited, that names the first publication.

    The licence is given only where it is that of the text too: a program would put the text under it.
    """
    about, first = edition.metadata, first_publication(edition)
    authors, editors = authors_and_editors(edition)
    yield "cff-version: 1.2.0"
    words = edition.messages.gettext(
        "If you quote the text, cite its author; if you use the edition, give its version too."
    )
    yield f"message: {json.dumps(words, ensure_ascii=False)}"
    yield "type: dataset"
    licence = about.editorial_licence_url if about.text_licence == about.editorial_licence else ""
    title, day = joined_title(about.title, about.subtitle), about.date if len(about.date) == len("2001-02-03") else ""
    shared = (("title", title), ("version", about.version), ("date-released", day))
    where = (("url", about.base_address), ("license-url", licence), ("abstract", schema_org.rights(edition)))
    yield from (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in (*shared, *where) if value)
    known = orcids(edition)
    yield from _people("authors", authors, "", known)
    yield "preferred-citation:"
    yield "  type: book"
    pairs = [("title", title), ("version", about.version), ("url", about.base_address), ("year", about.date[:4])]
    pairs += [("date-published", day), ("notes", text(first_publication_in_words(edition)) if first else "")]
    yield from (f"  {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in pairs if value)
    yield from _people("authors", authors, "  ", known)
    if about.publisher:
        yield f"  publisher:\n    name: {json.dumps(about.publisher, ensure_ascii=False)}"
    if editors:
        yield from _people("editors", editors, "  ", known)


def _people(role: str, names: Iterable[Name], indent: str, orcids: Mapping[str, str]) -> Iterator[str]:
    yield f"{indent}{role}:"
    for name in names:
        parts = [("family-names", name.family), ("given-names", name.given), ("name-particle", name.particle)]
        parts += [("name-suffix", name.suffix), ("name", name.literal), ("orcid", orcids.get(name_in_order(name), ""))]
        rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in parts if value]
        yield from (f"{indent}  {'  ' if number else '- '}{row}" for number, row in enumerate(rows))


JSON_FILE, ALL_MODS, BEACON = "data/edition.json", "works/bibliography.mods.xml", "data/beacon.txt"
Lines = Callable[[Edition], Iterable[str]]
OF_WORKS: Mapping[str, Lines] = {
    "data/bibliography.bib": lambda edition: "\n".join(map(bibtex, edition.works.values())),
    "data/bibliography.ris": lambda edition: map(ris, edition.works.values()),
    "data/bibliography.csl.json": lambda edition: packed([csl_json(work) for work in edition.works.values()]) + "\n",
}
OF_ALL: Mapping[str, Lines] = {
    **{f"data/{name}.csv": partial(spreadsheet, name=name) for name in COLUMNS},
    JSON_FILE: whole,
    "data/edition.schema.json": lambda _: json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    "CITATION.cff": lambda edition: (f"{line}\n" for line in _citation_lines(edition)),
}
"""Address of a file → the text of it in pieces; the first three are left out where there are no works."""
