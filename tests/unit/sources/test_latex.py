"""The LaTeX of BibTeX values, to Unicode and back."""

from __future__ import annotations

import pytest

from edition.sources.latex import decoded, encoded


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("plain words", "plain words"),
        ("", ""),
        ("Caf\\'e \\& Bar", "Café & Bar"),
        ("{\\'\n}A {\\c }b \\' {e}", "A b é"),
        ("Erd{\\H o}s", "Erdős"),
        ('M\\"uller, J{\\"o}rg', "Müller, Jörg"),
        ("Ha\\v{s}ek", "Hašek"),
        ("K{\\o}benhavn", "København"),
        ("{The NASA} of", "The NASA of"),
        ("\\emph{free} beer", "free beer"),
        ("no~break", "no\u00a0break"),
        ("a \\textasciitilde{} b", "a ~ b"),
        ("100\\% of 5\\$", "100% of 5$"),
        ("\\& 5 $ a pint", "& 5 $ a pint"),
        ("\\& half % of it", "& half % of it"),
        ("\\{braces\\} \\_ \\# \\textbackslash", "{braces} _ # \\"),
        ("1924--25", "1924–25"),
        ("beer --- no", "beer — no"),
        ("``The `Great' Fen''", "“The ‘Great’ Fen”"),
        ("the keeper's lamp", "the keeper’s lamp"),
        ('the "straight" mark', "the “straight” mark"),
        ('("straight")', "(“straight”)"),
        ('\\& "straight"', "& “straight”"),
        ("Чехов", "Чехов"),
    ],
)
def test_latex_is_decoded(value: str, words: str) -> None:
    assert decoded(value) == words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("plain words", "plain words"),
        ("Café & Bar", "Café \\& Bar"),
        ("100% of 5$ #1_a", "100\\% of 5\\$ \\#1\\_a"),
        ("{a}", "\\{a\\}"),
        ("a~b^c\\d", "a\\textasciitilde{}b\\textasciicircum{}c\\textbackslash{}d"),
        ("no\u00a0break", "no~break"),
        ("1924–25 — so", "1924--25 --- so"),
        ("“The ‘Great’ Fen”", "“The ‘Great’ Fen”"),
        ("–––", "--{}--{}--"),
    ],
)
def test_words_are_encoded_and_read_back(words: str, value: str) -> None:
    assert encoded(words) == value
    assert decoded(value) == words


@pytest.mark.parametrize("words", ["–—", "––", "’’", "-–-", "“”", "‘“", "<b>&amp;</b>", "\\", "{}", "^"])
def test_what_is_encoded_is_read_back(words: str) -> None:
    assert decoded(encoded(words)) == words
