"""The edition inside mkdocs: the engine builds the site, mkdocs says where and when."""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from edition.build import publish
from edition.build.outputs import everything
from edition.build.site import write
from edition.checks import check, codes
from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.records import BIBLIOGRAPHY
from edition.sources.load import assemble, read
from edition.unforeseen import of_system

log = logging.getLogger("mkdocs.plugins.edition")


class EditionPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Reads the sources on every build, stops on findings, and puts a finished site in the place of the last one."""

    serving = False
    final = Path()
    aside: TemporaryDirectory[str]
    edition: Edition

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is ``serve``: then findings are said and the page is shown all the same."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the site; what mkdocs makes of its own goes into a temporary folder. In ``serve`` it is theirs."""
        project = Path(config.docs_dir).parent
        config.theme.static_templates.clear()
        if self.serving:
            config.watch += [str(project / BIBLIOGRAPHY)] if (project / BIBLIOGRAPHY).is_dir() else []
            self.edition = assemble(read(project))
            for finding in check(self.edition):
                log.warning(str(finding))
        else:
            self.final = Path(config.site_dir)
            try:
                _stop_on(publish.build(project, self.final))
            except OSError as error:
                raise Abort(of_system("the build", error)) from error
            self.aside = TemporaryDirectory()
            config.site_dir = self.aside.name
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave to mkdocs the pictures and other matter of ``docs``; the engine writes all else itself."""
        for file in list(files):
            if file.src_dir != config.docs_dir or file.src_uri.endswith(".md"):
                files.remove(file)
        return files

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages to be served; of a build nothing is left to do, and mkdocs' own folder goes."""
        if self.serving:
            folders: set[str] = set()
            for output in everything(self.edition):
                write(output, Path(config.site_dir), folders)
            return
        self.aside.cleanup()
        config.site_dir = str(self.final)


def _stop_on(findings: tuple[Finding, ...]) -> None:
    stopping = codes.stopping(findings)
    for finding in findings:
        log.log(logging.ERROR if finding in stopping else logging.WARNING, str(finding))
    if stopping:
        raise Abort(f"{publish.counted(stopping)}; the site was not built.")
