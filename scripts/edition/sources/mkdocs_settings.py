"""``mkdocs.yml``, read with mkdocs' own loader, as the settings of the site."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import yaml

from edition.model.findings import Finding, SourceLocation
from edition.model.serialize import to_html
from edition.model.settings import CONFIGURATION, OWN_PLUGIN, OWN_THEME, UNNAMED, NavItem, Script, SiteSettings
from edition.sources.files import unreadable
from edition.sources.mkdocs_file import SEARCH, at, has_own_plugin, line_on_rights, lines_of, of_theme, written
from edition.sources.mkdocs_findings import theme_options, unsupported
from edition.sources.watched_settings import PYTHON, watched
from edition.sources.yaml_records import suggestion

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Locations = Mapping[str, SourceLocation]
"""Where every key at the top stands, and every option of the theme (``theme.palette``)."""
LISTS = (*"nav plugins hooks markdown_extensions extra_css extra_javascript extra_templates watch".split(),)
"""Settings whose items mkdocs looks at one by one."""
PATHS = ("extra_css", "extra_templates")
"""Settings that are lists of paths, of which mkdocs looks at the list alone."""


class _Loader(yaml.FullLoader):
    """Reads objects of Python that are named (``!!python/name:``), as themes ask for; it calls none of
    them but those that make addresses of headings."""

    def find_python_name(self, name: str, mark: Any, unsafe: bool = False) -> Any:
        return super().find_python_name(name, mark, unsafe=True)

    def make_python_instance(self, suffix: str, node: yaml.Node, *given: Any, **options: Any) -> Any:
        return super().make_python_instance(suffix, node, *given, **options | {"unsafe": suffix.startswith(SLUGS)})


SLUGS = "pymdownx.slugs."
"""The only functions that are called: the guides to extensions ask for them, to make addresses of headings."""
_Loader.add_multi_constructor(
    f"tag:yaml.org,2002:python/object/apply:{SLUGS}",
    lambda loader, name, node: loader.construct_python_object_apply(f"{SLUGS}{name}", node),
)


def read(project: Path) -> tuple[SiteSettings, tuple[Finding, ...]]:
    """The settings of a project, and what is wrong with them. Without ``mkdocs.yml`` they are mkdocs' defaults."""
    path = project / CONFIGURATION
    if not os.path.lexists(path):
        return SiteSettings(), ()
    if not path.is_file():
        return SiteSettings(), (unreadable(CONFIGURATION, "it is not a file"),)
    lines, malformed = _located(project)
    if malformed:
        return SiteSettings(), malformed
    config, findings = _loaded(path, lines)
    if config is None:
        return SiteSettings(), tuple(findings)
    settings = _settings(config, project, lines)
    if any(finding.code == "set-invalid" for finding in findings):  # and what follows from that is not said
        return settings, tuple(findings)
    return settings, (*findings, *unsupported(settings, config, lines))


def _located(project: Path, name: str = CONFIGURATION) -> tuple[Locations, tuple[Finding, ...]]:
    """Where keys stand, in ``mkdocs.yml`` or in the files that it inherits; and what is malformed in these."""
    located: dict[str, SourceLocation] = {}
    malformed: list[Finding] = []
    for path in [Path(path) for path, _ in reversed(watched(project, name)) if not path.startswith("$")]:
        lines, findings = lines_of(path.read_bytes() if path.is_file() else b"")
        file = _relative(str(path), project)
        if path.exists() and not path.is_file() and not path.is_dir():  # mkdocs would wait for what a pipe gives
            malformed.append(unreadable(file, "it is not a file"))
        located |= {key: SourceLocation(file, line) for key, line in lines.items()}
        malformed += [replace(finding, location=SourceLocation(file, finding.location.line)) for finding in findings]
    return located, tuple(malformed)


def of_config(config: MkDocsConfig, project: Path) -> tuple[SiteSettings, tuple[Finding, ...]]:
    """The settings in a configuration that mkdocs has loaded, and what is wrong with them besides."""
    lines, _ = _located(project, Path(config.config_file_path).name)
    settings = _settings(config, project, lines)
    return settings, tuple(unsupported(settings, config, lines))


