"""The edition as its sources are at the moment, for ``edition serve``: each page is made when it is asked for."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import click

from edition.build import configuration
from edition.build.cache import FOLDER, Cache, engine
from edition.build.incremental import IncrementalEdition
from edition.build.outputs import everything, one
from edition.checks import check
from edition.index.addresses import section_uri
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY, DOCS
from edition.model.settings import CONFIGURATION
from edition.model.tree import Node
from edition.site.contents import pages
from edition.sources.files import contents, paths_below
from edition.sources.load import decoded
from edition.unforeseen import of_engine

OF_ALL_PAGES = ("search/", "data/", "about/", "sitemap.xml", "CITATION.cff")
"""What is made of all pages together, or is rarely looked at: asked for one of these, everything is made."""

PRINTED = 20
"""Findings that are printed in the terminal after a change; the browser shows all."""
Stamps = tuple[tuple[str, int, int], ...]
"""Name, size and time (in nanoseconds) of files."""


class Place(NamedTuple):
    """Where a finding is to be shown: the address of a page, and the anchor of a block or note in it."""

    uri: str
    anchor: str
    finding: Finding


class LiveEdition:
    """The sources of a project as last seen, the edition that they make, and the files of the site made of it so far.

    Several threads may ask at once.
    """

    def __init__(self, project: Path) -> None:
        self.project = project
        self.lock = Lock()
        self.cache = Cache(project / FOLDER)
        self.docs = DOCS
        self.seen: Stamps = ()
        self.made: dict[str, bytes] = {}
        self.incremental: IncrementalEdition | None = None
        self.edition: Edition | None = None
        self.checker = ThreadPoolExecutor(1)
        self.findings: Future[tuple[Finding, ...]] = Future()

    def stamps(self) -> Stamps:
        """The state of all sources: another than before, if any of them has changed. Files that vanish are left out."""
        stamps = []
        below = (path for folder in (BIBLIOGRAPHY, self.docs) for path in paths_below(self.project, folder, []))
        for path in (CONFIGURATION, *below):
            with suppress(OSError):
                stat = os.stat(f"{self.project}/{path}")  # noqa: PTH116 (of every file, many times a second)
                stamps.append((path, stat.st_size, stat.st_mtime_ns))
        return tuple(sorted(stamps))

    def content(self, uri: str) -> bytes | None:
        """The content of a file of the site, made of the sources as they are now; None if there is no such file."""
        with self.lock:
            edition = self._current()
            uri = self._page(edition, uri)
            if uri not in self.made:
                output = one(edition, uri)
                if output is None and uri.startswith(OF_ALL_PAGES):
                    self.made |= {output.uri: output.content for output in everything(edition)}
                elif output:
                    self.made[uri] = output.content
            if uri in self.made:
                return self.made[uri]
        return self._picture(uri)

    def _page(self, edition: Edition, uri: str) -> str:
        """The address by which the engine knows a page that is asked for in the form of ``use_directory_urls``."""
        page = f"{uri.removesuffix('/index.html')}.html"
        in_folder = edition.settings.directory_urls and uri.endswith("/index.html") and not uri.startswith("id/")
        return page if in_folder and uri not in {plan.uri for plan in pages(edition)} else uri

    def _picture(self, uri: str) -> bytes | None:
        """What lies in ``docs`` at an address beside the Markdown, unless a link leads out of there."""
        docs = os.path.realpath(self.project / self.docs)
        try:
            path = Path(os.path.realpath(f"{docs}/{uri}"))
            inside = path.is_relative_to(docs) and path.is_file() and not uri.endswith(".md")
            return path.read_bytes() if inside else None
        except (OSError, ValueError):  # it has vanished, or no file can be called so
            return None

    def findings_on(self, uri: str) -> tuple[Place, ...]:
        """The findings on the Markdown file of a page, and on all files that are no page of their own (registers)."""
        with self.lock:
            uri = self._page(self._current(), uri)
        return tuple(place for place in self.all_findings() if place.uri in ("", uri))

    def all_findings(self) -> tuple[Place, ...]:
        """All findings, each with the page on which it stands, and the block or note there; "" for what has no page."""
        with self.lock:
            edition, findings = self._current(), self.findings
        pages = {section.location.file: section_uri(section.slug) for section in edition.sections}
        pages |= {page.location.file: f"{page.uri}.html" for page in edition.prose}
        blocks: dict[str, list[tuple[int, str]]] = {}
        for section in edition.sections:
            parts = [(paragraph.location, paragraph.anchor) for paragraph in section.paragraphs]
            parts += [(note.location, note.anchor) for note in section.notes]
            without = (node for node in section.body if isinstance(node, Node) and not node.id)
            parts += [(SourceLocation(section.location.file, node.line), "") for node in without]
            for location, anchor in parts:
                blocks.setdefault(location.file, []).append((location.line, anchor))
        places = []
        for finding in findings.result():
            file, line = finding.location
            before = [block for block in sorted(blocks.get(file, ())) if block[0] <= line]
            places.append(Place(pages.get(file, ""), before[-1][1] if before else "", finding))
        return tuple(places)

    def _current(self) -> Edition:
        """The edition of the sources as they are now. Findings are printed while its page is on its way."""
        stamps = self.stamps()
        if self.edition is None or stamps != self.seen:
            settings, findings = configuration.settings(self.project, self.cache)
            if not findings:
                configuration.remember(self.project, self.cache, settings)
            self.docs = settings.docs_dir
            sources = decoded(contents(self.project, settings, drafts=True), settings, findings)
            self.incremental = IncrementalEdition(sources, self.cache, engine(), self.incremental)
            self.incremental.compute(keep_texts=False)
            self.edition, self.seen, self.made = self.incremental.edition, stamps, {}
            self.findings = self.checker.submit(check, self.edition)
            self.findings.add_done_callback(_print)
        return self.edition


def _print(findings: Future[tuple[Finding, ...]]) -> None:
    if error := findings.exception():
        click.echo(of_engine("The check", error), err=True)
        return
    for finding in findings.result()[:PRINTED]:
        click.echo(str(finding), err=True)
    if more := len(findings.result()[PRINTED:]):
        click.echo(f"{more} more; all of them are listed in the browser, under “All findings”.", err=True)
