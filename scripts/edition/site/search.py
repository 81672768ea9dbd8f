"""The search: its records, and an index of words cut into small files (leaves), of which a query loads a few.

The leaves are scripts, since a page opened from a folder may load a script but may not fetch a file. The root names the
first word of every leaf of words; a query loads the leaves that may hold words with its beginnings, and then the leaves
of the records that it shows. Words of the titles of pages are listed once more as ``=word``, so that pages named by the
query come first. Nothing is loaded before the first query.
"""

from __future__ import annotations

import json
import operator
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise, product

from edition.index.addresses import anchor_label, served_path
from edition.model.edition import Edition
from edition.model.kinds import UnknownKind
from edition.model.messages import unmarked, with_first
from edition.model.output import Output, Page, SearchRecord
from edition.model.serialize import Prerendered, without_tags
from edition.model.tree import BLOCKS, Content, Element, Fragment, find_all, text
from edition.site.scripts import with_marks

WORDS_A_LEAF = 16_000
"""Characters of JSON in a leaf of words, about."""
RECORDS_A_LEAF = 12
BY_TITLE = ("register", "bibliography", "concordance")
"""Kinds of page of which every row leads to what can be found by itself."""
FOUND = "globalThis.editionSearch"


Postings = dict[str, str]
"""For every term, in the order of the terms, the numbers of the records that it finds, as a leaf has them."""


def postings(
    records: Sequence[SearchRecord], before: Sequence[SearchRecord] = (), known: Postings | None = None
) -> Postings:
    """Which records each term finds. Where as many records were known before, only what changed is looked at."""
    numbers: dict[str, list[int]] = defaultdict(list)
    if not known or len(before) != len(records):
        for number, record in enumerate(records):
            for term in record.terms.split():
                numbers[term].append(number)
        return {term: _steps(numbers[term]) for term in sorted(numbers)}
    for number, (record, old) in enumerate(zip(records, before, strict=True)):
        if record.terms != old.terms:
            for term in set(record.terms.split()) ^ set(old.terms.split()):
                numbers[term].append(number)
    updated = dict(known)
    for term, changed in numbers.items():
        numbers_before = set(accumulate(json.loads(known.get(term, "[]"))))
        updated[term] = _steps(sorted(numbers_before.symmetric_difference(changed)))
    return {term: updated[term] for term in sorted(updated) if updated[term] != _steps([])}


def leaves(records: Sequence[SearchRecord], postings: Postings) -> Iterator[Output]:
    """The files of the index: its root, the leaves of terms, the leaves of records."""
    firsts, terms = [*_firsts(postings)], [*postings]
    root = {"words": firsts, "records": len(records), "leaf": RECORDS_A_LEAF}
    yield _script("search/root.js", "root", 0, _packed(root))
    starts = [*(bisect_left(terms, first) for first in firsts), len(terms)]
    for number, (start, end) in enumerate(pairwise(starts)):
        rows = ",".join(f"{_packed(term)}:{postings[term]}" for term in terms[start:end])
        yield _script(f"search/words-{number}.js", "words", number, f"{{{rows}}}")
    for at in range(0, len(records), RECORDS_A_LEAF):
        leaf, group = at // RECORDS_A_LEAF, records[at : at + RECORDS_A_LEAF]
        # titles keep the marks of words that are English, for the script
        shown = [(record.address, record.title, unmarked(record.words)) for record in group]
        yield _script(f"search/records-{leaf}.js", "records", leaf, with_marks(_packed(shown)))


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


def _record(edition: Edition, address: str, title: str, words: str) -> SearchRecord:
    """A record; the terms of the title of a page as a whole stand once more, as ``=term``."""
    title = title.replace("\t", " ").replace("\n", " ")
    titled, languages = folded(title), (edition.metadata.language, edition.editors_language)
    is_german = any(language.partition("-")[0] == "de" for language in languages)
    named = [] if "#" in address else [f"={term}" for term in titled]
    of_germans = umlauts(f"{title} {words}") if is_german and {"ä", "ö", "ü"} & {*title, *words} else []
    return SearchRecord(address, title, words, " ".join(dict.fromkeys([*titled, *named, *folded(words), *of_germans])))


