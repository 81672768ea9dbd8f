"""Numbers in words: ranges, ordinals."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import takewhile

from edition.model.messages import IN_ENGLISH, Messages, is_english

_RANGE = re.compile(r"(?<![\w-])(\d+)–(\d+)(?![\w–-]|[.:]\d)")


def ordinal(number: str, words: Messages = IN_ENGLISH, of_series: bool = False) -> str:
    """1st, 2nd, 3rd, 4th, 11th: of an edition, or of a series, which some languages tell apart."""
    if not is_english(words.language):
        if number == "1":
            # Translators: the ordinal number of the first edition of a book; of the first series of a journal.
            return words.pgettext("ordinal of a series", "1st") if of_series else words.pgettext("ordinal", "1st")
        if of_series:
            # Translators: the ordinal number of a series of a journal.
            return words.pgettext("ordinal of a series", "%(number)sth") % {"number": number}
        # Translators: the ordinal number of an edition of a book.
        return words.pgettext("ordinal", "%(number)sth") % {"number": number}
    is_teen = 10 < int(number) % 100 < 14
    return number + ("th" if is_teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


@lru_cache(maxsize=8192)
def ranges_in_words(numbers: str, words: Messages = IN_ENGLISH) -> str:
    """Numbers with en dashes; in English the second of a pair is shortened as in Chicago 9.61 (370–71, 101–8,
    100–104), in other languages it is whole.

    Where a part has a dash or several hyphens, a single hyphen in it belongs to a number: 1-123–1-130.
    """
    dashed = map(_with_dashes, numbers.split(","))
    return ",".join(map(partial(_RANGE.sub, _abbreviated_range), dashed) if is_english(words.language) else dashed)


def _with_dashes(part: str) -> str:
    dashed = re.sub(r"\s*(?:-{2,3}|[‐-―−])\s*", "–", part)
    return dashed if "–" in dashed else re.sub(r"(?<=[\w*)\]])\s*-\s*(?=[\w(\[])", "–", part)


def _abbreviated_range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) < len(first):
        last = first[: -len(last)] + last
    if len(last) > len(first) or int(first) < 100 or int(first) % 100 == 0 or int(last) <= int(first):
        return f"{first}–{last}"
    shared = len(list(takewhile(lambda digits: digits[0] == digits[1], zip(first, last, strict=True))))
    return f"{first}–{last[shared if int(first) % 100 < 10 else min(shared, len(last) - 2) :]}"
