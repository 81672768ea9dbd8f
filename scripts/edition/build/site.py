"""The files of a site: made anew, or kept from the last build where nothing has changed.

The cache has the dependencies of every plan with their hashes, and the checksum of every file. A plan whose
dependencies have not changed is not made again; a file whose checksum has not changed is not written again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from edition.build.cache import Cache, combined
from edition.build.incremental import IncrementalEdition
from edition.build.outputs import MadeFile, concluding, downloadable, made, made_file, plans
from edition.build.site_folder import make_folder
from edition.build.tracked_memo import Hashed
from edition.build.workers import WORTH_A_PROCESS, in_processes
from edition.checks.links import check_site
from edition.checks.written_links import WrittenLinks
from edition.index.addresses import output_path
from edition.model.findings import Finding
from edition.model.output import Output, Plan, SearchRecord
from edition.site.search import Postings, leaves, postings

NAME = "site"
LONG = 0.15
"""Seconds. Plans that take longer are those made of the whole text."""


class Made(NamedTuple):
    """The outcome of a plan: its dependencies and its files."""

    dependencies: Hashed
    files: tuple[MadeFile, ...]


class Before(NamedTuple):
    """What the cache has of the last site: the hash of what all its pages depend on, all their dependencies, its plans
    (each with the numbers of its dependencies), the checksums of its other files, and its search."""

    base: str
    dependencies: Hashed
    plans: dict[str, tuple[frozenset[int], tuple[MadeFile, ...]]]
    others: dict[str, str]
    records: tuple[SearchRecord, ...]
    postings: Postings


NOTHING = Before("", (), {}, {}, (), {})
"""The state before the first build."""


class Site:
    """The site of an edition. Its new files are written into the folder ``aside``."""

    def __init__(self, incremental: IncrementalEdition, aside: Path, before: Before) -> None:
        self.incremental, self.edition, self.aside, self.before = incremental, incremental.edition, aside, before
        self.files_before = [file for _, files in before.plans.values() for file in files]
        self.checksums_before = {file.uri: file.checksum for file in self.files_before}
        self.checksums_before |= before.others
        self.plans: dict[str, Made] = {}
        self.pages: dict[str, MadeFile] = {}
        """Address → file, without those of the theme and of the search."""
        self.others: dict[str, str] = {}
        """The checksums of files that were made without a plan."""
        self.new: set[str] = set()
        self.editors: set[str] = set()
        """Files of the editor's own."""
        self.folders: set[str] = set()

    def make(self, with_books: bool) -> None:
        """Make every page and file that is new or out of date."""
        planned = tuple(plans(self.edition, with_books))
        self.downloadable = downloadable(planned)
        self.base = combined(self.incremental.base, tuple(self.downloadable))
        done = self._valid(planned)
        stale = sorted((plan for plan in planned if plan.uri not in done), key=lambda plan: -plan.seconds)
        done |= zip((plan.uri for plan in stale), self._all_made(stale), strict=True)
        self.plans = {plan.uri: done[plan.uri] for plan in planned}
        self.pages = {file.uri: file for made in self.plans.values() for file in made.files}
        self.new = {uri for uri, file in self.pages.items() if self._is_new(uri, file.checksum)}
        last = tuple(concluding(self.edition, self.pages, self.downloadable))
        self.take(last)
        self.pages |= {output.uri: made_file(output) for output in last if output.uri.endswith(".html")}
        self.records = tuple(record for file in self.pages.values() for record in file.records)
        self.postings = postings(self.records, self.before.records, self.before.postings)
        self.take(leaves(self.records, self.postings))

    def _valid(self, planned: Iterable[Plan]) -> dict[str, Made]:
        """Plans whose files from the last build are up to date. Each dependency is hashed once."""
        if self.before.base != self.base:
            return {}
        memo, known = self.incremental.memo, self.before.dependencies
        changed = {number for number, (table, key, old) in enumerate(known) if memo.digest(table, key) != old}
        plans = ((plan.uri, *self.before.plans[plan.uri]) for plan in planned if plan.uri in self.before.plans)
        holding = ((uri, numbers, files) for uri, numbers, files in plans if changed.isdisjoint(numbers))
        return {uri: Made(tuple(known[number] for number in numbers), files) for uri, numbers, files in holding}

    def _all_made(self, stale: Sequence[Plan]) -> Iterable[Made]:
        if stale and stale[0].seconds > LONG:
            self.incremental.read_texts()  # before processes are forked, so that each has them
        alone = sum(plan.seconds for plan in stale) < WORTH_A_PROCESS
        return map(self._made, stale) if alone else in_processes(self._made, stale)

    def _made(self, plan: Plan) -> Made:
        """Make the files of a plan, and write those that have changed."""
        memo = self.incremental.memo
        outputs, dependencies = memo.recorder.run(made, self.edition, plan, self.downloadable)
        files = tuple(map(made_file, outputs))
        for output, file in zip(outputs, files, strict=True):
            if self._is_new(file.uri, file.checksum):
                write(output, self.path(output.uri), self.aside, self.folders)
        return Made(memo.hashed(dependencies), files)

    def _is_new(self, uri: str, checksum: str) -> bool:
        return self.checksums_before.get(uri) != checksum

    def take(self, outputs: Iterable[Output]) -> None:
        """Add finished files to the site, and write those that have changed."""
        for output in outputs:
            self.others[output.uri] = checksum = sha256(output.content).hexdigest()
            if self._is_new(output.uri, checksum):
                self.new.add(output.uri)
                write(output, self.path(output.uri), self.aside, self.folders)

    def keep(self, files: Iterable[Output]) -> None:
        """Add the editor's own files, which have the same path in the site as in ``docs``."""
        files = tuple(files)
        self.editors = {file.uri for file in files}
        self.take(files)

    def path(self, uri: str) -> str:
        """The path of a file in the site, which depends on ``use_directory_urls``."""
        return uri if uri in self.editors else output_path(uri, self.edition.settings.directory_urls)

    @property
    def files(self) -> set[str]:
        """The addresses of all files made so far."""
        return self.pages.keys() | self.others.keys()

    @property
    def paths(self) -> set[str]:
        """The paths of all files in the site."""
        return set(map(self.path, self.files))

    @property
    def new_paths(self) -> set[str]:
        """The paths of the new files in the site."""
        return set(map(self.path, self.new))

    def findings(self, site: Path) -> tuple[Finding, ...]:
        """What is wrong with the finished pages; those that are not new lie in the last site.

        What was sound stays so while no file and no id is lost: then only new pages are looked at.
        """
        anchors = {uri: file.anchors for uri, file in self.pages.items() if uri.endswith(".html")}
        before = {file.uri: file.anchors for file in self.files_before}
        lost = not self.checksums_before.keys() <= self.files
        changed = (uri for uri in anchors.keys() & before.keys() if anchors[uri] != before[uri])
        lost = lost or any(not set(before[uri].ids) <= set(anchors[uri].ids) for uri in changed)

        def content(uri: str) -> str:
            return ((self.aside if uri in self.new else site) / self.path(uri)).read_text("utf-8")

        written = WrittenLinks(self.edition, self.incremental.texts)
        return check_site(anchors, anchors if lost else self.new & anchors.keys(), self.files, content, written)

    def remember(self, cache: Cache, key: str) -> None:
        """Store the state of this build in the cache; ``key`` is the fingerprint of its sources."""
        numbers: dict[tuple[str, str, str], int] = defaultdict(count().__next__)
        plans = {
            uri: (frozenset(map(numbers.__getitem__, made.dependencies)), made.files)
            for uri, made in self.plans.items()
        }
        known = Before(self.base, tuple(numbers), plans, self.others, self.records, self.postings)
        cache.put(NAME, key, tuple(known), in_memory=False)


def before(cache: Cache, key: str) -> Before:
    """The cached state of the site that was built from sources with this fingerprint."""
    known = cache.get(NAME, key, in_memory=False) if key else None
    return Before(*known) if known else NOTHING


def write(output: Output, path: str, folder: Path, folders: set[str]) -> None:
    """Write a file of the site to a path in a folder; ``folders`` are those known to exist."""
    target = f"{folder}/{path}"
    make_folder(target, folders)
    with open(target, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(output.content)
