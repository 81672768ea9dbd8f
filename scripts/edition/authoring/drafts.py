"""Drafts of entries that the edition lacks: of works that notes cite, of persons and of quotations.

They are written to the folder ``drafts`` of the project, which is no part of the edition. The editor checks them, and
moves what is right to ``bibliography``. An entry that the folder has already is not written again.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from edition.authoring.link_proposals import Proposal
from edition.authoring.names import unknown_people
from edition.authoring.source_map import Passage
from edition.authoring.text_ranges import Range, Span, overlaps_any
from edition.authoring.work_index import normalized
from edition.authoring.work_keys import new_key
from edition.index.tables import forms
from edition.model.edition import Edition
from edition.model.works import Work
from edition.sources.outlines import EDITORIAL

FOLDER = "drafts"
_NAME = r"[A-ZÀ-Þ][^\W\d_]*\.?(?:[ -](?:[A-ZÀ-Þ][^\W\d_]*\.?|de|van|von|der|du))*"
_REFERENCES = tuple(
    re.compile(pattern.replace("NAME", _NAME))
    for pattern in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["references"]
)
"""References as English, German and French notes print them in full."""
_QUOTED = re.compile("“[^“”]{20,}”|„[^„“]{20,}“|«[^«»]{20,}»")
_FEWEST_WORDS = 4
"""The number of words of the shortest quotation that is drafted."""


def works(passages: Iterable[Passage], proposed: Iterable[Proposal], known: Iterable[Work]) -> dict[str, str]:
    """BibTeX of the works that notes cite in full and the bibliography lacks, by key; words of a proposal are none."""
    titles = {normalized(work.title) for work in known}
    citations: dict[tuple[str, int], list[Span]] = {}
    for proposal in proposed:
        if proposal.kind == "citation":
            citations.setdefault((proposal.passage.file, proposal.passage.line), []).append(proposal.link)
    drafted: dict[str, str] = {}
    for passage in passages:
        covered = [*citations.get((passage.file, passage.line), ()), *passage.links]
        for pattern in _REFERENCES if passage.label and not passage.label.startswith(EDITORIAL) else ():
            for match in pattern.finditer(passage.words):
                title, span = match["title"].strip(" ,.“”*"), Range(*match.span())
                if normalized(title) in titles or overlaps_any(span, covered):
                    continue
                titles.add(normalized(title))
                covered.append(span)
                key, entry = _entry(match, title, passage)
                drafted.setdefault(key, entry)
    return drafted


def _entry(match: re.Match[str], title: str, passage: Passage) -> tuple[str, str]:
    """The key and the BibTeX of a reference as it is printed in a note."""
    authors = re.split(r",? (?:and|&) |, (?=[A-ZÀ-Þ][^,]* )", match["authors"]) if " " in match["authors"] else []
    inverted = re.fullmatch(r"[^\s,]+, [^,]+", match["authors"])
    names = [match["authors"]] if inverted else [" ".join(name.split()) for name in authors]
    family = names[0].partition(",")[0] if inverted else names[0].rsplit(" ", 1)[-1]
    key = new_key(family, match["year"], title)
    main, _, sub = title.partition(": ")
    fields = {
        "author": " and ".join(names), "title": main, "subtitle": sub, "address": (match["place"] or "").strip(),
        "publisher": (match["publisher"] or "").strip(" ,"), "year": match["year"],
    }  # fmt: skip
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    comment = f"% To be checked: {passage.file}:{passage.line} prints “{match[0]}”\n"
    return key, f"{comment}@book{{{key},\n{lines}}}\n"


def persons(passages: Iterable[Passage], edition: Edition) -> dict[str, str]:
    """YAML entries of persons whom the text names and no register has, by name."""
    drafted = {}
    for name, number, place in unknown_people(passages, forms(edition)):
        given, _, family = name.rpartition(" ")
        key = re.sub(r"[^a-z0-9]", "", normalized(family)) or "person"
        times = "once" if number == 1 else f"{number} times"
        drafted[name] = (
            f"# {times}, first at {place}\n{key}:\n  name: {_quoted(name)}\n  sort: {_quoted(f'{family}, {given}')}\n"
            f"  named: [{_quoted(name)}]\n"
        )
    return drafted


def quotations(passages: Iterable[Passage], proposed: Iterable[Proposal], edition: Edition) -> dict[str, str]:
    """YAML entries of the quotations in the text that quotations.yml lacks, by their anchor and first words."""
    in_order = list(passages)
    clusters = _clusters_of_notes(in_order, proposed, edition)
    known = {(quotation.anchor, normalized(quotation.begins)[:12]) for quotation in edition.quotations}
    taken = {key for key, _ in edition.keys}
    free = (key for number in count(1) if (key := f"q{number}") not in taken)
    drafted: dict[str, str] = {}
    for passage in (candidate for candidate in in_order if not candidate.label and candidate.anchor):
        for start, end in _quoted_in(passage):
            words = passage.words[start:end]
            begins = "" if passage.quoted else " ".join(words.split()[:_FEWEST_WORDS])
            if (passage.anchor, normalized(begins)[:12]) in known:
                continue
            calls = (label for at, label in passage.calls if at >= end and not label.startswith(EDITORIAL))
            drafted[f"{passage.anchor} {words[:90]}"] = _quotation(
                next(free), passage, words, begins, next(calls, ""), clusters
            )
    return drafted


def _clusters_of_notes(
    passages: Iterable[Passage], proposed: Iterable[Proposal], edition: Edition
) -> dict[str, list[str]]:
    """The citations of works in each note, by its label: those that are proposed and sure, and those linked already."""
    clusters: dict[str, list[str]] = {}
    for proposal in proposed:
        if proposal.kind == "citation" and proposal.sure:
            clusters.setdefault(proposal.passage.label, []).append(proposal.link.cluster)
    for passage in passages:
        for link in passage.links if passage.label else ():
            if re.split(r"[,;]", link.cluster)[0].removeprefix("@") in edition.works:
                clusters.setdefault(passage.label, []).append(link.cluster)
    return clusters


def _quoted_in(passage: Passage) -> Iterator[tuple[int, int]]:
    """The ranges of quotations in a passage: all of a block quotation, else what is between quotation marks."""
    if passage.quoted:
        yield 0, len(passage.words)
    else:
        yield from (m.span() for m in _QUOTED.finditer(passage.words) if len(m[0].split()) >= _FEWEST_WORDS)


def _quotation(
    key: str, passage: Passage, words: str, begins: str, call: str, clusters: Mapping[str, list[str]]
) -> str:
    """The entry of a quotation, with the work that its note (labelled ``call``) cites if that is only one."""
    lines = [f"{key}:", f"  anchor: {passage.anchor}"]
    if begins:
        lines += [f"  begins: {_quoted(begins)}", f"  ends: {_quoted(words.rsplit(maxsplit=1)[-1])}"]
    lines.append('  speaker: ""  # who says or writes this')
    cited = clusters.get(call, [])
    if len(cited) == 1:
        work, _, locator = cited[0].removeprefix("@").partition(", ")
        lines += [f"  work: {work}"] + ([f"  locator: {_quoted(locator)}"] if locator else [])
    lines += [f"  note: n{call}"] if call else []
    return "\n".join([*lines, "  state: unchecked"]) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


_HEADS = {
    "works.bib": "% Works that notes cite and works.bib lacks. Check each, and move it to bibliography/works.bib.\n",
    "persons.yml": "# Names that no register has. Complete those of persons; move them to bibliography/persons.yml.\n",
    "quotations.yml": "# Quotations of the text. Complete and check each; move it to bibliography/quotations.yml.\n",
}
"""File of drafts → its first line."""


def added(name: str, before: str, drafted: Iterable[str]) -> str:
    """The source of a file of drafts with the entries added that it does not have."""
    present = normalized(before)
    new = [entry for entry in drafted if normalized(entry) not in present]
    return (before or _HEADS[name]) + "".join(f"\n{entry}" for entry in new) if new else before
