"""Editions of any size to measure with: invented words, the same for the same number of sections, without a finding.

A section has 12 paragraphs, 8 notes with 16 citations, and 7 entries of the registers: five works, a person, a place.
The same matter can be written for mkdocs-bibtex, as an editor would who has no more than that.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARAGRAPHS, NOTES, WORKS = 12, 8, 5
CONSONANTS, VOWELS = "b d f g k l m n p r s t v".split(), "a e i o u".split()
NUMBERED = 40
"""Words in a paragraph, about."""


@dataclass(frozen=True, slots=True)
class Work:
    """A book: its key, its author (the person of its section, or somebody without an entry), title, year."""

    key: str
    author: str
    person: str
    title: str
    year: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section: person and place as (key, name), its works, its paragraphs; and its notes, each two citations."""

    number: int
    slug: str
    person: tuple[str, str]
    place: tuple[str, str]
    works: tuple[Work, ...]
    paragraphs: tuple[str, ...]
    notes: tuple[tuple[Work, int, Work, int], ...]


class _Words:
    """Invented words and names; no name is given twice, none is among the words."""

    def __init__(self) -> None:
        self.random = random.Random(1903)
        self.vocabulary = [self._word(2 + number % 2) for number in range(4_000)]
        self.taken = {word.capitalize() for word in self.vocabulary}

    def _word(self, syllables: int) -> str:
        return "".join(self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in range(syllables))

    def sentence(self, count: int) -> str:
        # A few words are common and most are rare, as in any language.
        words = [self.vocabulary[int(4_000 * self.random.random() ** 4)] for _ in range(count)]
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def name(self) -> str:
        while (found := f"{self._word(4)}n".capitalize()) in self.taken:
            pass
        self.taken.add(found)
        return found

    def title(self) -> str:
        return " ".join(self.vocabulary[self.random.randrange(4_000)].capitalize() for _ in range(4))


