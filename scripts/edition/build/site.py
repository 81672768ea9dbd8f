"""The files of a site, made or known to be what they were: what changed, and what a reader may follow.

Of every page it is kept from what it was made (its mark), a hash of its content, what was told of it and what can be
found in it; a page with the same mark is not made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Iterable
from hashlib import sha256
from math import inf
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from edition.build.cache import Store
from edition.build.outputs import Names, beside, files_among, last_page, output, plans_of, sized
from edition.build.survey import Survey
from edition.build.workers import Team
from edition.checks.links import check_site, ids
from edition.model.digest import looking, mark, stood
from edition.model.findings import Finding
from edition.model.output import Output, Plan
from edition.permanence.ledger import all_names
from edition.permanence.permalinks import resolvers
from edition.site.search import NOTHING, Index, listed, search

A_TIME = 200
"""Pages that are told of together."""
SECONDS = 0.001
"""What a page takes, about."""


class Made(NamedTuple):
    """A file of the site: the mark of what it was made from (if that is known), its size and SHA-256; of a page what
    was told of it and what can be found in it, a line for each; at whom in the registers it looked, and how they stood
    (their mark)."""

    mark: str
    size: int
    checksum: str
    told: str = ""
    records: str = ""
    looked: str = ""
    stood: str = ""


class Kept(NamedTuple):
    """What is kept of a site: what was planned, the checksums of all other files, on what the resolvers stood, the
    index of the search, its records left out, and the mark of the registers."""

    planned: dict[str, Made]
    others: dict[str, str]
    ways: str
    search: Index
    registers: str


class Site:
    """The site of a survey; what is new in it is written into the folder ``aside``."""

    def __init__(self, survey: Survey, store: Store, aside: Path, left: str = "") -> None:
        """``left`` is the mark of the site that the last build left, if nobody touched it."""
        self.survey, self.store, self.aside = survey, store, aside
        planned, *kept = (left and store.get("made", left)) or ({}, {}, "", NOTHING, "")
        self.before = Kept({uri: Made(*each) for uri, each in planned.items()}, *kept)
        self.made: dict[str, Made] = {}
        self.others: dict[str, str] = {}
        """The checksums of files that were not planned."""
        self.told: dict[str, str] = {}
        """What was told of those among them that are pages."""
        self.new: set[str] = set()
        self.folders: set[str] = set()

    def make(self, books: tuple[Output, ...]) -> None:
        """Make all that is not what it was."""
        edition = self.survey.edition
        plans = tuple(plans_of(edition))
        names = files_among(plans, books)
        stands_on = mark(self.survey.stands_on, [*names])
        self._planned(plans, names, stands_on)
        self.take(books)
        sizes = {book.uri: sized(book.content) for book in books}
        sizes |= {name: (self.made[name].size, self.made[name].checksum) for name in names if name in self.made}
        last = last_page(edition, names, sizes)
        self.take((last, *beside(edition, [*self.made, last.uri])))
        self._search(last.records)

    def _planned(self, plans: tuple[Plan, ...], names: Names, stands_on: str) -> None:
        waiting: list[tuple[float, Plan, str]] = []
        packed = json.JSONEncoder(default=repr, ensure_ascii=False).encode
        for plan in plans:
            of = stands_on + packed(plan.of)
            made_from = "" if plan.of is None else sha256(of.encode()).hexdigest()
            known = self.before.planned.get(plan.uri)
            if known and made_from and known.mark == made_from and self._stands(known):
                self.made[plan.uri] = known
            else:
                waiting.append((len(of) if made_from else inf, plan, made_from))
        waiting.sort(key=itemgetter(0), reverse=True)  # what depends on most takes longest
        team = Team(lambda share: self._share(share, names, len(waiting) // 4), waiting, SECONDS)
        self._lead(stands_on)  # while others are at work
        for uri, made in (each for share in team.results() for each in share):
            self._note(uri, Made(*made))
        self.made = {plan.uri: self.made[plan.uri] for plan in plans}

    def _stands(self, known: Made) -> bool:
        """Whether all at whom a page looked are as they were."""
        now = self.survey
        return self.before.registers == now.shared or known.stood == stood(now.edition, known.looked.split())

    def _lead(self, stands_on: str) -> None:
        """Make the resolvers, if anything leads elsewhere than before."""
        self.ways = mark(stands_on, self.survey.shared, all_names(self.survey.edition))
        if self.ways == self.before.ways:
            self.others |= {uri: checksum for uri, checksum in self.before.others.items() if uri.startswith("id/")}
        else:
            self.take(resolvers(self.survey.edition))

    def _share(self, share: Iterable[tuple[float, Plan, str]], names: Names, quiet: int) -> Generator[Any, Any, None]:
        """The work of a process: it makes its share of the pages and writes those that are not what they were.

        It says nothing before a number of them is done: till then nobody may be there to listen.
        """
        done: list[tuple[str, tuple[Any, ...]]] = []
        for number, (_, plan, made_from) in enumerate(share):
            if number > quiet and len(done) > A_TIME:
                yield done
                done = []
            each, looked = looking(lambda: output(self.survey.edition, plan, names))  # noqa: B023
            now = stood(self.survey.edition, looked)
            made = Made(made_from, *sized(each.content), each.told, each.records, " ".join(looked), now)
            if self._note(plan.uri, made):
                put(each, self.aside, self.folders)
            done.append((plan.uri, tuple(made)))  # packed and unpacked in half the time
        yield done

    def _search(self, last: str) -> None:
        before, own = self.before.search, listed([last])
        old = [*listed(made.records for made in self.before.planned.values()), *before.records]
        found = [*listed(made.records for made in self.made.values()), *own]
        index, leaves = search(found, before._replace(records=old))
        self.take(leaves)
        self.index = index._replace(records=own)

    def take(self, outputs: Iterable[Output | str]) -> None:
        """Note finished files, and write those that are not what they were; of what was not made there is the name."""
        for each in outputs:
            if isinstance(each, str):
                self.others[each] = self.before.others[each]
                continue
            if self._is_new(each.uri, sha256(each.content).hexdigest()):
                put(each, self.aside, self.folders)
            if each.told:
                self.told[each.uri] = each.told

    def _is_new(self, uri: str, checksum: str) -> bool:
        """Note a file that was not planned; whether it is another than it was."""
        self.others[uri] = checksum
        differs = self.before.others.get(uri) != checksum
        if differs:
            self.new.add(uri)
        return differs

    def _note(self, uri: str, made: Made) -> bool:
        """Note a file that was planned; whether it is another than it was."""
        self.made[uri] = made
        known = self.before.planned.get(uri)
        differs = known is None or known.checksum != made.checksum
        if differs:
            self.new.add(uri)
        return differs

    @property
    def files(self) -> set[str]:
        """The addresses of all files that are made by now."""
        return self.made.keys() | self.others.keys()

    def findings(self, site: Path) -> tuple[Finding, ...]:
        """What is wrong with the finished pages; those that are not new stand in the last site.

        What was sound stays so while no file and no id is lost: then only new pages are looked at.
        """
        before, files = self.before.planned, self.files
        told = {uri: made.told for uri, made in self.made.items() if made.told} | self.told
        other = [uri for uri in before.keys() & self.made.keys() if before[uri].told != self.made[uri].told]
        lost = not (before.keys() | self.before.others.keys()) <= files
        lost = lost or any(ids(before[uri].told) - ids(self.made[uri].told) for uri in other)

        def content(uri: str) -> str:
            return ((self.aside if uri in self.new else site) / uri).read_text("utf-8")

        return check_site(told, told if lost else self.new & told.keys(), files, content)

    def remember(self, mark: str) -> None:
        """Keep for the next build what this one made; ``mark`` is that of the site."""
        planned = {uri: tuple(made) for uri, made in self.made.items()}
        self.store.put("made", mark, (planned, self.others, self.ways, self.index, self.survey.shared))


def put(made: Output, folder: Path, there: set[str]) -> None:
    """Write an output into a folder; ``there`` are the folders that need not be made any more."""
    target = f"{folder}/{made.uri}"
    parent = target.rpartition("/")[0]
    # There are thousands of files: Path, makedirs and buffers would be felt.
    if parent not in there:
        try:
            os.mkdir(parent)  # noqa: PTH102
        except OSError:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
        there.add(parent)
    with open(target, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(made.content)
