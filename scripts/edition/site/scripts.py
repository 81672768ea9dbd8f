"""The scripts of the theme in the language of the interface: each message in them is replaced by its translation.

A script asks for its words as Python does, with literal strings: ``_("Search")``, ``pgettext("of a key", "On")``,
``ngettext("%(n)s result", "%(n)s results", count)``; ``⟨language⟩`` and ``⟨direction⟩`` in it are those of the words,
``⟨text⟩`` is that of the text. Nothing of this is left for the browser to do.
"""

from __future__ import annotations

import json
import re

from edition.model.messages import Messages, unmarked

_STRING = r'"(?:[^"\\]|\\.)*"'
_CALL = re.compile(rf"\b_\(({_STRING})\)|\bpgettext\(({_STRING}), ({_STRING})\)|\bngettext\(({_STRING}), ({_STRING}), ")


def translated(script: str, words: Messages, text_language: str = "") -> str:
    """A script with its words in a language."""

    def call(match: re.Match[str]) -> str:
        message, context, in_context, one, several = (json.loads(part) if part else "" for part in match.groups())
        if one:
            forms = json.dumps(words.forms(one, several), ensure_ascii=False)
            return f"((n) => {forms}[Number({words.plural_rule})])("
        translation = words.pgettext(context, in_context) if in_context else words.gettext(message)
        return json.dumps(unmarked(translation), ensure_ascii=False)

    named = {"⟨language⟩": words.language, "⟨direction⟩": words.direction, "⟨text⟩": text_language}
    return re.sub("|".join(named), lambda match: named[match[0]], _CALL.sub(call, script))
