"""The search: what can be found, and an index of words cut into leaves, so that a query loads only what it needs.

The leaves are scripts, since a page opened from a folder may load a script but may not ask for a file. The root
names the first word of every leaf of words; a query needs the leaves between its words' beginnings, and then the
leaves of the records that it shows. Words of the titles of pages stand once more as ``=word``, so that what a query
names comes first. Nothing is loaded before the first query.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from edition.addresses import anchor_label
from edition.hypertext import words_in_line
from edition.model import Edition, Output, Page, Record

WORDS_A_LEAF = 16_000
"""Characters of JSON in a leaf of words, about."""
RECORDS_A_LEAF = 24
FOUND = "globalThis.editionSearch"


def search(records: Sequence[Record]) -> Iterator[Output]:
    """The root and the leaves of the search over these records."""
    postings: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        for word in record[3].split():
            postings.setdefault(word, []).append(number)
    leaves = list(_leaves(sorted(postings), postings))
    root = {"words": [first for first, _ in leaves], "records": len(records), "leaf": RECORDS_A_LEAF}
    yield _script("search/root.js", "root", 0, root)
    for number, (_, words_of_leaf) in enumerate(leaves):
        yield _script(f"search/words-{number}.js", "words", number, words_of_leaf)
    for number in range(0, len(records), RECORDS_A_LEAF):
        leaf = number // RECORDS_A_LEAF
        shown = [record[:3] for record in records[number : number + RECORDS_A_LEAF]]
        yield _script(f"search/records-{leaf}.js", "records", leaf, shown)


def _record(address: str, title: str, words: str) -> Record:
    """A record with the words under which it is found; of a page as a whole its title's once more, behind a sign."""
    titled = {word for token in title.split() for word in folded(token)}
    named = set() if "#" in address else {f"={word}" for word in titled}
    return address, title, words, " ".join(sorted(titled.union(named, *map(folded, set(words.split())))))


@cache
def folded(word: str) -> tuple[str, ...]:
    """A word as it is compared: no case, no accents, letters and digits only; the rest parts words."""
    plain = (c for c in unicodedata.normalize("NFKD", word).lower() if not unicodedata.category(c).startswith("M"))
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def _leaves(words: list[str], postings: dict[str, list[int]]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Consecutive words with where they stand, as steps from number to number."""
    leaf: dict[str, list[int]] = {}
    size = 0
    for word in words:
        numbers = postings[word]
        steps = [after - before for before, after in zip([0, *numbers], numbers, strict=False)]
        if size > WORDS_A_LEAF:
            yield next(iter(leaf)), leaf
            leaf, size = {}, 0
        leaf[word] = steps
        size += len(word) + 3 * len(steps) + 6
    if leaf:
        yield next(iter(leaf)), leaf


def _script(uri: str, kind: str, number: int, value: object) -> Output:
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Output(uri, f'{FOUND}("{kind}",{number},{packed});\n'.encode())


def records(edition: Edition, page: Page) -> tuple[Record, ...]:
    """What of a page can be found: every paragraph and note of the text by itself, any other page as a whole."""
    if page.kind == "print":
        return ()
    if page.kind != "section":
        return (_record(page.uri, page.title, words_in_line(page.body)),)
    found = [_record(page.uri, page.title, "")]
    for anchor, words in page.passages:
        label = anchor_label(anchor, edition)
        found.append(_record(f"{page.uri}#{anchor}", f"{label[:1].upper()}{label[1:]} · {page.title}", words))
    return tuple(found)
