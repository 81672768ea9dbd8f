"""What the commands of LaTeX mean that stand in bibliographies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

ACCENTS: Mapping[str, str] = _TABLES["accents"]
"""Command of one argument → the combining character that it adds."""

SIGNS: Mapping[str, str] = _TABLES["signs"]
"""Command that is one sign → what it prints."""

SYMBOLS: Mapping[str, str] = _TABLES["symbols"]
"""Command without an argument → what it prints. Those of mathematics come from pylatexenc."""

SILENT = frozenset(_TABLES["silent"].split())
"""Commands that print nothing themselves: what they are applied to stands as it is."""

TAGS: Mapping[str, str] = _TABLES["tags"]
"""Command → the tag of what it is applied to."""
SMALL_CAPITALS = frozenset("textsc mkbibsc sc scshape mkbibacro textssc".split())
DECLARATIONS = frozenset("em it itshape sl slshape bf bfseries tt ttfamily sc scshape".split())
"""Commands that are applied to the rest of their group."""

AROUND: Mapping[str, tuple[str, str]] = _TABLES["around"]
"""Command of one argument → what it prints before and after it."""

DROPPED: Mapping[str, int] = _TABLES["dropped"]
"""Command → how many arguments it has, none of which is printed."""
CASES = {"uppercase": str.upper, "MakeUppercase": str.upper, "lowercase": str.lower, "MakeLowercase": str.lower}
"""Command → what it does to the letters of its argument."""
SKIPPED_FIRST = frozenset("textcolor colorbox hyperref raisebox parbox resizebox href* scalebox".split())
"""Commands whose first argument is not printed."""

LANGUAGES: Mapping[str, str] = _TABLES["languages"]
"""Language in babel's words → its code."""


@cache
def _mathematics() -> dict[str, str]:
    """Command without an argument → what it prints; none that cites (<cit.>) or tells the time."""
    from pylatexenc.latex2text import get_default_latex_context_db  # slow to import, and needed by few values

    specs = get_default_latex_context_db().iter_macro_specs()
    known = ((spec.macroname, spec.simplify_repl) for spec in specs)
    return {
        name: words
        for name, words in known
        if isinstance(words, str) and words and not {"%", "<"} & {*words} and name != "today"
    }


def symbol(name: str) -> str | None:
    """What a command without an argument prints; None for one that is not known."""
    return SYMBOLS[name] if name in SYMBOLS else _mathematics().get(name)


def language(name: str) -> str:
    """The code of a language that is given by babel's word or already as a code; nothing for one that is not known."""
    name = name.strip().casefold()
    return LANGUAGES.get(name, "") or (name if 2 <= len(name.split("-")[0]) <= 3 and name.isascii() else "")
