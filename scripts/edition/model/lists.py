"""Numbered lists: where they start, and how their numbers look."""

from __future__ import annotations

from edition.model.tree import Element

STYLES = ("1", "a", "A", "i", "I")
"""The styles of numbers, as the attribute ``type`` of ``ol`` names them."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def start_of(node: Element) -> int:
    """The number of the first item."""
    start = node.get("start")
    return int(start) if start.isdigit() else 1


def style_of(node: Element) -> str:
    """The style of the numbers."""
    return node.get("type") if node.get("type") in STYLES else "1"


def marks(node: Element) -> list[str]:
    """The numbers of the items of a list, as they are printed, without a full stop."""
    return [in_style(int(number), style_of(node)) for number in in_digits(node)]


def in_digits(node: Element) -> list[str]:
    """The same in digits, whatever their style."""
    return [str(number) for number in range(start_of(node), start_of(node) + len(node.elements))]


def in_style(number: int, style: str) -> str:
    """A number in a style: ``iv`` for 4 in ``i``; in digits where a style has no sign for it."""
    if style == "1" or number < 1:
        return str(number)
    words = _roman(number) if style in "iI" else letters(number)
    return words.upper() if style.isupper() else words


def letters(number: int) -> str:
    """A number in letters: 1 is a, 26 z, 27 aa."""
    number, rest = divmod(number - 1, 26)
    return (letters(number) if number else "") + chr(ord("a") + rest)


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words
