"""Names in a text: those of registers, in the forms given there and in forms derived from these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from edition.authoring.source_map import Passage
from edition.authoring.text_ranges import Range, overlaps_any, without_overlaps
from edition.index.uses import Namer, namer
from edition.model.edition import Edition
from edition.model.records import Entry

_GENITIVE_IN_S = frozenset("de nl sv da nb nn no".split())
"""Languages in which the genitive of a name ends in s without an apostrophe."""
_PERSON = re.compile(
    r"(?:[A-ZÀ-Þ][a-zà-ÿ]+|[A-Z]\.)(?:[ -](?:[A-ZÀ-Þ][a-zà-ÿ]+|[A-Z]\.|de|van|von|der|du|Le|La)){0,3}"
    r" [A-ZÀ-Þ][a-zà-ÿ]{2,}"
)


class NameMatch(NamedTuple):
    """A name found in a passage, from ``start`` to ``end`` of the words; ``key`` is that of its entry."""

    start: int
    end: int
    key: str
    sure: bool
    why: str


class Names:
    """Finds the names of registers in passages, which are given in the order of the text."""

    def __init__(self, edition: Edition) -> None:
        self.namer: Namer = namer(edition)
        self.people = {key for key, entry in edition.entries.items() if edition.registers[entry.register].of_people}
        self.genitive_in_s = edition.metadata.language.split("-")[0] in _GENITIVE_IN_S
        people = [edition.entries[key] for key in self.people]
        self.initials = _of_one_person(_with_initials(people), self.namer.keys)
        self.families = _of_one_person(_family_names(people), self.namer.keys)
        self.seen: set[str] = set()
        """The keys of those who were named so far; a family name alone is sure only for these."""

    def matches_in(self, words: str) -> list[NameMatch]:
        """All names in the words of a passage, in their order; of names that overlap the longest."""
        names = [
            NameMatch(at, at + len(form), self.namer.keys[form], True, "a form of the register")
            for at, form in self.namer.forms_in(words)
        ]
        self.seen.update(name.key for name in names)
        for forms, why in ((self.initials, "initials and family name"), (self.families, "family name")):
            for form, key in forms.items():
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?P<s>s?)(?!\w)", words) if form in words else ():
                    sure = (forms is self.initials or key in self.seen) and (not match["s"] or self.genitive_in_s)
                    names.append(NameMatch(match.start(), match.end(), key, sure, why))
                    self.seen.update({key} if forms is self.initials else ())
        return without_overlaps(sorted(names, key=lambda name: (name.start - name.end, name.start)))


def _family_and_given(entry: Entry) -> tuple[str, list[str]]:
    """The family name and the given names of a person, by the form under which the entry is sorted."""
    family, _, given = entry.sort.partition(", ")
    return family, given.split()


def _with_initials(people: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Family names with the initials of all given names, and of the first; each with the key of the person."""
    for entry in people:
        family, given = _family_and_given(entry)
        for space in (" ", "") if given else ():
            yield f"{space.join(f'{name[0]}.' for name in given)} {family}", entry.key
            yield f"{given[0][0]}. {family}", entry.key


def _family_names(people: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Family names alone, each with the key of the person."""
    for entry in people:
        family, given = _family_and_given(entry)
        if given and family:
            yield family, entry.key


def _of_one_person(forms: Iterable[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """The key of each form that stands for only one person and is none of the registers."""
    keys: dict[str, set[str]] = {}
    for form, key in forms:
        keys.setdefault(form, set()).add(key)
    return {form: next(iter(people)) for form, people in keys.items() if len(people) == 1 and form not in known}


def unknown_people(passages: Iterable[Passage], known: Iterable[str]) -> list[tuple[str, int, str]]:
    """Names in the text that may be those of persons, and contain no ``known`` form: the name, how often it stands, and
    where first (``file:line``); the most frequent first."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    forms, in_order = set(known), list(passages)
    small = {word for passage in in_order for word in re.findall(r"\w+", passage.words) if word.islower()}
    for passage in in_order:
        for match in _PERSON.finditer(passage.words) if not passage.label else ():
            start = Range(match.start(), match.start() + 1)
            name = _without_first_word(match, small)
            is_marked = overlaps_any(start, (*passage.links, *passage.emphasis))
            if " " in name and not is_marked and not any(form in name for form in forms):
                counts[name] += 1
                first.setdefault(name, f"{passage.file}:{passage.line}")
    return [(name, number, first[name]) for name, number in counts.most_common()]


def _without_first_word(match: re.Match[str], small: set[str]) -> str:
    """A name without an article or preposition before it, and without a word that has its capital only because a
    sentence begins with it: elsewhere the text has it among its ``small`` words."""
    name = re.sub(r"^(?:The|A|An|In|On|At|Of|And|But|Der|Die|Das|Le|La|Les|Im|Am|Und) ", "", match[0])
    first, _, rest = name.partition(" ")
    begins = re.search(r"(?:^|[.?!:;]\s|[“„«‘(])$", match.string[: match.start()])
    return rest if begins and first.lower() in small else name
