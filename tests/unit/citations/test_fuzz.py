"""Entries and citations with signs put in and taken out: nothing fails, and no word is lost in silence."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator

import pytest

from edition.citations.bibtex import bibtex
from edition.citations.chicago import bibliography_entry, full_note, short_note, worded
from edition.citations.csl_json import csl_json
from edition.citations.formats import ris
from edition.model.kinds import GENERATED, Cite, CitedPlace
from edition.model.tree import text
from edition.model.works import Work
from edition.sources.bibtex import works
from edition.sources.locators import citation_items
from folders import CASES

SOURCES = [
    *re.split(r"\n(?=@)", (CASES / "citations/all_fields.bib").read_text("utf-8"))[1:],
    *re.split(r"\n(?=@(?!string))", (CASES / "citations/invented.bib").read_text("utf-8"))[1:],
    *re.split(r"\n(?=@(?!string))", (CASES / "bibtex/values.bib").read_text("utf-8"))[1:],
]
SIGNS = [
    "{", "}", "\\", '"', ",", "=", "@", "#", "~", "$", "%", "&", "_", "^", "--", "''", "``", " and ", "\n", "\\emph{",
    "\\'e", "\\foo{", "et al.", "/", "..", "?", "[", "]", "(", ";", "é", "毛", "1955", "n.d.", "\\url{", "others", "|",
    "<b>", "*",
]  # fmt: skip
CITATIONS = [
    "see @marsh, pp. 33–35 and passim; @reed, chap. 1", "-@marsh, vol. 2, p. 33",
    "@reed {pp. iv, (xv)-(xvii)} with suffix",
    "+@marsh, p. 3", "@marsh, S. 33 ff.", "cf. @reed, fol. 3r–4v, *at length*; also @marsh, 12", "@{marsh}, s.v. “Eel”",
]  # fmt: skip
TOLD_AS_A_WHOLE = frozenset("b-malformed b-stray-text b-left-aside b-unknown-field b-duplicate b-empty-key".split())
"""Codes of findings that tell of words without repeating them."""
(MARSH, REED), _ = works(
    "@book{marsh, title = {Dykes}, author = {Marsh, Ada}, date = {1901}}\n"
    "@book{reed, title = {Eels}, author = {Reed, Ben}, date = {1902}, volumes = {3}}\n",
    "works.bib",
)
KNOWN = {"marsh": MARSH, "reed": REED}


def mutants(sources: list[str], seed: int, count: int) -> Iterator[str]:
    """Sources, each with one to four changes."""
    random_ = random.Random(seed)
    for _ in range(count):
        source = random_.choice(sources)
        for _ in range(random_.randint(1, 4)):
            start = random_.randrange(len(source) + 1)
            end = min(len(source), start + random_.choice((0, 0, 1, 1, 3, 12)))
            source = source[:start] + random_.choice((*SIGNS, "")) + source[end:]
        yield source


def bare(words: str) -> str:
    """Words without accents and marks, for comparison."""
    letters = (one for one in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(one))
    return "".join(letter if letter.isalnum() else " " for letter in letters)


def told(work: Work) -> str:
    """All that is printed or exported of a work."""
    forms = (full_note(work), full_note(work, (CitedPlace("page", "3"),)), short_note(work), bibliography_entry(work))
    return " ".join((*map(text, forms), bibtex(work), str(csl_json(work)), ris(work)))


def lost(source: str) -> list[str]:
    """The words of the fields of an entry of which nothing is printed, exported or found."""
    read, findings = works(source, "works.bib")
    if source.startswith("%") or {finding.code for finding in findings} & TOLD_AS_A_WHOLE:  # % begins a comment
        return []
    everything = bare(" ".join((*map(told, read), *map(repr, read), *map(str, findings))))
    values = re.findall(r"=\s*\{([^{}\\]*)\}", source)
    return [word for value in values for word in bare(value).split() if len(word) > 3 and word not in everything]


def raw_signs(source: str) -> list[str]:
    """The forms in which a sign of LaTeX is printed that no finding tells of, in entries without signs of their own."""
    read, findings = works(source, "works.bib")
    forms = [text(form(work)) for work in read for form in (full_note, short_note, bibliography_entry)]
    return (
        []
        if findings or re.search(r"\\[{}]|textbackslash", source)
        else [form for form in forms if re.search(r"\\[A-Za-z]{2}|[{}]", form)]
    )


def divided(cited: str) -> list[str]:
    """The words of a citation that are in none of its parts."""
    items = citation_items(cited)
    parts = [str(part) for item in items for part in item]
    worded(Cite(tuple(item for item in items if item.work in KNOWN), GENERATED), KNOWN)
    kept, words = bare(" ".join(parts)), (re.sub(r"^\D+(?=\d)", "", word) for word in bare(cited).split())
    return [word for word in words if word not in kept and word != "chap" and len(word) > 3]


@pytest.mark.parametrize("seed", range(4))
def test_changed_entries(seed: int) -> None:
    for source in mutants(SOURCES, seed, 60):
        assert (lost(source), raw_signs(source)) == ([], []), source


@pytest.mark.parametrize("seed", range(4))
def test_changed_citations(seed: int) -> None:
    for cited in mutants(CITATIONS, seed, 100):
        assert divided(cited) == [], cited
