"""The edition inside mkdocs: its outputs take the place of the Markdown files and of the theme's own."""

from __future__ import annotations

import logging
from pathlib import Path
from shutil import rmtree
from typing import Literal

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from edition.check import check
from edition.check_site import check_site
from edition.load import BIBLIOGRAPHY, assemble, read
from edition.model import Problem
from edition.render import books, everything

log = logging.getLogger("mkdocs.plugins.edition")


class EditionPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Reads the sources on every build, stops on findings, and puts a finished site in the place of the last one."""

    serving = False
    final = Path()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is ``serve``: then findings are said and the page is shown all the same."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the sources before anything of the last site is touched."""
        project = Path(config.docs_dir).parent
        config.watch += [str(project / BIBLIOGRAPHY)] if (project / BIBLIOGRAPHY).is_dir() else []
        config.theme.static_templates.clear()
        self.edition = assemble(read(project))
        self._stop_on(check(self.edition))
        if not self.serving:
            self.final = Path(config.site_dir)
            config.site_dir = str(self.final.with_name(f"{self.final.name}.new"))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave to mkdocs the pictures and other matter of ``docs``; what the engine makes, it writes itself."""
        for file in list(files):
            if file.src_dir != config.docs_dir or file.src_uri.endswith(".md"):
                files.remove(file)
        return files

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the site, check it finished, and let it take the last one's place."""
        aside = Path(config.site_dir)
        made = () if self.serving else tuple(books(self.edition))
        for output in everything(self.edition, made):
            target = aside / output.uri
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(output.content)
        if self.serving:
            return
        self._stop_on(check_site(aside))
        _swap(aside, self.final)
        config.site_dir = str(self.final)

    def _stop_on(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            log.warning(str(problem)) if self.serving else log.error(str(problem))
        if problems and not self.serving:
            count = len(problems)
            raise Abort(f"{count} {'finding' if count == 1 else 'findings'}; the site was not built.")


def build(config_file: Path, site: Path | None = None) -> int:
    """Build as ``mkdocs build`` does, into ``site`` if it is given. The exit code: 1 if there are findings."""
    config = load_config(str(config_file), **({"site_dir": str(site.resolve())} if site else {}))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as abort:
        log.error(str(abort))
        return 1
    finally:
        config.plugins.on_shutdown()
    return 0


def serve(config_file: Path, address: str) -> None:
    """Serve as ``mkdocs serve`` does."""
    mkdocs_serve(str(config_file), livereload=True, dev_addr=address)


def _swap(new: Path, final: Path) -> None:
    """Put a finished site in the place of the last one, which stays until the new one is whole."""
    old = final.with_name(f"{final.name}.old")
    if old.exists():
        rmtree(old)
    if final.exists():
        final.rename(old)
    new.rename(final)
    if old.exists():
        rmtree(old)
