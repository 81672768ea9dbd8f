"""The files of a site, made or known to be what they were: what changed, and what a reader may follow.

Of every page it is kept from what it was made (its mark), a hash of its content, what was told of it and what can be
found in it; a page with the same mark is not made again.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from pickle import dumps
from typing import Any, NamedTuple

from edition import publish
from edition.check_site import check_site
from edition.kept import Store
from edition.model import Output, Plan, Problem, Record
from edition.render import beside, files_among, output, plans_of, sized
from edition.survey import Survey, mark
from edition.team import Team

NO_MARK = "0" * 64
"""Of what is kept whatever it was made from: each of its parts has a mark."""


class Made(NamedTuple):
    """A file of the site: the mark of what it was made from (if that is known), its size and SHA-256, of a page what
    was told of it (a line for each), and what can be found in it."""

    mark: str
    size: int
    checksum: str
    told: str = ""
    records: tuple[Record, ...] = ()


class Site:
    """The site of a survey; what is new in it is written into the folder ``aside``."""

    def __init__(self, survey: Survey, store: Store, aside: Path, standing: Collection[str]) -> None:
        """``standing`` are the files that the last build left and nobody touched."""
        self.survey, self.store, self.aside = survey, store, aside
        kept: dict[str, Made] = store.get("made", NO_MARK) or {}
        self.before = {uri: each for uri, each in kept.items() if uri in standing}
        self.made: dict[str, Made] = {}
        self.new: set[str] = set()

    def make(self, books: tuple[Output, ...], pictures: Mapping[str, Path]) -> None:
        """Make all that is not what it was."""
        edition = self.survey.edition
        plans = tuple(plans_of(edition))
        names = (*(book.uri for book in books), *files_among(plans))
        stands_on = mark(self.survey.stands_on, names)
        waiting: list[tuple[Plan, str]] = []
        for plan in plans:
            made_from = "" if plan.of is None else sha256(stands_on.encode() + dumps(plan.of, 5)).hexdigest()
            known = self.before.get(plan.uri)
            if known and made_from and known.mark == made_from:
                self.made[plan.uri] = known
            else:
                waiting.append((plan, made_from))
        for uri, made in Team(lambda share: self._share(share, names), waiting).results():
            self._note(uri, made)
        self.made = {plan.uri: self.made[plan.uri] for plan in plans}
        self.take(books)
        files = {name: (self.made[name].size, self.made[name].checksum) for name in names}
        found = [record for each in self.made.values() for record in each.records]
        self.take(beside(edition, names, files, [plan.uri for plan in plans], found))
        for uri, path in pictures.items():
            if self._note(uri, Made("", *sized(path.read_bytes()))):
                publish.copy(path, self.aside / uri)

    def _share(self, share: Sequence[tuple[Plan, str]], names: tuple[str, ...]) -> Generator[Any, Any, None]:
        """The work of a process: it makes its share of the pages and writes those that are not what they were."""
        for plan, made_from in share:
            each = output(self.survey.edition, plan, names)
            made = _made(each, made_from)
            if self._note(plan.uri, made):
                publish.put((each,), self.aside)
            yield plan.uri, made

    def take(self, outputs: Iterable[Output]) -> None:
        """Note finished files, and write those that are not what they were."""
        publish.put((each for each in outputs if self._note(each.uri, _made(each))), self.aside)

    def _note(self, uri: str, made: Made) -> bool:
        """Note a file; whether it is another than it was."""
        self.made[uri] = made
        known = self.before.get(uri)
        differs = known is None or known[1:3] != made[1:3]
        if differs:
            self.new.add(uri)
        return differs

    @property
    def files(self) -> Collection[str]:
        """The addresses of all files."""
        return self.made.keys()

    def findings(self, site: Path) -> tuple[Problem, ...]:
        """What is wrong with the finished pages; those that are not new stand in the last site.

        What was sound stays so while no file and no id is lost: then only pages of which other things were told are
        looked at.
        """
        told = _Told(self.made)
        other = [uri for uri in self.made if uri not in self.before or self.before[uri].told != self.made[uri].told]
        lost = self.before.keys() - self.made.keys() or any(
            told.ids(self.before[uri]) - told.ids(self.made[uri]) for uri in other if uri in self.before
        )

        def content(uri: str) -> str:
            return ((self.aside if uri in self.new else site) / uri).read_text("utf-8")

        return check_site(told, [uri for uri in (self.made if lost else other) if uri in told], self.files, content)

    def remember(self) -> None:
        """Keep for the next build what this one made."""
        self.store.put("made", NO_MARK, self.made)


class _Told(Mapping[str, list[tuple[str, str]]]):
    """What was told of each page, read when it is asked for."""

    def __init__(self, made: Mapping[str, Made]) -> None:
        self.made = {uri: each for uri, each in made.items() if each.told}

    def __getitem__(self, uri: str) -> list[tuple[str, str]]:
        return self.read(self.made[uri])

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)

    def __contains__(self, uri: object) -> bool:
        return uri in self.made

    @staticmethod
    def read(made: Made) -> list[tuple[str, str]]:
        """The lines of a page."""
        lines = (line.partition(" ") for line in made.told.split("\n"))
        return [(key, value) for key, _, value in lines]

    def ids(self, made: Made) -> set[str]:
        """The ids of a page."""
        return {value for key, value in self.read(made) if key == "id"}


def _made(output: Output, made_from: str = "") -> Made:
    told = "\n".join([f"{key} {value}" for key, value in output.told])
    return Made(made_from, *sized(output.content), told, output.records)
