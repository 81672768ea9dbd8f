"""A build by mkdocs, for a project whose settings ask for what the engine cannot do alone: another theme, plugins."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition.model.findings import Finding, SourceLocation
from edition.model.settings import CONFIGURATION, OWN_PLUGIN, UNNAMED, SiteSettings


def build_with_mkdocs(
    project: Path, site: Path, settings: SiteSettings, with_books: bool, publishes: bool = True
) -> tuple[Finding, ...]:
    """Let mkdocs build a project into a folder, and say to the editor why. Returns the findings of the edition.

    Where it ``publishes`` nothing, nothing is locked.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    if publishes:
        print(f"mkdocs builds the site, because {settings.mkdocs_reason}.", flush=True)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # what Material prints at every start: see the README
    with _warnings_shown():
        name = settings.site_name or UNNAMED
        config = load_config(str(project / CONFIGURATION), site_dir=str(site), site_name=name)
        plugin = config.plugins[OWN_PLUGIN]
        plugin.with_books, plugin.publishes = with_books, publishes  # type: ignore[attr-defined]
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort as stopped:
            if not plugin.findings:  # type: ignore[attr-defined]
                raise SystemExit(f"{stopped}") from stopped
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 (a theme, plugin or hook may raise anything)
            return (*plugin.findings, failure(error))  # type: ignore[attr-defined]
        finally:
            config.plugins.on_shutdown()
        findings: tuple[Finding, ...] = plugin.findings  # type: ignore[attr-defined]
        return findings


@contextmanager
def _warnings_shown() -> Iterator[None]:
    """What mkdocs and other plugins warn of goes to standard error."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.addFilter(lambda record: not record.name.startswith("mkdocs.plugins.edition"))  # these are returned
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)


def failure(error: Exception) -> Finding:
    """``set-failed``: a theme, a plugin or a hook has failed."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    message = f"mkdocs could not build the site: {what}."
    hint = "Look at the templates, hooks and plugins that mkdocs.yml names; “mkdocs build” shows where it happened."
    return Finding(SourceLocation(CONFIGURATION), "set-failed", message, hint)