def _loaded(path: Path, lines: Locations) -> tuple[MkDocsConfig | None, list[Finding]]:
    """The configuration as mkdocs validates it; errors and warnings of mkdocs as findings."""
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    config = MkDocsConfig(config_file_path=str(path.resolve()))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # what Material prints at every start: see the README
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    values: Mapping[str, Any] = {}
    try:
        with path.open("rb") as file:
            values = yaml_load(file, get_yaml_loader(_Loader, config))
        config.load_dict(deepcopy(dict(values)))  # mkdocs takes some values apart
        config.load_dict({"site_name": config.get("site_name") or UNNAMED})
        errors, warnings = config.validate()
    except Exception as error:  # noqa: BLE001 (of a value that it does not expect mkdocs raises anything)
        refused = _failures(path, values) or [("" if values or error.__context__ else "INHERIT", error)]
        return _sound(path, values, refused), [_invalid(key, reason, lines) for key, reason in refused]
    if errors:  # mkdocs itself stops at the first
        errors = _failures(path, values) or errors
    errors += _bad_paths(config)
    known = {name for name, _ in config._schema}  # noqa: SLF001 (mkdocs has no other way to ask for its settings)
    findings = [_invalid(key, reason, lines) for key, reason in errors]
    for key, reason in warnings:
        location = lines.get(key, at(0))
        warned = Finding(location, "set-warning", *_mkdocs_words(key, reason))
        findings.append(warned if key in known else _unknown(key, location, known))
    return (_sound(path, values, errors) if errors else config), findings


def _sound(path: Path, values: Mapping[str, Any], refused: list[tuple[str, Exception]]) -> MkDocsConfig | None:
    """The configuration without the settings that are refused: what they have nothing to do with is read all the same.
    None where that is not possible."""
    from mkdocs.config.defaults import MkDocsConfig

    wrong, config = {key.partition(".")[0] for key, _ in refused}, MkDocsConfig(config_file_path=str(path.resolve()))
    with suppress(Exception):
        config.load_dict({"site_name": UNNAMED} | {key: value for key, value in values.items() if key not in wrong})
        return None if config.validate()[0] or not values else config
    return None


def _bad_paths(config: MkDocsConfig) -> list[tuple[str, Exception]]:
    """Paths that mkdocs accepts and the engine refuses, and why."""
    refused: list[tuple[str, Exception]] = []
    folder = str(Path(config.config_file_path or "").parent)  # it may have any name
    if not str(config.site_dir).removeprefix(folder).isprintable():
        refused.append(("site_dir", ValueError("it has a control character in it")))
    lists = ((key, config[key]) for key in PATHS if isinstance(config[key], list))
    bad = [_called(key, item) for key, items in lists for item in items if not isinstance(item, str)]
    return refused + [(name, ValueError("it must be a path")) for name in bad]


def _failures(path: Path, values: Mapping[str, Any]) -> list[tuple[str, Exception]]:
    """All settings that mkdocs refuses, and items of their lists (``plugins.serach``), each looked at by itself, and
    why."""
    from mkdocs.config.defaults import MkDocsConfig

    refused: list[tuple[str, Exception]] = []
    for key, value, name in _parts(values):
        config = MkDocsConfig(config_file_path=str(path.resolve()))
        try:
            config.load_dict({"site_name": UNNAMED, key: deepcopy(value)})
            refused += [(name, reason) for wrong, reason in config.validate()[0] if wrong == key]
        except Exception as error:  # noqa: BLE001 (see above)
            refused.append((name, error))
    return refused


