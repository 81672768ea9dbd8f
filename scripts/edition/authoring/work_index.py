"""Index of the bibliography for finding citations: titles, names and facts of every work as normalized words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

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


def normalized(words: str) -> str:
    """Words for comparison: letters and digits without accents, in small letters, with single spaces between words."""
    decomposed = unicodedata.normalize("NFKD", words.replace("ß", "ss").replace("ı", "i"))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(_WORD.findall(plain.casefold()))


class Token(NamedTuple):
    """A normalized word of a passage, and the offsets of its start and end there."""

    word: str
    start: int
    end: int


def tokens(words: str) -> list[Token]:
    """The words of a passage in order. An apostrophe separates words."""
    return [Token(_normalized_word(match[0]), match.start(), match.end()) for match in _WORD.finditer(words)]


@lru_cache(maxsize=65536)
def _normalized_word(word: str) -> str:
    return re.sub("(?<=[aou])e", "", normalized(word).replace(" ", ""))  # Ueber is the same as Über


@dataclass(frozen=True, slots=True)
class Person:
    """The normalized words of a creator's family name, given names and particles (de, von)."""

    family: tuple[str, ...]
    given: tuple[str, ...]
    particle: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """All words that may be printed for the name, with the initials of given names."""
        initials = (name[0] for name in self.given)
        return frozenset((*self.family, *self.given, *self.particle, *initials))


@dataclass(frozen=True, slots=True, eq=False)
class IndexedWork:
    """A work with the normalized words that citations of it may have.

    ``titles`` are the forms of its title without article, the longest first, and ``containers`` those of the title of
    its journal or volume; ``people`` are its authors (its editors, if it has none), ``helpers`` the names of all other
    creators; ``facts`` are words that may follow the title, among them those of ``publisher`` and place.
    """

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
        """Whether a word is the last one of an author's family name, or differs from it by one slip of the pen."""
        return any(_is_alike(person.family[-1], word) for person in self.people)


def _is_alike(name: str, word: str) -> bool:
    if name == word:
        return True
    if len(name) < 6 or len(word) < 5 or name[:2] != word[:2] or abs(len(name) - len(word)) > 1:
        return False
    return SequenceMatcher(None, name, word, autojunk=False).ratio() >= 0.85


class WorkIndex:
    """The works by key, by the first word of their titles and by the last word of their authors' family names."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self.by_key = {key: _indexed(work, works) for key, work in works.items()}
        self.by_title: dict[str, list[tuple[tuple[str, ...], IndexedWork]]] = {}
        self.by_family: dict[str, list[IndexedWork]] = {}
        self.people: set[str] = set()
        """All words of names of authors."""
        for candidate in self.by_key.values():
            for title in candidate.titles:
                self.by_title.setdefault(title[0], []).append((title, candidate))
            for person in candidate.people:
                self.people |= {*person.family, *person.given}
                same = self.by_family.setdefault(person.family[-1], [])
                same += [] if candidate in same else [candidate]

    def same_title(self, title: tuple[str, ...]) -> int:
        """How many works have a title."""
        return len({candidate.work.key for form, candidate in self.by_title.get(title[0], ()) if form == title})


def _indexed(work: Work, works: Mapping[str, Work]) -> IndexedWork:
    volume = works.get(work.part_of)
    both = (work, volume) if volume else (work,)
    container = work.container_title or (volume.title if volume else "")
    helpers = [creator for creator in work.creators if creator.role != "author"]
    helpers += volume.creators if volume else ()
    years = {date[:4] for date in (work.original_date, *(source.issued for source in both)) if date}
    publisher = {word for source in both for word in _words(f"{source.publisher} {source.publisher_place}")}
    numbers = _words(f"{work.volume} {work.issue} {work.collection_number} {work.edition}")
    titles = f"{work.subtitle} {container} {work.container_subtitle} {work.collection_title} {work.number_of_volumes}"
    days = {part.lstrip("0") for date in (work.issued, work.original_date) for part in date.split("-")[2:]}
    return IndexedWork(
        work,
        titles=_titles(work),
        people=_authors(work),
        helpers=frozenset(word for creator in helpers for word in _person(creator).names),
        facts=frozenset({*_words(titles), *publisher, *years, *numbers, *days} - GLUE),
        years=frozenset(years),
        containers=_titles(volume) if volume else tuple(filter(None, [tuple(_without_article(container))])),
        publisher=frozenset(publisher) - GLUE,
        numbers=frozenset(numbers),
    )


def _authors(work: Work) -> tuple[Person, ...]:
    """The authors of a work, or its editors if it has none."""
    by_role = ([creator for creator in work.creators if creator.role == role] for role in ("author", "editor"))
    people = map(_person, next(filter(None, by_role), []))
    return tuple(person for person in people if person.family)


def _words(text: str) -> list[str]:
    return [token.word for token in tokens(text) if token.word]


def _without_article(title: str) -> list[str]:
    words = _words(title)
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _titles(work: Work) -> tuple[tuple[str, ...], ...]:
    """The forms of a title, longest first: whole, without parentheses at its end, without numbers there, and short."""
    without_parentheses = re.sub(r"\s*\([^()]*\)$", "", work.title)
    forms = {tuple(_without_article(title)) for title in (work.title, without_parentheses, work.short_title)}
    without_numbers = tuple(_without_article(work.title))
    while len(without_numbers) > 1 and without_numbers[-1].isdigit():
        without_numbers = without_numbers[:-1]
    return tuple(sorted(filter(None, {*forms, without_numbers}), key=lambda form: (-len(form), form)))


def _person(creator: Creator) -> Person:
    name = creator.name
    return Person(tuple(_words(name.family or name.literal)), tuple(_words(name.given)), tuple(_words(name.particle)))
