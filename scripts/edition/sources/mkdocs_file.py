"""The file ``mkdocs.yml``: the lines of its keys, and what it says itself, before mkdocs fills in its defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

import yaml
from yaml.constructor import SafeConstructor

from edition.model.findings import Finding, SourceLocation
from edition.model.settings import CONFIGURATION, OWN_PLUGIN
from edition.model.tree import Fragment
from edition.sources.characters import decoded
from edition.sources.yaml_records import malformed

if TYPE_CHECKING:
    from mkdocs.config.base import Config
    from mkdocs.config.defaults import MkDocsConfig

SEARCH = "search"
"""A plugin that mkdocs itself adds: the search of the edition takes its place."""
_WORDS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")
"""The tags of keys that are words, or “<<”."""


@cache
def options() -> Mapping[str, Any]:
    """The options of the edition's own theme with their defaults."""
    source = files("edition.theme").joinpath("mkdocs_theme.yml").read_text("utf-8")
    options: Mapping[str, Any] = yaml.safe_load(source)
    return options


def at(line: int) -> SourceLocation:
    return SourceLocation(CONFIGURATION, line)


def lines_of(source: bytes) -> tuple[dict[str, int], tuple[Finding, ...]]:
    """The line of every key at the top and of every option of the theme (``theme.palette``); or why this cannot be read
    as settings."""
    text, unfit = decoded(CONFIGURATION, source)
    if text is None or unfit:
        return {}, unfit
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except RecursionError:
        message = "this is nested too deep to be read."
        return {}, (Finding(at(1), "y-malformed", message, "Look at brackets and indents."),)
    except yaml.YAMLError as error:
        return {}, (malformed(error, text, CONFIGURATION),)
    if root is None:
        return {}, ()
    if not isinstance(root, yaml.MappingNode):
        return {}, (
            Finding(at(1), "y-malformed", "the file must be a mapping of keys.", "Write each key with a colon."),
        )
    findings = tuple(_unreadable(root))
    return {} if findings else dict(_keys(root)), findings


def _unreadable(root: yaml.MappingNode) -> Iterator[Finding]:
    """``y-malformed``: names of settings that are no words, and values that are none, such as the 30th of February.
    ``y-key-twice``: keys that stand twice in a mapping."""
    settings = [root, *(value for key, value in root.value if key.value == "theme")]
    for node in _nodes(root):
        names: set[str] = set()
        for key in (key for key, _ in node.value) if isinstance(node, yaml.MappingNode) else ():
            name = key.value if isinstance(key, yaml.ScalarNode) else "[…]"
            if node in settings and key.tag not in _WORDS:
                message = f"“{name}” cannot be the name of a setting."
                yield Finding(at(key.start_mark.line + 1), "y-malformed", message, "Write a word before the colon.")
            elif name in names and name != "<<":
                message = f"“{name}” stands twice in the same place, and the first would not count."
                yield Finding(at(key.start_mark.line + 1), "y-key-twice", message, "Remove one of them.")
            names.add(name)
        if isinstance(node, yaml.ScalarNode) and (reason := _reason(node)):
            message = f"“{node.value}” cannot be read: {reason}."
            yield Finding(at(node.start_mark.line + 1), "y-malformed", message, "Put it in quotes.")


def _nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    """A node and all within it; those that stand in several places by their anchors once."""
    todo, met = [root], {id(root)}
    while todo:
        node = todo.pop()
        yield node
        parts = [] if isinstance(node, yaml.ScalarNode) else node.value
        new = [part for pair in parts for part in (pair if isinstance(pair, tuple) else (pair,)) if id(part) not in met]
        todo += new
        met.update(map(id, new))


def _reason(node: yaml.ScalarNode) -> str:
    """Why a value, such as the 30th of February, is none; nothing for one that is."""
    try:
        SafeConstructor().construct_object(node)
    except yaml.YAMLError:  # a tag that others know
        return ""
    except ValueError as error:
        return str(error)
    return ""


def _keys(root: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    """The lines of the settings by their names, with those within them (``theme.name``) and the items of lists."""
    for key, value in root.value:
        yield str(key.value), key.start_mark.line + 1
        if isinstance(value, yaml.MappingNode):
            for name, _ in value.value:
                yield f"{key.value}.{name.value}", name.start_mark.line + 1
        elif isinstance(value, yaml.SequenceNode):
            for item in value.value:
                yield from _items(str(key.value), item)


def _items(key: str, item: yaml.Node) -> Iterator[tuple[str, int]]:
    """The lines of the items of a list, under the words that they stand for."""
    if isinstance(item, yaml.ScalarNode):
        yield f"{key}.{item.value}", item.start_mark.line + 1
    elif isinstance(item, yaml.MappingNode):
        for name, value in item.value:
            yield f"{key}.{name.value}", name.start_mark.line + 1
            for inner in value.value if isinstance(value, yaml.SequenceNode) else (value,):
                yield from _items(key, inner)


def written(config: Config) -> Mapping[str, Any]:
    """What the file itself says, before mkdocs made something else of it."""
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # mkdocs itself has no use for this
        return next(iter(config.user_configs), {})


def of_theme(config: MkDocsConfig) -> Mapping[str, Any]:
    """What the file itself says of the theme."""
    theme = written(config).get("theme")
    return theme if isinstance(theme, Mapping) else {}


def line_on_rights(config: MkDocsConfig) -> tuple[Fragment, tuple[Finding, ...]]:
    """The line on rights, which may have markup, without what could put a program into a page; and findings on that."""
    words = config.copyright or ""
    if "<" not in words:
        return (words,), ()
    from edition.sources.extended import without_programs  # few have markup in it

    return without_programs(words, CONFIGURATION)


def has_own_plugin(config: MkDocsConfig) -> bool:
    return OWN_PLUGIN in {name.rpartition("/")[2] for name in config.plugins}
