"""What ``mkdocs.yml`` says of the site: the settings of mkdocs that the engine honours, in plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from edition.model.findings import SourceLocation

CONFIGURATION = "mkdocs.yml"
OWN_THEME, OWN_PLUGIN = "edition", "edition"
UNNAMED = "Edition"
"""What mkdocs, which wants a name, is given where ``site_name`` is missing: the title of the edition replaces it."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An item of ``nav``: a page (``target`` is its path from ``docs_dir``), a link elsewhere, or a heading with items.

    ``title`` is empty where the page's own title serves. A target that ends with a slash stands for all pages of that
    division.
    """

    title: str
    target: str = ""
    items: tuple[NavItem, ...] = ()
    location: SourceLocation = field(default=SourceLocation(CONFIGURATION))


def all_items(items: Iterable[NavItem]) -> Iterator[NavItem]:
    """Items of ``nav``, each before those in it, at whatever depth."""
    for item in items:
        yield item
        yield from all_items(item.items)


@dataclass(frozen=True, slots=True)
class Script:
    """A script of ``extra_javascript``: its address, and the attributes of its element."""

    path: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of a site. ``exclude_docs``, ``draft_docs`` and ``not_in_nav`` are patterns as in ``.gitignore``.

    ``language`` is that of the interface, if the theme is given one. ``report_unlisted``: whether pages that are not in
    ``nav`` are reported. ``edit_template`` is the address of a page's source in its repository, a template as
    ``edit_uri_template`` of mkdocs. ``options_in_words`` are the options of extensions as text, without addresses in
    memory. ``mkdocs_reason`` says why mkdocs has to build the site; it is empty where the engine
    can do it alone.
    """

    site_name: str = ""
    site_url: str = ""
    description: str = ""
    author: str = ""
    copyright: str = ""
    repo_url: str = ""
    repo_name: str = ""
    edit_template: str = ""
    nav: tuple[NavItem, ...] = ()
    not_in_nav: str = ""
    exclude_docs: str = ""
    draft_docs: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    directory_urls: bool = False
    extra_css: tuple[str, ...] = ()
    extra_javascript: tuple[Script, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    theme: Mapping[str, Any] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    extension_options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    options_in_words: str = ""
    language: str = ""
    report_unlisted: bool = True
    strict: bool = False
    address: str = ""
    mkdocs_reason: str = ""

    def edit_url(self, source: str) -> str:
        """The address of a source in its repository; its path stands in the template quoted or not, with its ending or
        not."""
        paths = {"path": source, "path_noext": source.removesuffix(".md")}
        paths |= {f"{name}!q": quote(path, safe="") for name, path in paths.items()}
        return re.sub(r"\{([\w!]+)\}", lambda match: paths.get(match[1], match[0]), self.edit_template)


DEFAULTS = SiteSettings()
"""The settings of a project without ``mkdocs.yml``."""
