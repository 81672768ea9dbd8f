"""The theme in which mkdocs sets the pages: what is meant for it and it does not use, what its pages ask other hosts
for, and the date that it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import DOCS
from edition.model.settings import CONFIGURATION, OWN_THEME
from edition.sources.mkdocs_file import at, lines_of, of_theme
from edition.sources.yaml_records import suggestion

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from edition.mkdocs_pages import ContentsOfSite

OF_EVERY_THEME = ("name", "custom_dir", "locale", "static_templates")
"""Options that mkdocs itself reads."""
READING = (".html", ".js", ".yml")
"""How the files of a theme end that read its options."""
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")

FOREIGN = re.compile(
    r"""<(?:script|img|iframe|link(?=[^>]+stylesheet))[^>]+(?:src|href)=["']?(?:https?:)?//([^/"'>]+)"""
)
"""An element for which a page asks another host, whose name is the group."""


class TemplateLoader(jinja2.FileSystemLoader):
    """Loads templates from the folders of a theme. ``asked`` are the names of those that a page, a plugin or another
    template asked for, whether they exist or not."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(folders)
        self.asked: set[str] = set()

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template, as Jinja asks for it. Raises ``TemplateNotFound``."""
        self.asked.add(template)
        return super().get_source(environment, template)


def unused(config: MkDocsConfig, project: Path, asked: Collection[str]) -> Iterator[Finding]:
    """``set-unknown``: a template in ``custom_dir`` that nothing asked for, and that replaces none of the theme's."""
    own, *folders = config.theme.dirs
    names = _templates(own).difference(asked) if config.theme.custom_dir else set()
    known = set(asked).union(*map(_templates, folders)) if names else set()
    for name in sorted(names - known):
        beside = sorted(other for other in known if Path(other).parent == Path(name).parent)
        otherwise = f"Templates there are {', '.join(beside)}." if beside else "Move it to one’s folder, or remove it."
        message = "no page and no other template uses this template, and the theme has none of this name."
        hint = suggestion(name, known, otherwise)
        yield Finding(SourceLocation(relpath(f"{own}/{name}", project)), "set-unknown", message, hint)


def without_template(config: MkDocsConfig, site: ContentsOfSite) -> Iterator[Finding]:
    """``set-missing``: a template that a page asks for in its front matter, and the theme does not have."""
    for content in site.contents.values():
        name = str(site.meta(content).get("template") or "")
        if name and not any(Path(folder, name).is_file() for folder in config.theme.dirs):
            source = f"{DOCS}/{content.source}"
            before, _, _ = site.texts[source].partition("\ntemplate:")
            message = f"“{name}” is named, and there is no such file in the theme."
            hint = "Put it into custom_dir of the theme, or correct its name."
            yield Finding(SourceLocation(source, before.count("\n") + 2), "set-missing", message, hint)


def without_place(config: MkDocsConfig, project: Path) -> Iterator[Finding]:
    """``set-unknown``: a block in a template of ``custom_dir`` that no template has which this one extends."""
    own, templates = config.theme.dirs[0], config.theme.get_env()
    for name in sorted(_templates(own)) if config.theme.custom_dir else ():
        with suppress(jinja2.TemplateError, jinja2.nodes.Impossible):  # what it extends is not known before it is used
            tree = templates.parse(Path(own, name).read_text("utf-8"))
            parents = [*_parents(tree, templates)]
            known = {block.name for parent in parents for block in parent.find_all(jinja2.nodes.Block)}
            unknown = (node for node in tree.body if isinstance(node, jinja2.nodes.Block) and node.name not in known)
            for block in unknown if parents else ():
                message = f"no template that this one extends has a block “{block.name}”, so that it is not shown."
                hint = suggestion(block.name, known, "Put it into one of those that there are, or take it out.")
                location = SourceLocation(relpath(f"{own}/{name}", project), block.lineno)
                yield Finding(location, "set-unknown", message, hint)


def _parents(tree: jinja2.nodes.Template, templates: jinja2.Environment) -> Iterator[jinja2.nodes.Template]:
    """The templates that one extends, and that these extend."""
    for extended in tree.find_all(jinja2.nodes.Extends):
        assert templates.loader
        name = extended.template.as_const()
        parent = templates.parse(templates.loader.get_source(templates, name)[0])
        yield parent
        yield from _parents(parent, templates)


def unread(config: MkDocsConfig) -> Iterator[Finding]:
    """``set-unknown``: an option or a feature of somebody else's theme that nothing in the theme mentions."""
    given, features = of_theme(config), of_theme(config).get("features")
    asked = [(f"theme.{option}", str(option)) for option in given if option not in OF_EVERY_THEME]
    asked += [("theme.features", str(feature)) for feature in (features if isinstance(features, list) else ())]
    if config.theme.name == OWN_THEME or not asked:
        return
    paths = (path for folder in config.theme.dirs for path in Path(folder).rglob("*") if path.suffix in READING)
    names = {name for path in paths for name in _NAME.findall(path.read_text("utf-8", "replace"))}
    words = names | {word for name in names for word in name.split(".")}
    lines, _ = lines_of(Path(config.config_file_path).read_bytes())
    for key, name in asked:
        if name not in words:
            message = f"nothing in the theme {config.theme.name or 'of your own'} reads “{name}”."
            hint = suggestion(name, words, "Take it out; settings of your own go under “extra”.")
            yield Finding(at(lines.get(key, 0)), "set-unknown", message, hint)


def targets(nav: Iterable[Any]) -> Iterator[str]:
    """Where the items of a navigation lead, as the setting ``nav`` or mkdocs' own objects have them."""
    for item in nav:
        target = next(iter(item.values())) if isinstance(item, dict) else item
        within = target if isinstance(target, list) else getattr(target, "children", None)
        if within:
            yield from targets(within)
        else:
            yield target if isinstance(target, str) else target.file.src_uri if target.is_page else target.url


def without_effect(config: MkDocsConfig, nav: list[str], shown: list[str]) -> Iterator[Finding]:
    """``set-unused``: a hook or plugin has changed mkdocs' navigation, which the edition's own theme does not show."""
    if config.theme.name == OWN_THEME and nav != shown:
        message = "a hook or plugin changes the navigation; the menus of the theme edition are made of “nav” itself."
        yield Finding(at(0), "set-unused", message, "Write “nav” as the menus shall be, in mkdocs.yml or “on_config”.")


def _templates(folder: str) -> set[str]:
    """The names of the templates in a folder of a theme."""
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*.html")}


def foreign(hosts: Iterable[str], theme: str) -> Iterator[Finding]:
    """``set-foreign``: the pages, as theme and plugins leave them, ask other hosts for files."""
    if names := ", ".join(sorted(hosts)):
        message = f"the pages ask {names} for files, in the theme {theme} and with these plugins."
        hint = "Switch off what asks there, or keep copies in docs."
        yield Finding(SourceLocation(CONFIGURATION), "set-foreign", message, hint)


def date_of(edition: Edition) -> datetime:
    """The date of the edition, which themes print in place of that of the build: sites have no clock in them."""
    year, month, day = ([*map(int, re.findall(r"\d+", edition.metadata.date.partition("/")[0])), 1, 1, 1])[:3]
    return datetime(max(1, year), month, day, tzinfo=UTC)
