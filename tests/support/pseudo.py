"""A pseudo-translation: every message is marked and longer, so that words that are no messages can be told apart."""

from __future__ import annotations

import re
from pathlib import Path

import catalogues

LANGUAGE = "qps"
OPENED, CLOSED = "⟦", "⟧"
_PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%%|\|)")
_INNERMOST = re.compile(f"{OPENED}[^{OPENED}{CLOSED}]*{CLOSED}")


def translation(message: str) -> str:
    """The message in brackets, longer by two fifths."""
    if message.count("|") > 2:  # a list of words or signs, which are taken apart again
        return "|".join(f"{OPENED}{part}{CLOSED}" for part in message.split("|"))
    return f"{OPENED}{message}{'·' * round(len(_PLACEHOLDER.sub('', message)) * 0.4)}{CLOSED}"


def written(folder: Path) -> Path:
    """A folder of catalogues that has only this language."""
    catalogue = catalogues.Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message in catalogues.extracted():
        if message.id:
            forms = tuple(map(translation, message.id)) if isinstance(message.id, tuple) else translation(message.id)
            catalogue.add(message.id, forms, context=message.context)
    file = folder / LANGUAGE / "LC_MESSAGES" / "edition.po"
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogues.written(catalogue))
    return folder


def untranslated(words: str) -> str:
    """What is left of words without all that came from the catalogue."""
    while (left := _INNERMOST.sub(" ", words)) != words:
        words = left
    return words
