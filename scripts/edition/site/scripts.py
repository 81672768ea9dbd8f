"""The scripts of the theme in the language of the interface: each message in them is replaced by its translation.

A script asks for its words as Python does, with literal strings: ``_("Search")``, ``pgettext("of a key", "On")``,
``ngettext("%(n)s result", "%(n)s results", count)``; ``⟨language⟩`` and ``⟨direction⟩`` in it are those of the words,
``⟨text⟩`` is that of the text. Nothing of this is left for the browser to do, but where a catalogue lacks words: a
script in which some are English begins with ``theme/english.js``, which says so of them on the page.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files

from edition.model.messages import CLOSE, ENGLISH, OPEN, Messages, messages

_STRING = r'"(?:[^"\\]|\\.)*"'
_CALL = re.compile(rf"\b_\(({_STRING})\)|\bpgettext\(({_STRING}), ({_STRING})\)|\bngettext\(({_STRING}), ({_STRING}), ")


_PLACEHOLDER = re.compile(r"%\(\w+\)s")


def with_marks(script: str) -> str:
    """A script with the marks round English words as scripts write them."""
    return script.replace(OPEN, json.dumps(OPEN)[1:-1]).replace(CLOSE, json.dumps(CLOSE)[1:-1])


def translated(script: str, words: Messages, text_language: str = "") -> str:
    """A script with its words in a language."""

    def call(match: re.Match[str]) -> str:
        message, context, in_context, one, several = (json.loads(part) if part else "" for part in match.groups())
        if one:
            known = ("", one) in words.translations
            rule = words.plural_rule if known else messages(ENGLISH).plural_rule
            return f"((n) => {_packed(words.forms(one, several))}[Number({rule})])("
        return _packed(words.pgettext(context, in_context) if in_context else words.gettext(message))

    named = {"⟨language⟩": words.language, "⟨direction⟩": words.direction, "⟨text⟩": text_language}
    made = re.sub("|".join(named), lambda match: named[match[0]], _CALL.sub(call, script))
    if OPEN not in made:
        return made
    return files("edition").joinpath("theme/english.js").read_text("utf-8") + with_marks(made)


def _packed(words: str | tuple[str, ...]) -> str:
    """Words as JSON; marks round English words do not stand round what will be put into them."""
    packed = json.dumps(words, ensure_ascii=False)
    return _PLACEHOLDER.sub(rf"{CLOSE}\g<0>{OPEN}", packed) if OPEN in packed else packed
