"""Names in a text: those of the registers in the forms that they give, and in forms that follow from these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from edition.authoring.source_map import Passage
from edition.authoring.text_ranges import without_overlaps
from edition.index.uses import Namer, namer
from edition.model.edition import Edition
from edition.model.records import Entry

GENITIVE = frozenset("de nl sv da nb nn no".split())
"""Languages in which the genitive of a name is formed with s alone."""
_PERSON = re.compile(
    r"(?:[A-ZÀ-Þ][a-zà-ÿ]+|[A-Z]\.)(?:[ -](?:[A-ZÀ-Þ][a-zà-ÿ]+|[A-Z]\.|de|van|von|der|du|Le|La)){0,3}"
    r" [A-ZÀ-Þ][a-zà-ÿ]{2,}"
)


class NameMatch(NamedTuple):
    """A name found: where its words stand, of which entry, and whether that is sure."""

    start: int
    end: int
    key: str
    sure: bool
    why: str


class Names:
    """Finds the names of the registers in passages, which are given one after another."""

    def __init__(self, edition: Edition) -> None:
        self.namer: Namer = namer(edition)
        self.people = {key for key, entry in edition.entries.items() if edition.registers[entry.register].of_people}
        self.genitive = edition.metadata.language.split("-")[0] in GENITIVE
        people = [edition.entries[key] for key in self.people]
        self.initials = dict(_initials(people, self.namer.keys))
        self.families = dict(_families(people, self.namer.keys))
        self.seen: set[str] = set()

    def matches_in(self, words: str) -> list[NameMatch]:
        """All names in the words of a passage, in their order; a longer one before a shorter in it."""
        names = [self._naming(words, at, form) for at, form in self.namer.forms_in(words)]
        self.seen.update(naming.key for naming in names)
        for forms, why in ((self.initials, "initials and family name"), (self.families, "family name")):
            for form, key in forms.items():
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?P<s>s?)(?!\w)", words) if form in words else ():
                    sure = (forms is self.initials or key in self.seen) and (not match["s"] or self.genitive)
                    names.append(NameMatch(match.start(), match.end(), key, sure, why))
                    self.seen.update({key} if forms is self.initials else ())
        return without_overlaps(sorted(names, key=lambda name: (name.start - name.end, name.start)))

    def _naming(self, words: str, at: int, form: str) -> NameMatch:
        return NameMatch(at, at + len(form), self.namer.keys[form], True, "a form of the register")


def _parted(entry: Entry) -> tuple[str, list[str]]:
    """The family name of a person, and the given names, as the heading of the register has them."""
    family, _, given = entry.sort.partition(", ")
    return family, given.split()


def _initials(people: Iterable[Entry], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Forms with initials that stand for only one person, and are not among those of the registers."""
    keys_by_form: dict[str, set[str]] = {}
    for entry in people:
        family, given = _parted(entry)
        for space in (" ", "") if given else ():
            letters = space.join(f"{name[0]}." for name in given)
            for form in (f"{letters} {family}", f"{given[0][0]}. {family}"):
                keys_by_form.setdefault(form, set()).add(entry.key)
    yield from ((form, next(iter(keys))) for form, keys in keys_by_form.items() if len(keys) == 1 and form not in known)


def _families(people: Iterable[Entry], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Family names that only one person has, and that are no form of the registers."""
    keys_by_name: dict[str, set[str]] = {}
    for entry in people:
        family, given = _parted(entry)
        if given and family:
            keys_by_name.setdefault(family, set()).add(entry.key)
    yield from ((form, next(iter(keys))) for form, keys in keys_by_name.items() if len(keys) == 1 and form not in known)


def unknown_people(passages: Iterable[Passage], known: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Names that look like those of persons without an entry: the name, how often it stands, and where first."""
    counts: Counter[str] = Counter()
    places: dict[str, str] = {}
    forms, every = set(known), list(passages)
    small = {word for passage in every for word in re.findall(r"\w+", passage.words) if word.islower()}
    for passage in every:
        if passage.label:
            continue
        for match in _PERSON.finditer(passage.words):
            name = re.sub(r"^(?:The|A|An|In|On|At|Of|And|But|Der|Die|Das|Le|La|Les|Im|Am|Und) ", "", match[0])
            first, _, rest = name.partition(" ")
            begins = re.search(r"(?:^|[.?!:;]\s|[“„«‘(])$", passage.words[: match.start()])
            name = rest if begins and first.lower() in small else name  # the first word of a sentence is no name
            linked = any(start <= match.start() < end for start, end, _ in passage.links)
            emphasized = any(start <= match.start() < end for start, end in passage.emphasis)
            if " " in name and not linked and not emphasized and not any(form in name for form in forms):
                counts[name] += 1
                places.setdefault(name, f"{passage.file}:{passage.line}")
    return [(name, number, places[name]) for name, number in counts.most_common()]