def sections(count: int) -> Iterator[Section]:
    """The matter of an edition, section by section; each cites its own works and some of those before."""
    words = _Words()
    before: list[Work] = []
    for number in range(1, count + 1):
        given, family, town = words.name(), words.name(), words.name()
        person, place = (family.lower(), f"{given} {family}"), (town.lower(), town)
        authors = [(person[1], person[0]), *((f"{words.name()} {words.name()}", "") for _ in range(WORKS - 1))]
        works = tuple(
            Work(f"{author.split()[1].lower()}{1800 + number % 200}", author, key, words.title(), 1800 + number % 200)
            for author, key in authors
        )
        before += works
        paragraphs = []
        for _ in range(PARAGRAPHS):
            sentences = [words.sentence(words.random.randint(8, 18)) for _ in range(NUMBERED // 13)]
            paragraphs.append(" ".join(sentences))
        cited = [works[at] if at < WORKS else words.random.choice(before) for at in range(2 * NOTES)]
        words.random.shuffle(cited)
        pages = [words.random.randint(1, 400) for _ in cited]
        notes = tuple(zip(cited[::2], pages[::2], cited[1::2], pages[1::2], strict=True))
        yield Section(number, f"part-{number:04}", person, place, works, tuple(paragraphs), notes)


# --- As an edition -------------------------------------------------------------------------------------------------


def write_edition(folder: Path, count: int) -> None:
    """The sources of an edition of so many sections, its copy-text among them."""
    files: dict[str, list[str]] = {
        "bibliography/edition.yml": [EDITION],
        "bibliography/witnesses.yml": ["P:\n  title: The print\n  base: true\n  file: witnesses/print.txt\n"],
        "docs/index.md": ["---\ntitle: Measured\nresp: editor\n---\n\nMade to be measured.\n"],
        "docs/about/text.md": ["---\ntitle: The text\nresp: editor\n---\n\nInvented from end to end.\n"],
        "mkdocs.yml": [CONFIGURATION],
    }
    names = ("works.bib", "persons.yml", "places.yml", "quotations.yml", "emendations.yml")
    registers = {name: files.setdefault(f"bibliography/{name}", []) for name in names}
    text, notes = ["Measured\n\nBy Nobody\n"], []
    for section in sections(count):
        paragraphs = list(_paragraphs(section))
        marked = list(_notes(section))
        files[f"docs/essay/{section.number:04}-{section.slug}.md"] = [_markdown(section, paragraphs, marked)]
        registers["works.bib"] += map(_entry, section.works)
        registers["persons.yml"].append(_person(section))
        registers["places.yml"].append(_place(section))
        registers["quotations.yml"].append(_quotation(section))
        words = [plain.replace("[^", "[") for plain, _ in paragraphs]
        if section.number % 5 == 1:
            registers["emendations.yml"].append(_emendation(section))
            words[1] = words[1].replace(_last(section), "erratum")
        text += words
        notes += [f"[{number}] {plain}" for number, plain, _ in marked]
    files["bibliography/witnesses/print.txt"] = ["\n\n".join([*text, *notes]) + "\n"]
    _write(folder, files)


EDITION = """title: Measured
author: Nobody
byline: By Nobody
editor: Nobody else
version: 1.0.0
date: 2001-02-03
base_address: https://example.org/measured/
editorial_licence: CC BY 4.0
"""
CONFIGURATION = """site_name: Measured
use_directory_urls: false
theme: edition
plugins: [edition]
"""


def _anchor(section: Section, at: int) -> str:
    return f"p{(section.number - 1) * PARAGRAPHS + at + 1}"


def _number(section: Section, at: int) -> int:
    return (section.number - 1) * NOTES + at + 1


def _paragraphs(section: Section) -> Iterator[tuple[str, str]]:
    """Every paragraph as it is printed, and with its names looked up; the first eight call a note."""
    for at, words in enumerate(section.paragraphs):
        key, name = section.person if at % 3 else section.place
        call = f"[^{_number(section, at)}]" if at < NOTES else ""
        quoted = "“Words are quoted,” " if at == 0 else ""
        yield f"{quoted}{name}. {words}{call}", f"{quoted}[{name}][@{key}]. {words}{call}"


def _notes(section: Section) -> Iterator[tuple[int, str, str]]:
    """Number, words as printed, and with their works looked up: a full citation, then a short one."""
    for at, (first, page, second, other) in enumerate(section.notes):
        rest = f", *{first.title}* (Town: Press, {first.year}), p. {page}"
        plain = f"{first.author}{rest}".replace("*", "")
        author = f"[{first.author}][@{first.person}]" if first.person else first.author
        again = "Ibid." if first is second else second.title
        printed = f"; {again}, p. {other}."
        looked_up = f"[{author}{rest}][@{first.key}, p. {page}]; [{again}, p. {other}][@{second.key}, p. {other}]."
        yield _number(section, at), plain + printed, looked_up


def _markdown(section: Section, paragraphs: list[tuple[str, str]], notes: list[tuple[int, str, str]]) -> str:
    head = f"---\ntitle: Part {section.number}\nresp: editor\n---\n\n"
    blocks = (f"{words}\n{{: #{_anchor(section, at)} }}\n\n" for at, (_, words) in enumerate(paragraphs))
    return head + "".join(blocks) + "".join(f"[^{number}]: {words}\n\n" for number, _, words in notes)


def _entry(work: Work) -> str:
    given, family = work.author.split()
    place = "  address = {Town},\n  publisher = {Press},\n"
    head = f"@book{{{work.key},\n  author = {{{family}, {given}}},\n  title = {{{work.title}}},\n"
    return f"{head}{place}  year = {{{work.year}}},\n}}\n\n"


def _person(section: Section) -> str:
    key, name = section.person
    given, family = name.split()
    dates = "".join(
        f"  {what}: {{date: {year}, display: '{year}', source: The parish book}}\n"
        for what, year in (("born", 1700 + section.number % 100), ("died", 1780 + section.number % 100))
    )
    statement = "  statements:\n    - {text: Wrote books., source: The books}\n"
    said = f"  summary: Wrote books in the year {1700 + section.number}.\n"
    return f"{key}:\n  name: {name}\n  sort: {family}, {given}\n  named: {name}\n{said}{dates}{statement}\n"


def _place(section: Section) -> str:
    key, name = section.place
    return f"{key}:\n  name: {name}\n  named: {name}\n  summary: A town on the river.\n\n"


def _quotation(section: Section) -> str:
    head = f"q{section.number}:\n  anchor: {_anchor(section, 0)}\n  begins: “Words\n  ends: quoted,”\n"
    return f"{head}  speaker: Somebody\n  state: unchecked\n  evidence: Nobody looked.\n  source: The copy-text\n\n"


def _last(section: Section) -> str:
    return " ".join(section.paragraphs[1].split()[-6:])


def _emendation(section: Section) -> str:
    head = f"e{section.number}:\n  anchor: {_anchor(section, 1)}\n  lemma: {_last(section)}\n"
    return f"{head}  reading: erratum\n  reason: The print leaves out a line.\n\n"


# --- As a site with mkdocs-bibtex ----------------------------------------------------------------------------------


def write_against(folder: Path, count: int) -> None:
    """The same matter for mkdocs-bibtex and Material: a page for each section, work, person and place.

    Only sections and lists are in the navigation, which is the kinder choice: with all pages in it, it takes longer.
    """
    files: dict[str, list[str]] = {"docs/index.md": ["# Measured\n\nMade to be measured.\n"], "works.bib": []}
    rows: dict[str, list[str]] = {"works": [], "persons": [], "places": []}
    navigation = []
    for section in sections(count):
        name = f"essay/{section.slug}.md"
        files[f"docs/{name}"] = [_plain_section(section)]
        navigation.append(f"      - {name}\n")
        files["works.bib"] += map(_entry, section.works)
        for work in section.works:
            files[f"docs/works/{work.key}.md"] = [f"# {work.title}\n\nIn full: [@{work.key}].\n"]
            rows["works"].append(f"* [{work.author}, {work.title}]({work.key}.md)\n")
        for register, (key, title) in (("persons", section.person), ("places", section.place)):
            words = f"# {title}\n\nA summary of this entry.\n\n* [Part {section.number}](../{name})\n"
            files[f"docs/{register}/{key}.md"] = [words]
            rows[register].append(f"* [{title}]({key}.md)\n")
    for register, listed in rows.items():
        files[f"docs/{register}/index.md"] = [f"# {register.capitalize()}\n\n", *listed]
    lists = "".join(f"  - {register}/index.md\n" for register in rows)
    files["mkdocs.yml"] = [AGAINST, "".join(navigation), lists]
    _write(folder, files)


AGAINST = """site_name: Measured
use_directory_urls: false
theme: {name: material, font: false}
plugins:
  - search
  - bibtex: {bib_file: works.bib}
markdown_extensions: [footnotes]
not_in_nav: |
  /works/*
  /persons/*
  /places/*
nav:
  - index.md
  - Text:
"""


def _plain_section(section: Section) -> str:
    parts = [f"# Part {section.number}\n\n"]
    for at, words in enumerate(section.paragraphs):
        register, (key, name) = ("persons", section.person) if at % 3 else ("places", section.place)
        call = f"[^n{at + 1}]" if at < NOTES else ""
        parts.append(f"[{name}](../{register}/{key}.md). {words}{call}\n\n")
    for at, (first, page, second, other) in enumerate(section.notes, 1):
        parts.append(f"[^n{at}]: See [@{first.key}, p. {page}] and [@{second.key}, p. {other}].\n\n")
    return "".join([*parts, "\\bibliography\n"])


def _write(folder: Path, files: dict[str, list[str]]) -> None:
    for name, parts in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(parts), encoding="utf-8")
