"""What every piece of typst's markup is made of: strings, arrays and calls."""

from __future__ import annotations

from collections.abc import Iterable

from edition.model.messages import END_ISOLATE, ENGLISH, ISOLATE, OPEN, runs, unmarked
from edition.model.messages import direction as direction_of


def string(words: str) -> str:
    """Words as a string literal of typst's code. All text is written as such: in markup, characters have meanings."""
    escaped = unmarked(words).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def literal(words: str) -> str:
    """Words as markup; those that are English for want of others say so."""
    if OPEN not in words:
        return "#" + string(words) if words else ""
    parts = (("#" + string(run), english) for run, english in runs(words))
    return "".join(in_language(ENGLISH, part) if english else part for part, english in parts)


def array(values: Iterable[str]) -> str:
    """Values, which are code, as an array of typst's code. A single value is an array too."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def language_arguments(tag: str) -> dict[str, str]:
    """Language and region of a BCP 47 tag, as typst's function ``text`` wants them."""
    language, *others = tag.split("-")
    region = next((part for part in others if len(part) == 2), "")
    return {"lang": string(language.lower()), "region": string(region) if region else "none"}


def call(function: str, *arguments: str, content: str = "", **named: str) -> str:
    """A call of a function in typst's markup. Arguments are code, ``content`` (the last argument) is markup."""
    inside = ", ".join((*arguments, *(f"{name}: {value}" for name, value in named.items())))
    return f"#{function}({inside})" + (f"[{content}]" if content else "")


def in_language(tag: str, markup: str, direction: str = "auto") -> str:
    """Markup in a language: hyphenated and read aloud as such, its paragraphs in its direction.

    For words in a line ``direction`` is that of their paragraph: for another, typst writes marks into the words. Where
    theirs is the other, they are isolated, so that what follows them, such as a number, stays behind them.
    """
    if direction not in ("auto", direction_of(tag)):
        markup = f'#"{ISOLATE}"{markup}#"{END_ISOLATE}"'
    return call("text", **language_arguments(tag), dir=direction, content=markup)
