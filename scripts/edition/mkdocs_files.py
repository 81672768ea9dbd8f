"""The files of mkdocs after ``on_files`` of other plugins and hooks, which the edition needs before it is read."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import copy
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from edition.model.records import DOCS
from edition.model.settings import OWN_PLUGIN
from edition.sources.sections import page_uri


class PluginChanges(NamedTuple):
    """What other plugins and hooks change in the files of mkdocs and its configuration.

    ``removed`` are the paths of files that they remove, or make into pages of their own; ``changed`` has the contents
    of those that they change or add. ``pages`` are their own pages by the addresses that links to the Markdown have.
    """

    files: Files
    config: MkDocsConfig
    removed: frozenset[str]
    changed: Mapping[str, bytes]
    pages: Mapping[str, File]


def plugin_changes(files: Files, config: MkDocsConfig) -> PluginChanges:
    """What ``on_files`` of other plugins and hooks changes.

    It is called with copies here. mkdocs calls it again with the pages of the edition; errors are reported then.
    """
    trial = copy(config)
    trial.data |= {key: copy(value) for key, value in config.items() if isinstance(value, list)}
    after = _after_plugins(Files([copy(file) for file in files]), trial)
    before = {file.src_uri: file.abs_src_path for file in files}
    pages = [file for file in after if _is_page(file, before, config)]
    others = [file for file in after if file not in pages and file.inclusion is not InclusionLevel.EXCLUDED]
    new = (file for file in pages if file.src_uri not in before)
    _add_written(files, new, config.docs_dir)
    known = before.keys() | {file.src_uri for file in pages}
    removed = frozenset(f"{DOCS}/{path}" for path in known - {file.src_uri for file in others})
    differ = (file for file in others if before.get(file.src_uri) != file.abs_src_path)
    changed = {f"{DOCS}/{file.src_uri}": file.content_bytes for file in differ}
    return PluginChanges(after, trial, removed, changed, {f"{page_uri(file.src_uri)}.html": file for file in pages})


def _after_plugins(files: Files, config: MkDocsConfig) -> Files:
    """The files as ``on_files`` of all other plugins and hooks leaves them."""
    own = config.plugins.get(OWN_PLUGIN)
    logging.disable()  # the warnings are printed when mkdocs calls it
    for method in config.plugins.events["files"]:
        with suppress(Exception, SystemExit):
            files = files if getattr(method, "__self__", None) is own else method(files, config=config) or files
    logging.disable(logging.NOTSET)
    return files


def _add_written(files: Files, new: Iterable[File], folder: str) -> None:
    """Add new files that a plugin has written into ``docs``: it will not write them again."""
    for file in new:
        if file.src_dir == folder:
            files.append(File(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls))


def _is_page(file: File, before: Mapping[str, str | None], config: MkDocsConfig) -> bool:
    """Whether a file is a page of another plugin; ``before`` has the paths without plugins."""
    is_markdown = file.is_documentation_page()
    return is_markdown and bool(file.page or file.src_uri not in before or _lists_tags(file, config))


def _lists_tags(file: File, config: MkDocsConfig) -> bool:
    """Whether Material's plugin tags puts its lists into a page, which it does after the Markdown has become HTML."""
    plugin = config.plugins.get("material/tags")
    mark = rb"<!--\s*" + plugin.config.listings_directive.encode() if plugin else b""
    return bool(mark and re.search(mark, file.content_bytes))
