"""The steps of a build, in their order: the one way in which the command, mkdocs, releases and tests make a site."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import starmap
from os.path import realpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from edition.build import configuration, site_folder
from edition.build.cache import FOLDER, Cache, engine, fingerprint
from edition.build.publication import finish, identity, locked, new_folder, publish
from edition.build.site_state import SiteState
from edition.model.findings import Finding, Refused
from edition.model.output import Output
from edition.model.settings import SiteSettings
from edition.sources.files import Files, contents, pictures

Configured = tuple[SiteSettings, tuple[Finding, ...]]
"""The settings of a project, and what is wrong with them."""

if TYPE_CHECKING:
    from edition.build.site import Before, Site


WARNINGS = "findings that do not stop"
"""Under what name the cache has the findings of the last build, to be said again while nothing changes."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without Python's cycle collector: the trees of an edition hold no cycles, and it takes a fifth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()  # else it would begin with all that is there
            gc.enable()


@_without_collector()
def build(project: Path, site: Path | None = None, with_books: bool = True) -> tuple[Finding, ...]:
    """Build a project into a folder, else into that of its settings. Returns findings; if one of them stops the build,
    the folder stays as it was."""
    cache = Cache(project / FOLDER)
    settings, settings_findings = configuration.settings(project, cache)
    site = Path(realpath(site or project / settings.site_dir))
    if refused := tuple(site_folder.refused(project, site, settings.docs_dir)):
        return (*settings_findings, *refused)
    if not settings_findings:
        configuration.remember(project, cache, settings)
    if _needs_mkdocs(settings, settings_findings):
        from edition.build.mkdocs_build import build_with_mkdocs  # it need not be loaded where the engine builds alone

        return build_with_mkdocs(project, site, settings, with_books)
    with locked(cache.folder):
        return finish(project, cache.folder) or _build(project, (settings, settings_findings), site, with_books, cache)


def _needs_mkdocs(settings: SiteSettings, findings: tuple[Finding, ...]) -> bool:
    """Whether mkdocs is to build the site: not where it would refuse the settings."""
    return bool(settings.mkdocs_reason) and not any(finding.code == "set-invalid" for finding in findings)


def _build(project: Path, configured: Configured, site: Path, with_books: bool, cache: Cache) -> tuple[Finding, ...]:
    settings, _ = configured
    files, site_before = contents(project, settings), identity(site)
    state, key = SiteState(cache, site), fingerprint(files, str(with_books), repr(settings))
    if state.fingerprint == key and state.untouched:
        return tuple(cache.get(WARNINGS, key) or ())
    from edition.build.site import NOTHING, before  # a build without work does not need what makes a site

    known, previous = (before(cache, state.fingerprint), site_before) if state.untouched else (NOTHING, ())
    with new_folder(cache.folder) as folder:
        made, findings = make(files, configured, folder, cache, with_books, known, site)
        if made is None:
            return findings
        state.forget()
        gone = site_folder.recorded(site) - made.paths
        if unpublished := publish(project, cache.folder, folder, site, made.new_paths, made.paths, previous):
            return unpublished
    made.remember(cache, key)
    state.remember(key, made.new_paths, gone)
    cache.put(WARNINGS, key, findings)
    cache.tidy()
    return findings


@_without_collector()
def findings(project: Path) -> tuple[Finding, ...]:
    """The findings of a build of a project without books, none of which is published.

    The cache is used if there is one, and not made if not.
    """
    with TemporaryDirectory() as temporary:
        folder = project / FOLDER
        cache = Cache(folder if folder.is_dir() else Path(temporary))
        configured = settings, settings_findings = configuration.settings(project, cache)
        files, site = contents(project, settings), Path(realpath(project / settings.site_dir))
        if _needs_mkdocs(settings, settings_findings):
            from edition.build.mkdocs_build import build_with_mkdocs

            return build_with_mkdocs(project, Path(temporary, "site"), settings, False, publishes=False)
        from edition.build.site import NOTHING, before

        with locked(cache.folder), new_folder(cache.folder) as aside:
            state = SiteState(cache, site)
            known = before(cache, state.fingerprint) if state.untouched else NOTHING
            _, of_build = make(files, configured, aside, cache, False, known, site)
        return (*site_folder.refused(project, site, settings.docs_dir), *of_build)


@_without_collector()
def write(project: Path, folder: Path) -> tuple[Finding, ...]:
    """Build a project into a folder as if it had never been built: nothing that was kept is used."""
    folder = Path(realpath(folder))
    with TemporaryDirectory() as temporary:
        cache = Cache(Path(temporary))
        settings, settings_findings = configuration.settings(project, cache)
        if findings := tuple(site_folder.refused(project, folder, settings.docs_dir)):
            return (*settings_findings, *findings)
        if _needs_mkdocs(settings, settings_findings):
            from edition.build.mkdocs_build import build_with_mkdocs

            return build_with_mkdocs(project, folder, settings, True)
        return _build(project, (settings, settings_findings), folder, True, cache)


def make(
    files: Files, configured: Configured, aside: Path, cache: Cache, with_books: bool, known: Before, site: Path
) -> tuple[Site | None, tuple[Finding, ...]]:
    """Read, check and make a site: what is new in it is written into the folder ``aside``. Also what was found.

    There is no site if one of the findings stops the build.
    """
    from edition.build.incremental import IncrementalEdition
    from edition.build.outputs import left_out
    from edition.build.site import Site
    from edition.checks import check
    from edition.checks.codes import stopping
    from edition.checks.settings import missing, strict
    from edition.sources.load import decoded

    settings, settings_findings = configured
    incremental = IncrementalEdition(decoded(files, settings, settings_findings), cache, engine())
    incremental.compute(keep_texts=with_books)
    if stopping(findings := check(incremental.edition)):
        return None, findings
    findings = (*findings, *left_out(incremental.edition, with_books))
    made = Site(incremental, aside, known)
    try:
        made.make(with_books)
    except Refused as refusal:
        return None, (*findings, refusal.finding)
    incremental.remember()
    if shadowed := tuple(site_folder.shadowed(files, made.paths)):
        return None, (*findings, *shadowed)
    made.keep(starmap(Output, pictures(files)))
    findings = (*findings, *made.findings(site), *missing(settings, made.paths))
    findings = (*findings, *strict(settings, findings))
    return None if stopping(findings) else made, findings


def published(project: Path, folder: Path, site: Path, files: Collection[str]) -> tuple[Finding, ...]:
    """Publish a folder of the cache that has all files of a site. Returns what speaks against it."""
    SiteState(Cache(project / FOLDER), site).forget()
    return publish(project, project / FOLDER, folder, site, files, files)


def counted(findings: tuple[Finding, ...]) -> str:
    """How many findings there are, in words."""
    return f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}"
