"""Findings on the sources of statements: words in place of a key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from edition.index.addresses import anchors_of
from edition.model.edition import Edition
from edition.model.fields import words_in
from edition.model.findings import Finding, SourceLocation
from edition.model.kinds import Cite, Lookup, Name
from edition.model.prose import Prose
from edition.model.records import Entry, Record
from edition.model.tree import walk
from edition.model.works import WorkNote

_PARAGRAPH = re.compile(r"¶\s?(\d+[a-z]?)")
_SHORTEST = 2
"""Words of a title that a source may name by chance: shorter ones are not looked for."""


def without_key(edition: Edition) -> Iterator[Finding]:
    """``s-no-key``: a source in plain words that names a work of the bibliography or a paragraph of the text."""
    titles, known = _titles(edition), anchors_of(edition)
    named_in = cache(lambda source: next((key for title, key in titles.items() if title in source), ""))
    for location, words in _sources(edition):
        if any(isinstance(node, Cite | Name | Lookup) for node in walk(words.tree)):
            continue
        key = named_in(words.source)
        if not key:
            named = (f"p{number}" for number in _PARAGRAPH.findall(words.source))
            key = next((anchor for anchor in named if anchor in known), "")
        if key:
            message = f"the source “{words.source[:40]}” names “{key}” in words."
            yield Finding(location, "s-no-key", message, f"Write [@{key}].")


def _titles(edition: Edition) -> Mapping[str, str]:
    """The keys of works by their titles and addresses, the longest first."""
    keys: dict[str, str] = {}
    for work in edition.works.values():
        online = work.record.online if work.record else ()
        title = work.title if len(work.title.split()) >= _SHORTEST else ""
        keys |= dict.fromkeys(filter(None, (title, work.url, *(copy.url for copy in online))), work.key)
    return dict(sorted(keys.items(), key=lambda row: -len(row[0])))


def _sources(edition: Edition) -> Iterator[tuple[SourceLocation, Prose]]:
    """Every source, with the place of the record that it stands in, or its own where that is known."""
    works = (work.record for work in edition.works.values() if work.record)
    apparatus: tuple[Record, ...] = (*edition.emendations, *edition.observations, *edition.quotations)
    records: tuple[Entry | WorkNote | Record, ...] = (*edition.entries.values(), *works, *apparatus)
    for record in records:
        for name, words in words_in(record):
            if name == "source" and isinstance(words, Prose):
                yield (words.location if words.location.file else record.location), words


ACROSS = (without_key,)
