"""Inline patterns whose signs are not in a source are not tried: that must never make a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import dialect

ROOT = Path(__file__).parent.parent
FILES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/edition/docs/**/*.md")])
PIECES = (
    "`code`", r"\*escaped\*", "[^1]", "[words][@key, p. 3]", "[*T* by [N][@n]][@key]", "[@key]", "[a][b]", "[b]",
    "[way](https://example.org)", "![seen](a.png)", "![seen][b]", "![b]", "<https://example.org>", "two  \nlines",
    "<sup>th</sup>", "a * b", "_ *", "*em*", "***both***", "__strong__", "x_y_z", "[* a][@key]", "[`c`][@key]",
)  # fmt: skip
TEXTS = [path.read_text("utf-8") for path in FILES]
TEXTS += [f"{one} and {other}.\n\n[b]: c.html\n" for one in PIECES for other in PIECES]
TEXTS += [f"> - {piece}\n\n[^1]: See {piece}.\n" for piece in PIECES]


def test_every_pattern_has_a_sign() -> None:
    """The table has all patterns that are registered, in their order."""
    patterns = dialect._MARKDOWN.inlinePatterns
    assert len(patterns) == len(dialect._SIGNS)
    assert [patterns.get_index_for_name(name) for name in dialect._SIGNS] == list(range(len(patterns)))


def test_what_is_left_out_would_match_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """All sources of both editions, and pieces of the dialect side by side, read with every pattern and with few."""
    few = [dialect.parsed(text, "a.md") for text in TEXTS]
    monkeypatch.setattr(dialect, "_SIGNS", dict.fromkeys(dialect._SIGNS, ""))
    monkeypatch.setattr(dialect, "_INLINE", dialect.re.compile(""))
    assert [dialect.parsed(text, "a.md") for text in TEXTS] == few


def test_an_asterisk_between_spaces_is_as_in_markdown() -> None:
    """The pattern that stands in for Markdown's own finds what that finds."""
    from itertools import product

    from markdown.inlinepatterns import NOT_STRONG_RE

    slow, fast = (dialect.re.compile(pattern, dialect.re.DOTALL) for pattern in (NOT_STRONG_RE, dialect._FREE))
    for words in ("".join(signs) for length in range(8) for signs in product("*_ a", repeat=length)):
        assert [m.span(1) for m in slow.finditer(words)] == [m.span(1) for m in fast.finditer(words)], words
