"""The names of languages, as they stand over a name in its original form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from edition.model.messages import Messages

LANGUAGES: Mapping[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
"""Tag of a language → its name in English, a message."""
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_CAPITALS = frozenset("de en nl tr".split())
"""Languages in which the names of languages have capitals within a sentence too."""


def tag(words: str) -> str:
    """Words that are the tag of a language (BCP 47), as far as its form shows; nothing for others."""
    return words if _TAG.fullmatch(words) else ""


def is_variety(one: str, other: str) -> bool:
    """Whether two tags are those of varieties of one language."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def name_in_sentence(language: str, words: Messages) -> str:
    """The name of a language as it stands within a sentence; one that is not known here as given, with a capital."""
    name = LANGUAGES.get(language.partition("-")[0].lower())
    if name is None:
        return language[:1].upper() + language[1:]
    return words.gettext(name) if words.language.partition("-")[0] in _CAPITALS else words.gettext(name).lower()


def language_name(language: str, words: Messages) -> str:
    """The name of a language (a BCP 47 tag), or “Original form” for one without a name here."""
    name = LANGUAGES.get(language.partition("-")[0].lower())
    return words.gettext(name) if name else words.gettext("Original form")
