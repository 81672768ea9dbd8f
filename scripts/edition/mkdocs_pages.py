"""The edition as pages of mkdocs: its contents under any theme, with the events of other plugins round them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.localization import parse_locale
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from edition.build import outputs
from edition.build.mkdocs_build import failure
from edition.build.publish import Configured
from edition.build.site import write
from edition.checks import check
from edition.checks.codes import stopping
from edition.checks.links import check_site
from edition.checks.settings import strict
from edition.checks.written_links import WrittenLinks
from edition.index.addresses import output_path
from edition.index.navigation import Branch, flat, navigation
from edition.mkdocs_files import plugin_changes
from edition.model.edition import Edition
from edition.model.findings import Finding, Refused
from edition.model.messages import unmarked
from edition.model.output import Output, SearchRecord
from edition.model.output import Page as Contents
from edition.model.pictures import Picture
from edition.model.records import BIBLIOGRAPHY, DOCS
from edition.model.settings import OWN_PLUGIN, OWN_THEME
from edition.site.frame import Content
from edition.sources import mkdocs_settings
from edition.sources.files import contents
from edition.sources.load import assemble, decoded

_HEAD = re.compile(r"---\n.*?\n---\n", re.DOTALL)
"""The head of a Markdown file."""
SITEMAP = "sitemap.xml"
NOT_OF_SITE = (SITEMAP, "locale/", "english.js")
"""Files of themes that the site does not have: the edition has its own map, without a clock in it; ``english.js`` is
part of other scripts."""
SVG_LINKS = Path(__file__).with_name("svg_links.html").read_text("utf-8")
"""Material's instant navigation sets the address of every link; that of a link in a drawing cannot be set."""
UNSAID = (
    ('-component="search" role="dialog"', '-component="search" role="dialog" aria-label="{search}"'),
    ("<footer>", '<footer role="contentinfo">'),
    ('<div role="contentinfo">', "<div>"),
    ('<div class="rst-versions" role="note"', '<div class="rst-versions" role="region"'),
)
"""Elements of Material and readthedocs as they begin, and with what screen readers need."""
IN_NAV = (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED)
"""What mkdocs says of pages that stand in a navigation which it makes itself."""
FETCHES = ("font", "highlightjs")
"""Options of Material and readthedocs that let browsers ask other hosts for fonts and scripts."""
STYLES = {"material": ("material.css",), "readthedocs": ("other.css", "readthedocs.css")}
"""Themes whose colours and measures the text takes, with the style sheets that say which; ``other.css`` for others."""
TEXT_SHEET = "assets/text.css"
ROOTS = {"material": 1.1}
"""Themes whose rem is larger than that of the edition’s own (18 px on a screen of middle width), and how many times."""
ENLARGED = re.compile(r'<a class="enlarge"[^>]*>(<img[^>]*>)</a>')
"""A picture within the link that shows it large. The plugin glightbox makes one of its own, and none within another."""
_AT_ONCE = re.compile(r'(<script src="[^">]*assets/edition\.js")(>)')
"""The script of the text, which a theme would let run before the text is there."""
_REM = re.compile(r"@media[^{]*|(?<![\w.])(\d*\.?\d+)rem\b")
"""A length in rem, or the condition of a media query, whose rem are the browser's."""