def _parts(values: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Settings with their values, and how they are called; of a list each item by itself."""
    for key, value in values.items():
        if key in LISTS and isinstance(value, list):
            yield from ((key, [item], _called(key, item)) for item in value)
        else:
            yield key, value, key


def _called(key: str, item: object) -> str:
    """How an item of a list is called, here and among the lines of the file."""
    return f"{key}.{next(iter(item), '') if isinstance(item, Mapping) else item}"


def _invalid(key: str, reason: object, lines: Locations) -> Finding:
    """``set-invalid``: what mkdocs, or the reader of YAML that it calls, says of a setting."""
    cause = getattr(reason, "__context__", None)
    mark = getattr(cause, "problem_mark", None)
    setting = key.partition(".")[0]
    location = lines.get(key, lines.get(setting, lines.get("INHERIT", at(0))))
    location = at(mark.line + 1) if mark and mark.name.endswith(CONFIGURATION) else location
    return Finding(location, "set-invalid", *_mkdocs_words(setting, getattr(cause, "problem", reason)))


def _mkdocs_words(key: str, reason: object) -> tuple[str, str]:
    """What mkdocs says of a setting, or of the whole file, and what to do."""
    reason = f"it knows no {reason}" if isinstance(reason, KeyError) else reason
    lines_of_words = (line for line in str(reason).splitlines() if line[:1].strip())  # without the lines of a traceback
    words = re.sub(r"<class '(\w+)'>", r"\1", " ".join(" ".join(lines_of_words).split()).rstrip("."))
    return f"mkdocs says of {f'“{key}”' if key else 'this file'}: {words}.", "Correct it, or take it out."


def _unknown(key: str, location: SourceLocation, known: Iterable[str]) -> Finding:
    hint = suggestion(key, known, "Take it out; settings of your own go under “extra”.")
    return Finding(location, "set-unknown", f"mkdocs has no setting “{key}”.", hint)


def _settings(config: MkDocsConfig, project: Path, lines: Locations) -> SiteSettings:
    """The settings as the engine knows them, out of those that mkdocs has read."""
    same = {name: config[name] or "" for name in ("site_url", "repo_url", "repo_name")}
    objects = re.findall(rf"{PYTHON}/\S+", "".join(text for _, text in watched(project)))
    patterns = {name: str(written(config).get(name) or "") for name in ("exclude_docs", "draft_docs", "not_in_nav")}
    return SiteSettings(
        site_name=str(written(config).get("site_name") or ""),
        description=config.site_description or "",
        author=config.site_author or "",
        copyright=to_html(line_on_rights(config)[0]),
        edit_template=_edit_template(config),
        nav=tuple(_nav(config.nav or (), lines)),
        docs_dir=_relative(config.docs_dir, project),
        site_dir=_relative(config.site_dir, project),
        directory_urls=config.use_directory_urls,
        extra_css=tuple(config.extra_css),
        extra_javascript=tuple(map(_script, config.extra_javascript)),
        extra=_plain(config.extra),
        theme={"name": config.theme.name or "", **_plain(theme_options(config))},
        extensions=tuple(config.markdown_extensions),
        extension_options=dict(config.mdx_configs),
        options_in_words=re.sub(" at 0x[0-9a-fA-F]+", "", repr((config.mdx_configs, objects))),
        language=_language(config),
        report_unlisted=config.validation.nav.omitted_files >= logging.INFO,
        strict=config.strict,
        address=str(config.dev_addr),
        mkdocs_reason=_reason(config),
        **same,
        **patterns,
    )


def _plain(value: Any) -> Any:
    """A value of YAML as the cache keeps it: dictionaries, tuples, words and numbers."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return value if isinstance(value, str | int | float | None) else str(value)


def _language(config: MkDocsConfig) -> str:
    """The language of the interface, as themes call it: ``locale``, or ``language`` in Material."""
    theme = of_theme(config)
    return str(theme.get("language") or theme.get("locale") or "").replace("_", "-")


def _relative(path: str, project: Path) -> str:
    return relpath(path, project.resolve()).replace(os.sep, "/")


def _edit_template(config: MkDocsConfig) -> str:
    """The address of a source in its repository, as a template of mkdocs; nothing where the settings give none."""
    base, template = config.repo_url or "", str(config.edit_uri_template or "")
    template = template or (f"{config.edit_uri}{{path}}" if config.edit_uri else "")
    if base and not template.startswith(("?", "#")) and not base.endswith("/"):
        base += "/"
    return urljoin(base, template) if template else ""


def _nav(items: Any, lines: Locations) -> Iterator[NavItem]:
    """The entries of ``nav``, with those within them, and the lines where they stand."""
    for item in items:
        if isinstance(item, str):
            yield NavItem("", item.removeprefix("./"), location=lines.get(f"nav.{item}", at(0)))
        elif isinstance(item, Mapping):
            for name, value in item.items():
                location, title = lines.get(f"nav.{name}", at(0)), str(name or "")
                if isinstance(value, str):
                    yield NavItem(title, value.removeprefix("./"), location=location)
                else:
                    yield NavItem(title, "", tuple(_nav(value or (), lines)), location)


def _script(script: Any) -> Script:
    if isinstance(script, str):
        return Script(script)
    flags = (("defer", script.defer), ("async", script.async_))
    named = [("type", script.type)] if script.type else []
    return Script(script.path, (*named, *((name, "") for name, is_set in flags if is_set)))


def _reason(config: MkDocsConfig) -> str:
    """Why mkdocs has to build the site; nothing where the theme is the edition's and nothing else changes pages."""
    if not has_own_plugin(config):  # then mkdocs would build a site without the edition
        return ""
    usual = (OWN_PLUGIN, SEARCH)
    others = [name for name in config.plugins if name.rpartition("/")[2] not in usual and name not in config.hooks]
    reasons = [f"the theme is {config.theme.name or 'your own'}"] if config.theme.name != OWN_THEME else []
    reasons += ["theme.custom_dir has templates"] if config.theme.custom_dir else []
    reasons += ["there are static_templates"] if of_theme(config).get("static_templates") else []
    several = "plugins are" if len(others) > 1 else "a plugin is"
    reasons += [f"{several} switched on ({', '.join(others)})"] if others else []
    reasons += ["hooks are named"] if config.hooks else []
    reasons += ["there are extra_templates"] if config.extra_templates else []
    return " and ".join(reasons)