def folded(words: str) -> list[str]:
    """Words as they are compared: no case, no accents, letters and digits only; the rest parts words."""
    plain = _ODD.sub(lambda odd: odd[0].translate(_SIGNS), unicodedata.normalize("NFKD", words).lower())
    return plain.translate(_SIGNS).split()


def umlauts(words: str) -> list[str]:
    """The words with umlauts as those write them who have none on their keyboard: mueller."""
    with_umlauts = (word for word in _WORD.findall(words.lower()) if not UMLAUTS.keys().isdisjoint(map(ord, word)))
    return [term for word in with_umlauts for term in folded(word.translate(UMLAUTS))]


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
"""Letters that are compared as others; search.js has them too."""
_WORD = re.compile(r"\w+")


class _Signs(dict[int, str]):
    """What each sign is compared as."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        other = "" if unicodedata.category(sign).startswith("M") else " "
        self[code] = compared = LETTERS.get(sign, sign) if sign.isalnum() else other
        return compared


_SIGNS = _Signs()
_ODD = re.compile(r"[^\x00-\x7f]+")
"""What makes translating slow: a text of ASCII alone is translated five times as fast, and few of its signs are not."""


_packed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _script(uri: str, kind: str, number: int, packed: str) -> Output:
    return Output(uri, f'{FOUND}("{kind}",{number},{packed});\n'.encode())


def records(edition: Edition, page: Page) -> Iterator[SearchRecord]:
    """What of a page can be found: every paragraph and note of the text by itself, every row of a list, every division
    of a page of the editor's own, any other page as a whole."""
    if page.kind == "print":
        return
    if page.kind == "prose":
        yield from _divisions(edition, page)
        return
    nodes = find_all(page.body if page.kind == "list" else (), Element)
    rows = [node for node in nodes if node.tag in ("li", "tr") and node.get("id")]
    whole = not rows and page.kind not in (*BY_TITLE, "section")
    address = served_path(edition, page.uri)
    yield _record(edition, address, page.title, words_in_line(page.body) if whole else "")
    for row in rows:
        yield _record(edition, f"{address}#{row.get('id')}", page.title, words_in_line(row.children))
    for anchor, words in page.passages:
        label = anchor_label(anchor, edition)
        yield _record(edition, f"{address}#{anchor}", f"{with_first(label, str.upper)} · {page.title}", words)


def _divisions(edition: Edition, page: Page) -> Iterator[SearchRecord]:
    """A page as far as its first heading with an id, then what stands under each."""
    only = page.body[0] if len(page.body) == 1 else None
    blocks = only.children if isinstance(only, Element) and only.tag == "article" else page.body
    address, title = served_path(edition, page.uri), page.title
    division: list[Content] = []
    for block in blocks:
        if isinstance(block, Element) and block.tag == "h2" and block.id:
            yield _record(edition, address, title, words_in_line(tuple(division)))
            address, title = f"{served_path(edition, page.uri)}#{block.id}", f"{text(block)} · {page.title}"
            division = []
        else:
            division.append(block)
    yield _record(edition, address, title, words_in_line(tuple(division)))


_LEFT_OUT = frozenset(
    (*product(["role"], ("doc-noteref", "doc-backlink", "doc-biblioref")),
     *product(["class"], ("paragraph-number", "note-sources", "note-sources quoted", "strip")))
)  # fmt: skip
"""Attributes of elements whose words are not found."""
_TAGS_LEFT_OUT = frozenset(("h1", "nav", "pre", "template", "header", "script", "style", "svg", "details"))


def words_in_line(content: Fragment) -> str:
    """The words of a piece of a page in one line, for the search: without headings, navigation, calls of notes."""
    pieces: list[str] = []
    _gather(content, pieces.append)
    return " ".join("".join(pieces).split())


def _gather(content: Fragment, put: Callable[[str], None]) -> None:
    """Put the words of content that can be searched, with spaces around blocks."""
    for child in content:
        if isinstance(child, str):
            put(child)
        elif isinstance(child, Prerendered):
            put(without_tags(text(child)))
        elif not isinstance(child, Element):
            raise UnknownKind(child)
        elif child.tag not in _TAGS_LEFT_OUT and _LEFT_OUT.isdisjoint(child.attributes):
            edge = " " if child.tag in BLOCKS else ""
            put(edge)
            _gather(child.children, put)
            put(edge)
