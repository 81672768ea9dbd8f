"""What every field of the data is. Its words are in ``fields.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def described() -> Mapping[str, Mapping[str, str]]:
    """Name of a type → name of a field → a sentence on it."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
