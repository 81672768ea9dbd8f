"""A build by mkdocs, for a project whose settings ask for what the engine cannot do alone: another theme, plugins."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from inspect import getfile
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from edition.checks.codes import stopping
from edition.model.findings import Finding, SourceLocation
from edition.model.settings import CONFIGURATION, OWN_PLUGIN, UNNAMED, SiteSettings
from edition.sources.mkdocs_file import at, lines_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def build_with_mkdocs(
    project: Path, site: Path, settings: SiteSettings, with_books: bool, publishes: bool = True
) -> tuple[Finding, ...]:
    """Let mkdocs build a project into a folder, and say to the editor why. Returns the findings of the edition.

    Where it ``publishes`` nothing, nothing is locked.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, PluginError

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
            if isinstance(stopped.__context__, PluginError):
                return (*plugin.findings, failure(stopped.__context__, config))  # type: ignore[attr-defined]
            if not stopping(plugin.findings):  # type: ignore[attr-defined]
                raise SystemExit(f"{stopped}") from stopped
        except (Exception, SystemExit) as error:
            if isinstance(error, OSError) and error.errno:  # a template that is missing has no number
                raise
            return (*plugin.findings, failure(error, config))  # type: ignore[attr-defined]
        finally:
            with suppress(Exception):  # a plugin that has failed may fail again
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


def failure(error: BaseException, config: MkDocsConfig) -> Finding:
    """``set-failed``: a theme, a plugin or a hook has failed."""
    what = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    message = f"mkdocs could not build the site: {what}."
    hint = "Look at the templates, hooks and plugins that mkdocs.yml names; “mkdocs build” shows where it happened."
    return Finding(_place(error, config), "set-failed", message, hint)


def _place(error: BaseException, config: MkDocsConfig) -> SourceLocation:
    """The line of the project's own hook or template that failed, or of the plugin in ``mkdocs.yml``."""
    file, location = Path(config.config_file_path), SourceLocation(CONFIGURATION)
    lines, _ = lines_of(file.read_bytes())
    others = [(name, plugin) for name, plugin in config.plugins.items() if name not in (OWN_PLUGIN, *config.hooks)]
    folders = [(Path(getfile(type(plugin))).parent, name) for name, plugin in others]
    for frame in extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(file.parent) and "site-packages" not in path.parts:
            location = SourceLocation(path.relative_to(file.parent).as_posix(), frame.lineno or 0)
        for name in (name for folder, name in folders if folder in path.parents and folder.name != "site-packages"):
            location = at(lines.get(f"plugins.{name}", lines.get(f"plugins.{name.rpartition('/')[2]}", 0)))
    return location
