"""The files of a site, made or known to be what they were: what changed, and what a reader may follow.

Of every page it is kept from what it was made (its mark), a hash of its content, what was told of it and what can be
found in it; a page with the same mark is not made again.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from pickle import dumps
from typing import Any, NamedTuple

from edition import publish
from edition.check_site import check_site
from edition.kept import Store
from edition.model import Output, Plan, Problem, Record
from edition.render import beside, page
from edition.render.data import data
from edition.render.pages import pages
from edition.survey import Survey, mark
from edition.team import Team


class Made(NamedTuple):
    """A file of the site: the mark of what it was made from (if that is known), a hash of its content, of a page what
    was told of it (a line for each), and what can be found in it."""

    mark: str
    content: bytes
    told: str
    records: tuple[Record, ...]


class Site:
    """The site of a survey; what is new in it is written into the folder ``aside``."""

    def __init__(self, survey: Survey, store: Store, aside: Path, standing: Collection[str]) -> None:
        """``standing`` are the files that the last build left and nobody touched."""
        self.survey, self.store, self.aside = survey, store, aside
        kept: dict[str, Made] = store.get("made", "0" * 64) or {}
        self.before = {uri: each for uri, each in kept.items() if uri in standing}
        self.made: dict[str, Made] = {}
        self.new: set[str] = set()

    def make(self, books: tuple[Output, ...], pictures: Mapping[str, Path]) -> None:
        """Make all that is not what it was."""
        edition = self.survey.edition
        files = (*books, *data(edition))
        names = tuple(file.uri for file in files)
        stands_on = mark(self.survey.stands_on, names).encode()
        waiting: list[tuple[Plan, str]] = []
        order = []
        for plan in pages(edition):
            order.append(plan.uri)
            known = self.before.get(plan.uri)
            made_from = "" if plan.of is None else _hash(stands_on + dumps(plan.of, 5)).hex()
            if known and made_from and known.mark == made_from:
                self.made[plan.uri] = known
            else:
                waiting.append((plan, made_from))
        team = Team(lambda share: self._pages(share, names), waiting)
        for uri, made, is_new in team.results():
            self.made[uri] = made
            self.new.update([uri] if is_new else [])
        self.made = {uri: self.made[uri] for uri in order}
        self.take(files)
        self.take(beside(edition, order, [record for each in self.made.values() for record in each.records], files))
        for uri, path in pictures.items():
            known = self.made.setdefault(uri, Made("", _hash(path.read_bytes()), "", ()))
            if self._differs(uri, known):
                publish.copy(path, self.aside / uri)

    def _pages(self, share: Sequence[tuple[Plan, str]], names: tuple[str, ...]) -> Generator[Any, Any, None]:
        """The work of a process: it makes its share of the pages and writes those that are not what they were."""
        for plan, made_from in share:
            output = page(self.survey.edition, plan.make(), names)
            made = _made(output, made_from)
            differs = self._differs(plan.uri, made)
            if differs:
                publish.put((output,), self.aside)
            yield plan.uri, made, differs

    def take(self, outputs: Any) -> None:
        """Note finished files, and write those that are not what they were."""
        for output in outputs:
            made = self.made[output.uri] = _made(output)
            if self._differs(output.uri, made):
                publish.put((output,), self.aside)

    def _differs(self, uri: str, made: Made) -> bool:
        same = uri in self.before and self.before[uri].content == made.content
        self.new.update([] if same else [uri])
        return not same

    @property
    def files(self) -> Collection[str]:
        """The addresses of all files."""
        return self.made.keys()

    def findings(self, site: Path) -> tuple[Problem, ...]:
        """What is wrong with the finished pages, those among them that stand in the last site."""
        pages = {uri: _read(made.told) for uri, made in self.made.items() if made.told}

        def content(uri: str) -> str:
            return ((self.aside if uri in self.new else site) / uri).read_text("utf-8")

        return check_site(pages, self.files, content)

    def remember(self) -> None:
        """Keep for the next build what this one made."""
        self.store.put("made", "0" * 64, self.made)


def _made(output: Output, made_from: str = "") -> Made:
    told = "\n".join([f"{key} {value}" for key, value in output.told])
    return Made(made_from, _hash(output.content), told, output.records)


def _read(told: str) -> list[tuple[str, str]]:
    lines = (line.partition(" ") for line in told.split("\n"))
    return [(key, value) for key, _, value in lines]


def _hash(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()