class ContentsOfSite:
    """The contents of all pages of an edition, and its other files (``outputs``)."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.contents: dict[str, Content] = {}
        """By the address of the page, as the engine calls it."""
        self.by_path: dict[str, Content] = {}
        """By the path at which mkdocs writes the page."""
        self.outputs: list[Output] = []
        self.others: Mapping[str, File] = {}
        """The pages of other plugins by their addresses."""
        self.removed: frozenset[str] = frozenset()
        """The Markdown files of which other plugins make these, or nothing."""
        self.texts: Mapping[str, str] = {}
        """The Markdown files by their paths."""

    def make(self, with_books: bool) -> None:
        """Make the contents of all pages, and everything else. Raises ``Refused`` for a book that cannot be made."""
        edition, planned = self.edition, tuple(outputs.plans(self.edition, with_books))
        files = outputs.downloadable(planned)
        for plan in planned:
            result = plan.made(edition)
            if isinstance(result, Contents):
                self._add(outputs.content_of(edition, result, files))
            else:
                self.outputs += [result] if isinstance(result, Output) else result
        made = {output.uri: outputs.made_file(output) for output in self.outputs}
        self._add(outputs.content_of(edition, outputs.last_page(edition, made, files), files))
        self.outputs += outputs.closing(edition, (*self.contents, *made))
        if edition.settings.theme.get("name") == OWN_THEME:
            self.outputs += outputs.search_leaves(self.records)

    @property
    def records(self) -> list[SearchRecord]:
        """What a search finds, in the order of the pages."""
        return [record for content in self.contents.values() for record in content.records]

    def _add(self, content: Content) -> None:
        self.contents[content.uri] = content
        self.by_path[output_path(content.uri, self.edition.settings.directory_urls)] = content

    def of(self, file: File) -> Content | None:
        """The contents of a page of mkdocs; None for a page that is not the edition's."""
        return self.by_path.get(file.dest_uri)

    def meta(self, content: Content) -> dict[str, Any]:
        """The front matter of a page of the editor's own, which may have fields of the theme and of other plugins."""
        is_own = not content.source.startswith("essay/")
        return get_data(self.texts.get(f"{DOCS}/{content.source}", ""))[1] if is_own else {}

    def findings(self, files: Iterable[str]) -> tuple[Finding, ...]:
        """What is wrong with the links of the pages; ``files`` are the addresses of what else is in the site."""
        anchors = {uri: content.anchors for uri, content in self.contents.items()}
        anchors |= {output.uri: output.anchors for output in self.outputs if output.uri.endswith(".html")}
        there = {*anchors, *files, *(output.uri for output in self.outputs)}
        written = WrittenLinks(self.edition, self.texts)
        return check_site(anchors, anchors, there, lambda uri: self.contents[uri].html, written)

    def write(self, folder: Path, theme: str) -> None:
        """Write all files that are no pages."""
        folders: set[str] = set()
        pages = [file.dest_uri for file in self.others.values() if (folder / file.dest_uri).is_file()]
        uris = (*self.contents, *(output.uri for output in self.outputs), *pages)
        for output in (*self.outputs, *(outputs.closing(self.edition, uris) if pages else ())):
            made = replace(output, content=scaled(output.content, theme)) if output.uri == TEXT_SHEET else output
            write(made, output.uri, folder, folders)


def read(
    project: Path, configured: Configured, config: MkDocsConfig, files: Files, drafts: bool, with_books: bool
) -> tuple[ContentsOfSite, tuple[Finding, ...]]:
    """The contents of the site of a project, and what is wrong with it. With ``drafts`` it is a preview: drafts are in
    it, and findings do not stop it."""
    settings, settings_findings = configured
    changes = plugin_changes(files, config)
    if changes.config.nav != config.nav:
        settings = replace(settings, nav=mkdocs_settings.of_config(changes.config, project)[0].nav)
    given = {**contents(project, settings, drafts), **changes.changed}
    content = {path: source for path, source in given.items() if path not in changes.removed}
    sources = decoded(content, settings, settings_findings)
    targets = {uri: Picture(file.dest_uri, b"", "") for uri, file in changes.pages.items()}
    sources = replace(sources, pictures={**sources.pictures, **targets})
    failed: tuple[Finding, ...] = ()
    try:
        sources = replace(sources, files={**sources.files, **dict(_rewritten(sources.files, config, changes.files))})
    except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin or hook may raise anything)
        failed = (failure(error, config),)
    site = ContentsOfSite(assemble(sources))
    site.texts, site.others, site.removed = sources.files, changes.pages, changes.removed
    findings = (*check(site.edition), *failed)
    if stopping(findings) and not drafts:
        return site, findings
    try:
        site.make(with_books)
    except Refused as refusal:
        return site, (*findings, refusal.finding)
    findings = (*findings, *outputs.left_out(site.edition, with_books))
    findings = (*findings, *site.findings(sources.pictures))
    return site, (*findings, *strict(settings, findings))


def _rewritten(sources: Mapping[str, str], config: MkDocsConfig, files: Files) -> Iterator[tuple[str, str]]:
    """The Markdown files that other plugins or hooks change (``on_page_markdown``), as they leave them."""
    events = config.plugins.events["page_markdown"]
    if all(getattr(method, "__self__", None) is config.plugins.get(OWN_PLUGIN) for method in events):
        return
    for file in files.documentation_pages():
        source = sources.get(f"{DOCS}/{file.src_uri}")
        if source is None:
            continue
        page = config.plugins.on_pre_page(Page(None, file, config), config=config, files=files)
        page.read_source(config)
        changed = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        if changed != page.markdown:
            head = _HEAD.match(source)
            yield f"{DOCS}/{file.src_uri}", (head[0] if head else "") + changed


