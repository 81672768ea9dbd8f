"""What other plugins and hooks make of the files of mkdocs: known before the edition is read, whose pages they see."""

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


class LeftFiles(NamedTuple):
    """The files of mkdocs and its configuration as other plugins and hooks leave them.

    ``gone`` are paths of what they take away or make pages of their own of, ``changed`` has the contents of what they
    change or add. ``pages`` are their own pages by the addresses that links to the Markdown have.
    """

    files: Files
    config: MkDocsConfig
    gone: frozenset[str]
    changed: Mapping[str, bytes]
    pages: Mapping[str, File]


def left(files: Files, config: MkDocsConfig) -> LeftFiles:
    """What ``on_files`` of other plugins and hooks makes of files.

    It is called here with copies, and again by mkdocs when the pages of the edition are there: what fails is reported
    then.
    """
    trial = copy(config)
    trial.data |= {key: copy(value) for key, value in config.items() if isinstance(value, list)}
    made = _made(Files([copy(file) for file in files]), trial)
    before = {file.src_uri: file.abs_src_path for file in files}
    pages = [file for file in made if _is_page(file, before, config)]
    others = [file for file in made if file not in pages and file.inclusion is not InclusionLevel.EXCLUDED]
    new = (file for file in pages if file.src_uri not in before)
    _add_written(files, new, config.docs_dir)
    known = before.keys() | {file.src_uri for file in pages}
    gone = frozenset(f"{DOCS}/{path}" for path in known - {file.src_uri for file in others})
    differ = (file for file in others if before.get(file.src_uri) != file.abs_src_path)
    changed = {f"{DOCS}/{file.src_uri}": file.content_bytes for file in differ}
    return LeftFiles(made, trial, gone, changed, {f"{page_uri(file.src_uri)}.html": file for file in pages})


def _made(files: Files, config: MkDocsConfig) -> Files:
    """The files as ``on_files`` of all other plugins and hooks leaves them."""
    own = config.plugins.get(OWN_PLUGIN)
    logging.disable()  # what is warned of is said when it is called again
    for method in config.plugins.events["files"]:
        with suppress(Exception):
            files = files if getattr(method, "__self__", None) is own else method(files, config=config) or files
    logging.disable(logging.NOTSET)
    return files


def _add_written(files: Files, new: Iterable[File], folder: str) -> None:
    """Add new files that a plugin has written into ``docs``: it will not write them again."""
    for file in new:
        if file.src_dir == folder:
            files.append(File(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls))


def _is_page(file: File, before: Mapping[str, str | None], config: MkDocsConfig) -> bool:
    """Whether a file is a page of another plugin; ``before`` are the paths that were there without plugins."""
    is_markdown = file.is_documentation_page()
    return is_markdown and bool(file.page or file.src_uri not in before or _lists_tags(file, config))


def _lists_tags(file: File, config: MkDocsConfig) -> bool:
    """Whether Material's plugin tags puts its lists into a page, which it does after the Markdown has become HTML."""
    plugin = config.plugins.get("material/tags")
    mark = rb"<!--\s*" + plugin.config.listings_directive.encode() if plugin else b""
    return bool(mark and re.search(mark, file.content_bytes))
