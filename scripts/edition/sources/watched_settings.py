"""What the settings of a project depend on. Kept apart from what reads them: a build without work needs this alone."""

from __future__ import annotations

import os
import re
from pathlib import Path

from edition.model.settings import CONFIGURATION

PYTHON = "!!python"
"""The tag of values that are objects of Python."""
_VARIABLES = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\S+))")
_PARENT = re.compile(r"""^INHERIT:\s*["']?([^"'\n#]+)""", re.MULTILINE)


def watched(project: Path, name: str = CONFIGURATION) -> tuple[tuple[str, str], ...]:
    """Files with their contents (``mkdocs.yml``, then what it inherits), environment variables with their values."""
    values: dict[str, str] = {}
    paths = [project / name]
    while paths:
        path = paths.pop()
        if str(path) in values or not os.path.lexists(path):
            continue
        text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        values[str(path)] = text
        paths += [path.parent / parent.strip() for parent in _PARENT.findall(text)]
        for several, one in _VARIABLES.findall(text):
            names = (name.strip(" \"'") for name in (several or one).split(","))
            values |= {f"${name}": os.environ.get(name, "") for name in names}
    return tuple(values.items())
