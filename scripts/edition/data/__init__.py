"""The edition as data: bibliography and registers in the formats of other programs, and everything in one file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from edition.citations.formats import bibtex, csl_json, ris
from edition.citations.self_citation import authors_and_editors, first_publication
from edition.data import schema_org
from edition.data.edition_json import packed, schema, whole
from edition.data.mods import mods
from edition.index.addresses import SITE
from edition.index.tables import folders
from edition.model.edition import Edition
from edition.model.output import Output, Page, Plan
from edition.model.serialize import xml
from edition.model.tree import E
from edition.model.works import Name

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


def data(edition: Edition) -> Iterator[Plan]:
    """All files of data."""
    works = edition.works
    if works:
        yield _plan("data/bibliography.bib", lambda _: "\n".join(map(bibtex, works.values())).encode())
        yield _plan("data/bibliography.ris", lambda _: "".join(map(ris, works.values())).encode())
        yield _plan("data/bibliography.csl.json", lambda _: _json([csl_json(work) for work in works.values()]))
    yield from (_plan(f"works/{key}.mods.xml", lambda _, key=key: mods(works[key])) for key in works)  # type: ignore[misc]
    for register in dict.fromkeys(folder for folder in folders(edition).values() if folder != "works"):
        yield _plan(f"data/{register}.jsonld", partial(_linked, edition, register))
    yield _plan("data/edition.json", lambda _: "".join(whole(edition)).encode(), None)
    yield _plan(
        "data/edition.schema.json", lambda _: f"{json.dumps(schema(), ensure_ascii=False, indent=1)}\n".encode()
    )
    yield _plan("CITATION.cff", lambda _: "".join(f"{line}\n" for line in _citation_file(edition)).encode())


def _plan(uri: str, content: Callable[[str], bytes], of: tuple[()] | None = ()) -> Plan:
    return Plan(uri, of, lambda: Output(uri, content(uri)))


def _linked(edition: Edition, register: str, uri: str) -> bytes:
    things = [schema_org.entry(edition, e, uri) for e in edition.entries.values() if e.register == register]
    return _json({"@context": schema_org.CONTEXT, "@graph": things})


def _json(value: object) -> bytes:
    return (packed(value) + "\n").encode()


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
        places = (xml(base + uri.removesuffix("index.html")) for uri in uris)
        listed = "".join(f"<url><loc>{place}</loc><lastmod>{xml(date)}</lastmod></url>" for place in places)
        words = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
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
