"""The search: what can be found, and an index of words cut into leaves, so that a query loads only what it needs.

The leaves are scripts, since a page opened from a folder may load a script but may not ask for a file. The root
names the first word of every leaf of words; a query needs the leaves between its words' beginnings, and then the
leaves of the records that it shows. Words of the titles of pages stand once more as ``=word``, so that what a query
names comes first. Nothing is loaded before the first query.
"""

from __future__ import annotations

import json
import operator
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from edition.index.addresses import anchor_label
from edition.model.edition import Edition
from edition.model.output import Output, Page
from edition.model.tree import walk
from edition.site.hypertext import words_in_line

WORDS_A_LEAF = 16_000
"""Characters of JSON in a leaf of words, about."""
RECORDS_A_LEAF = 12
BY_TITLE = ("register", "bibliography", "concordance")
"""Kinds of page of which every row leads to what can be found by itself."""
FOUND = "globalThis.editionSearch"


class Index(NamedTuple):
    """What a search is made of: the records; for every word, as its leaf has them, the numbers of those in which it
    stands; and the first word of every leaf."""

    records: Sequence[str]
    postings: dict[str, str]
    firsts: tuple[str, ...]


NOTHING = Index((), {}, ())


def search(records: Sequence[str], before: Index = NOTHING) -> tuple[Index, Iterator[Output | str]]:
    """The index of these records, and its root and leaves; of one that is as it was before, its address alone.

    The index before is used up.
    """
    known = before if len(before.records) == len(records) else NOTHING
    postings, changed = _updated(records, known)
    index = Index(records, postings, tuple(_firsts(postings)))
    dirty = {bisect_right(index.firsts, word) - 1 for word in changed}
    return index, chain(_words(index, known, dirty), _records(records, known))


def _updated(records: Sequence[str], before: Index) -> tuple[dict[str, str], Collection[str]]:
    """Where each word stands, in the order of the words; and those that stand elsewhere than before."""
    found: dict[str, list[int]] = defaultdict(list)
    if not before.records:
        for number, record in enumerate(records):
            for word in record.rpartition("\t")[2].split():
                found[word].append(number)
        return {word: _steps(found[word]) for word in sorted(found)}, found
    for number, (record, old) in enumerate(zip(records, before.records, strict=True)):
        if record != old:
            for word in set(record.rpartition("\t")[2].split()) ^ set(old.rpartition("\t")[2].split()):
                found[word].append(number)
    postings = before.postings
    for word, numbers in found.items():
        before_ = set(accumulate(json.loads(postings.get(word, "[]"))))
        postings[word] = _steps(sorted(before_.symmetric_difference(numbers)))
    nowhere = _steps([])
    return {word: postings[word] for word in sorted(postings) if postings[word] != nowhere}, found


def _words(index: Index, before: Index, dirty: Collection[int]) -> Iterator[Output | str]:
    """The root and the leaves of words."""
    firsts, words = index.firsts, list(index.postings)
    root = {"words": firsts, "records": len(index.records), "leaf": RECORDS_A_LEAF}
    yield _script("search/root.js", "root", 0, _packed(root))
    starts = [*(bisect_left(words, first) for first in firsts), len(words)]
    for number, (start, end) in enumerate(pairwise(starts)):
        uri = f"search/words-{number}.js"
        if number not in dirty and before.firsts[number : number + 2] == firsts[number : number + 2]:
            yield uri
        else:
            rows = ",".join(f"{_packed(word)}:{index.postings[word]}" for word in words[start:end])
            yield _script(uri, "words", number, f"{{{rows}}}")


def _records(records: Sequence[str], before: Index) -> Iterator[Output | str]:
    """The leaves of records."""
    for at in range(0, len(records), RECORDS_A_LEAF):
        leaf, shown = at // RECORDS_A_LEAF, records[at : at + RECORDS_A_LEAF]
        uri = f"search/records-{leaf}.js"
        if before.records and before.records[at : at + RECORDS_A_LEAF] == shown:
            yield uri
        else:
            yield _script(uri, "records", leaf, _packed([record.split("\t")[:3] for record in shown]))


def _steps(numbers: list[int]) -> str:
    """Numbers as steps from each to the next, as JSON."""
    return str(list(map(operator.sub, numbers, [0, *numbers]))).replace(" ", "")


def _firsts(postings: Mapping[str, str]) -> Iterator[str]:
    """The first word of every leaf: of so many words in their order as make a file of the size that is wanted."""
    size = WORDS_A_LEAF + 1
    for word, steps in postings.items():
        if size > WORDS_A_LEAF:
            yield word
            size = 0
        size += len(word) + len(steps) + 4


def _record(address: str, title: str, words: str) -> str:
    """A record with the words under which it is found; of a page as a whole its title's once more, behind a sign."""
    title = title.replace("\t", " ").replace("\n", " ")
    titled = folded(title)
    named = [] if "#" in address else [f"={word}" for word in titled]
    return f"{address}\t{title}\t{words}\t{' '.join(dict.fromkeys([*titled, *named, *folded(words)]))}"


def listed(records: Iterable[str]) -> list[str]:
    """The records of pages, each a line of what can be found in one."""
    return [record for found in records if found for record in found.split("\n")]


def folded(words: str) -> list[str]:
    """Words as they are compared: no case, no accents, letters and digits only; the rest parts words."""
    plain = _ODD.sub(lambda odd: odd[0].translate(_SIGNS), unicodedata.normalize("NFKD", words).lower())
    return plain.translate(_SIGNS).split()


class _Signs(dict[int, str]):
    """What each sign is compared as."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        other = "" if unicodedata.category(sign).startswith("M") else " "
        self[code] = found = sign if sign.isalnum() else other
        return found


_SIGNS = _Signs()
_ODD = re.compile(r"[^\x00-\x7f]+")
"""What makes translating slow: a text of ASCII alone is translated five times as fast, and few of its signs are not."""


_packed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _script(uri: str, kind: str, number: int, packed: str) -> Output:
    return Output(uri, f'{FOUND}("{kind}",{number},{packed});\n'.encode())


def records(edition: Edition, page: Page) -> Iterator[str]:
    """What of a page can be found: every paragraph and note of the text by itself, every row of a list, any other page
    as a whole."""
    if page.kind == "print":
        return
    nodes = walk(page.body if page.kind == "list" else ())
    rows = [node for node in nodes if node.tag in ("li", "tr") and node.get("id")]
    whole = not rows and page.kind not in (*BY_TITLE, "section")
    yield _record(page.uri, page.title, words_in_line(page.body) if whole else "")
    for row in rows:
        yield _record(f"{page.uri}#{row.get('id')}", page.title, words_in_line(row.children))
    for anchor, words in page.passages:
        label = anchor_label(anchor, edition)
        yield _record(f"{page.uri}#{anchor}", f"{label[:1].upper()}{label[1:]} · {page.title}", words)
