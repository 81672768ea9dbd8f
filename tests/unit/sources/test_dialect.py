"""Inline patterns whose signs are not in a source are not tried: that must never make a difference."""

from __future__ import annotations

import re

import pytest

from edition.sources import dialect, signs
from folders import ROOT

FILES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/edition/docs/**/*.md")])
PIECES = (
    "`code`", r"\*escaped\*", "[^1]", "[words][@key, p. 3]", "[*T* by [N][@n]][@key]", "[@key]", "[a][b]", "[b]",
    "[way](https://example.org)", "![seen](a.png)", "![seen][b]", "![b]", "<https://example.org>", "two  \nlines",
    "<sup>th</sup>", "a * b", "_ *", "*em*", "***both***", "__strong__", "x_y_z", "[* a][@key]", "[`c`][@key]",
)  # fmt: skip
BLOCKS = """
# head|head\n====|head\n-|- - -|***|___|term\n: what it is|> said|> # said\n> ***|- one\n- two|1. one\n2. two|
- one\n\n    - in it\n\n    more|a ! b\n--!--\n1 ! 2|! a !\n!---!\n! 1 !|    code|words\n{: #p1 }|- one\n\n{: #p2 }|
[^2]: A note.\n\n    More.|[^3]: # head|[^4]: > said|[^5]: term\n    : what|[b]: d.html 'T'|- # head|- term\n  : what|
- head\n  ---|1. > said|> term\n> : what|words\n# head\nwords|words\n> said|- : what|[^6]: a ! b\n    --!--\n    1 ! 2
"""
KINDS = [block.strip("\n").replace("!", "|") for block in BLOCKS.split("|")]
TEXTS = [path.read_text("utf-8") for path in FILES]
TEXTS += [f"{one} and {other}.\n\n[b]: c.html\n" for one in PIECES for other in PIECES]
TEXTS += [f"> - {piece}\n\n[^1]: See {piece}.\n" for piece in PIECES]
TEXTS += ["\n\n".join(some) + "\n" for one in KINDS for other in KINDS for some in ([one], [one, "Words.", other])]


def test_every_pattern_has_a_sign() -> None:
    """The tables have all that is registered, in its order."""
    for table, registry in (
        (signs.INLINE, dialect.PATTERNS),
        (signs.BLOCKS, dialect.PROCESSORS),
        (signs.TREES, dialect._MARKDOWN.treeprocessors),
    ):
        assert len(registry) == len(table)
        assert [registry.get_index_for_name(name) for name in table] == list(range(len(registry)))


def test_what_is_left_out_would_match_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """All sources of both editions, and pieces of the dialect side by side, read with all patterns and with fewer."""
    less = [dialect.parsed(text, "a.md") for text in TEXTS]
    monkeypatch.setattr(dialect, "there", lambda table, source: tuple(table))
    monkeypatch.setattr(dialect, "MARKED", re.compile(""))
    for text, found in zip(TEXTS, less, strict=True):
        assert dialect.parsed(text, "a.md") == found, text


def test_an_asterisk_between_spaces_is_as_in_markdown() -> None:
    """The pattern that stands in for Markdown's own finds what that finds."""
    from itertools import product

    from markdown.inlinepatterns import NOT_STRONG_RE

    slow, fast = (re.compile(pattern, re.DOTALL) for pattern in (NOT_STRONG_RE, signs.FREE))
    for words in ("".join(each) for length in range(8) for each in product("*_ a", repeat=length)):
        assert [m.span(1) for m in slow.finditer(words)] == [m.span(1) for m in fast.finditer(words)], words
