"""The files of a site, made or known to be what they were: what changed, and what a reader may follow.

Of every page it is kept from what it was made (its mark), a hash of its content, what was told of it and what can be
found in it; a page with the same mark is not made again.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from pickle import dumps
from typing import Any, NamedTuple

from edition import publish
from edition.check_site import check_site
from edition.kept import Store
from edition.markup import Told
from edition.model import Output, Plan, Problem, Record
from edition.render import beside, files_among, last_page, output, plans_of, sized
from edition.render.search import NOTHING, Index, search
from edition.survey import Survey, mark
from edition.team import Team


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
        kept: tuple[dict[str, Made], dict[str, str], Index] | None = store.get("made", survey.engine)
        planned, self.others, self.index = kept or ({}, {}, NOTHING)
        self.before: dict[str, Made] = {uri: each for uri, each in planned.items() if uri in standing}
        if not standing:
            self.others, self.index = {}, NOTHING
        self.made: dict[str, Made] = {}
        self.beside: dict[str, str] = {}
        """The checksums of files that were not planned."""
        self.told: dict[str, Told] = {}
        """What was told of them."""
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
        sizes = {book.uri: sized(book.content) for book in books}
        sizes |= {name: (self.made[name].size, self.made[name].checksum) for name in names if name in self.made}
        last = last_page(edition, names, sizes)
        records = [record for each in self.made.values() for record in each.records] + list(last.records)
        old = [record for each in self.before.values() for record in each.records] if self.index.firsts else []
        self.index, leaves = search(records, self.index._replace(records=[*old, *self.index.records]))
        self.take((*books, last, *beside(edition, [*self.made, last.uri])))
        self.take(leaves)
        self.index = self.index._replace(records=last.records)
        for uri, path in pictures.items():
            if self._is_new(uri, sha256(path.read_bytes()).hexdigest()):
                publish.copy(path, self.aside / uri)

    def _share(self, share: Sequence[tuple[Plan, str]], names: tuple[str, ...]) -> Generator[Any, Any, None]:
        """The work of a process: it makes its share of the pages and writes those that are not what they were."""
        for plan, made_from in share:
            each = output(self.survey.edition, plan, names)
            made = _made(each, made_from)
            if self._note(plan.uri, made):
                publish.put((each,), self.aside)
            yield plan.uri, made

    def take(self, outputs: Iterable[Output | str]) -> None:
        """Note finished files, and write those that are not what they were; of what was not made there is the name."""
        for each in outputs:
            if isinstance(each, str):
                self.beside[each] = self.others[each]
            elif self._is_new(each.uri, sha256(each.content).hexdigest()):
                publish.put((each,), self.aside)
            if isinstance(each, Output) and each.told:
                self.told[each.uri] = list(each.told)

    def _is_new(self, uri: str, checksum: str) -> bool:
        """Note a file that was not planned; whether it is another than it was."""
        self.beside[uri] = checksum
        differs = self.others.get(uri) != checksum
        if differs:
            self.new.add(uri)
        return differs

    def _note(self, uri: str, made: Made) -> bool:
        """Note a file that was planned; whether it is another than it was."""
        self.made[uri] = made
        known = self.before.get(uri)
        differs = known is None or known.checksum != made.checksum
        if differs:
            self.new.add(uri)
        return differs

    @property
    def files(self) -> Collection[str]:
        """The addresses of all files."""
        return self.made.keys() | self.beside.keys()

    def findings(self, site: Path) -> tuple[Problem, ...]:
        """What is wrong with the finished pages; those that are not new stand in the last site.

        What was sound stays so while no file and no id is lost: then only pages of which other things were told are
        looked at.
        """
        told = _Told(self.made, self.told)
        other = [uri for uri in self.made if uri not in self.before or self.before[uri].told != self.made[uri].told]
        lost = (self.before.keys() | self.others.keys()) - {*self.files} or any(
            told.ids(self.before[uri]) - told.ids(self.made[uri]) for uri in other if uri in self.before
        )
        other += [uri for uri in self.told if uri in self.new]

        def content(uri: str) -> str:
            return ((self.aside if uri in self.new else site) / uri).read_text("utf-8")

        return check_site(told, [uri for uri in (told if lost else other) if uri in told], self.files, content)

    def remember(self) -> None:
        """Keep for the next build what this one made."""
        self.store.put("made", self.survey.engine, (self.made, self.beside, self.index))


class _Told(Mapping[str, Told]):
    """What was told of each page, read when it is asked for."""

    def __init__(self, planned: Mapping[str, Made], others: Mapping[str, Told]) -> None:
        self.planned = {uri: each for uri, each in planned.items() if each.told}
        self.others = others

    def __getitem__(self, uri: str) -> Told:
        return self.read(self.planned[uri]) if uri in self.planned else self.others[uri]

    def __iter__(self) -> Iterator[str]:
        return chain(self.planned, self.others)

    def __len__(self) -> int:
        return len(self.planned) + len(self.others)

    def __contains__(self, uri: object) -> bool:
        return uri in self.planned or uri in self.others

    @staticmethod
    def read(made: Made) -> Told:
        """The lines of a page."""
        lines = (line.partition(" ") for line in made.told.split("\n"))
        return [(key, value) for key, _, value in lines]

    def ids(self, made: Made) -> set[str]:
        """The ids of a page."""
        return {value for key, value in self.read(made) if key == "id"}


def _made(output: Output, made_from: str = "") -> Made:
    told = "\n".join([f"{key} {value}" for key, value in output.told])
    return Made(made_from, *sized(output.content), told, output.records)
