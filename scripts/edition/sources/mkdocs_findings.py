"""Findings on what mkdocs lets pass in ``mkdocs.yml`` and nothing comes of here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING, Any

from edition.model.findings import Finding, SourceLocation
from edition.model.settings import OWN_PLUGIN, OWN_THEME, SiteSettings
from edition.sources.mkdocs_file import SEARCH, at, has_own_plugin, line_on_rights, of_theme, options, written
from edition.sources.values import is_address
from edition.sources.yaml_records import ADDRESS, suggestion

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PALETTES = ("auto", "light", "dark")


def unsupported(settings: SiteSettings, config: MkDocsConfig, lines: Mapping[str, SourceLocation]) -> Iterator[Finding]:
    """What mkdocs lets pass and the edition cannot."""
    if not has_own_plugin(config):
        hint = "Write “- edition” below “plugins:”."
        message = "the plugin “edition” is not among the plugins, so mkdocs would build a site without it."
        yield Finding(lines.get("plugins", at(0)), "set-no-plugin", message, hint)
    if config.theme.name == OWN_THEME:
        for option in of_theme(config).keys() - options().keys() - {"name", "custom_dir", "static_templates"}:
            hint = suggestion(option, options(), "Take it out; settings of your own go under “extra”.")
            message = f"the theme has no option “{option}”."
            yield Finding(lines.get(f"theme.{option}", at(0)), "set-unknown", message, hint)
        yield from _values(config, lines)
    yield from _languages(config, lines)
    yield from _unused(settings, config, lines)
    yield from line_on_rights(config)[1]
    named = [(key, getattr(settings, key)) for key in ("site_url", "repo_url")]
    named += [("edit_uri", settings.edit_template)]
    for key, address in named:
        if address and not is_address(address):
            location = lines.get(key, lines.get(f"{key}_template", at(0)))
            yield Finding(location, "set-invalid", f"“{address}” is no address on the web.", ADDRESS)
    yield from _files(settings, config, lines)


def _files(settings: SiteSettings, config: MkDocsConfig, lines: Mapping[str, SourceLocation]) -> Iterator[Finding]:
    """``set-foreign``: a file of another host; ``set-missing``: one that is neither in ``docs_dir`` nor in the theme.
    Where plugins or hooks may make files, the finished site is looked at for those."""
    asked = [(f"extra_css.{path}", path) for path in settings.extra_css]
    asked += [(f"extra_javascript.{script.path}", script.path) for script in settings.extra_javascript]
    asked += [(f"theme.{option}", str(settings.theme.get(option) or "")) for option in ("logo", "favicon")]
    asked += [(f"extra_templates.{path}", path) for path in config.extra_templates]
    asked += [("theme.static_templates", path) for path in config.theme.static_templates]
    makers = {name.rpartition("/")[2] for name in config.plugins} - {OWN_PLUGIN, SEARCH}
    for key, path in asked:
        docs = [] if key == "theme.static_templates" else [config.docs_dir]
        paths = (Path(folder, normpath(path.partition("?")[0])) for folder in (*docs, *config.theme.dirs))
        if "//" in path:
            message = f"“{path}” lies on another host, and every reader’s browser would ask there."
            yield Finding(lines.get(key, at(0)), "set-foreign", message, "Put a copy into docs, and name that.")
        elif not (makers or not path or path.startswith("/") or any(map(Path.is_file, paths))):
            message = f"“{path}” is named, and there is no such file in {settings.docs_dir if docs else 'the theme'}."
            yield Finding(lines.get(key, at(0)), "set-missing", message, "Put it there, or correct its name.")


def _unused(settings: SiteSettings, config: MkDocsConfig, lines: Mapping[str, SourceLocation]) -> Iterator[Finding]:
    """``set-unused``: settings of mkdocs that nothing reads here."""
    unused = {}
    validation, search = written(config).get("validation") or {}, config.plugins.get(SEARCH)
    if "links" in validation:
        unused["validation.links"] = "the edition checks all links itself, and says of each dead one where it stands."
    if (validation.get("nav") or {}).keys() - {"omitted_files"}:
        unused["validation.nav"] = "but for “omitted_files”, the edition checks all of nav itself."
    if settings.repo_name and not settings.repo_url:
        unused["repo_name"] = "without “repo_url” there is nothing that could have this name."
    if not settings.mkdocs_reason:
        unused |= {f"extra.{key}": "there is no template, hook or plugin that could read it." for key in config.extra}
    if config.theme.name == OWN_THEME and search and written(search.config):
        unused[f"plugins.{SEARCH}"] = "the theme has a search of its own, which has no such options."
    for key, message in unused.items():
        yield Finding(lines.get(key, lines.get(key.partition(".")[0], at(0))), "set-unused", message, "Take it out.")


def _languages(config: MkDocsConfig, lines: Mapping[str, SourceLocation]) -> Iterator[Finding]:
    """``set-invalid``: a language in which Material has no words."""
    folders = [Path(folder, "partials/languages") for folder in config.theme.dirs]
    known = {path.stem for folder in folders for path in folder.glob("*.html")}
    language = str(of_theme(config).get("language") or "")
    if language and known and language not in known:
        message = f"the theme {config.theme.name or 'of your own'} has no words in “{language}”."
        hint = suggestion(language, known, f"Write one of {', '.join(sorted(known))}.")
        yield Finding(lines.get("theme.language", at(0)), "set-invalid", message, hint)


def theme_options(config: MkDocsConfig) -> Mapping[str, Any]:
    """The options of the theme; those of the edition's own theme that have a value of another type as by default."""
    return dict(config.theme.items()) | {option: options()[option] for option in _wrong_options(config)}


def _wrong_options(config: MkDocsConfig) -> list[str]:
    given, default = of_theme(config), options() if config.theme.name == OWN_THEME else {}
    return [option for option in default if not isinstance(given.get(option, default[option]), type(default[option]))]


def _values(config: MkDocsConfig, lines: Mapping[str, SourceLocation]) -> Iterator[Finding]:
    """``set-invalid``: an option of the edition's own theme with a value of another type; ``set-unknown``: one with a
    value that means nothing."""
    read = theme_options(config)
    for option in _wrong_options(config):
        message = f"“{of_theme(config)[option]}” cannot be “{option}” of the theme."
        yield Finding(lines.get(f"theme.{option}", at(0)), "set-invalid", message, "Correct it, or take it out.")
    for option, value in (("palette", read["palette"]), *(("features", feature) for feature in read["features"])):
        known = PALETTES if option == "palette" else options()["features"]
        if value not in known:
            message = f"“{value}” means nothing as “{option}” of the theme."
            hint = suggestion(str(value), known, f"Write one of {', '.join(known)}.")
            yield Finding(lines.get(f"theme.{option}", at(0)), "set-unknown", message, hint)
