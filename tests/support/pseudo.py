"""A pseudo-translation: every message is marked and longer, so that words that are no messages can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import catalogues
from edition.model import messages as module

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


@contextmanager
def lacking(folder: Path) -> Iterator[str]:
    """A language whose catalogue has no words: all are English, and in brackets."""
    file = folder / "nn" / module.CATALOGUE
    file.parent.mkdir(parents=True)
    file.write_text('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', encoding="utf-8")
    marked = module.untranslated
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LOCALES", folder)
        patch.setattr(module, "untranslated", lambda words: marked(words if "|" in words else translation(words)))
        module.messages.cache_clear()
        yield "nn"
    module.messages.cache_clear()


def untranslated(words: str) -> str:
    """What is left of words without all that came from the catalogue."""
    while (left := _INNERMOST.sub(" ", words)) != words:
        words = left
    return words
