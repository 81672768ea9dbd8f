"""Words in pandoc's JSON as fragments."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from edition.model.records import SCHEMES
from edition.model.tree import E, Fragment, normalized, text

_TAGS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def fragment(inlines: Iterable[Any], titles: Collection[str] = ()) -> Fragment:
    """Inlines as a fragment; what is one of the titles is marked as such. Addresses that are printed are no links."""
    return normalized(part for inline in inlines for part in _parts(inline, titles))


def _parts(inline: dict[str, Any], titles: Collection[str]) -> Fragment:
    kind, content = str(inline["t"]), inline.get("c", "")
    if kind in _TAGS:
        inner = fragment(content, titles)
        return (E(_TAGS[kind], *inner, class_="work-title" if text(inner) in titles else None),)
    if kind == "Str":
        return (str(content),)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return (" ",)
    if kind == "SmallCaps":
        return (E("span", *fragment(content, titles), class_="small-caps"),)
    if kind == "Quoted":
        opening, closing = _QUOTES[content[0]["t"]]
        return (opening, *fragment(content[1], titles), closing)
    if kind == "Code":
        return (E("code", content[1]),)
    return _wrapped(kind, content, titles)


def _wrapped(kind: str, content: Any, titles: Collection[str]) -> Fragment:
    """The words of what only holds others."""
    if kind == "Span":
        inner = fragment(content[1], titles)
        styled = dict(content[0][2]).get("style", "")
        if "small-caps" in styled:
            return (E("span", *inner, class_="small-caps"),)
        return (*inner, " ") if "csl-left-margin" in content[0][1] else inner
    if kind == "Link" and content[2][0].partition(":")[0] in SCHEMES:
        inner = fragment(content[1], titles)
        return inner if text(inner) in content[2][0] else (E("a", *inner, href=content[2][0]),)
    if kind in ("Link", "Cite"):
        return fragment(content[1], titles)
    if kind == "Note":
        return (" (", *blocks(content, titles), ")")
    return fragment(content, titles) if isinstance(content, list) and kind in ("Underline", "Strikeout") else ()


def blocks(content: Iterable[Any], titles: Collection[str] = ()) -> Fragment:
    """The words of paragraphs, and of those within divisions, as one fragment."""
    joined_words: Fragment = ()
    for block in content:
        inner = block["c"][1] if block["t"] == "Div" else ()
        words = blocks(inner, titles) if inner else ()
        if block["t"] in ("Para", "Plain"):
            words = fragment(block["c"], titles)
        joined_words = (*joined_words, " ", *words) if joined_words and words else words or joined_words
    return joined_words
