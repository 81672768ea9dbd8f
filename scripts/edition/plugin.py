"""The edition inside mkdocs: its pages take the place of the Markdown files, its other outputs stand beside them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from edition.addresses import settled
from edition.check import check, check_site
from edition.load import BIBLIOGRAPHY, assemble, read
from edition.markup import Node, html, text, walk
from edition.model import Page, Problem
from edition.navigation import navigation
from edition.render import everything

THEME = Path(__file__).parent / "theme"
log = logging.getLogger("mkdocs.plugins.edition")


class EditionPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Reads the sources on every build, stops on findings, and puts a finished site in the place of the last one."""

    serving = False
    project = Path()
    final = Path()
    pages: Mapping[str, Page] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.project = Path(config.docs_dir).parent
        config.theme.dirs.insert(0, str(THEME))
        config.theme.static_templates.discard("sitemap.xml")  # its packed copy would hold the hour of the build
        config.watch += [str(self.project / BIBLIOGRAPHY)] if (self.project / BIBLIOGRAPHY).is_dir() else []
        self.edition = assemble(read(self.project))
        self._stop_on(check(self.edition))
        config.nav = navigation(self.edition)
        if not self.serving:
            self.final = Path(config.site_dir)
            config.site_dir = str(self.final.with_name(f"{self.final.name}.new"))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in list(files):
            if file.src_uri.endswith(".md"):
                files.remove(file)
        self.pages = {}
        for output in everything(self.edition):
            if isinstance(output, Page):
                self.pages[_source(output.uri)] = output
                files.append(File.generated(config, _source(output.uri), content="", inclusion=_inclusion(output)))
            else:
                files.append(File.generated(config, output.uri, content=output.content))
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        output = self.pages.get(page.file.src_uri)
        if output:
            page.meta = {"title": output.title, "description": output.description, "kind": output.kind}
            page.meta["edition_head"] = html(output.head)
        return ""

    def on_page_content(self, content: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        output = self.pages.get(page.file.src_uri)
        if output is None:
            return content
        body = settled(output)
        page.toc = get_toc([_heading(node) for node in walk(body) if node.tag == "h2" and node.get("id")])
        return html(body)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.serving:
            return
        aside = Path(config.site_dir)
        self._stop_on(check_site(aside))
        _swap(aside, self.final)
        config.site_dir = str(self.final)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        return server

    def _stop_on(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            log.warning(str(problem)) if self.serving else log.error(str(problem))
        if problems and not self.serving:
            count = len(problems)
            raise Abort(f"{count} {'finding' if count == 1 else 'findings'}; the site was not built.")


def _source(uri: str) -> str:
    return uri.removesuffix(".html") + ".md"


def _inclusion(page: Page) -> InclusionLevel:
    return InclusionLevel.INCLUDED if page.kind in ("title", "section") else InclusionLevel.NOT_IN_NAV


def _heading(node: Node) -> Any:
    return {"level": 2, "id": node.get("id"), "name": text(node), "html": "", "data-toc-label": "", "children": []}


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
