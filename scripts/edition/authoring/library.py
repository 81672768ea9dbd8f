"""The bibliography as a note’s words are compared with it: titles, names and facts of works as bare words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from edition.authoring.matching import bare
from edition.model.records import Entry
from edition.model.works import Creator, Work

GLUE = frozenset(
    """and und et y e in dans im ed eds edited by hrsg hg hgg herausgegeben von ed par dir sous la direction de trans
    translated tr übers übersetzt trad traduit vol vols volume no nos nr n bd bde band t tome jg jahrgang heft h aufl
    auflage edition ed rev series reihe coll collection the of a an der die das le la les du des press books verlag
    éditions editions publishers university january february march april may june july august september october
    november december januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août
    septembre octobre novembre décembre uk usa us ny ma dc""".split()
)
"""Words that may stand between the facts of a work."""
ARTICLES = frozenset("the a an der die das ein eine le la les l un une il lo gli el los las de het een".split())
_WORD = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """A word of a passage: bare, and where it stands."""

    word: str
    start: int
    end: int


def tokens(words: str) -> list[Token]:
    """The words of a passage; an apostrophe divides them."""
    return [Token(_bare(match[0]), match.start(), match.end()) for match in _WORD.finditer(words)]


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    return re.sub("(?<=[aou])e", "", bare(word).replace(" ", ""))  # Ueber is Über


@dataclass(frozen=True, slots=True)
class Person:
    """A creator as a note may print the name: words of the family name, of particles, and of given names."""

    family: tuple[str, ...]
    given: tuple[str, ...]
    particle: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """All words that may stand in the name; of given names also the first letters."""
        initials = (name[0] for name in self.given)
        return frozenset((*self.family, *self.given, *self.particle, *initials))


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A work. ``titles`` are forms of its title without article, longest first; ``facts`` words that may follow it."""

    work: Work
    titles: tuple[tuple[str, ...], ...]
    people: tuple[Person, ...]
    helpers: frozenset[str]
    facts: frozenset[str]
    years: frozenset[str]
    containers: tuple[tuple[str, ...], ...]
    publisher: frozenset[str]
    numbers: frozenset[str]

    def is_by(self, word: str) -> bool:
        """Whether a word is, or ends, the family name of a creator, be it with a slip in a longer name."""
        return any(_alike(person.family[-1], word) for person in self.people)


def _alike(name: str, word: str) -> bool:
    if name == word:
        return True
    if len(name) < 6 or len(word) < 5 or name[:2] != word[:2] or abs(len(name) - len(word)) > 1:
        return False
    return SequenceMatcher(None, name, word, autojunk=False).ratio() >= 0.85


class Library:
    """Works by the words with which their titles and the names of their creators begin."""

    def __init__(self, works: Mapping[str, Work], entries: Iterable[Entry] = ()) -> None:
        self.known = {key: _known(work, works) for key, work in works.items()}
        self.by_title: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
        self.by_family: dict[str, list[Known]] = {}
        people = [person for known in self.known.values() for person in known.people]
        self.people = {word for person in people for word in (*person.family, *person.given)}
        for known in self.known.values():
            for title in known.titles:
                self.by_title.setdefault(title[0], []).append((title, known))
            for person in known.people:
                same = self.by_family.setdefault(person.family[-1], [])
                same += [] if known in same else [known]

    def same_title(self, title: tuple[str, ...]) -> int:
        """How many works have a title."""
        return len({known.work.key for form, known in self.by_title.get(title[0], ()) if form == title})


def _known(work: Work, works: Mapping[str, Work]) -> Known:
    volume = works.get(work.part_of)
    container = work.container_title or (volume.title if volume else "")
    leading = [creator for creator in work.creators if creator.role in ("author", "editor")]
    authors = [creator for creator in leading if creator.role == "author"] or leading
    helpers = [creator for creator in work.creators if creator.role != "author"] + list(
        volume.creators if volume else ()
    )
    years = {date[:4] for date in (work.issued, work.original_date, volume.issued if volume else "") if date}
    publisher = {*_words(work.publisher), *_words(volume.publisher if volume else "")}
    place = {*_words(work.publisher_place), *_words(volume.publisher_place if volume else "")}
    numbers = {*_words(work.volume), *_words(work.issue), *_words(work.collection_number), *_words(work.edition)}
    facts = {*_words(work.subtitle), *_words(container), *_words(work.container_subtitle), *publisher, *place}
    facts |= {*years, *numbers, *_words(work.collection_title), *_words(f"{work.number_of_volumes}"), *_day(work)}
    names = frozenset(word for creator in helpers for word in _person(creator).names)
    people = tuple(filter(lambda person: person.family, map(_person, authors)))
    containers = _titles(volume) if volume else tuple(filter(None, [tuple(_plain_title(container))]))
    return Known(work, _titles(work), people, names, frozenset(facts - GLUE), frozenset(years), containers,
                 frozenset(publisher | place) - GLUE, frozenset(numbers))  # fmt: skip


def _day(work: Work) -> set[str]:
    """The figures of the days of a work."""
    return {part.lstrip("0") for date in (work.issued, work.original_date) for part in date.split("-")[2:]}


def _words(text: str) -> list[str]:
    return [token.word for token in tokens(text) if token.word]


def _plain_title(title: str) -> list[str]:
    """The words of a title without the article at its beginning."""
    words = _words(title)
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _titles(work: Work) -> tuple[tuple[str, ...], ...]:
    """The forms of a title: with what stands in parentheses or as a year at its end and without, and the short one."""
    title = tuple(_plain_title(work.title))
    forms = {
        title,
        tuple(_plain_title(re.sub(r"\s*\([^()]*\)$", "", work.title))),
        tuple(_plain_title(work.short_title)),
    }
    shorter = title
    while len(shorter) > 1 and shorter[-1].isdigit():
        shorter = shorter[:-1]
    return tuple(sorted(filter(None, {*forms, shorter}), key=lambda form: (-len(form), form)))


def _person(creator: Creator) -> Person:
    name = creator.name
    return Person(tuple(_words(name.family or name.literal)), tuple(_words(name.given)), tuple(_words(name.particle)))
