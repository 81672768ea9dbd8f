"""All that is known of files to download, in one place: media types, descriptions, labels on the title page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class FileFormat(NamedTuple):
    """The media type of a file, what it is in a sentence, and the label under which the title page offers it.

    A book has a ``button`` on the page of downloads, with this label and its ``purpose``.
    """

    media_type: str
    description: str = ""
    label: str = ""
    button: str = ""
    purpose: str = ""


_OTHER = FileFormat("application/octet-stream")
_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
FORMATS: Mapping[str, FileFormat] = {ending: FileFormat(**given) for ending, given in _TABLES.items()}
"""Name of a file, or how names end → its format; the title page offers those with a label in this order."""


def file_format(uri: str) -> FileFormat:
    """The format of a file by its name or ending."""
    return next((known for ending, known in FORMATS.items() if uri.endswith(ending)), _OTHER)
