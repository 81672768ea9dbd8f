"""What other plugins and hooks make of the files of mkdocs: known before the edition is read, whose pages they see."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
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
    own, trial, made = config.plugins.get(OWN_PLUGIN), copy(config), Files([copy(file) for file in files])
    trial.data |= {key: copy(value) for key, value in config.items() if isinstance(value, list)}
    logging.disable()  # what is warned of is said when it is called again
    for method in config.plugins.events["files"]:
        with suppress(Exception):
            made = made if getattr(method, "__self__", None) is own else method(made, config=trial) or made
    logging.disable(logging.NOTSET)
    before = {file.src_uri: file.abs_src_path for file in files}
    marked = [file for file in made if file.is_documentation_page()]
    pages = [file for file in marked if file.page or file.src_uri not in before or _lists_tags(file, config)]
    others = [file for file in made if file not in pages and file.inclusion is not InclusionLevel.EXCLUDED]
    for file in pages:
        if file.src_uri not in before and file.src_dir == config.docs_dir:  # it will not be written into docs again
            files.append(File(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls))
    known = before.keys() | {file.src_uri for file in pages}
    gone = frozenset(f"{DOCS}/{path}" for path in known - {file.src_uri for file in others})
    differ = (file for file in others if before.get(file.src_uri) != file.abs_src_path)
    changed = {f"{DOCS}/{file.src_uri}": file.content_bytes for file in differ}
    return LeftFiles(made, trial, gone, changed, {f"{page_uri(file.src_uri)}.html": file for file in pages})


def _lists_tags(file: File, config: MkDocsConfig) -> bool:
    """Whether Material's plugin tags puts its lists into a page, which it does after the Markdown has become HTML."""
    plugin = config.plugins.get("material/tags")
    mark = rb"<!--\s*" + plugin.config.listings_directive.encode() if plugin else b""
    return bool(mark and re.search(mark, file.content_bytes))
