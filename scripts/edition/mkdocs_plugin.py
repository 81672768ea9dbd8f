"""The edition inside mkdocs: the engine makes the contents of pages, mkdocs puts a theme and other plugins round them.

What mkdocs writes goes into a folder of the cache and is published from there by one rename, as every other build is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from edition import mkdocs_pages, mkdocs_theme
from edition.build import publish, site_folder
from edition.build.cache import FOLDER
from edition.build.publication import finish, locked, new_folder
from edition.checks.codes import stopping
from edition.checks.settings import missing, strict
from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.messages import unmarked
from edition.model.records import BIBLIOGRAPHY
from edition.model.settings import OWN_THEME, UNNAMED
from edition.site.frame import NOTHING, Content, frame_context, missing_context, site_name
from edition.sources import mkdocs_settings
from edition.sources.load import NO_METADATA
from edition.sources.mkdocs_file import SEARCH, of_theme
from edition.unforeseen import of_system

log = logging.getLogger("mkdocs.plugins.edition")
FIRST, LAST = 100, -1000
"""Priorities of events: before and after other plugins."""


class EditionPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Reads the sources on every build, stops on findings, and hands the contents of all pages to mkdocs.

    ``findings`` are those of the last build; without ``with_books`` it makes none, without ``publishes`` the site stays
    where mkdocs writes it.
    """

    serving = False
    with_books = publishes = True
    findings: tuple[Finding, ...] = ()
    held: ExitStack | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is ``serve``: then findings are said and the pages are shown all the same."""
        self.serving = command == "serve"

    @event_priority(FIRST)
    def _begun(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lead what mkdocs writes into a folder of the cache; in ``serve`` it is mkdocs' own. The edition's own theme
        has a search of its own: that of mkdocs does nothing."""
        self.project = Path(config.config_file_path).parent
        if self.publishes and not self.serving:
            self._hold(config)
        search = config.plugins.get(SEARCH)
        if search and config.theme.name == OWN_THEME:
            for methods in config.plugins.events.values():
                methods[:] = [method for method in methods if getattr(method, "__self__", None) is not search]
        return config

    @event_priority(LAST)
    def _prepared(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the theme."""
        self.hosts: set[str] = set()
        self.site = mkdocs_pages.ContentsOfSite(Edition(NO_METADATA, (), (), {}, {}))  # until all is read
        self.configured = mkdocs_settings.of_config(config, self.project)
        config.copyright = self.configured[0].copyright or None
        is_own_theme = config.theme.name == OWN_THEME
        config.theme.static_templates.discard(mkdocs_pages.SITEMAP)
        if not is_own_theme:
            mkdocs_pages.add_text_assets(config, of_theme(config))
        if self.serving:
            config.watch += [str(self.project / BIBLIOGRAPHY)] if (self.project / BIBLIOGRAPHY).is_dir() else []
        return config

    on_config = CombinedEvent(_begun, _prepared)

    def _hold(self, config: MkDocsConfig) -> None:
        """Lock the project, finish what an earlier build left, and open a new folder."""
        self.final = Path(config.site_dir).resolve()
        cache = self.project / FOLDER
        try:
            _stop_on(tuple(site_folder.refused(self.project, self.final)))
            cache.mkdir(exist_ok=True)
            with ExitStack() as resources:
                resources.enter_context(locked(cache))
                _stop_on(finish(self.project, cache))
                config.site_dir = str(resources.enter_context(new_folder(cache)))
                self.held = resources.pop_all()
        except OSError as error:
            raise Abort(of_system("the build", error)) from error

    @event_priority(FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and check the edition, and put the pages that it makes in the place of the Markdown files."""
        self.site, self.findings = mkdocs_pages.read(
            self.project, self.configured, config, files, self.serving, self.with_books and not self.serving
        )
        self.findings += (*mkdocs_theme.without_template(config, self.site),)
        if self.serving:
            _log(self.findings)
        else:
            _stop_on(self.findings)
        config.site_name = site_name(self.site.edition) if config.site_name == UNNAMED else config.site_name
        mkdocs_pages.set_language(config, self.site.edition, of_theme(config))
        files = mkdocs_pages.replaced(files, self.site, config)
        self.nav = [*mkdocs_theme.targets(config.nav or ())]
        return files

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember where the navigation leads, as plugins and hooks leave it."""
        self.shown = [*mkdocs_theme.targets(nav.items)]
        return nav

    @event_priority(FIRST)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page what other plugins look for in the head of a Markdown file."""
        if content := self.site.of(page.file):
            page.meta = {**self.site.meta(content), **page.meta, "title": content.title, "kind": content.kind}
            page.meta |= {"description": content.description} if content.description else {}
        return markdown

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The contents that the engine has made of the page."""
        content = self.site.of(page.file)
        if content is None:
            return html
        page.toc = TableOfContents([AnchorLink(unmarked(title), key, 2) for key, title in content.toc])
        html = mkdocs_pages.ENLARGED.sub(r"\1", content.html) if "glightbox" in config.plugins else content.html
        return html if config.theme.name == OWN_THEME else f'<div class="edition {content.kind}">{html}</div>'

    @event_priority(FIRST)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Remember which templates are used. Those of the edition's own theme escape what they print, and speak its
        language."""
        self.templates = env.loader = mkdocs_theme.TemplateLoader(config.theme.dirs)
        if config.theme.name == OWN_THEME:
            env.autoescape = True
            env.install_gettext_translations(self.site.edition.messages, newstyle=True)  # type: ignore[attr-defined]
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """What the templates of the edition's own theme are given; and its date in place of the clock's."""
        if config.theme.name == OWN_THEME:
            content = self.site.of(page.file)  # another plugin or a hook may have added the page
            content = content or Content(page.file.dest_uri, str(page.title or ""), "prose", *NOTHING)
            context["edition"] = frame_context(content, self.site.edition)  # type: ignore[typeddict-unknown-key]
        context["build_date_utc"] = mkdocs_theme.date_of(self.site.edition)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """What the template of a missing page is given; and the date of the edition in place of the clock's."""
        if config.theme.name == OWN_THEME:
            context["edition"] = missing_context(self.site.edition)  # type: ignore[typeddict-unknown-key]
        context["build_date_utc"] = mkdocs_theme.date_of(self.site.edition)
        return context

    @event_priority(FIRST)
    def _completed(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """In a theme of somebody else's, what the head says to programs stands at its end."""
        content = self.site.of(page.file)
        if content is None or config.theme.name == OWN_THEME:
            return output
        return mkdocs_pages.completed(output, content, self.site.edition)

    @event_priority(LAST)
    def _with_hosts(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Remember which other hosts the page asks for files, as theme, plugins and hooks leave it."""
        self.hosts |= {*mkdocs_theme.FOREIGN.findall(output)} if config.theme.name != OWN_THEME else set()
        return output

    on_post_page = CombinedEvent(_completed, _with_hosts)

    @event_priority(-1)
    def _written(self, *, config: MkDocsConfig) -> None:
        """Write books, data and all else that is no page; and the index of the search, before others copy it."""
        self.site.write(Path(config.site_dir), config.theme.name or "")
        mkdocs_pages.search(self.site, Path(config.site_dir))

    @event_priority(LAST)
    def _published(self, *, config: MkDocsConfig) -> None:
        """Look at what was written, and publish the site."""
        folder = Path(config.site_dir)
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        findings: tuple[Finding, ...] = (
            *mkdocs_theme.foreign(self.hosts, config.theme.name or "custom"),
            *mkdocs_theme.unused(config, self.project, self.templates.asked),
            *mkdocs_theme.without_place(config, self.project),
            *mkdocs_theme.unread(config),
            *mkdocs_theme.without_effect(config, self.nav, self.shown),
            *missing(mkdocs_settings.of_config(config, self.project)[0], files),
        )
        findings += (*strict(self.configured[0], findings),)
        self.findings += findings
        if self.held is None:
            _log(findings)
            return
        _stop_on(findings)
        config.site_dir = str(self.final)
        with self.held:
            _stop_on(publish.published(self.project, folder, self.final, files))

    on_post_build = CombinedEvent(_written, _published)

    def on_build_error(self, *, error: Exception) -> None:
        """Let go of the folder and the lock; the last site stays."""
        if self.held:
            self.held.close()
            self.held = None


def _log(findings: Iterable[Finding]) -> None:
    for finding in findings:
        log.log(logging.ERROR if stopping((finding,)) else logging.WARNING, str(finding))


def _stop_on(findings: tuple[Finding, ...]) -> None:
    """Log the findings; raise ``Abort`` if one of them stops the build."""
    _log(findings)
    if wrong := stopping(findings):
        raise Abort(f"{publish.counted(wrong)}; the site was not built.")
