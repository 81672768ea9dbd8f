"""The settings of a project: read from ``mkdocs.yml``, or from the cache while nothing that they depend on changed."""

from __future__ import annotations

from pathlib import Path

from edition.build.cache import Cache, combined, engine
from edition.model.findings import Finding
from edition.model.settings import SiteSettings
from edition.sources.watched_settings import PYTHON, watched

NAME = "settings"


def settings(project: Path, cache: Cache) -> tuple[SiteSettings, tuple[Finding, ...]]:
    """The settings, and what is wrong with them. Loading mkdocs takes half a second: see ``remember``."""
    known: SiteSettings | None = cache.get(NAME, combined(engine(), *watched(project)))
    if known is not None:
        return known, ()
    from edition.sources import mkdocs_settings

    return mkdocs_settings.read(project)


def remember(project: Path, cache: Cache, settings: SiteSettings) -> None:
    """Keep sound settings for the next build, unless they name objects of Python."""
    depends = watched(project)
    if not any(PYTHON in content for _, content in depends):
        cache.put(NAME, combined(engine(), *depends), settings)