def replaced(files: Files, site: ContentsOfSite, config: MkDocsConfig) -> Files:
    """The files of mkdocs, with the pages of the edition in the place of its Markdown files; and a navigation."""
    for file in list(files):
        of_theme = file.src_dir != config.docs_dir and file.src_uri.startswith(NOT_OF_SITE)
        if of_theme or (file.is_documentation_page() and f"{DOCS}/{file.src_uri}" not in site.removed):
            files.remove(file)
    for path, content in site.by_path.items():
        file = File.generated(config, _source(content), content="")
        file.dest_uri, file.edit_uri = path, content.source or None
        source = Path(config.docs_dir, content.source) if content.source else Path(BIBLIOGRAPHY, "edition.yml")
        file.abs_src_path = str(Path(config.config_file_path).parent / source)  # where plugins look for its history
        if not content.source:  # patterns are for files of the editor's
            file.inclusion = InclusionLevel.INCLUDED
        files.append(file)
    listed = navigation(site.edition)
    config.nav = [_item(branch, site) for branch in listed]
    if not site.edition.settings.nav and config.theme.name != OWN_THEME:
        config.nav += [file.src_uri for file in site.others.values() if file.inclusion in IN_NAV]
    named = {branch.uri for branch in flat(listed)}
    for file in files.documentation_pages():
        if (known := site.of(file)) and known.uri not in named:
            file.inclusion = InclusionLevel.NOT_IN_NAV
    return files


def _source(content: Content) -> str:
    """The Markdown file of a page; for a page that the engine makes, what it would be called."""
    return content.source or f"{content.uri.removesuffix('.html')}.md"


def _item(branch: Branch, site: ContentsOfSite) -> Any:
    """An entry of the contents as mkdocs has it in ``nav``."""
    if branch.branches:
        return {branch.title: [_item(inner, site) for inner in branch.branches]}
    content, other = site.contents.get(branch.uri), site.others.get(branch.uri)
    return {branch.title: _source(content) if content else other.src_uri if other else branch.uri}


def add_text_assets(config: MkDocsConfig, settings: Mapping[str, Any]) -> None:
    """Bring the look and the script of the text into a theme that is not the edition's own.

    What a theme would fetch from other hosts by itself is switched off, unless the ``settings`` of the theme name it.
    """
    for option in FETCHES:
        if option in config.theme and option not in settings:
            config.theme[option] = False
    colours = STYLES.get(config.theme.name or "", ("other.css",))
    config.extra_css[:0] = [TEXT_SHEET, *(f"assets/{name}" for name in ("lists.css", *colours))]
    script = ExtraScriptValue("assets/edition.js")
    script.defer = True
    config.extra_javascript.insert(0, script)


def scaled(sheet: bytes, theme: str) -> bytes:
    """A style sheet with its lengths in the rem of a theme."""
    root = ROOTS.get(theme, 1)
    return _REM.sub(lambda rem: f"{float(rem[1]) / root:.4g}rem" if rem[1] else rem[0], sheet.decode()).encode()


def set_language(config: MkDocsConfig, edition: Edition, settings: Mapping[str, Any]) -> None:
    """Let the theme speak the language of the interface, if it can and the editor has not chosen one."""
    option = "language" if config.theme.name == "material" else "locale"
    if option in settings:
        return
    language = edition.editors_language
    if config.theme.name == "material":
        for tag in (language.partition("-")[0], language):
            if any((Path(folder) / f"partials/languages/{tag}.html").is_file() for folder in config.theme.dirs):
                config.theme["language"] = tag
    elif config.theme.name != OWN_THEME:
        with suppress(ValidationError):
            config.theme["locale"] = parse_locale(language.replace("-", "_"))


def completed(page: str, content: Content, edition: Edition) -> str:
    """A page in somebody else's theme, with what its head says to programs, and with what the theme does not say to
    screen readers."""
    repair = SVG_LINKS if "<svg" in content.html and "md-header" in page else ""
    page = page.replace("</head>", f"{content.head}\n{repair}</head>", 1)
    page = _AT_ONCE.sub(r"\1 defer\2", page)
    search = escape(edition.messages.gettext("Search"))
    for beginning, whole in UNSAID:
        page = page.replace(beginning, whole.format(search=search), 1)
    return page


def search(site: ContentsOfSite, folder: Path) -> None:
    """Let the search of a theme find paragraphs, notes, persons and works each by itself: in place of what mkdocs has
    put into its index of the edition’s pages stand their records."""
    path = folder / "search" / "search_index.json"
    if not path.is_file():
        return
    index = json.loads(path.read_text("utf-8"))
    urls = {file.url for file in site.others.values()}
    index["docs"] = [record for record in index["docs"] if record["location"].partition("#")[0] in urls]
    index["docs"] += [
        {"location": record.address, "title": unmarked(record.title), "text": escape(record.words)} | options
        for content in site.contents.values()
        if not (options := dict(site.meta(content).get("search") or {})).pop("exclude", False)
        for record in content.records
    ]
    path.write_text(json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")
